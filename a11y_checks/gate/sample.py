"""A first look at shared data that was saved: at its own text, and at one sample page of each type."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from django.db import models
from django.utils.translation import get_language
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from a11y_checks.document import Document
from a11y_checks.gate.recheck import look_again
from a11y_checks.gate.refusal import PublishRefused
from a11y_checks.gate.shared import Collected
from a11y_checks.gate.uitzondering import covered_by
from a11y_checks.gate.verdict import quick_look
from a11y_checks.gate.verloop import decided_at
from a11y_checks.leesbaarheid.beleid import LOSSE_TEKST, judge
from a11y_checks.leesbaarheid.segment import marked_terms, segment_all
from a11y_checks.models import BevindingVerloop
from a11y_checks.rules.base import Bevinding, Niveau
from a11y_checks.rules.registry import run_rules

# Whoever saves waits for this. What is left is looked at by the worker.
_SECONDS = 5.0
# A short text in one of these is a sentence; in other fields it is a name, a code or an address.
_TEXT_FIELDS = (models.TextField, RichTextField, StreamField)


@dataclass(frozen=True, slots=True)
class SampleFault:
    """A new fault on a live page, or in the text of the saved object itself (`page` is None then)."""

    page: Page | None
    bevinding: Bevinding


@dataclass(frozen=True, slots=True)
class SampleLook:
    """For the editor: new faults, how many pages show the data, and how many samples were looked at."""

    faults: tuple[SampleFault, ...]
    pages: int
    looked_at: int


def look_at_samples(collected: Collected, *, seconds: float = _SECONDS) -> SampleLook:
    """Static rules and the B1 estimate on each saved object, and an audit of one live page per type that shows it.

    A sample is audited as the worker does it, so its findings are tasks at once. Takes about `seconds` at most.
    """
    until = time.monotonic() + seconds
    faults = [
        SampleFault(None, bevinding)
        for instance in collected.instances
        for bevinding in check_object(instance)
        if bevinding.niveau is not Niveau.NOTE
    ]
    samples = _one_per_type(collected.page_ids)
    looked_at = 0
    for page in samples:
        if time.monotonic() > until:
            break
        faults += [SampleFault(page, b) for b in _new_blocks(page, browser=collected.page_ids[page.pk])]
        looked_at += 1
    return SampleLook(tuple(faults), len(collected.page_ids), looked_at)


def check_object(instance: Any) -> list[Bevinding]:
    """Static rules and the B1 estimate on the text fields of a saved object, set in a page without faults.

    Empty for an object without text. `source` of a bevinding is the name of its field.
    """
    parts = [
        (field.name, html) for field in instance._meta.concrete_fields if (html := _html(field, instance))
    ]
    if not parts:
        return []
    language = str(getattr(getattr(instance, "locale", None), "language_code", "") or get_language() or "nl")
    body = "".join(f'<div data-bron="{name}">{html}</div>' for name, html in parts)
    document = Document.parse(
        f'<!doctype html><html lang="{language}"><head><title>Losse tekst van de gemeente</title></head><body>'
        f'<header><a href="#inhoud">Direct naar de inhoud</a></header><main id="inhoud"><h1>Losse tekst</h1>'
        f"<h2>Inhoud</h2>{body}</main></body></html>"
    )
    found = run_rules(document, state="object")
    if document.language == "nl":
        judgement = judge(segment_all(document), beleid=LOSSE_TEKST, terms=marked_terms(document))
        found = [*found, *judgement.bevindingen]
    return [bevinding for bevinding in found if bevinding.source or bevinding.rule.startswith("b1:")]


def _html(field: Any, instance: Any) -> str:
    """The value of a text field as a page would show it; "" for other fields and for nothing.

    A model names its short fields that hold sentences in `sentence_fields`.
    """
    if not isinstance(field, _TEXT_FIELDS) and field.name not in getattr(instance, "sentence_fields", ()):
        return ""
    value = field.value_from_object(instance)
    if not value:
        return ""
    if isinstance(field, StreamField):
        return str(value.render_as_block())
    if isinstance(field, RichTextField):
        return str(expand_db_html(value))
    return "".join(f"<p>{escape(line)}</p>" for line in str(value).splitlines() if line.strip())


def _one_per_type(page_ids: Iterable[int]) -> list[Any]:
    """The oldest live gated page of each type among these: two queries and one per type."""
    types: dict[int, int] = {}
    ids = sorted(page_ids)
    for start in range(0, len(ids), 500):
        pages = Page.objects.live().filter(pk__in=ids[start : start + 500], gate_record__isnull=False)
        for pk, content_type in pages.order_by("pk").values_list("pk", "content_type_id"):
            types.setdefault(content_type, pk)
    chosen = Page.objects.filter(pk__in=types.values()).order_by("pk").specific()
    return [page for page in chosen if getattr(page, "is_gated", False)]


def _new_blocks(page: Any, *, browser: bool) -> list[Bevinding]:
    """What would refuse this live page today and was not known before."""
    if browser:
        try:
            recorded = look_again(page).recorded
        except PublishRefused:
            return _static_blocks(page)  # no auditor now: the worker looks with the browser later
        opened = recorded.opened if recorded is not None else ()
        return covered_by(decided_at(page), [b for b in opened if b.niveau is Niveau.BLOCK])[0]
    return _static_blocks(page)


def _static_blocks(page: Any) -> list[Bevinding]:
    try:
        found = [*page.gate_checks(), *quick_look(page).bevindingen]
    except PublishRefused:
        return []
    known = set(
        BevindingVerloop.objects.filter(page_id=page.pk, fixed_on__isnull=True).values_list("rule", flat=True)
    )
    blocks = [b for b in found if b.niveau is Niveau.BLOCK and b.rule not in known]
    return covered_by(decided_at(page), blocks)[0]
