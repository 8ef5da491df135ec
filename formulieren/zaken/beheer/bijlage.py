"""A file of a zaak for an employee: only what the scanner released, as a download, and the opening is recorded."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views import View

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.bijlagen.download import download_response
from formulieren.bijlagen.services import BijlageNotReleased
from formulieren.inzendingen.bestanden import own_bijlage
from formulieren.zaken.models import Zaak


class ZaakBijlageView(View):
    """GET downloads it; a file of another zaak, in quarantine or gone is the same 404."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, pk: int, uuid: UUID) -> HttpResponseBase:
        """Who may read the zaak may read its files."""
        if not (request.user.has_perm("zaken.view_zaak") or request.user.has_perm("zaken.change_zaak")):
            raise PermissionDenied
        zaak = get_object_or_404(Zaak.objects.select_related("inzending"), pk=pk)
        bijlage = own_bijlage(zaak.inzending, uuid)
        if bijlage is None:
            raise Http404
        try:
            response = download_response(bijlage)
        except BijlageNotReleased:
            raise Http404 from None
        record(
            actor=request.user,
            handeling=Handeling.READ,
            onderwerp=f"zaak:{zaak.identificatie}",
            reden=f"Bijlage {bijlage.uuid} geopend in het beheer",
        )
        return response
