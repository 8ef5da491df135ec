"""Switching the crisis message on and off: one person with the right, at once, with a line in the log."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Site

from gemeente.pages.crisis_rules import message_problems
from gemeente.pages.models import Crisisbericht

RIGHT = "pages.change_crisisbericht"
SHOWN, TAKEN_DOWN = "pages.crisisbericht_shown", "pages.crisisbericht_taken_down"


@transaction.atomic
def publish_crisisbericht(
    *, site: Site, titel: str, tekst: str, telefoon: str = "", user: Any
) -> Crisisbericht:
    """Show this message on every page now, or change the one that shows.

    No second person and no browser: the template was audited beforehand and static rules decide about the
    words. The pages are marked stale by the save itself (gate.shared), so the browser audit follows. Raises
    PermissionDenied, and ValidationError with a Dutch sentence per field.
    """
    _may(user)
    if problems := message_problems(titel, tekst, telefoon):
        raise ValidationError({name: [text] for name, text in problems.items()})
    crisis = Crisisbericht.for_site(site)
    crisis.actief = True
    crisis.titel, crisis.tekst, crisis.telefoon = titel.strip(), tekst.strip(), telefoon.strip()
    crisis.save()
    _note(crisis, SHOWN, user)
    return crisis


@transaction.atomic
def clear_crisisbericht(*, site: Site, user: Any, prepared: dict[str, str] | None = None) -> Crisisbericht:
    """Take the message down; whatever its words are, this works. Raises PermissionDenied only.

    `prepared`: titel, tekst and telefoon to keep ready for a next time; the words that stand there otherwise.
    """
    _may(user)
    crisis = Crisisbericht.for_site(site)
    was_shown = crisis.actief
    crisis.actief = False
    for name, value in (prepared or {}).items():
        setattr(crisis, name, value.strip())
    crisis.save()
    if was_shown:
        _note(crisis, TAKEN_DOWN, user)
    return crisis


def _may(user: Any) -> None:
    if not user.has_perm(RIGHT):
        raise PermissionDenied


def _note(crisis: Crisisbericht, action: str, user: Any) -> None:
    """Who showed which words when; the log keeps them after the next message replaced them."""
    words = {"titel": crisis.titel, "tekst": crisis.tekst, "telefoon": crisis.telefoon}
    log(instance=crisis, action=action, user=user, data=words)
