"""Links to files say what kind of file opens and how big it is: "(pdf, 1,2 MB)"."""

from __future__ import annotations

import re
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.html import escape
from wagtail.documents.rich_text import DocumentLinkHandler

_LINK = re.compile(
    r'<a (?P<before>[^>]*?)\s*data-bestand="(?P<facts>[^"]*)"(?P<after>[^>]*)>(?P<text>.*?)</a>', re.DOTALL
)
_TAG = re.compile(r"<[^>]*>")
_SIZE = re.compile(r"\d\s?(?:[kmg]?b|bytes)\b", re.IGNORECASE)


def facts(document: Any) -> str:
    """ "pdf, 1,2 MB" for a document; without the size when its file is gone."""
    try:
        size = document.get_file_size()
    except OSError:
        size = None
    kind = document.file_extension.lower()
    # An ordinary space: the editor's own "1,2 MB" and ours must compare equal.
    return f"{kind}, {filesizeformat(size)}".replace("\xa0", " ") if size else kind


class BestandLinkHandler(DocumentLinkHandler):
    """Wagtail's link to a document, with its facts on the tag for `announce_files`."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """The opening tags; a document that is gone leaves a link without target, as Wagtail does."""
        return [
            f'<a href="{escape(document.url)}" data-bestand="{escape(facts(document))}">'
            if document
            else "<a>"
            for document in cls.get_many(attrs_list)
        ]


def announce_files(html: str) -> str:
    """The same HTML with the facts inside each link to a file, unless its text names kind and size already."""
    return _LINK.sub(_announced, html)


def _announced(match: re.Match[str]) -> str:
    text, known = match["text"], match["facts"]
    shown = _TAG.sub("", text).lower()
    told = known.split(",")[0] in shown and (_SIZE.search(shown) or "," not in known)
    attributes = f"{match['before']}{match['after']}".strip()
    return f"<a {attributes}>{text}</a>" if told else f"<a {attributes}>{text} ({known})</a>"
