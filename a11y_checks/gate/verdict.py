"""Makes, stores and finds verdicts: the audit of a page's rendered states."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from a11y_checks import leesbaarheid
from a11y_checks.browser.client import AuditDocument, AuditorUnavailable, audit_documents
from a11y_checks.browser.doubles import without_doubles
from a11y_checks.document import Document
from a11y_checks.gate.leesbaarheid import as_data, judge_page, unseen_facts
from a11y_checks.gate.refusal import refused_unchecked
from a11y_checks.gate.render import RenderedState, RenderFailed, hash_states, render_states
from a11y_checks.models import Audit, AuditTrigger
from a11y_checks.rules.base import Bevinding, Niveau
from a11y_checks.rules.registry import RULES_VERSION, run_rules

logger = logging.getLogger("loket.gate")


@cache
def ruleset_version() -> str:
    """One name for everything a verdict depends on besides the page: our rules, axe and the B1 estimate."""
    from a11y_checks.browser import ENGINE_VERSION

    digest = hashlib.sha256(f"{RULES_VERSION}|{ENGINE_VERSION}".encode())
    for path in sorted(Path(leesbaarheid.__file__).parent.iterdir()):
        if path.suffix in {".py", ".json", ".txt"}:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def hash_page(page: Any, states: Sequence[RenderedState]) -> str:
    """The hash that a verdict on `page` in these states belongs to: its HTML, the rules, and what is judged unseen."""
    return hash_states(states, f"{ruleset_version()}|{unseen_facts(page)}")


def audit_page(page: Any, *, trigger: AuditTrigger = AuditTrigger.PUBLISH) -> Audit:
    """The verdict on a gated page as it stands in memory: stored if known, else audited now and stored.

    Raises PublishRefused when the page does not render or the auditor gives no answer: not checked is
    never the same as clean. Static faults alone already settle the verdict, without a browser.
    """
    started = time.perf_counter()
    try:
        states = render_states(page)
    except RenderFailed as failure:
        logger.warning("page %s not audited: %s", page.pk, failure)
        raise refused_unchecked(_("De pagina geeft zelf een fout. Vraag hulp aan het webteam.")) from failure
    content_hash = hash_page(page, states)
    if known := Audit.objects.filter(content_hash=content_hash).first():
        return known
    try:
        bevindingen, level = _static(states, page)
    except Exception as problem:  # a rule that breaks on an odd page must never mean that the page is fine
        logger.exception("page %s not audited: a rule broke", page.pk)
        raise refused_unchecked(_("Een controle ging stuk. Vraag hulp aan het webteam.")) from problem
    engine = "static"
    try:
        # Pictures take time and room: for the panel in the editor, never while someone waits to publish.
        found, engine = _in_browser(states, pictures=trigger == AuditTrigger.SAVE)
        bevindingen += without_doubles(bevindingen, found)
    except AuditorUnavailable as problem:
        if not any(b.niveau is Niveau.BLOCK for b in bevindingen):
            logger.warning("page %s not audited: %s", page.pk, problem)
            raise refused_unchecked(str(problem)) from problem
        # Refused anyway; not stored, so that the next try runs the browser too.
        return Audit(
            content_hash=content_hash,
            ruleset=ruleset_version(),
            page_type=page._meta.label,
            engine=engine,
            bevindingen=[b.to_dict() for b in bevindingen],
            leesbaarheid=level,
            trigger=trigger,
        )
    audit, _created = Audit.objects.get_or_create(
        content_hash=content_hash,
        defaults={
            "ruleset": ruleset_version(),
            "page_type": page._meta.label,
            "engine": engine,
            "bevindingen": [b.to_dict() for b in bevindingen],
            "leesbaarheid": level,
            "trigger": trigger,
            "seconds": round(time.perf_counter() - started, 3),
        },
    )
    return audit


@dataclass(frozen=True, slots=True)
class QuickLook:
    """What is known of a draft without starting a browser. `complete`: a full verdict was stored before."""

    bevindingen: list[Bevinding]
    leesbaarheid: dict[str, Any]
    complete: bool


def quick_look(page: Any) -> QuickLook:
    """Static rules and the B1 estimate on a draft, or its full verdict when that is stored. Tens of milliseconds.

    Raises PublishRefused when the page does not render.
    """
    try:
        states = render_states(page)
    except RenderFailed as failure:
        raise refused_unchecked(_("De pagina geeft zelf een fout. Vraag hulp aan het webteam.")) from failure
    if known := Audit.objects.filter(content_hash=hash_page(page, states)).first():
        return QuickLook(known.findings, known.leesbaarheid, complete=True)
    bevindingen, level = _static(states, page)
    return QuickLook(bevindingen, level, complete=False)


def _static(states: list[RenderedState], page: Any) -> tuple[list[Bevinding], dict[str, Any]]:
    """Static rules on every state, and the judgement on readability over all of them together."""
    documents = [(state, Document.parse(state.html)) for state in states]
    bevindingen = [b for state, document in documents for b in run_rules(document, state=state.name)]
    judgement = judge_page(page, documents)
    if judgement is None:
        return _once(bevindingen), {}
    return _once([*bevindingen, *judgement.bevindingen]), as_data(judgement.result, page.beleid_for_text())


def _in_browser(states: list[RenderedState], *, pictures: bool) -> tuple[list[Bevinding], str]:
    """Findings of the auditor on every state, with a picture of each element if asked, and the engine."""
    documents = [AuditDocument(name=s.name, html=s.html, path=s.path) for s in states]
    results = audit_documents(documents, screenshots=True) if pictures else audit_documents(documents)
    return _once([b for result in results for b in result.bevindingen]), results[0].engine


def _once(bevindingen: Iterable[Bevinding]) -> list[Bevinding]:
    """Each finding once: header and footer return in every state of a page."""
    seen: dict[tuple[str, str, str, str], Bevinding] = {}
    for bevinding in bevindingen:
        seen.setdefault((bevinding.rule, bevinding.source, bevinding.excerpt, bevinding.selector), bevinding)
    return list(seen.values())


def load_verdicts(verdicts: Iterable[dict[str, Any]]) -> int:
    """Store verdicts made elsewhere on exactly the same HTML (the demo ships its own); returns how many are new.

    A verdict of another ruleset is left out: it says nothing about today's rules.
    """
    new = 0
    for verdict in verdicts:
        if verdict["ruleset"] != ruleset_version():
            continue
        defaults = {key: value for key, value in verdict.items() if key != "content_hash"}
        _audit, created = Audit.objects.get_or_create(
            content_hash=verdict["content_hash"], defaults={**defaults, "trigger": AuditTrigger.LOAD}
        )
        new += created
    return new
