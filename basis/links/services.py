"""What happens to links: which stand on a page, what a check found, ignoring one, and figures for others."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from a11y_checks.gate.stale import mark_stale
from basis.links.extract import Link, links_on
from basis.links.fetch import Answer, NoAnswer, Prober
from basis.links.internal import judge
from basis.links.models import HISTORY, LinkControle, LinkGebruik, LinkSoort, LinkState, Weblink
from basis.links.states import Standing, after_answer, after_failure, after_internal

logger = logging.getLogger("loket.links")

#: A round of the worker: so many addresses, each of another host, for at most so long.
PER_ROUND = 12
ROUND_SECONDS = 20.0
PROBE_SECONDS = 8.0
INTERNAL_PER_ROUND = 2_000
#: So many sites and no answer at all: it is our own line that is down.
OWN_LINE = 3

Probe = Callable[[str], Answer]


class IgnoreRefused(Exception):
    """A link could not be ignored; the text says why, in Dutch."""


@transaction.atomic
def record_links(page: Any) -> int:
    """Keep which links stand on a live page, in place of what was known; returns how many addresses."""
    links = {(link.adres, link.bron[:255]): link for link in links_on(page)}
    known = _weblinks(links.values())
    wanted = {(known[adres], bron) for adres, bron in links}
    rows = LinkGebruik.objects.filter(page_id=page.pk)
    there = {(weblink, bron): pk for pk, weblink, bron in rows.values_list("pk", "weblink_id", "bron")}
    LinkGebruik.objects.filter(pk__in=[pk for key, pk in there.items() if key not in wanted]).delete()
    LinkGebruik.objects.bulk_create(
        [LinkGebruik(page_id=page.pk, weblink_id=pk, bron=bron) for pk, bron in wanted - there.keys()],
        ignore_conflicts=True,
    )
    return len({adres for adres, _bron in links})


def _weblinks(links: Iterable[Link]) -> dict[str, int]:
    """Address → id, made where it was not known."""
    by_adres = {link.adres: link for link in links}
    rows = Weblink.objects.filter(adres__in=by_adres)
    known = dict(rows.values_list("adres", "pk"))
    missing = [link for adres, link in by_adres.items() if adres not in known]
    if missing:
        Weblink.objects.bulk_create([_new(link) for link in missing], ignore_conflicts=True)
        known = dict(rows.all().values_list("adres", "pk"))
    return known


def _new(link: Link) -> Weblink:
    soort = LinkSoort.INTERN if link.internal else LinkSoort.EXTERN
    host = "" if link.internal else urlsplit(link.adres).netloc.rpartition("@")[2][:255]
    return Weblink(adres=link.adres, soort=soort, host=host, due_at=timezone.now())


def record_slot(slot: int, slots: int) -> int:
    """Read the live pages of one slot again (page id % slots), and drop links that stand on no page; returns pages."""
    rows = Page.objects.live().filter(depth__gt=1).annotate(slot=F("pk") % slots).filter(slot=slot)
    pages = [page for page in rows.specific() if getattr(page, "is_gated", False)]
    for page in pages:
        record_links(page)
    Weblink.objects.filter(gebruik__isnull=True, ignored_at__isnull=True).delete()
    return len(pages)


def in_use() -> QuerySet[Weblink]:
    """The links that a visitor can meet: on a page that is live."""
    return Weblink.objects.filter(pk__in=LinkGebruik.objects.filter(page__live=True).values("weblink"))


def broken_links() -> QuerySet[Weblink]:
    """The broken links that a visitor can meet and that nobody decided to leave."""
    return in_use().filter(state=LinkState.KAPOT, ignored_at__isnull=True)


def broken_links_per_page(page_ids: Iterable[int] | None = None) -> dict[int, int]:
    """How many different broken links each live page has (None: of all); pages without are left out. One query."""
    wanted = (
        LinkGebruik.objects.all() if page_ids is None else LinkGebruik.objects.filter(page__in=set(page_ids))
    )
    rows = wanted.filter(
        page__live=True,
        weblink__state=LinkState.KAPOT,
        weblink__ignored_at__isnull=True,
    )
    return dict(Counter(page for page, _link in rows.values_list("page_id", "weblink_id").distinct()))


def check_internal(*, now: datetime | None = None, limit: int = INTERNAL_PER_ROUND) -> int:
    """Judge the links on our own site that are due; returns how many. A row of history only where it changed."""
    now = now or timezone.now()
    due = list(_due(now).filter(soort=LinkSoort.INTERN).order_by("due_at", "pk")[:limit])
    judge_now(due, now=now)
    return len(due)


def judge_now(links: Collection[Weblink], *, now: datetime, note: bool = False) -> None:
    """Judge links on our own site; a row of history where it changed, or of each when `note`.

    The live pages with a link that broke, works again or broke in another way are marked for a new look (see
    `a11y_checks.gate.recheck`): there the finding becomes a task, or goes.
    """
    wrong = judge(link.adres for link in links)
    broke: list[int] = []
    mended: list[int] = []
    for link in links:
        verdict, before = wrong.get(link.adres), link.state
        error = link.error if before == LinkState.KAPOT else ""
        standing = after_internal(
            works=verdict is None, now=now, fail_count=link.fail_count, first=link.first_broken_at
        )
        changed = before != standing.state
        text = verdict.text if verdict else ""
        _settle(link, standing, now=now, error=text, note=note or changed)
        if text[:300] != error:
            (broke if text else mended).append(link.pk)
    _look_again(broke, _("Een link op deze pagina werkt niet meer."))
    _look_again(mended, _("Een link op deze pagina werkt weer."))


def _look_again(links: list[int], reason: str) -> None:
    if links:
        uses = LinkGebruik.objects.filter(weblink__in=links, page__live=True)
        mark_stale(uses.values_list("page_id", flat=True), reason)


def check_external(*, probe: Probe | None = None, now: datetime | None = None, limit: int = PER_ROUND) -> int:
    """Ask the links to other sites that are due; returns how many answers counted.

    At most one address per host in a round, and rounds are a minute apart: no site notices us. When several
    sites in a row give nothing at all, our own line is down: nothing is held against a link, and all wait.
    """
    ask = probe or Prober(user_agent=_user_agent(), seconds=PROBE_SECONDS).probe
    ends = time.monotonic() + ROUND_SECONDS
    results: list[tuple[Weblink, Answer | None, str, bool]] = []
    for link in _one_per_host(now or timezone.now(), limit):
        if results and time.monotonic() >= ends:
            break
        try:
            answer = ask(link.adres)
            results.append((link, answer, "", True))
        except NoAnswer as problem:
            results.append((link, None, str(problem), problem.refused))
    moment = now or timezone.now()
    if len(results) >= OWN_LINE and not any(certain for *_rest, certain in results):
        logger.warning("no answer from %d sites: links wait an hour", len(results))
        Weblink.objects.filter(pk__in=[link.pk for link, *_rest in results]).update(
            due_at=moment + timedelta(hours=1)
        )
        return 0
    for link, found, error, _certain in results:
        _settle_answer(link, found, error, moment)
    return len(results)


def _settle_answer(link: Weblink, answer: Answer | None, error: str, now: datetime) -> None:
    count, first = link.fail_count, link.first_broken_at
    if answer is None:
        standing = after_failure(now=now, fail_count=count, first=first)
    else:
        standing = after_answer(status=answer.status, now=now, fail_count=count, first=first)
    if answer is not None and standing.state in (LinkState.HAPERT, LinkState.KAPOT):
        error = (
            _("De site zegt: dit bestaat niet.")
            if answer.status in (404, 410)
            else _("De site geeft een fout.")
        )
    _settle(link, standing, now=now, error=error, status=answer.status if answer else None, note=True)


@transaction.atomic
def _settle(
    link: Weblink, standing: Standing, *, now: datetime, error: str, note: bool, status: int | None = None
) -> None:
    """Keep the outcome of a check, with a row of history when `note`."""
    link.state, link.fail_count = standing.state, standing.fail_count
    link.first_broken_at, link.due_at = standing.first_broken_at, standing.due_at
    link.checked_at, link.http_status, link.error = now, status, error[:300]
    link.save()
    if not note:
        return
    ok = standing.state in (LinkState.GOED, LinkState.GESLOTEN)
    LinkControle.objects.create(weblink=link, checked_at=now, ok=ok, http_status=status, error=error[:300])
    kept = LinkControle.objects.filter(weblink=link).values_list("pk", flat=True)[:HISTORY]
    LinkControle.objects.filter(weblink=link).exclude(pk__in=list(kept)).delete()


def check_again(*, weblink: Weblink) -> None:
    """Look again on request: at our own site at once, at another by the worker within a few minutes."""
    weblink.due_at = timezone.now()
    weblink.save(update_fields=["due_at"])
    if weblink.soort == LinkSoort.INTERN:
        judge_now([weblink], now=timezone.now(), note=True)


def ignore(*, weblink: Weblink, reason: str, user: Any) -> None:
    """Leave a broken link out of the list, with who decided that and why. Raises IgnoreRefused without a reason."""
    reason = " ".join(reason.split())
    if not reason:
        raise IgnoreRefused(_("Schrijf op waarom deze link mag blijven."))
    if len(reason) > 300:
        raise IgnoreRefused(_("Maak de reden korter: hooguit 300 tekens."))
    weblink.ignored_at, weblink.ignored_reason, weblink.ignored_by = timezone.now(), reason, user
    weblink.save(update_fields=["ignored_at", "ignored_reason", "ignored_by"])


def stop_ignoring(*, weblink: Weblink) -> None:
    """Put a link back in the list when it is broken."""
    weblink.ignored_at, weblink.ignored_reason, weblink.ignored_by = None, "", None
    weblink.save(update_fields=["ignored_at", "ignored_reason", "ignored_by"])


def _due(now: datetime) -> QuerySet[Weblink]:
    return in_use().filter(Q(due_at__lte=now) | Q(due_at__isnull=True))


def _one_per_host(now: datetime, limit: int) -> list[Weblink]:
    """The links that wait longest, one of each host."""
    chosen: dict[str, Weblink] = {}
    rows = _due(now).filter(soort=LinkSoort.EXTERN).order_by("due_at", "pk")
    for link in rows[: limit * 50]:
        chosen.setdefault(link.host, link)
        if len(chosen) == limit:
            break
    return list(chosen.values())


def _user_agent() -> str:
    return f"Loket-linkcontrole/1 (+{settings.LOKET_BASE_URL})"
