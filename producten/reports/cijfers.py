"""The figures of the portfolio, out of the rows of stand.py. No database here."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from producten.keuzes import Rijpheid
from producten.reports.columns import PortfolioColumn
from producten.reports.stand import Productstand, UpnStand

# The share of products that should be requestable online, in percent.
DOEL = 95


@dataclass(frozen=True, slots=True)
class Aandeel:
    """How many of the products can be requested online."""

    online: int
    totaal: int

    @property
    def procent(self) -> float | None:
        """In percent with one decimal, rounded down so that 95 is never said too early; None without products."""
        return self.online * 1000 // self.totaal / 10 if self.totaal else None

    @property
    def tekst(self) -> str:
        """The share in words: "93,4 % (14 van 15)"."""
        if self.procent is None:
            return _("geen producten")
        return _("%(procent)s %% (%(online)d van %(totaal)d)") % {
            "procent": number_format(self.procent, 1),
            "online": self.online,
            "totaal": self.totaal,
        }

    @property
    def gehaald(self) -> bool:
        """Whether the goal is reached, on the exact numbers."""
        return bool(self.totaal) and self.online * 100 >= self.totaal * DOEL

    @property
    def nog(self) -> int:
        """How many products must still come online to reach the goal."""
        return max(0, -(-self.totaal * DOEL // 100) - self.online)


@dataclass(frozen=True, slots=True)
class Aandelen:
    """The two figures of the goal, and what is in neither."""

    alle: Aandeel
    zonder_wet: Aandeel
    concepten: int
    elders: int


def count_online(rows: Iterable[Productstand]) -> Aandelen:
    """All products that we offer and that are online, and those without what the law keeps at the counter."""
    rows = list(rows)
    all_of_them = [row for row in rows if row.telt_mee]
    free = [row for row in all_of_them if not row.wet_aan_balie]
    return Aandelen(
        alle=Aandeel(sum(row.online for row in all_of_them), len(all_of_them)),
        zonder_wet=Aandeel(sum(row.online for row in free), len(free)),
        concepten=sum(not row.live for row in rows),
        elders=sum(row.live and not row.telt_mee for row in rows),
    )


@dataclass(frozen=True, slots=True)
class RijpheidRegel:
    """The maturity of a group or a team: products per level now, and how many have a wish, reached it or are late."""

    naam: str
    aantallen: tuple[int, ...]
    gewenst: tuple[int, ...]
    gehaald: int
    te_laat: int

    @property
    def totaal(self) -> int:
        """How many products."""
        return sum(self.aantallen)

    @property
    def met_wens(self) -> int:
        """Of how many the owner said what he wants."""
        return sum(self.gewenst)


def count_rijpheid(
    rows: Iterable[Productstand], by: Callable[[Productstand], str], today: dt.date
) -> list[RijpheidRegel]:
    """A line per value of `by`, in the order of the names; what has no name comes last."""
    parts: dict[str, list[Productstand]] = {}
    for row in rows:
        parts.setdefault(by(row), []).append(row)
    names = sorted(parts, key=lambda name: (not name, name.casefold()))
    return [sum_rijpheid(name, parts[name], today) for name in names]


def sum_rijpheid(naam: str, rows: Sequence[Productstand], today: dt.date) -> RijpheidRegel:
    """The line of these products together."""
    now, wanted = Counter(row.niveau for row in rows), Counter(row.wens for row in rows)
    return RijpheidRegel(
        naam,
        tuple(now[level] for level in Rijpheid),
        tuple(wanted[level] for level in Rijpheid),
        sum(row.wens is not None and row.niveau >= row.wens for row in rows),
        sum(is_late(row, today) for row in rows),
    )


def is_late(row: Productstand, today: dt.date) -> bool:
    """Whether the wished level is not reached while its day has passed."""
    return row.wens is not None and row.niveau < row.wens and row.wens_op is not None and row.wens_op < today


def list_zorgen(row: Productstand, today: dt.date, columns: Sequence[PortfolioColumn]) -> list[str]:
    """What must be mended at a product, as short sentences; none when it is in order."""
    found = [str(text) for text, needed in _ZORGEN if needed(row, today)]
    for column in columns:
        if column.naam in row.extra:
            found.append(f"{column.kop}: {row.extra[column.naam]}")
    return found


def count_zorgen(
    rows: Sequence[Productstand], today: dt.date, columns: Sequence[PortfolioColumn]
) -> list[tuple[str, int]]:
    """Each kind of thing to mend with the number of products that have it, in a fixed order."""
    counts = [(str(text), sum(needed(row, today) for row in rows)) for text, needed in _ZORGEN]
    for column in columns:
        counts.append((str(column.kop), sum(column.naam in row.extra for row in rows)))
    return counts


# What can be wrong, in the order of the screen.
_ZORGEN: tuple[tuple[Any, Callable[[Productstand, dt.date], bool]], ...] = (
    (
        gettext_lazy("UPL-naam ontbreekt, en er is geen reden"),
        lambda row, _day: row.upn is UpnStand.ONTBREEKT,
    ),
    (
        gettext_lazy("UPL-naam staat niet meer op de landelijke lijst"),
        lambda row, _day: row.upn is UpnStand.VERDWENEN,
    ),
    (
        gettext_lazy("niet op tijd opnieuw bekeken"),
        lambda row, day: row.review_op is not None and row.review_op < day,
    ),
    (gettext_lazy("tekst is moeilijker dan B1"), lambda row, _day: row.te_moeilijk),
    (gettext_lazy("los bedrag in de tekst"), lambda row, _day: row.los_bedrag),
    (gettext_lazy("gewenst niveau niet op tijd gehaald"), is_late),
)
