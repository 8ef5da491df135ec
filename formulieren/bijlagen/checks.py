"""System checks: the private folder is private, and production has a scanner."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

SERVED = ("MEDIA_ROOT", "STATIC_ROOT")


@register
def check_upload_folder(**_kwargs: Any) -> list[CheckMessage]:
    """An error when files of residents would stand where a web server can serve them."""
    folder = Path(settings.LOKET_UPLOAD_DIR).resolve()
    served = [Path(getattr(settings, name)).resolve() for name in SERVED if getattr(settings, name, "")]
    served += [Path(str(place)).resolve() for place in settings.STATICFILES_DIRS]
    if any(folder == place or place in folder.parents or folder in place.parents for place in served):
        return [
            Error(
                "The folder for files of residents stands in, or around, a folder that is served to everybody.",
                hint="Set LOKET_UPLOAD_DIR to a folder of its own.",
                id="bijlagen.E001",
            )
        ]
    return []


@register
def check_scanner(**_kwargs: Any) -> list[CheckMessage]:
    """A warning when files would wait in quarantine for a scanner that isn't there."""
    if settings.LOKET_SCANNER_MANDATORY and not settings.LOKET_CLAMD:
        return [
            Warning(
                "There is no virus scanner: every file of a resident stays in quarantine.",
                hint="Set LOKET_CLAMD to the address of a clamd: host:port, or the path of its socket.",
                id="bijlagen.W001",
            )
        ]
    return []
