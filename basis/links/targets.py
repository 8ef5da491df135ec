"""Links whose page or document changes: judged at once, and the pages they stand on looked at again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, pre_delete
from django.utils import timezone, translation
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from basis.links.models import LinkSoort, Weblink
from basis.links.services import judge_now

logger = logging.getLogger("loket.links")

#: A page in; out the paths under which it is found beside its place in the tree. All below such a path counts too.
AddressFinder = Callable[[Any], Iterable[str]]

_finders: list[tuple[type[Page], AddressFinder]] = []


def register_addresses(model: type[Page], finder: AddressFinder) -> None:
    """Declare that pages of `model` (or below it) have more addresses than the one in the tree."""
    if (model, finder) not in _finders:
        _finders.append((model, finder))


def install_listeners() -> None:
    """Listen to pages that go live, are taken down or are deleted, and to documents that are deleted.

    Signals, since Wagtail has many ways to do each (edit view, explorer, bulk, schedule, API, commands) and no
    action of ours lies between. What is done here never stops any of them.
    """
    name = "basis.links.targets"
    page_published.connect(_page_changed, dispatch_uid=name)
    page_unpublished.connect(_page_changed, dispatch_uid=name)
    pre_delete.connect(_draft_going, sender=Page, dispatch_uid=name)
    post_delete.connect(_document_gone, sender=get_document_model(), dispatch_uid=name)


def judge_again(*, adressen: Iterable[str], paden: Iterable[str] = ()) -> int:
    """Judge the known links to these addresses, and to what lies below `paden`; returns how many there are."""
    wanted = Q(adres__in=set(adressen))
    for path in paden:
        wanted |= Q(adres__startswith=path)
    links = list(Weblink.objects.filter(wanted, soort=LinkSoort.INTERN))
    if links:
        # What is kept is for the whole webteam, whatever language this editor reads.
        with translation.override(settings.LANGUAGE_CODE):
            judge_now(links, now=timezone.now())
    return len(links)


def _page_changed(sender: Any, instance: Page, **kwargs: Any) -> None:
    try:
        adressen, paden = _addresses(instance)
    except Exception:  # whatever a page says of its address: taking it down must work
        logger.exception(
            "the addresses of page %s are unknown: its links wait for the next round", instance.pk
        )
        return
    transaction.on_commit(partial(judge_again, adressen=adressen, paden=paden), robust=True)


def _draft_going(sender: Any, instance: Page, **kwargs: Any) -> None:
    """A live page is taken down before it is deleted, which says the same."""
    if not instance.live:
        _page_changed(sender, instance)


def _document_gone(sender: Any, instance: Any, **kwargs: Any) -> None:
    adressen = {f"document:{instance.pk}", urlsplit(instance.url).path}
    transaction.on_commit(partial(judge_again, adressen=adressen), robust=True)


def _addresses(page: Page) -> tuple[set[str], list[str]]:
    """As `Weblink.adres` writes them; the page as it is now, since after a deletion it says nothing any more."""
    adressen, paden = {f"pagina:{page.pk}"}, []
    if path := urlsplit(page.get_full_url() or "").path:
        bare = path.rstrip("/")
        adressen |= {path, bare} - {""}
        paden += [f"{path}?"] + ([f"{bare}?"] if bare else [])
    kind = page.specific_class
    for model, finder in _finders:
        if kind is not None and issubclass(kind, model):
            paden += finder(page.specific)
    return adressen, paden
