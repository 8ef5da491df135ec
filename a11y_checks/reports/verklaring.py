"""The draft of a toegankelijkheidsverklaring: deviations per success criterion, and the status they allow.

Source: Besluit digitale toegankelijkheid overheid and the register's own statuses A to E. The register publishes;
this only prepares. A machine finds a part of the faults, so nothing here ever says that the site is accessible.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from a11y_checks.criteria import CRITERIA, LegalSet, described, is_legal, legal_criteria, legal_set
from a11y_checks.gate.uitzondering import current_uitzonderingen
from a11y_checks.models import BevindingVerloop, WcagOnderzoek
from a11y_checks.rules.base import Niveau

#: A full evaluation carries status B for three years (the register's rule).
ONDERZOEK_YEARS = 3
#: A planned evaluation carries status C for half a year.
PLAN_MONTHS = 6
#: The statement is renewed every year.
RENEW_DAYS = 365

STATUS_NAMES = {
    "B": "voldoet gedeeltelijk",
    "C": "eerste maatregelen genomen",
    "D": "voldoet niet",
}


@dataclass(frozen=True, slots=True)
class Afwijking:
    """One deviation, as the statement asks for it. Empty texts are for a person to fill in.

    `pages` are titles of pages it was found on; `herkomst` says where we know it from.
    """

    criterion: str
    herkomst: str
    what: str
    cause: str = ""
    effect: str = ""
    measure: str = ""
    measure_on: date | None = None
    pages: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether cause, effect, measure and date are all there, as status B asks of each deviation."""
        return all((self.cause, self.effect, self.measure, self.measure_on))

    @property
    def named(self) -> str:
        """The criterion with its name and level."""
        return described(self.criterion)


@dataclass(frozen=True, slots=True)
class Status:
    """The status that what we know allows, with the reasons in Dutch. Never A: only people can say that."""

    letter: str
    reasons: tuple[str, ...]

    @property
    def name(self) -> str:
        """The register's words for it."""
        return STATUS_NAMES[self.letter]


@dataclass(frozen=True, slots=True)
class Verklaring:
    """The whole draft on one day. `extra`: deviations from criteria beyond the law, that need no mention."""

    day: date
    norm: LegalSet | None
    status: Status
    afwijkingen: tuple[Afwijking, ...]
    extra: tuple[Afwijking, ...]
    onderzoeken: tuple[WcagOnderzoek, ...]
    planned: WcagOnderzoek | None
    open_asks: int
    without_known: tuple[str, ...] = field(default=())


def draft_verklaring(today: date) -> Verklaring:
    """Gather everything known on `today`: a fixed number of queries, whatever the size of the site."""
    found = [*_from_findings(), *_from_uitzonderingen(), *_from_onderzoeken(today)]
    merged = _merge(found)
    legal = tuple(a for a in merged if is_legal(a.criterion, today))
    extra = tuple(a for a in merged if not is_legal(a.criterion, today))
    planned = planned_onderzoek(today)
    known = {a.criterion for a in legal}
    return Verklaring(
        day=today,
        norm=legal_set(today),
        status=decide_status(today, current_onderzoek(today), planned, legal),
        afwijkingen=legal,
        extra=extra,
        onderzoeken=tuple(WcagOnderzoek.objects.filter(datum__lte=today).order_by("-datum", "-pk")[:20]),
        planned=planned,
        open_asks=BevindingVerloop.objects.filter(fixed_on__isnull=True, niveau=Niveau.ASK).count(),
        without_known=tuple(described(c.number) for c in legal_criteria(today) if c.number not in known),
    )


def current_onderzoek(today: date) -> WcagOnderzoek | None:
    """The newest full evaluation that still counts: all requirements, at most three years old."""
    oldest = add_months(today, -12 * ONDERZOEK_YEARS)
    full = WcagOnderzoek.objects.filter(is_full=True, datum__gte=oldest, datum__lte=today)
    return full.order_by("-datum", "-pk").first()


def planned_onderzoek(today: date) -> WcagOnderzoek | None:
    """The first full evaluation that is planned within half a year: one with a date to come."""
    last = add_months(today, PLAN_MONTHS)
    planned = WcagOnderzoek.objects.filter(is_full=True, datum__gt=today, datum__lte=last)
    return planned.order_by("datum", "pk").first()


def decide_status(
    today: date,
    onderzoek: WcagOnderzoek | None,
    planned: WcagOnderzoek | None,
    afwijkingen: Sequence[Afwijking],
) -> Status:
    """B with a full evaluation and a complete text for each deviation, else C with a plan, else D."""
    reasons = []
    if onderzoek is None:
        reasons.append(
            _("Er staat hier geen volledig onderzoek door mensen van hoogstens %(years)d jaar oud.")
            % {"years": ONDERZOEK_YEARS}
        )
    missing = [a for a in afwijkingen if not a.complete]
    late = [a for a in afwijkingen if a.measure_on is not None and a.measure_on < today]
    if onderzoek is not None and missing:
        reasons.append(
            _("Bij %(number)d afwijkingen ontbreekt oorzaak, gevolg, maatregel of datum.")
            % {"number": len(missing)}
        )
    if onderzoek is not None and late:
        reasons.append(
            _("Bij %(number)d afwijkingen is de datum van de maatregel voorbij.") % {"number": len(late)}
        )
    if not reasons and onderzoek is not None:
        return Status("B", (_("Volledig onderzocht: %(report)s.") % {"report": onderzoek},))
    if planned is not None:
        plan = _("Een volledig onderzoek staat gepland op %(day)s.") % {"day": f"{planned.datum:%d-%m-%Y}"}
        return Status("C", (*reasons, plan))
    plan = _("Er is geen volledig onderzoek gepland binnen %(months)d maanden.") % {"months": PLAN_MONTHS}
    return Status("D", (*reasons, plan))


def _from_findings() -> list[Afwijking]:
    """Open faults on live pages: what a machine can prove. Questions are no proof, so they are only counted."""
    rows = BevindingVerloop.objects.filter(fixed_on__isnull=True, niveau=Niveau.BLOCK, page__live=True)
    covered = {
        (uitzondering.page_id, mark)
        for uitzondering in current_uitzonderingen()
        for mark in uitzondering.fingerprints
    }
    found = []
    for row in rows.select_related("page").order_by("rule", "page__title"):
        if (row.page_id, row.fingerprint) in covered:
            continue  # the uitzondering tells it, with its cause and measure
        for criterion in row.bevinding.get("criteria", []):
            found.append(
                Afwijking(
                    criterion,
                    _("eigen controle"),
                    str(row.bevinding.get("message", "")),
                    pages=(row.page.title,),
                )
            )
    return found


def _from_uitzonderingen() -> list[Afwijking]:
    """What a signed uitzondering says of the faults that it lets stay."""
    found = []
    for uitzondering in current_uitzonderingen().select_related("page"):
        for data in uitzondering.bevindingen:
            for criterion in data.get("criteria", []):
                found.append(
                    Afwijking(
                        criterion,
                        _("uitzondering"),
                        str(data.get("message", "")),
                        uitzondering.cause,
                        uitzondering.effect,
                        uitzondering.measure,
                        uitzondering.measure_on,
                        (uitzondering.page.title,),
                    )
                )
    return found


def _from_onderzoeken(today: date) -> list[Afwijking]:
    """Deviations that people found in the evaluation that counts today."""
    onderzoek = current_onderzoek(today)
    rows: Iterable[dict[str, Any]] = onderzoek.afwijkingen if onderzoek is not None else []
    return [
        Afwijking(
            str(row["criterium"]),
            _("onderzoek"),
            str(row.get("wat", "")),
            str(row.get("oorzaak", "")),
            str(row.get("gevolg", "")),
            str(row.get("maatregel", "")),
            date.fromisoformat(row["datum"]) if row.get("datum") else None,
        )
        for row in rows
    ]


def _merge(found: Iterable[Afwijking]) -> list[Afwijking]:
    """One deviation per criterion and text, with all its pages; in the order of WCAG."""
    merged: dict[tuple[Any, ...], Afwijking] = {}
    for one in found:
        key = (one.criterion, one.herkomst, one.what, one.cause, one.effect, one.measure, one.measure_on)
        known = merged.get(key)
        pages = dict.fromkeys([*(known.pages if known else ()), *one.pages])
        merged[key] = replace(one, pages=tuple(pages))
    order = {number: place for place, number in enumerate(CRITERIA)}
    return sorted(merged.values(), key=lambda a: (order.get(a.criterion, len(order)), a.criterion, a.what))


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or earlier when negative; the last of the month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def needs_renewal(renewed_on: date | None, today: date) -> bool:
    """Whether the yearly renewal is due: never done, or more than a year ago."""
    return renewed_on is None or today - renewed_on > timedelta(days=RENEW_DAYS)


def live_pages() -> int:
    """How many pages are online, for the statement's scope."""
    return Page.objects.live().filter(depth__gt=1).count()
