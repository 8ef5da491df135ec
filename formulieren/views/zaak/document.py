"""A document that the municipality has for the owner of a zaak, and the decision."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.bijlagen.download import download_response
from formulieren.bijlagen.services import BijlageNotReleased
from formulieren.views.access import private
from formulieren.views.zaak.nummer import not_found
from formulieren.views.zaak.toegang import ZaakView
from formulieren.zaken.models import Besluit
from formulieren.zaken.services.volgen import documents_of


class DocumentView(ZaakView):
    """GET downloads a document; all that isn't for this person is the same 404."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, reference: str, uuid: UUID) -> HttpResponseBase:
        """The file, as a download, never kept and never shown inline."""
        if not self.rights.documents:
            return private(redirect(self.url("volg_code")))
        document = next((one for one in documents_of(self.rights) if one.uuid == uuid), None)
        if document is None or document.bijlage is None:
            return not_found(request)
        try:
            response = download_response(document.bijlage)
        except BijlageNotReleased:
            return not_found(request)
        record(
            actor=None,
            handeling=Handeling.READ,
            onderwerp=f"zaak:{self.zaak.identificatie}",
            reden=f"De inwoner opende document {document.uuid}, {self.rights.way}",
        )
        return response


class BesluitView(ZaakView):
    """GET shows the decision with the term for bezwaar."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """The text, or the link to the PDF."""
        if not self.rights.documents:
            return private(redirect(self.url("volg_code")))
        besluit: Besluit | None = getattr(self.zaak, "besluit", None)
        if besluit is None:
            return not_found(request)
        document = next((one for one in documents_of(self.rights) if one.pk == besluit.document_id), None)
        record(
            actor=None,
            handeling=Handeling.READ,
            onderwerp=f"zaak:{self.zaak.identificatie}",
            reden=f"De inwoner opende het besluit, {self.rights.way}",
        )
        today = timezone.localdate()
        context = {
            "zaak": self.zaak,
            "besluit": besluit,
            "document": document,
            "bezwaar_kan": besluit.bezwaar_tot is not None and today <= besluit.bezwaar_tot,
            "bezwaar_url": self._bezwaar_url(request),
        }
        return private(render(request, "formulieren/zaak_besluit.html", context))

    def _bezwaar_url(self, request: HttpRequest) -> str:
        """The live form for bezwaar in this language, "" without one."""
        form = self.zaak.zaaktype.bezwaar_formulier
        if form is None:
            return ""
        page = form.localized
        return str(page.get_url(request) or "") if page.live else ""
