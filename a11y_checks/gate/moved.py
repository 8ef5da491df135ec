"""Moves and doors: a page that comes to stand elsewhere, or opens up to everyone, is audited again."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from a11y_checks.gate.stale import mark_stale


def install_moved() -> None:
    """Listen to Wagtail's moves and to the restrictions on who may see a page.

    Signals, since the admin has many ways to do either (explorer, bulk, drag, API, commands) and no action
    of ours lies between.
    """
    post_page_move.connect(_after_move, dispatch_uid="a11y_checks.gate.move")
    for signal in (post_save, post_delete):
        signal.connect(
            _after_restriction, sender=PageViewRestriction, dispatch_uid=f"a11y_checks.gate.door.{id(signal)}"
        )


def _branch(page: Page) -> list[int]:
    """This page and everything below it."""
    return list(Page.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True))


def _after_move(instance: Page, **kwargs: Any) -> None:
    mark_stale(_branch(instance), _("De pagina is verplaatst."))


def _after_restriction(instance: PageViewRestriction, **kwargs: Any) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        mark_stale(_branch(page), _("Wie de pagina mag zien is veranderd."))
