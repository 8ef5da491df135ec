"""What is known of a file after looking inside, and the reasons for not looking further. PURE."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

TEXT_LIMIT = 300


class Problem(StrEnum):
    """Why a file was not checked. Not checked is never the same as good."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    MISMATCH = "mismatch"
    POLYGLOT = "polyglot"
    PASSWORD = "password"  # noqa: S105 - a state, not a secret
    BROKEN = "broken"
    BOMB = "bomb"
    ENTITIES = "entities"
    LIMITS = "limits"
    MISSING = "missing"
    UNAVAILABLE = "unavailable"


class NotChecked(Exception):
    """Looking inside stopped here; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(slots=True, kw_only=True)
class DocumentFacts:
    """Facts of one file. None means: does not apply to this kind, or could not be seen.

    `pages` is what the file says of itself; `pages_read` how many were looked at. `cut` says that a list was
    too long to read to its end, so that counts are lower bounds.
    """

    kind: str
    pages: int | None = None
    pages_read: int = 0
    cut: bool = False
    title: str = ""
    language: str | None = None
    # PDF
    tagged: bool | None = None
    shows_title: bool | None = None
    bookmarks: int | None = None
    pages_with_text: int | None = None
    pages_with_images: int | None = None
    extractable: bool | None = None
    pdf_ua: str = ""
    form_fields: int = 0
    form_fields_without_name: int = 0
    # Both
    headings: int | None = None
    heading_levels: tuple[int, ...] = ()
    images: int = 0
    images_without_alt: int = 0
    tables: int = 0
    tables_without_header: int = 0
    # Office
    words: int | None = None
    slides_without_title: tuple[int, ...] = ()
    default_sheet_names: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types, texts cut to a length that fits a screen."""
        data = asdict(self)
        for name in ("title", "language", "pdf_ua", "kind"):
            if data[name]:
                data[name] = str(data[name])[:TEXT_LIMIT]
        data["default_sheet_names"] = [name[:TEXT_LIMIT] for name in self.default_sheet_names[:20]]
        return data

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> DocumentFacts:
        """Read what `to_dict` wrote; unknown keys (of an older version) are left out."""
        known = {field.name for field in fields(cls)}
        values: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in data.items()
            if key in known
        }
        return cls(**values)
