"""Hands a released file to a browser: always as a download, never to be shown in the page."""

from __future__ import annotations

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from formulieren.bijlagen.models import Bijlage
from formulieren.bijlagen.services import content
from formulieren.soorten import BY_NAME


def download_response(bijlage: Bijlage) -> StreamingHttpResponse:
    """The file as an attachment that no browser runs or keeps. Raises BijlageNotReleased."""
    response = StreamingHttpResponse(content(bijlage), content_type=BY_NAME[bijlage.soort].media)
    response.headers["Content-Length"] = str(bijlage.grootte)
    response.headers["Content-Disposition"] = str(content_disposition_header(True, bijlage.naam))
    response.headers["X-Content-Type-Options"] = "nosniff"
    # Should a browser show it all the same: no script, no form, no other address, an origin of its own.
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    return response
