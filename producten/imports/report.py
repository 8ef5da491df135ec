"""What a run did: a result per row, counted, and the rows that are worth keeping."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from producten.models import CatalogusImport

# A run keeps these in the database; every row is counted and passes `on_row`.
MAX_TOLD = 5_000
MAX_PLAIN = 1_000


class RegelStatus(models.TextChoices):
    """What became of a row; in a trial run what would become of it."""

    NIEUW = "nieuw", gettext_lazy("Nieuw concept")
    GEWIJZIGD = "gewijzigd", gettext_lazy("Nieuwe versie als concept")
    ONGEWIJZIGD = "ongewijzigd", gettext_lazy("Niets veranderd")
    BEWERKT = "bewerkt", gettext_lazy("Overgeslagen: een collega heeft de pagina veranderd")
    FOUT = "fout", gettext_lazy("Fout: niet overgenomen")


@dataclass(frozen=True, slots=True)
class RegelUitkomst:
    """One row: its line in the file (1 = first), what became of it, what is good to know, and its page."""

    line: int
    bron_id: str
    titel: str
    status: RegelStatus
    meldingen: tuple[str, ...] = ()
    page_id: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """The shape in CatalogusImport.meldingen."""
        return {
            "regel": self.line,
            "bron_id": self.bron_id,
            "titel": self.titel,
            "status": self.status.value,
            "meldingen": list(self.meldingen),
            "pagina": self.page_id,
        }


@dataclass(slots=True)
class ImportReport:
    """The whole run: `total` rows in the file, `done` so far, `counts` per RegelStatus, `told` with a message."""

    run: CatalogusImport
    total: int
    done: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    rows: list[dict[str, Any]] = field(default_factory=list)
    told: int = 0
    plain: int = 0
    finished: bool = False
    notes: tuple[str, ...] = ()

    def add(self, uitkomst: RegelUitkomst) -> None:
        """Count a row; keep it when it is worth telling and there is room."""
        self.done += 1
        self.counts[uitkomst.status.value] += 1
        if uitkomst.meldingen:
            self.told += 1
            if self.told <= MAX_TOLD:
                self.rows.append(uitkomst.as_dict())
        elif uitkomst.status is not RegelStatus.ONGEWIJZIGD:
            self.plain += 1
            if self.plain <= MAX_PLAIN:
                self.rows.append(uitkomst.as_dict())

    @property
    def faults(self) -> int:
        """Rows that were not taken over, or were left because of a colleague's work."""
        return self.counts[RegelStatus.FOUT] + self.counts[RegelStatus.BEWERKT]

    def figures(self) -> dict[str, Any]:
        """The counts in the shape of CatalogusImport.aantallen."""
        counts = {status.value: self.counts[status.value] for status in RegelStatus}
        return {
            "rijen": self.total,
            "gedaan": self.done,
            "met_melding": self.told,
            "zonder": self.plain,
            **counts,
        }

    def take_up(self, run: CatalogusImport) -> None:
        """Go on where `run` stopped."""
        figures = run.aantallen
        self.done, self.told, self.plain = figures["gedaan"], figures["met_melding"], figures["zonder"]
        self.counts = Counter({status.value: figures[status.value] for status in RegelStatus})
        self.rows = list(run.meldingen)


_HEAD = ("regel", "nummer bij de bron", "titel", "wat is er gebeurd", "melding")


def csv_lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Stored rows as CSV with semicolons, for a spreadsheet; a text that begins like a formula stays text."""
    # Without the mark a spreadsheet reads the accents wrong.
    yield "\ufeff" + _line(_HEAD)
    for row in rows:
        yield csv_line(row)


def csv_line(row: Mapping[str, Any]) -> str:
    """One stored row as a line of that CSV."""
    status = str(RegelStatus(row["status"]).label)
    texts = (row["bron_id"], row["titel"], status, " ".join(row["meldingen"]))
    return _line([row["regel"], *(_no_formula(text) for text in texts)])


def summary(figures: Mapping[str, Any]) -> list[str]:
    """The counts in Dutch, a line per result that occurs."""
    lines = [
        _("{aantal} van {totaal} rijen gelezen.").format(aantal=figures["gedaan"], totaal=figures["rijen"])
    ]
    lines += [f"{status.label}: {figures[status.value]}." for status in RegelStatus if figures[status.value]]
    return lines


def _line(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerow(cells)
    return out.getvalue()


def _no_formula(value: str) -> str:
    return f"'{value}" if value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value
