"""Service: the resident's side of a question about a zaak: files are taken in first, then the answer is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from formulieren.bijlagen.models import WITH_CONTENT, Bijlage
from formulieren.flow.schema import StapSchema, VraagSchema, freeze
from formulieren.inzendingen.bestanden import InzendingGone, Lock, TakenIn, take_in, take_out
from formulieren.inzendingen.models import Inzending
from formulieren.zaken.keuzes import Richting
from formulieren.zaken.models import Aanvulverzoek, Zaakinformatieobject
from formulieren.zaken.services.aanvulling import LONGEST_ANTWOORD, answer_aanvulling
from formulieren.zaken.services.meester import lock_zaak

ANTWOORD = "antwoord"
SOORTEN = ("pdf", "foto", "tekst", "rekenblad")
MOST_FILES = 5


def bestand_code(verzoek: Aanvulverzoek) -> str:
    """The question to which the files belong. With a dot: no question of a form has such a code."""
    return f"vraag.{verzoek.pk}"


def as_stap(verzoek: Aanvulverzoek) -> StapSchema:
    """The question as a step of a form, so that its fields, limits and texts are those of every form."""
    asked = verzoek.document_gevraagd
    tekst = VraagSchema(
        code=ANTWOORD,
        type="lange_tekst",
        label=_("Wat is uw antwoord?"),
        verplicht=not asked,
        foutmelding=_("Schrijf uw antwoord op."),
        config=freeze({"max_lengte": LONGEST_ANTWOORD}),
    )
    bestanden = VraagSchema(
        code=bestand_code(verzoek),
        type="bestand",
        label=_("Stuur het bestand waar wij om vragen") if asked else _("Wilt u een bestand meesturen?"),
        verplicht=asked,
        foutmelding=_("Kies het bestand waar wij om vragen.") if asked else "",
        config=freeze({"soorten": SOORTEN, "maximum": MOST_FILES, "mag_later": False}),
    )
    return StapSchema(slug="vraag", titel=_("Onze vraag aan u"), vragen=(tekst, bestanden))


def add_files(*, verzoek: Aanvulverzoek, uploads: Sequence[Any], visitor: str) -> TakenIn:
    """Takes files in for the answer. Raises InzendingGone when the question is no longer open."""
    vraag = as_stap(verzoek).vragen[1]
    return take_in(
        inzending=verzoek.zaak.inzending, vraag=vraag, uploads=uploads, visitor=visitor, lock=_lock(verzoek)
    )


def remove_file(*, verzoek: Aanvulverzoek, bijlage: str) -> bool:
    """Removes a file that isn't sent yet; whether there was one. Raises InzendingGone."""
    vraag = as_stap(verzoek).vragen[1]
    return take_out(inzending=verzoek.zaak.inzending, vraag=vraag, bijlage=bijlage, lock=_lock(verzoek))


def files_of(verzoek: Aanvulverzoek) -> list[Bijlage]:
    """The files that wait to be sent with the answer."""
    mine = Bijlage.objects.filter(inzending_uuid=verzoek.zaak.inzending.uuid, vraag=bestand_code(verzoek))
    return list(mine.filter(state__in=WITH_CONTENT))


@transaction.atomic
def send_answer(*, verzoek: Aanvulverzoek, antwoord: str) -> bool:
    """Sends the answer with the files that were taken in; whether the question was still open.

    Raises ValidationError as `answer_aanvulling` does.
    """
    zaak = lock_zaak(verzoek.zaak)
    documenten = [
        Zaakinformatieobject.objects.get_or_create(
            bijlage=bijlage,
            defaults={
                "zaak": zaak,
                "richting": Richting.INKOMEND,
                "vertrouwelijkheidaanduiding": zaak.zaaktype.vertrouwelijkheidaanduiding,
            },
        )[0]
        for bijlage in files_of(verzoek)
    ]
    if answer_aanvulling(verzoek=verzoek, antwoord=antwoord, documenten=documenten):
        return True
    transaction.set_rollback(True)
    return False


def _lock(verzoek: Aanvulverzoek) -> Lock:
    def lock(_inzending: Inzending) -> None:
        try:
            lock_zaak(verzoek.zaak)
        except ValidationError:
            raise InzendingGone from None
        if not Aanvulverzoek.objects.filter(pk=verzoek.pk, beantwoord_op=None, gesloten_op=None).exists():
            raise InzendingGone

    return lock
