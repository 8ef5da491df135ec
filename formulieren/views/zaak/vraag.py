"""A question of the municipality about a zaak, and its owner's answer with files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from basis.logboek.models import Handeling
from basis.logboek.services import record
from basis.security.limits import client_key
from formulieren.flow.schema import StapSchema
from formulieren.inzendingen.bestanden import InzendingGone, TakenIn
from formulieren.views.access import private
from formulieren.views.zaak.nummer import not_found
from formulieren.views.zaak.toegang import ZaakView
from formulieren.vragen.forms import StapForm, form_class
from formulieren.zaken.models import Aanvulverzoek
from formulieren.zaken.services.aanvulling_inwoner import (
    ANTWOORD,
    add_files,
    as_stap,
    bestand_code,
    files_of,
    remove_file,
    send_answer,
)

REMOVED = _("Het bestand is verwijderd.")


class VraagView(ZaakView):
    """GET shows the question; POST takes files in, and the answer when all of it is right."""

    http_method_names = ["get", "head", "post", "options"]
    whole = True

    def get(self, request: HttpRequest, reference: str, uuid: UUID) -> HttpResponse:
        """The question, with the files that were taken in before."""
        verzoek = self._verzoek(uuid)
        if verzoek is None:
            return not_found(request)
        record(
            actor=None,
            handeling=Handeling.READ,
            onderwerp=f"zaak:{self.zaak.identificatie}",
            reden=f"De inwoner opende vraag {verzoek.pk}, {self.rights.way}",
        )
        return self._page(request, verzoek, form_class(as_stap(verzoek))(initial=self._raws(verzoek)))

    def post(self, request: HttpRequest, reference: str, uuid: UUID) -> HttpResponse:
        """One try. A file that is refused doesn't take the answer or the other files away."""
        verzoek = self._verzoek(uuid)
        if verzoek is None:
            return not_found(request)
        stap, code, melding = as_stap(verzoek), bestand_code(verzoek), ""
        try:
            melding = self._remove(request, verzoek)
            uploads = request.FILES.getlist(code)
            taken = (
                add_files(verzoek=verzoek, uploads=uploads, visitor=client_key(request))
                if uploads
                else TakenIn()
            )
        except InzendingGone:
            return self._too_late()
        raws = self._raws(verzoek, request.POST.get(ANTWOORD, ""), taken, melding)
        status = 429 if taken.te_snel else 422 if taken.fouten else 200
        if request.POST.get("_actie"):
            return self._page(request, verzoek, _after_action(stap, raws, taken), status=status)
        form = form_class(stap)(raws=raws)
        if not form.is_valid():
            return self._page(request, verzoek, form, status=max(422, status))
        try:
            if not send_answer(verzoek=verzoek, antwoord=form.answers().get(ANTWOORD, "")):
                return self._too_late()
        except ValidationError:
            return self._too_late()
        return private(redirect(f"{self.url()}?beantwoord"))

    def _verzoek(self, uuid: UUID) -> Aanvulverzoek | None:
        found = Aanvulverzoek.objects.filter(
            zaak=self.zaak, uuid=uuid, beantwoord_op=None, gesloten_op=None, zaak__einddatum=None
        ).first()
        if found is not None:
            found.zaak = self.zaak
        return found

    def _too_late(self) -> HttpResponse:
        """The question was closed or answered meanwhile: the page of the zaak says how it stands."""
        return private(redirect(f"{self.url()}?te_laat"))

    def _remove(self, request: HttpRequest, verzoek: Aanvulverzoek) -> Any:
        code, _space, rest = request.POST.get("_actie", "")[:200].partition(" ")
        name, _space, bijlage = rest.partition(" ")
        if code != bestand_code(verzoek) or name != "weg":
            return ""
        return REMOVED if remove_file(verzoek=verzoek, bijlage=bijlage) else ""

    def _raws(
        self,
        verzoek: Aanvulverzoek,
        antwoord: str = "",
        taken: TakenIn | None = None,
        melding: Any = "",
    ) -> dict[str, Any]:
        """What the fields show: the text as it was typed, and the files as the server knows them."""
        return {
            ANTWOORD: antwoord,
            bestand_code(verzoek): {
                "bestanden": tuple(bijlage.item() for bijlage in files_of(verzoek)),
                "fouten": taken.fouten if taken is not None else (),
                "melding": str(melding),
            },
        }

    def _page(
        self, request: HttpRequest, verzoek: Aanvulverzoek, form: StapForm, *, status: int = 200
    ) -> HttpResponse:
        context = {
            "zaak": self.zaak,
            "verzoek": verzoek,
            "form": form,
            "velden": [(f"vraag-{veld.name}", veld) for veld in form],
            "fouten": form.error_list() if form.is_bound else [],
            "eigen_url": self.url("volg_vraag", uuid=verzoek.uuid),
        }
        return private(render(request, "formulieren/zaak_vraag.html", context, status=status))


def _after_action(stap: StapSchema, raws: dict[str, Any], taken: TakenIn) -> StapForm:
    """The page after a button about files: the answer was not checked yet, so it is not called wrong."""
    if not taken.fouten:
        return form_class(stap)(initial=raws)
    form = form_class(stap)(raws=raws)
    form.errors.pop(ANTWOORD, None)
    return form
