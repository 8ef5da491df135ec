"""Which documents a page links to, and which pages link to a document: live, in a draft, or by a typed address."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex, Revision

# As Wagtail stores a link to a document in rich text; within JSON its quotes are escaped once or more.
_QUOTE = r'\\*"'
_LINK = re.compile(
    rf"<a\b[^>]*?(?:linktype={_QUOTE}document{_QUOTE}[^>]*?\bid={_QUOTE}(\d+)|"
    rf"\bid={_QUOTE}(\d+){_QUOTE}[^>]*?linktype={_QUOTE}document)"
)


def _prefix() -> str:
    """What every address of a document begins with."""
    return reverse("wagtaildocs_serve", args=[0, "x"]).split("/0/")[0]


@cache
def _address() -> re.Pattern[str]:
    """A typed or pasted address of a document on this site."""
    return re.compile(rf"{re.escape(_prefix())}/(\d+)/[^/\s\"'<>]")


def _content_type_id() -> int:
    return ContentType.objects.get_for_model(get_document_model()).pk


def documents_on(page: Any) -> dict[int, str]:
    """Document id → where the page first refers to it, as a path of the editor ("inhoud/<block id>").

    Reads the page as it stands in memory: a draft is not in the reference index yet, so the index's own
    extraction runs on it. An address that somebody typed is no reference; it is sought in the content.
    """
    found: dict[int, str] = {}
    wanted = _content_type_id()
    # Wagtail keeps this method to itself; its public twin writes to the database.
    for type_id, object_id, _model_path, path in ReferenceIndex._extract_references_from_object(page):
        if type_id == wanted and str(object_id).isdigit():
            found.setdefault(int(object_id), path.replace(".", "/"))
    for source, text in _texts(page):
        for match in _address().finditer(text):
            found.setdefault(int(match[1]), source)
    return found


def _texts(page: Any) -> Iterator[tuple[str, str]]:
    """The page's content as text per field, a StreamField per block."""
    for name, value in page.serializable_data().items():
        if isinstance(value, str) and value.startswith("[{"):
            try:
                blocks = json.loads(value)
            except ValueError:
                blocks = None
            if isinstance(blocks, list):
                for block in blocks:
                    yield f"{name}/{block.get('id', '')}".rstrip("/"), json.dumps(block)
                continue
        if value:
            yield name, value if isinstance(value, str) else json.dumps(value, default=str)


def used_by(document_ids: Iterable[int] | None = None) -> dict[int, list[Any]]:
    """Document id → the pages and other objects that refer to it, pages first, by title.

    Three sources: the reference index (what is saved), the newest version of each page (drafts) and the live
    version, in which typed addresses are found too. Without ids: all documents. Three queries in all, one of
    which reads the versions that mention a document.
    """
    wanted = None if document_ids is None else set(document_ids)
    pages: dict[int, set[int]] = defaultdict(set)
    others: dict[int, set[tuple[int, str]]] = defaultdict(set)
    page_type = ContentType.objects.get_for_model(Page).pk
    index = ReferenceIndex.objects.filter(to_content_type_id=_content_type_id())
    for base_type, object_id, to_id in index.values_list("base_content_type_id", "object_id", "to_object_id"):
        if base_type == page_type:
            pages[int(to_id)].add(int(object_id))
        else:
            others[int(to_id)].add((base_type, object_id))
    for page_id, text in _versions():
        for match in (*_LINK.finditer(text), *_address().finditer(text)):
            pages[int(next(filter(None, match.groups())))].add(page_id)
    ids = (set(pages) | set(others)) if wanted is None else wanted & (set(pages) | set(others))
    known = Page.objects.in_bulk({page_id for doc in ids for page_id in pages[doc]})
    return {
        doc: [
            *sorted((known[p] for p in pages[doc] if p in known), key=lambda page: page.title.lower()),
            *_objects(others[doc]),
        ]
        for doc in ids
    }


def _versions() -> Iterator[tuple[int, str]]:
    """Page id and content of every newest and every live version that mentions a document."""
    pages = Page.objects.filter(latest_revision__isnull=False)
    pairs = pages.values_list("pk", "latest_revision_id", "live_revision_id")
    page_of = {revision: pk for pk, *revisions in pairs for revision in revisions if revision}
    newest = Q(pk__in=pages.values("latest_revision_id"))
    live = Q(pk__in=Page.objects.filter(live_revision__isnull=False).values("live_revision_id"))
    mentions = Q(text__contains="document") | Q(text__contains=_prefix())
    revisions = Revision.objects.annotate(text=Cast("content", TextField())).filter(newest | live, mentions)
    for revision_id, text in revisions.values_list("pk", "text").iterator(chunk_size=100):
        if revision_id in page_of:
            yield page_of[revision_id], text


def _objects(keys: Iterable[tuple[int, str]]) -> list[Any]:
    """The objects that are no pages, such as a setting or a snippet."""
    found = []
    for type_id, object_id in sorted(keys):
        model = ContentType.objects.get_for_id(type_id).model_class()
        instance = model._default_manager.filter(pk=object_id).first() if model else None
        if instance is not None:
            found.append(instance)
    return found
