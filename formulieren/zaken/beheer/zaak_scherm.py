"""What the screen of one zaak shows, at a desk and outside."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from basis.logboek.models import Handeling, LogboekRegel
from formulieren.bijlagen.models import Bijlage
from formulieren.bijlagen.services import bijlagen_of
from formulieren.inloggen.registry import label_of
from formulieren.inzendingen.antwoorden import read_answers, route_of
from formulieren.inzendingen.models import InzendingState
from formulieren.screens import answer_copy
from formulieren.zaken.beheer.foto import FORMATS
from formulieren.zaken.beheer.plek import plekken_of
from formulieren.zaken.models import Zaak, Zaakinformatieobject, Zaakinstellingen
from formulieren.zaken.services.initiator import initiator_of
from formulieren.zaken.services.opschorten import open_opschorting
from formulieren.zaken.services.termijn import kalender_of, latest_extension
from formulieren.zaken.services.termijnwoorden import Datums, Deadline, deadline_of

MOST_LINES = 100


def deadline_on_screen(zaak: Zaak) -> Deadline:
    """The deadline of one zaak in words."""
    found, still = Zaakinstellingen.load(), open_opschorting(zaak)
    datums = Datums(
        uiterlijk=zaak.uiterlijke_einddatum,
        streef=zaak.streefdatum,
        streeftijd=zaak.streeftijd,
        eind=zaak.einddatum,
        stil_sinds=still.begin if still is not None else None,
    )
    return deadline_of(
        datums, today=timezone.localdate(), kalender=kalender_of(found), waarschuw=found.waarschuw_dagen
    )


def zaak_context(zaak: Zaak) -> dict[str, Any]:
    """Who asked, where, what was sent, documents, questions, the decision and the history."""
    inzending = zaak.inzending
    there = inzending.state != InzendingState.VERNIETIGD
    answers = read_answers(inzending) if there else {}
    files = bijlagen_of(inzending.uuid)
    documents = list(zaak.documenten.select_related("bijlage", "toegevoegd_door"))
    own = {document.bijlage_id for document in documents}
    rol = zaak.initiator
    return {
        "zaak": zaak,
        "deadline": deadline_on_screen(zaak),
        "aanvrager": _aanvrager(zaak) if there else "",
        "rol": rol,
        "plekken": plekken_of(zaak, inzending.versie.form_schema, answers) if there else [],
        "documenten": [_document(document) for document in documents],
        "bijlagen": [file.item() for file in files if file.pk not in own],
        "fotos": [_foto(zaak, file) for file in files if _is_photo(file)],
        "stappen_kopie": answer_copy(route_of(inzending, answers), answers, masked=True) if there else [],
        "statussen": zaak.statussen.select_related("statustype", "gezet_door"),
        "vragen": zaak.aanvulverzoeken.select_related("gevraagd_door").prefetch_related("documenten"),
        "opschortingen": zaak.opschortingen.all(),
        "verlengingen": zaak.verlengingen.all(),
        "besluit": getattr(zaak, "besluit", None),
        "resultaat": getattr(zaak, "resultaat", None),
        "intrekking": getattr(zaak, "intrekking", None),
        "vandaag": timezone.localdate(),
        "geschiedenis": _history(zaak),
    }


def acties_for(zaak: Zaak) -> list[tuple[str, Any]]:
    """(address, words) of what can be done with an open zaak, the most usual first."""
    if zaak.einddatum is not None:
        return [(_url("zaak_document", zaak), _("Voeg een document toe"))]
    still = open_opschorting(zaak) is not None
    rows = [
        ("zaak_buiten", _("Buiten: kaart, foto en afronden"), True),
        ("zaak_toewijzen", _("Draag over"), True),
        ("zaak_vraag", _("Vraag de inwoner iets"), True),
        ("zaak_document", _("Voeg een document toe"), True),
        ("zaak_besluit", _("Neem het besluit"), not hasattr(zaak, "besluit")),
        ("zaak_loop", _("Laat de termijn weer lopen"), still),
        ("zaak_stil", _("Zet de termijn stil"), not still and zaak.zaaktype.opschorting_mogelijk),
        ("zaak_verleng", _("Verleng de termijn"), not still and _may_extend(zaak)),
        ("zaak_sluit", _("Sluit de zaak"), True),
    ]
    return [(_url(name, zaak), words) for name, words, possible in rows if possible]


def _may_extend(zaak: Zaak) -> bool:
    return (
        latest_extension(zaak) is not None
        and zaak.uiterlijke_einddatum >= timezone.localdate()
        and not zaak.verlengingen.exists()
    )


def _url(name: str, zaak: Zaak) -> str:
    return reverse(name, args=[zaak.pk])


def _document(document: Zaakinformatieobject) -> dict[str, Any]:
    """A document with its file, as `Bijlage.item` tells it."""
    return {
        "document": document,
        "bestand": document.bijlage.item() if document.bijlage is not None else None,
    }


def _is_photo(bijlage: Bijlage) -> bool:
    return bijlage.soort in FORMATS and "stand" not in bijlage.item()


def _foto(zaak: Zaak, bijlage: Bijlage) -> dict[str, str]:
    return {
        "naam": bijlage.naam,
        "klein": reverse("zaak_foto", args=[zaak.pk, bijlage.uuid]),
        "groot": reverse("zaak_bijlage", args=[zaak.pk, bijlage.uuid]),
    }


def _history(zaak: Zaak) -> QuerySet[LogboekRegel]:
    """What was done with the zaak, newest first; who only looked is for who checks the logboek."""
    lines = LogboekRegel.objects.filter(onderwerp=f"zaak:{zaak.identificatie}")
    done = lines.exclude(handeling=Handeling.READ).select_related("medewerker").order_by("-moment", "-pk")
    return done[:MOST_LINES]


def _aanvrager(zaak: Zaak) -> str:
    """How sure it is who asked for `zaak`, with the last three digits of a proven BSN."""
    initiator = initiator_of(zaak)
    if initiator is None:
        return _("Er is geen bewijs wie dit is.")
    digits = initiator.bsn[-3:]
    if initiator.by_employee:
        return _(
            "Een medewerker zag het paspoort, de ID-kaart of het rijbewijs. Het BSN eindigt op %(cijfers)s."
        ) % {"cijfers": digits}
    return _("Ingelogd met: %(middel)s. Het BSN eindigt op %(cijfers)s.") % {
        "middel": label_of(initiator.middel),
        "cijfers": digits,
    }
