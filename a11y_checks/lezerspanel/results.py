"""What residents said, counted: per sentence, worst on top, and in one sentence for who decides."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from a11y_checks.documents.inventory import safe_cell
from a11y_checks.lezerspanel.zinnen import kind_name
from a11y_checks.models import Lezerspanel, LezerspanelKeuze, LezerspanelReactie

_Z = 1.96


@dataclass
class ZinStand:
    """One sentence with its counts and remarks. `gone`: the page does not have it any more."""

    zin: Mapping[str, str]
    duidelijk: int = 0
    niet_duidelijk: int = 0
    opmerkingen: list[tuple[int, str]] = field(default_factory=list)
    gone: bool = False

    @property
    def total(self) -> int:
        """How many people chose."""
        return self.duidelijk + self.niet_duidelijk

    @property
    def bar(self) -> float:
        """The same share as the width of the bar in its drawing, which is 99 wide."""
        return round(99 * self.niet_duidelijk / self.total, 1) if self.total else 0.0

    @property
    def kind(self) -> str:
        """What it is on the page."""
        return kind_name(self.zin["kind"])

    @property
    def worst(self) -> tuple[float, int, int]:
        """Sorts the worst first; at the same share the one that more people answered."""
        return (
            -unclear_at_least(self.niet_duidelijk, self.total),
            -len(self.opmerkingen),
            int(self.zin["id"]),
        )


@dataclass
class PanelStand:
    """The counts of a whole panel. `removed`: the answers themselves are gone, the totals stay."""

    reacties: int
    done: int
    zinnen: list[ZinStand]
    antwoorden: list[tuple[int, str]]
    opmerkingen: list[tuple[int, str]]
    removed: bool = False

    @property
    def worst_first(self) -> list[ZinStand]:
        """The sentences with the least clear on top; what nobody judged comes last."""
        return sorted(self.zinnen, key=lambda row: (row.total == 0 and not row.opmerkingen, row.worst))

    @property
    def judged(self) -> int:
        """How many sentences somebody judged."""
        return sum(1 for row in self.zinnen if row.total)

    @property
    def clear(self) -> int:
        """How many of those most people found clear."""
        return sum(1 for row in self.zinnen if row.total and row.duidelijk > row.niet_duidelijk)


def unclear_at_least(unclear: int, total: int) -> float:
    """The share that is not clear to, as the lower end of Wilson's 95 % interval (Wilson, JASA 22 (1927), 209).

    1 of 1 weighs less than 9 of 20. 0.0 when nobody chose.
    """
    if not total:
        return 0.0
    share, square = unclear / total, _Z * _Z
    middle = share + square / (2 * total)
    spread = _Z * math.sqrt((share * (1 - share) + square / (4 * total)) / total)
    return max(0.0, (middle - spread) / (1 + square / total))


def measure_panel(panel: Lezerspanel, gone: frozenset[str] = frozenset()) -> PanelStand:
    """Counts what is there now; from the kept totals once the answers are removed."""
    if panel.totalen is not None:
        return _from_totals(panel, gone)
    reacties = list(panel.reacties.order_by("pk"))
    return PanelStand(
        reacties=len(reacties),
        done=sum(1 for reactie in reacties if reactie.done_on),
        zinnen=[_zin_stand(zin, reacties, zin["id"] in gone) for zin in panel.zinnen],
        antwoorden=[(reactie.pk, reactie.antwoord) for reactie in reacties if reactie.antwoord],
        opmerkingen=[(reactie.pk, reactie.opmerking) for reactie in reacties if reactie.opmerking],
    )


def _zin_stand(zin: dict[str, str], reacties: list[LezerspanelReactie], gone: bool) -> ZinStand:
    chosen = [reactie.keuzes.get(zin["id"]) for reactie in reacties]
    return ZinStand(
        zin=zin,
        duidelijk=chosen.count(LezerspanelKeuze.DUIDELIJK),
        niet_duidelijk=chosen.count(LezerspanelKeuze.NIET_DUIDELIJK),
        opmerkingen=[(r.pk, r.opmerkingen[zin["id"]]) for r in reacties if r.opmerkingen.get(zin["id"])],
        gone=gone,
    )


def totals_of(stand: PanelStand) -> dict[str, Any]:
    """What is kept when the answers are removed: numbers only."""
    return {
        "reacties": stand.reacties,
        "done": stand.done,
        "zinnen": {row.zin["id"]: [row.duidelijk, row.niet_duidelijk] for row in stand.zinnen},
    }


def _from_totals(panel: Lezerspanel, gone: frozenset[str]) -> PanelStand:
    totals: dict[str, Any] = panel.totalen or {}
    counts = totals.get("zinnen", {})
    return PanelStand(
        reacties=totals.get("reacties", 0),
        done=totals.get("done", 0),
        zinnen=[
            ZinStand(zin, duidelijk=clear, niet_duidelijk=unclear, gone=zin["id"] in gone)
            for zin in panel.zinnen
            for clear, unclear in [counts.get(zin["id"], (0, 0))]
        ],
        antwoorden=[],
        opmerkingen=[],
        removed=True,
    )


def in_one_sentence(panel: Lezerspanel, stand: PanelStand | None = None) -> str:
    """The result for who decides about an uitzondering: how many people, how many sentences clear to most."""
    stand = stand or measure_panel(panel)
    day = date_format(panel.created_at, "j F Y")
    people = ngettext("%(number)d lezer", "%(number)d lezers", stand.reacties) % {"number": stand.reacties}
    if not stand.reacties:
        return _("Lezerspanel van %(day)s: nog niemand heeft gereageerd.") % {"day": day}
    return _(
        "Lezerspanel van %(day)s, %(people)s. Zinnen met een antwoord: %(judged)d. "
        "Daarvan duidelijk voor de meesten: %(clear)d."
    ) % {"day": day, "people": people, "judged": stand.judged, "clear": stand.clear}


def as_csv(panel: Lezerspanel, stand: PanelStand) -> str:
    """Every sentence in the order of the page as CSV, with a byte order mark and semicolons for Dutch spreadsheets."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(
        [_("Nummer"), _("Soort"), _("Tekst"), _("Duidelijk"), _("Niet duidelijk"), _("Opmerkingen")]
    )
    for row in stand.zinnen:
        remarks = " | ".join(text.replace("\n", " ") for _pk, text in row.opmerkingen)
        cells = [row.zin["id"], row.kind, row.zin["text"], row.duidelijk, row.niet_duidelijk, remarks]
        writer.writerow([safe_cell(cell) for cell in cells])
    for kind, texts in ((panel.vraag, stand.antwoorden), (_("Hele tekst"), stand.opmerkingen)):
        for _pk, text in texts:
            writer.writerow([safe_cell(cell) for cell in ("", kind, "", "", "", text.replace("\n", " "))])
    return out.getvalue()
