"""Aliases: they follow their source only through the gate, and a new one begins as a draft."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from modelcluster.models import get_all_child_relations
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page, TranslatableMixin
from wagtail.signals import page_published

from a11y_checks.gate import notices
from a11y_checks.gate.offer import offer_after_commit
from a11y_checks.gate.passing import Approved, approve, is_gated, let_pass, settle
from a11y_checks.gate.refusal import PublishRefused


@dataclass(slots=True)
class AliasPlan:
    """Which aliases may follow their source, with their verdicts, and which keep the version they have."""

    passed: dict[int, tuple[Any, Approved]] = field(default_factory=dict)
    refused: dict[int, tuple[Any, PublishRefused]] = field(default_factory=dict)

    def settle(self, revision: Any) -> None:
        """Write the proof of each alias that followed; inside the transaction in which it did."""
        for alias, approved in self.passed.values():
            settle(alias, revision, approved)

    def say_refused(self) -> None:
        """Tell the editor which aliases stayed behind; after the transaction."""
        for alias, refusal in self.refused.values():
            notices.say_refused(alias, refusal)


_plan: ContextVar[AliasPlan | None] = ContextVar("loket_alias_plan", default=None)


@contextmanager
def following(plan: AliasPlan) -> Iterator[None]:
    """Inside, `update_aliases` brings along the aliases that passed, and leaves the others as they are."""
    token = _plan.set(plan)
    try:
        with let_pass(plan.passed):
            yield
    finally:
        _plan.reset(token)


def plan_aliases(source: Any, content: dict[str, Any], *, live: bool = True) -> AliasPlan:
    """Audit each alias of `source` as it would be with `content`, also aliases of aliases.

    With `live=False` nothing follows yet, so nothing is looked at. An alias that is refused keeps the version
    it has, and so do its own aliases: their source did not change.
    """
    plan = AliasPlan()
    waiting = [source.pk] if live else []
    while waiting:
        above = waiting.pop(0)
        for alias in source.specific_class.objects.filter(alias_of_id=above).exclude(pk=source.pk):
            if alias.pk in plan.passed or alias.pk in plan.refused:
                continue  # a loop of aliases, made by hand
            candidate = as_it_would_be(alias, content)
            try:
                plan.passed[alias.pk] = (candidate, approve(candidate))
                waiting.append(alias.pk)
            except PublishRefused as refusal:
                plan.refused[alias.pk] = (alias, refusal)
    return plan


def as_it_would_be(alias: Any, content: dict[str, Any]) -> Any:
    """The alias in memory as `Page.update_aliases` would save it; nothing is written."""
    candidate = alias.with_content_json(content)
    candidate.live, candidate.has_unpublished_changes = True, False
    candidate.slug, candidate.draft_title = alias.slug, candidate.title
    candidate.set_url_path(candidate.get_parent())
    for relation in get_all_child_relations(candidate):
        for child in getattr(candidate, relation.get_accessor_name()).all():
            if isinstance(child, TranslatableMixin):
                child.locale = candidate.locale
    return candidate


def publish_alias(alias: Any) -> None:
    """Put an alias that is a draft online as it stands. Raises PublishRefused; it stays a draft then."""
    approved = approve(alias)
    revision = alias.alias_of.live_revision
    with transaction.atomic(), let_pass([alias.pk]):
        alias.live, alias.has_unpublished_changes = True, False
        alias.save(clean=False)
        settle(alias, revision, approved)
        page_published.send(sender=alias.specific_class, instance=alias, revision=revision, alias=True)


def install_aliases() -> None:
    """Wrap `Page.update_aliases` and the action that makes an alias; safe to call twice."""
    if getattr(Page.update_aliases, "is_gate", False):
        return
    _wrap_following()
    _wrap_creating()


def _wrap_following() -> None:
    original = Page.update_aliases

    @functools.wraps(original)
    def update_aliases(
        self: Any, *, revision: Any = None, _content: Any = None, _updated_ids: Any = None
    ) -> None:
        if not is_gated(self.specific_class):
            return original(self, revision=revision, _content=_content, _updated_ids=_updated_ids)
        if (plan := _plan.get()) is not None:
            # Wagtail skips what it thinks it has updated: that is how a refused alias stays as it is.
            skipped = [*(_updated_ids or []), *plan.refused]
            return original(self, revision=revision, _content=_content, _updated_ids=skipped)
        content = _content or self.specific.serializable_data()
        plan = plan_aliases(self.specific, content)
        with transaction.atomic(), following(plan):
            original(self, revision=revision, _content=content, _updated_ids=[*plan.refused])
            plan.settle(revision)
        plan.say_refused()
        return None

    update_aliases.is_gate = True  # type: ignore[attr-defined]
    Page.update_aliases = update_aliases


def _wrap_creating() -> None:
    make, execute = CreatePageAliasAction._create_alias, CreatePageAliasAction.execute

    @functools.wraps(make)
    def make_draft(self: Any, page: Any, **options: Any) -> Any:
        source = page.specific
        if not is_gated(source) or not source.live:
            return make(self, page, **options)
        source.live = False  # in memory, while it is copied: the alias is written as a draft
        try:
            alias = make(self, source, **options)
        finally:
            source.live = True
        self.gate_candidates.append(alias)
        return alias

    @functools.wraps(execute)
    def execute_through_the_gate(self: Any, *args: Any, **options: Any) -> Any:
        self.gate_candidates = []
        alias = execute(self, *args, **options)
        for candidate in sorted(self.gate_candidates, key=lambda page: page.path):
            offer_after_commit(candidate, functools.partial(publish_alias, candidate))
        return alias

    CreatePageAliasAction._create_alias = make_draft
    CreatePageAliasAction.execute = execute_through_the_gate
