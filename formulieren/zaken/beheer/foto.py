"""A photo of a zaak as a small picture made anew, so that nothing of the resident's file itself is shown."""

from __future__ import annotations

import io
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views import View
from PIL import Image, ImageOps

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.bijlagen.models import Bijlage
from formulieren.bijlagen.services import BijlageNotReleased, content
from formulieren.inzendingen.bestanden import own_bijlage
from formulieren.zaken.beheer.werkvoorraad import may_read
from formulieren.zaken.models import Zaak

# What a browser can show and our reader opens; a HEIC is only downloaded.
FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
SIDE = 800
# The check at the door lets no larger picture in; this is the second lock.
PIXELS = 60_000_000


class ZaakFotoView(View):
    """GET shows it; a file of another zaak, in quarantine, gone or no photo is the same 404."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, pk: int, uuid: UUID) -> HttpResponse:
        """Who may read the zaak may see its photos; that is recorded."""
        if not may_read(request.user):
            raise PermissionDenied
        zaak = get_object_or_404(Zaak.objects.select_related("inzending"), pk=pk)
        bijlage = own_bijlage(zaak.inzending, uuid)
        if bijlage is None or bijlage.soort not in FORMATS:
            raise Http404
        try:
            data = small_picture(bijlage)
        except (BijlageNotReleased, OSError, ValueError, Image.DecompressionBombError):
            raise Http404 from None
        record(
            actor=request.user,
            handeling=Handeling.READ,
            onderwerp=f"zaak:{zaak.identificatie}",
            reden=f"Foto {bijlage.uuid} getoond in het beheer",
        )
        response = HttpResponse(data, content_type="image/jpeg")
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Cache-Control"] = "private, no-store"
        return response


def small_picture(bijlage: Bijlage) -> bytes:
    """A JPEG of at most SIDE pixels, upright and without anything of a camera (place, date).

    Raises BijlageNotReleased, and OSError or ValueError for what doesn't open or is too large.
    """
    source = io.BytesIO(b"".join(content(bijlage)))
    with Image.open(source, formats=[FORMATS[bijlage.soort]]) as picture:
        if picture.width * picture.height > PIXELS:
            raise ValueError("too many pixels")
        picture.draft("RGB", (SIDE, SIDE))
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail((SIDE, SIDE))
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=80)
    return out.getvalue()
