"""Proves that every live page has a valid verdict, or a current uitzondering for what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, get_page_models

from a11y_checks.gate.recheck import content_hash_of
from a11y_checks.gate.stale import mark_stale
from a11y_checks.gate.uitzondering import covered_by
from a11y_checks.gate.verdict import ruleset_version
from a11y_checks.gate.verloop import decided_at
from a11y_checks.models import Audit, GateRecord, Uitzondering, UitzonderingStatus
from a11y_checks.rules.base import Bevinding, Niveau

#: How long a page may wait for its new audit.
PATIENCE = timedelta(days=1)

_CHUNK = 100


@dataclass(frozen=True, slots=True)
class LiveProblem:
    """What is wrong with one live page, in Dutch for the webteam."""

    page_id: int
    title: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class LiveProof:
    """Over all live pages: faults, pages that may still wait for their audit, and those that gave no answer."""

    pages: int
    problems: tuple[LiveProblem, ...]
    waiting: tuple[LiveProblem, ...]
    unchecked: tuple[LiveProblem, ...]

    @property
    def exit_code(self) -> int:
        """0 proven, 1 at least one page without a valid verdict, 2 at least one page could not be looked at."""
        return 2 if self.unchecked else 1 if self.problems else 0


def prove_live(*, render: bool = True) -> LiveProof:
    """Look at every live page of a gated type.

    With `render` each page is rendered, and its verdict must be on exactly that HTML; one that looks different
    is marked stale. Without, the stored facts are believed: a handful of queries per hundred pages.
    """
    number = 0
    problems: list[LiveProblem] = []
    waiting: list[LiveProblem] = []
    unchecked: list[LiveProblem] = []
    for page, record in _live_pages(specific=render):
        number += 1
        look = _look(page, record, render=render)
        problems += [_problem(page, text) for text in look.faults]
        waiting += [_problem(page, text) for text in look.waits]
        unchecked += [_problem(page, text) for text in look.unanswered]
    return LiveProof(number, tuple(problems), tuple(waiting), tuple(unchecked))


@dataclass(slots=True)
class _Look:
    faults: list[str]
    waits: list[str]
    unanswered: list[str]


def _look(page: Any, record: GateRecord | None, *, render: bool) -> _Look:
    look = _Look([], [], [])
    if record is None:
        look.faults.append(_("Deze pagina ging om de controle heen. Bezoekers zien haar niet."))
        return look
    if record.revision_id and page.live_revision_id and record.revision_id != page.live_revision_id:
        look.faults.append(_("Een andere versie staat online dan de versie die is gecontroleerd."))
    since = record.stale_since
    audit, facts = record.audit, []
    if render:
        shown = content_hash_of(page)
        if not shown:
            look.unanswered.append(_("De pagina geeft zelf een fout."))
            return look
        facts = page.gate_checks()
        if shown != audit.content_hash:
            known = Audit.objects.filter(content_hash=shown).first()
            if known is None and since is None:
                mark_stale([page.pk], _("De pagina ziet er anders uit dan bij de laatste controle."))
                since = timezone.now()
            audit = known or audit
    elif since is None and audit.ruleset != ruleset_version():
        since = timezone.now()
    look.faults += _uncovered(page, [*facts, *audit.findings])
    _wait(look, since, record.stale_reason)
    return look


def _uncovered(page: Any, bevindingen: list[Bevinding]) -> list[str]:
    """What would refuse the page today: counted, with the first fault and the uitzondering that ended."""
    blocks = [b for b in bevindingen if b.niveau is Niveau.BLOCK]
    if not blocks:
        return []
    remaining, _used = covered_by(decided_at(page), blocks)
    if not remaining:
        return []
    text = ngettext("%(number)d fout: %(first)s", "%(number)d fouten, eerst: %(first)s", len(remaining)) % {
        "number": len(remaining),
        "first": remaining[0].message,
    }
    ended = _ended(decided_at(page))
    if ended is not None:
        text += " " + _("De uitzondering liep af op %(date)s.") % {
            "date": date_format(ended.ends_on, "j F Y")
        }
    return [text]


def _ended(page: Any) -> Uitzondering | None:
    """The last uitzondering of this page that counted once and counts no more."""
    return (
        Uitzondering.objects.filter(
            page_id=page.pk, status=UitzonderingStatus.GOEDGEKEURD, ends_on__lt=timezone.localdate()
        )
        .order_by("-ends_on")
        .first()
    )


def _wait(look: _Look, since: datetime | None, reason: str) -> None:
    if since is None:
        return
    if timezone.now() - since > PATIENCE:
        text = _("Wacht langer dan een dag op een nieuwe controle, sinds %(date)s.")
        look.faults.append(
            f"{text % {'date': date_format(timezone.localtime(since), 'j F Y H:i')}} {reason}".strip()
        )
    else:
        soon = _("Wordt binnen een dag opnieuw gecontroleerd.")
        look.waits.append(f"{soon} {reason}".strip())


def _live_pages(*, specific: bool) -> Iterator[tuple[Any, GateRecord | None]]:
    """Every live page of a gated type with its record, in the order of adding: some queries per hundred."""
    models = [model for model in get_page_models() if getattr(model, "is_gated", False)]
    types = [found.pk for found in ContentType.objects.get_for_models(*models).values()]
    last = 0
    while True:
        pages = Page.objects.live().filter(content_type_id__in=types, pk__gt=last).order_by("pk")
        chunk = list((pages.specific() if specific else pages)[:_CHUNK])
        if not chunk:
            return
        last = chunk[-1].pk
        records = GateRecord.objects.filter(page_id__in=[page.pk for page in chunk]).select_related("audit")
        by_page = {record.page_id: record for record in records}
        for page in chunk:
            yield page, by_page.get(page.pk)


def _problem(page: Page, text: str) -> LiveProblem:
    return LiveProblem(page.pk, page.title, page.get_url() or page.url_path, text)
