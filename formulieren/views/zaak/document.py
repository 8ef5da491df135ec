"""A document that the municipality has for the owner of a zaak, here or in the ZGW backend; and the decision."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from basis.logboek.models import Handeling
from basis.logboek.services import record
from basis.security.limits import rate_limit
from basis.security.views import too_many_requests
from formulieren.bijlagen.download import as_download, download_response
from formulieren.bijlagen.services import BijlageNotReleased
from formulieren.views.access import private
from formulieren.views.zaak.nummer import not_found
from formulieren.views.zaak.toegang import ZaakView
from formulieren.zaken.client import ZgwNotConfigured, ZgwUnavailable
from formulieren.zaken.models import Besluit, Zaakinformatieobject
from formulieren.zaken.services.volgen import document_of, documents_of
from formulieren.zaken.zgw.inwoner_document import DocumentGone, DocumentTooLarge, open_document

HOUR = 60 * 60
# Each one is three calls to the backend.
FETCHES_PER_ZAAK = 60


class TooOften(Exception):
    """More documents of one zaak than a person reads in an hour."""


class DocumentView(ZaakView):
    """GET downloads a document; all that isn't for this person is the same 404."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, reference: str, uuid: UUID) -> HttpResponseBase:
        """The file, as a download, never kept and never shown inline."""
        if not self.rights.documents:
            return private(redirect(self.url("volg_code")))
        document = document_of(self.rights, uuid)
        if document is None:
            return not_found(request)
        try:
            response = self._file(document)
        except (BijlageNotReleased, DocumentGone):
            return not_found(request)
        except TooOften:
            return too_many_requests(request)
        except DocumentTooLarge:
            return self._not_now(request, te_groot=True)
        except (ZgwUnavailable, ZgwNotConfigured):
            return self._not_now(request)
        record(
            actor=None,
            handeling=Handeling.READ,
            onderwerp=f"zaak:{self.zaak.identificatie}",
            reden=f"De inwoner opende document {document.uuid}, {self.rights.way}",
        )
        return response

    def _file(self, document: Zaakinformatieobject) -> StreamingHttpResponse:
        """Ours, or that of the backend through this server: the browser never hears where it stands."""
        if document.bijlage is not None:
            return download_response(document.bijlage)
        if not rate_limit("volgen-document", self.zaak.identificatie, FETCHES_PER_ZAAK, HOUR):
            raise TooOften
        found = open_document(document)
        return as_download(found.inhoud, naam=found.naam, media=found.media, grootte=found.grootte)

    def _not_now(self, request: HttpRequest, *, te_groot: bool = False) -> HttpResponse:
        """503: the document is there, but can't be handed out; and how to get it all the same."""
        context = {"zaak": self.zaak, "te_groot": te_groot, "terug_url": self.url()}
        response = private(render(request, "formulieren/zaak_document_niet_nu.html", context, status=503))
        if not te_groot:
            response.headers["Retry-After"] = "300"
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
