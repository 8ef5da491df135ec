"""Faults of every blocking family, switched on and off under the pages whose title or address says "fout"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from wagtail.models import Page

from a11y_checks.browser.client import BrowserResult
from a11y_checks.document import Document
from a11y_checks.gate import render, verdict
from a11y_checks.rules.base import Bevinding, Niveau
from a11y_checks.rules.registry import all_rules
from gemeente.pages.models import ContentPage

FIXTURES = Path(__file__).resolve().parents[1] / "rules" / "fixtures"

# One blocking rule stands for its family on every route; its fixture is the page with the fault.
FAMILIES: dict[str, str] = {
    "images": "afbeelding-zonder-alt",
    "headings": "kop-niveau-overgeslagen",
    "links": "link-vaag",
    "buttons": "knop-leeg",
    "tables": "tabel-zonder-kopcellen",
    "forms": "veld-zonder-label",
    "aria": "aria-rol-onbekend",
    "ids": "id-dubbel",
    "language": "taal-pagina",
    "frames": "iframe-zonder-titel",
    "media and movement": "bewegende-tekst",
    "structure": "titel-ontbreekt",
    "display": "zoomen-uit",
}

# What no static rule sees: a finding of the browser, and the page's own facts.
BROWSER, FACTS = "browser", "the page's own facts"
BLOCKING = frozenset(rule.id for rule in all_rules() if rule.niveau is Niveau.BLOCK)
# Where nothing blocks: the reading level is an estimate.
LEESBAARHEID = "leesbaarheid"
ON_EVERY_ROUTE = (*FAMILIES, BROWSER, FACTS)


@dataclass
class Faults:
    """`active`: the family, or the one rule, whose fault pages with "fout" have now; None when they are good."""

    active: str | None = None
    _html: dict[str, str] = field(default_factory=dict)

    def rule(self) -> str | None:
        """The rule at work: the one that stands for the family, or the named one."""
        return FAMILIES.get(self.active or "", self.active if self.active in BLOCKING else None)

    def html(self, title: str) -> str:
        """A page with the active fault."""
        if (rule := self.rule()) is not None:
            return self._html.setdefault(rule, (FIXTURES / rule / "fails.html").read_text())
        return (
            f"<!doctype html><html lang=nl><title>{title}</title><h1>{title}</h1><p>{self.active}</p></html>"
        )


def is_marked(page: Any) -> bool:
    """Whether the fault sits in this page."""
    return "Fout" in page.title or "fout" in page.slug


def blocking(rule: str, source: str = "inhoud") -> Bevinding:
    """A fault that no rule has to find."""
    return Bevinding(
        rule=rule,
        niveau=Niveau.BLOCK,
        criteria=("1.4.3",),
        message="Dit is niet goed.",
        help="Maak het goed.",
        source=source,
    )


@contextmanager
def fault_switch() -> Iterator[Faults]:
    """Templates, static rules, browser and facts under one switch; only the active rule looks, so that it alone stops.

    The site around is rendered as it is, and nothing is found there: these tests are about routes, not rules.
    """
    faults = Faults()
    rendered, rules = render._rendered, {rule.id: rule for rule in all_rules()}

    def one_template(page: Any, state: Any) -> Any:
        if faults.active is None or not is_marked(page) or faults.active == FACTS:
            return rendered(page, state)
        return render.RenderedState(state.name, faults.html(page.title), "/")

    def one_rule(states: Any, _page: Any) -> tuple[list[Bevinding], dict[str, Any]]:
        rule = faults.rule()
        documents = [Document.parse(state.html) for state in states] if rule else []
        return [found for document in documents for found in rules[rule or ""].run(document)], {}

    def one_browser(documents: Sequence[Any], **_kwargs: Any) -> list[BrowserResult]:
        return [
            BrowserResult(
                name=d.name,
                bevindingen=[blocking("axe:color-contrast")] if f"<p>{BROWSER}</p>" in d.html else [],
                engine="a browser of this test",
                rules_run=1,
                seconds=0.0,
            )
            for d in documents
        ]

    def facts(page: Any) -> list[Bevinding]:
        return [blocking("feit")] if faults.active == FACTS and is_marked(page) else []

    patches: list[tuple[Any, str, Callable[..., Any]]] = [
        (render, "_rendered", one_template),
        (verdict, "_static", one_rule),
        (verdict, "audit_documents", one_browser),
        (ContentPage, "gate_checks", facts),
    ]
    with ExitStack() as stack:
        for module, name, stand_in in patches:
            stack.enter_context(mock.patch.object(module, name, stand_in))
        yield faults


def live_marked() -> set[tuple[int, str]]:
    """Every page with "fout" that is live: its number and its live title, which changes with its content."""
    return {(page.pk, page.title) for page in Page.objects.live().filter(depth__gt=1) if is_marked(page)}
