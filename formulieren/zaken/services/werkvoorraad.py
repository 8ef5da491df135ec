"""Service: the zaken that people handle: filtered, sorted, counted; the queries never grow with the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone

from formulieren.inzendingen.kenmerk import as_reference
from formulieren.zaken.models import Aanvulverzoek, Opschorting, Status, Zaak, Zaakinstellingen
from formulieren.zaken.services.afwezig import replaced_by
from formulieren.zaken.services.termijn import kalender_of
from formulieren.zaken.services.termijnwoorden import Datums, Deadline, deadline_of


class BehandelaarKeuze(StrEnum):
    """Whose zaken."""

    IEDEREEN = "iedereen"
    MIJ = "mij"
    MIJ_EN_VERVANGING = "vervanging"
    NIEMAND = "niemand"


class TermijnKeuze(StrEnum):
    """What the deadline says."""

    TE_LAAT = "te-laat"
    STREEF_VOORBIJ = "streef-voorbij"
    VANDAAG = "vandaag"
    DEZE_WEEK = "deze-week"
    VOLGENDE_WEEK = "volgende-week"
    STIL = "stil"
    GEEN_ANTWOORD = "geen-antwoord"


class StandKeuze(StrEnum):
    """Whether open, closed, or both."""

    OPEN = "open"
    KLAAR = "klaar"
    ALLES = "alles"


# What the list can be sorted by -> the columns of the database; the kenmerk makes each order a full one.
SORTERINGEN: dict[str, tuple[Any, ...]] = {
    "termijn": ("volgende_datum", "streeftijd", "pk"),
    "-ontvangen": ("-registratiedatum", "-pk"),
    "ontvangen": ("registratiedatum", "pk"),
    "zaaktype": ("zaaktype__omschrijving", "volgende_datum", "pk"),
    "behandelaar": (
        F("behandelaar__username").asc(nulls_first=True),
        "volgende_datum",
        "pk",
    ),
    "nummer": ("identificatie",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Vraag:
    """What somebody asked of the work list. `behandelaar`, `team` and `zaaktype` are primary keys."""

    wie: BehandelaarKeuze = BehandelaarKeuze.IEDEREEN
    behandelaar: int | None = None
    team: int | None = None
    zaaktype: int | None = None
    status: str = ""
    kanaal: str = ""
    termijn: TermijnKeuze | None = None
    open: StandKeuze = StandKeuze.OPEN
    zoek: str = ""
    sorteer: str = "termijn"


@dataclass(frozen=True, slots=True)
class Regel:
    """One zaak as the list shows it; `bericht` says what is the matter with a question to the resident."""

    zaak: Any
    deadline: Deadline
    wacht_tot: date | None
    zonder_antwoord: bool
    antwoord_op: Any
    vervanger: Any | None = None


@dataclass(frozen=True, slots=True)
class Tellingen:
    """How many open zaken there are of each kind that asks attention."""

    mij: int
    vervanging: int
    niemand: int
    te_laat: int
    deze_week: int
    geen_antwoord: int


def zaken_for(vraag: Vraag, *, user: Any, today: date | None = None) -> QuerySet[Zaak]:
    """The zaken that were asked for, with all that a row shows: one query, and one for who is replaced."""
    day = today or timezone.localdate()
    found = _annotated(day).filter(_open(vraag.open))
    found = _by_handler(found, vraag, user)
    if vraag.team is not None:
        found = found.filter(zaaktype__team_id=vraag.team)
    if vraag.zaaktype is not None:
        found = found.filter(zaaktype_id=vraag.zaaktype)
    if vraag.status:
        found = found.filter(status_naam=vraag.status)
    if vraag.kanaal:
        found = found.filter(kanaal=vraag.kanaal)
    if vraag.termijn is not None:
        found = found.filter(_by_term(vraag.termijn, day))
    if vraag.zoek:
        found = _search(found, vraag.zoek)
    return found.order_by(*SORTERINGEN.get(vraag.sorteer, SORTERINGEN["termijn"]))


def regels_of(zaken: Sequence[Any], *, away: dict[int, Any], today: date | None = None) -> list[Regel]:
    """The rows of a page of `zaken_for`; one query, for the calendar."""
    day = today or timezone.localdate()
    settings = Zaakinstellingen.load()
    kalender = kalender_of(settings)
    rows = []
    for zaak in zaken:
        datums = Datums(
            uiterlijk=zaak.uiterlijke_einddatum,
            streef=zaak.streefdatum,
            streeftijd=zaak.streeftijd,
            eind=zaak.einddatum,
            stil_sinds=zaak.stil_sinds,
        )
        deadline = deadline_of(datums, today=day, kalender=kalender, waarschuw=settings.waarschuw_dagen)
        absence = away.get(zaak.behandelaar_id) if zaak.behandelaar_id else None
        rows.append(
            Regel(
                zaak=zaak,
                deadline=deadline,
                wacht_tot=zaak.wacht_tot if zaak.einddatum is None else None,
                zonder_antwoord=zaak.wacht_tot is not None and zaak.wacht_tot < day and not zaak.einddatum,
                antwoord_op=_fresh_answer(zaak),
                vervanger=absence.vervanger if absence is not None else None,
            )
        )
    return rows


def count_werkvoorraad(*, user: Any, today: date | None = None) -> Tellingen:
    """The counts above the list: two queries, however many zaken there are."""
    day = today or timezone.localdate()
    mine = [user.pk, *replaced_by(user, day=day)]
    late, week = _by_term(TermijnKeuze.TE_LAAT, day), _by_term(TermijnKeuze.DEZE_WEEK, day)
    silent = _by_term(TermijnKeuze.GEEN_ANTWOORD, day)
    found = _annotated(day).filter(einddatum=None)
    counts = found.aggregate(
        mij=Count("pk", filter=Q(behandelaar_id=user.pk)),
        vervanging=Count("pk", filter=Q(behandelaar_id__in=mine)),
        niemand=Count("pk", filter=Q(behandelaar=None)),
        te_laat=Count("pk", filter=late),
        deze_week=Count("pk", filter=week),
        geen_antwoord=Count("pk", filter=silent),
    )
    return Tellingen(**counts)


def _annotated(day: date) -> QuerySet[Any]:
    """Every zaak with its newest status, since when it stands still, what it waits for and its next date."""
    of_zaak = OuterRef("pk")
    newest = Status.objects.filter(zaak=of_zaak).order_by("-datum_status_gezet", "-pk")
    still = Opschorting.objects.filter(zaak=of_zaak, eind=None)
    asked = Aanvulverzoek.objects.filter(zaak=of_zaak, beantwoord_op=None, gesloten_op=None)
    answered = Aanvulverzoek.objects.filter(zaak=of_zaak).exclude(beantwoord_op=None)
    return Zaak.objects.select_related("zaaktype__team", "behandelaar").annotate(
        status_naam=Subquery(newest.values("statustype__omschrijving")[:1]),
        status_sinds=Subquery(newest.values("datum_status_gezet")[:1]),
        stil_sinds=Subquery(still.values("begin")[:1]),
        staat_stil=Exists(still),
        wacht_tot=Subquery(asked.order_by("reageren_voor").values("reageren_voor")[:1]),
        beantwoord_op=Subquery(answered.order_by("-beantwoord_op").values("beantwoord_op")[:1]),
        volgende_datum=Case(
            When(
                streefdatum__gte=day,
                streefdatum__lte=F("uiterlijke_einddatum"),
                then=F("streefdatum"),
            ),
            default=F("uiterlijke_einddatum"),
        ),
    )


def _open(which: StandKeuze) -> Q:
    return {StandKeuze.OPEN: Q(einddatum=None), StandKeuze.KLAAR: ~Q(einddatum=None), StandKeuze.ALLES: Q()}[
        which
    ]


def _by_handler(found: QuerySet[Any], vraag: Vraag, user: Any) -> QuerySet[Any]:
    if vraag.behandelaar is not None:
        return found.filter(behandelaar_id=vraag.behandelaar)
    if vraag.wie is BehandelaarKeuze.MIJ:
        return found.filter(behandelaar_id=user.pk)
    if vraag.wie is BehandelaarKeuze.MIJ_EN_VERVANGING:
        return found.filter(behandelaar_id__in=[user.pk, *replaced_by(user)])
    if vraag.wie is BehandelaarKeuze.NIEMAND:
        return found.filter(behandelaar=None)
    return found


def _by_term(which: TermijnKeuze, day: date) -> Q:
    """The condition on an annotated zaak that is open; a term that stands still is never late."""
    monday = day - timedelta(days=day.weekday())
    running = Q(einddatum=None, staat_stil=False)

    def between(first: date, last: date) -> Q:
        return running & Q(volgende_datum__gte=first, volgende_datum__lte=last)

    return {
        TermijnKeuze.TE_LAAT: running & Q(uiterlijke_einddatum__lt=day),
        TermijnKeuze.STREEF_VOORBIJ: running & Q(streefdatum__lt=day, uiterlijke_einddatum__gte=day),
        TermijnKeuze.VANDAAG: between(day, day),
        TermijnKeuze.DEZE_WEEK: between(day, monday + timedelta(days=6)),
        TermijnKeuze.VOLGENDE_WEEK: between(monday + timedelta(days=7), monday + timedelta(days=13)),
        TermijnKeuze.STIL: Q(einddatum=None, staat_stil=True),
        TermijnKeuze.GEEN_ANTWOORD: Q(einddatum=None, wacht_tot__lt=day),
    }[which]


def _search(found: QuerySet[Any], text: str) -> QuerySet[Any]:
    """By number as it is said, or a part of it, or a word of the subject; never by what a resident wrote."""
    text = text.strip()[:80]
    reference = as_reference(text)
    wanted = Q(identificatie__icontains=text) | Q(omschrijving__icontains=text)
    return found.filter(wanted | Q(identificatie=reference) if reference else wanted)


def _fresh_answer(zaak: Any) -> Any:
    """When the resident answered, as long as nothing was done with it: no later status."""
    answered, since = zaak.beantwoord_op, zaak.status_sinds
    return (
        answered
        if answered is not None and not zaak.einddatum and (since is None or answered > since)
        else None
    )
