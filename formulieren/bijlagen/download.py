"""Hands a released file to a browser: always as a download, never to be shown in the page."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from formulieren.bijlagen.models import Bijlage
from formulieren.bijlagen.services import content
from formulieren.soorten import BY_NAME


def download_response(bijlage: Bijlage) -> StreamingHttpResponse:
    """The file as an attachment that no browser runs or keeps. Raises BijlageNotReleased."""
    return as_download(
        content(bijlage), naam=bijlage.naam, media=BY_NAME[bijlage.soort].media, grootte=bijlage.grootte
    )


def as_download(inhoud: Iterable[bytes], *, naam: str, media: str, grootte: int) -> StreamingHttpResponse:
    """`inhoud` as an attachment with the safe name `naam`; `grootte` in bytes, 0 when it isn't known.

    `inhoud` is closed after the last byte, and when the browser goes away.
    """
    response = StreamingHttpResponse(inhoud, content_type=media)
    if grootte:
        response.headers["Content-Length"] = str(grootte)
    response.headers["Content-Disposition"] = str(content_disposition_header(True, naam))
    response.headers["X-Content-Type-Options"] = "nosniff"
    # Should a browser show it all the same: no script, no form, no other address, an origin of its own.
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    return response
