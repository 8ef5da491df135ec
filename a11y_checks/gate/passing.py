"""Which pages the gate lets pass right now, and what is written once one of them is live."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from a11y_checks.gate import verloop
from a11y_checks.gate.bewijs import close_version, keep_version
from a11y_checks.gate.check import decide
from a11y_checks.gate.oordeel import open_questions
from a11y_checks.gate.refusal import PublishRefused, refused_for
from a11y_checks.gate.render import RenderedState, keeping_rendered
from a11y_checks.gate.uitzondering import covered_by
from a11y_checks.gate.verdict import audit_page
from a11y_checks.models import Audit, GateRecord, Uitzondering
from a11y_checks.rules.base import Niveau

_passing: ContextVar[frozenset[int]] = ContextVar("loket_pages_passing_the_gate", default=frozenset())


@dataclass(frozen=True, slots=True)
class Approved:
    """Why one page may go live: its verdict, the uitzondering that it needs, and the HTML that was looked at."""

    audit: Audit
    uitzondering: Uitzondering | None
    states: list[RenderedState]


def is_gated(thing: Any) -> bool:
    """Whether a page, or a page class, has to pass the gate."""
    return bool(getattr(thing, "is_gated", False))


def is_passing(page_id: int | None) -> bool:
    """Whether the gate itself is publishing this page right now (the guard lets its save through)."""
    return page_id is not None and page_id in _passing.get()


@contextmanager
def let_pass(page_ids: Iterable[int]) -> Iterator[None]:
    """The guard lets saves of these pages through. Only for pages whose verdict is known to be good."""
    token = _passing.set(_passing.get() | frozenset(page_ids))
    try:
        yield
    finally:
        _passing.reset(token)


def approve(page: Any) -> Approved:
    """Audit a page as it stands in memory; before the transaction that writes, since it may take seconds.

    What people decided about the source of an alias holds for the alias too: it has no editor of its own.
    Raises PublishRefused.
    """
    with keeping_rendered() as rendered:
        try:
            passed = decide(page)
            audit, uitzondering = passed.audit, passed.uitzondering
        except PublishRefused as refusal:
            if page.alias_of_id is None or not refusal.bevindingen:
                raise
            uitzondering = _decided_at_source(page, refusal)
            audit = audit_page(page)
    return Approved(audit, uitzondering, rendered[page.pk])


def _decided_at_source(alias: Any, refusal: PublishRefused) -> Uitzondering | None:
    """The uitzondering of the source that covers what stops its alias. Raises PublishRefused for the rest."""
    source = alias.alias_of
    while source.alias_of_id is not None:
        source = source.alias_of
    faults = [b for b in refusal.bevindingen if b.niveau is Niveau.BLOCK]
    left, uitzondering = covered_by(source, [*faults, *open_questions(source, refusal.bevindingen)])
    if left:
        raise refused_for(left) from refusal
    return uitzondering


def settle(page: Any, revision: Any, approved: Approved) -> None:
    """What follows in the same transaction once `page` is live: its proof, its evidence and its own affairs."""
    GateRecord.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "revision": revision,
            "audit": approved.audit,
            "uitzondering": approved.uitzondering,
            "stale_since": None,
            "stale_reason": "",
        },
    )
    keep_version(page, revision, approved.audit, approved.states)
    verloop.record(page, approved.audit, page.gate_checks())
    page.on_publish(revision)


def end_time_online(page_id: int) -> None:
    """The page goes offline: its proof ends with its time online, and what comes back later needs a new one."""
    GateRecord.objects.filter(page_id=page_id).delete()
    close_version(page_id)
    verloop.close_all(page_id)
