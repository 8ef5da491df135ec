"""Views of the site that are no page: the style sheet that follows from the settings."""

from __future__ import annotations

import posixpath

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

from gemeente.pages.huisstijl_file import stylesheet_url
from gemeente.pages.models import Huisstijl


@require_safe
def huisstijl_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """One file of the huisstijl, to be kept for a year: its name changes with its content.

    One that went missing is made again when a site still asks for it. A web server in front takes this path in
    production, as it does for images.
    """
    if not default_storage.exists(path):
        wanted = posixpath.basename(path)
        any(stylesheet_url(row).endswith(wanted) for row in Huisstijl.objects.all())
    answer = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer
