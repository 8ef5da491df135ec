"""How a deadline is told in the work list: in words that stand by themselves; the colour only repeats them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from formulieren.zaken.termijnen import Kalender, werkdagen_between


class TermijnSoort(StrEnum):
    """How urgent it is; the style sheet has a colour for each."""

    TE_LAAT = "te-laat"
    LET_OP = "let-op"
    OP_TIJD = "op-tijd"
    STIL = "stil"
    KLAAR = "klaar"


@dataclass(frozen=True, slots=True)
class Deadline:
    """What stands in the work list: a sentence, how urgent it is, and the day it is about."""

    tekst: str
    soort: TermijnSoort
    datum: date


@dataclass(frozen=True, slots=True)
class Datums:
    """The dates of one zaak, and since when its term stands still (None: it runs)."""

    uiterlijk: date
    streef: date | None = None
    streeftijd: time | None = None
    eind: date | None = None
    stil_sinds: date | None = None


def next_date(datums: Datums, today: date) -> date:
    """The first date that is still to come: what we promised, and else the legal one."""
    if datums.streef is not None and today <= datums.streef <= datums.uiterlijk:
        return datums.streef
    return datums.uiterlijk


def deadline_of(datums: Datums, *, today: date, kalender: Kalender, waarschuw: int) -> Deadline:
    """The deadline of a zaak in words; `waarschuw` is how many working days before it asks attention."""
    if datums.eind is not None:
        return Deadline(_ended(datums), TermijnSoort.KLAAR, datums.eind)
    if datums.stil_sinds is not None:
        return Deadline(_standing(datums.stil_sinds, today), TermijnSoort.STIL, datums.stil_sinds)
    if datums.uiterlijk < today:
        return Deadline(_late(datums.uiterlijk, today), TermijnSoort.TE_LAAT, datums.uiterlijk)
    day = next_date(datums, today)
    left = werkdagen_between(today, day, kalender)
    tekst = _left(left, day, today, datums.streeftijd if day == datums.streef else None)
    missed = datums.streef is not None and datums.streef < today
    if missed:
        tekst = _("%(nog)s. De streefdatum is voorbij") % {"nog": tekst}
    urgent = missed or left <= waarschuw
    return Deadline(tekst, TermijnSoort.LET_OP if urgent else TermijnSoort.OP_TIJD, day)


def _ended(datums: Datums) -> str:
    assert datums.eind is not None
    late = (datums.eind - datums.uiterlijk).days
    if late <= 0:
        return _("Klaar, op tijd")
    return ngettext("Klaar, %(dagen)s dag te laat", "Klaar, %(dagen)s dagen te laat", late) % {"dagen": late}


def _standing(since: date, today: date) -> str:
    words = {"datum": date_format(since, "j F")}
    return (_("Staat stil vanaf %(datum)s") if since > today else _("Staat stil sinds %(datum)s")) % words


def _late(day: date, today: date) -> str:
    late = (today - day).days
    return ngettext("%(dagen)s dag te laat", "%(dagen)s dagen te laat", late) % {"dagen": late}


def _left(left: int, day: date, today: date, clock: time | None) -> str:
    if day == today:
        if clock is not None:
            return _("Vandaag voor %(tijd)s uur klaar") % {"tijd": time_format(clock, "H.i")}
        return _("Vandaag klaar")
    return ngettext("Nog %(dagen)s werkdag", "Nog %(dagen)s werkdagen", left) % {"dagen": left}
