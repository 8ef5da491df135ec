"""What becomes of one page or object when something is replaced: the outcomes, why not, and the history."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from basis.gebruik.targets import ObjectTarget, PhoneTarget

LOG_ACTION = "gebruik.vervangen"


class Outcome(StrEnum):
    """What became of one page or object."""

    LIVE = "live"
    DRAFT = "draft"
    REFUSED = "refused"
    SKIPPED = "skipped"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Result:
    """One page or object: `key` names it, `reasons` are Dutch sentences."""

    key: str
    title: str
    href: str
    outcome: Outcome
    reasons: tuple[str, ...] = ()


class Skip(Exception):
    """Why a page or object stays as it is, as a sentence."""


def check_new(target: PhoneTarget | ObjectTarget) -> None:
    """What comes instead must still be there, inside the transaction that writes."""
    if isinstance(target, PhoneTarget):
        return
    model: Any = Page if target.kind == "page" else type(target.new)
    there = model.objects.filter(pk=target.new.pk)
    if target.kind == "page":
        there = there.filter(live=True)
    if not there.exists():
        raise Skip(
            _("'%(naam)s' is net verwijderd of offline gehaald. Kies iets anders.")
            % {"naam": target.new_name}
        )


def log_replaced(
    instance: Any, target: PhoneTarget | ObjectTarget, user: Any, revision: Revision | None = None
) -> None:
    """Who replaced what, in the history of a page or object."""
    log(
        instance=instance,
        action=LOG_ACTION,
        user=user,
        revision=revision,
        content_changed=True,
        data={"oud": target.name, "nieuw": target.new_name},
    )
