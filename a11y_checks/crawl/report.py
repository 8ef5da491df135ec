"""What an audit found: per page and as a whole, with the exit code that follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from a11y_checks.bevinding import Bevinding, Niveau

ORDER = {Niveau.BLOCK: 0, Niveau.ASK: 1, Niveau.NOTE: 2}
CLEAN, FINDINGS, CANNOT = 0, 1, 2


@dataclass(slots=True)
class Found:
    """One bevinding on one page, with the fingerprint by which it is known again.

    `accepted` says in Dutch why it doesn't count (the baseline, an answer, an uitzondering); "" when it does.
    """

    bevinding: Bevinding
    fingerprint: str
    accepted: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types, without `accepted`: that is not a fact of the page."""
        return {"bevinding": self.bevinding.to_dict(), "fingerprint": self.fingerprint}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Found:
        """Read what `to_dict` wrote. Raises KeyError, TypeError or ValueError."""
        return cls(Bevinding.from_dict(data["bevinding"]), str(data["fingerprint"]))


@dataclass(slots=True)
class PageReport:
    """What was found on one page. With an `error` (Dutch) it was not, or not wholly, checked."""

    url: str
    found: list[Found] = field(default_factory=list)
    error: str = ""
    seconds: float = 0.0
    title: str = ""
    state: str = "pagina"
    page_type: str = ""
    page_id: int | None = None
    known: bool = False

    def count(self, niveau: Niveau) -> int:
        """How many bevindingen of this level count."""
        return sum(item.bevinding.niveau is niveau and not item.accepted for item in self.found)

    def add(self, bevindingen: Sequence[Bevinding]) -> None:
        """Put more bevindingen in, gravest first."""
        self.found += [Found(item, item.fingerprint(self.page_type)) for item in bevindingen]
        self.found.sort(key=lambda item: ORDER[item.bevinding.niveau])


@dataclass(slots=True)
class AuditReport:
    """The whole audit of `base` (a site or a folder).

    `failed` maps addresses that gave no page to the Dutch reason; `complaints` are faults of the baseline (expired
    or matching nothing). `fail_on` is the mildest level that makes the exit code 1.
    """

    base: str
    pages: list[PageReport] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    left_out: int = 0
    seconds: float = 0.0
    fail_on: Niveau = Niveau.ASK

    def count(self, niveau: Niveau) -> int:
        """How many bevindingen of this level count, over all pages."""
        return sum(page.count(niveau) for page in self.pages)

    def all_found(self) -> Iterator[tuple[PageReport, Found]]:
        """Every bevinding with its page, accepted ones too."""
        return ((page, item) for page in self.pages for item in page.found)

    @property
    def unchecked(self) -> dict[str, str]:
        """Every address that could not be checked, with the reason."""
        return {**self.failed, **{page.url: page.error for page in self.pages if page.error}}

    def fails(self, item: Found) -> bool:
        """Whether this bevinding makes the exit code 1."""
        return not item.accepted and ORDER[item.bevinding.niveau] <= ORDER[self.fail_on]

    @property
    def exit_code(self) -> int:
        """0 clean, 1 findings or a baseline out of date, 2 not everything could be checked."""
        if self.unchecked or not self.pages:
            return CANNOT
        return FINDINGS if self.complaints or any(self.fails(item) for _, item in self.all_found()) else CLEAN
