"""The style sheet of a huisstijl as a file: named by its content, the same bytes for everyone, kept by browsers."""

from __future__ import annotations

import contextlib
import logging

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from gemeente.pages.huisstijl import version
from gemeente.pages.models import Huisstijl

logger = logging.getLogger("loket.pages")

FOLDER = "huisstijl"


def stylesheet_url(huisstijl: Huisstijl) -> str:
    """The address of the file with these choices, or "" when nothing differs from what is shipped.

    The file is written when it is not there: after a change, on a new machine, after a restore without media. It
    stands among the media, so that the auditor and a web server in front find it without a database. Older files
    stay: a page that a browser kept still names them.
    """
    text = huisstijl.css
    if not text:
        return ""
    name = f"{FOLDER}/huisstijl.{version(text)}.css"
    try:
        if not default_storage.exists(name):
            written = default_storage.save(name, ContentFile(text.encode()))
            if written != name:  # another process was first: the same bytes
                with contextlib.suppress(OSError):
                    default_storage.delete(written)
    except OSError as problem:  # a full disk: a page in the shipped colours is better than none
        logger.error("the huisstijl can't be written: %s", type(problem).__name__)
        return ""
    return str(default_storage.url(name))
