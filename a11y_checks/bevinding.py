"""The one finding model that rules, browser, leesbaarheid, gate and reports share. PURE."""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from a11y_checks.criteria import any_legal

EXCERPT_LIMIT = 200
# Rules of the reading level (B1): an agreement of the municipality.
AGREEMENT_PREFIX = "b1:"

# What an editor wrote can sit in text or in one of these; everything else in a tag is markup that a template
# may change without changing the content.
_CONTENT_ATTRIBUTE = re.compile(
    r"""\s(alt|href|src|title|aria-label|placeholder|name)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*(?:>|$)")


class Niveau(StrEnum):
    """What a bevinding does: stop publishing, ask the editor, or only tell."""

    BLOCK = "block"
    ASK = "ask"
    NOTE = "note"


def normalised(excerpt: str) -> str:
    """The words and addresses in a piece of HTML, in lower case, without the markup round them."""
    parts: list[str] = []
    for match in _CONTENT_ATTRIBUTE.finditer(excerpt):
        value = match.group(2) or match.group(3) or ""
        if match.group(1).lower() == "src":
            # A rendition or a hashed static file has another suffix for the same picture.
            value = value.split("?")[0].rsplit("/", 1)[-1].split(".")[0]
        parts.append(value)
    parts.append(_TAG.sub(" ", excerpt))
    return " ".join(" ".join(parts).lower().split())


def content_mark(markup: str) -> str:
    """16 hex characters for the words and addresses in a whole element, however long: markup takes no part."""
    return hashlib.sha256(normalised(markup).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bevinding:
    """One thing that is wrong, or may be wrong, on one rendered page.

    `message` and `help` are Dutch at B1 for the editor; `source` is the `data-bron` path of the field that
    the element came from ("" when the template is at fault); `state` names the audited state of the page.
    `excerpt` is cut off for the eye; `content` is the mark of everything in the element (see `content_mark`).
    `screenshot` is a small picture as a data URL, when it was asked for; no part of the fingerprint.
    """

    rule: str
    niveau: Niveau
    criteria: tuple[str, ...]
    message: str
    help: str
    certainty: float = 1.0
    selector: str = ""
    excerpt: str = ""
    source: str = ""
    state: str = "pagina"
    content: str = ""
    screenshot: str = ""

    def fingerprint(self, page_type: str = "") -> str:
        """32 hex characters that stay the same while the content does: no selector or class takes part."""
        content = self.content or normalised(self.excerpt)
        facts = "\x1f".join((self.rule, page_type, self.source, content))
        return hashlib.sha256(facts.encode()).hexdigest()[:32]

    def is_legal(self, on: date) -> bool:
        """True for a legal duty on this day (WCAG 2.1 now), False for what we check on top of the law."""
        return any_legal(self.criteria, on)

    @property
    def is_agreement(self) -> bool:
        """True for what the municipality agreed on itself, the reading level: never a legal duty, no criterion."""
        return self.rule.startswith(AGREEMENT_PREFIX)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types; `from_dict` gives an equal bevinding back."""
        return asdict(self) | {"niveau": self.niveau.value, "criteria": list(self.criteria)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Bevinding:
        """Read what `to_dict` wrote. Raises KeyError or ValueError when a required field is missing."""
        optional = {
            "certainty": float(data.get("certainty", 1.0)),
            "selector": str(data.get("selector", "")),
            "excerpt": str(data.get("excerpt", "")),
            "source": str(data.get("source", "")),
            "state": str(data.get("state", "pagina")),
            "content": str(data.get("content", "")),
            "screenshot": str(data.get("screenshot", "")),
        }
        return cls(
            rule=str(data["rule"]),
            niveau=Niveau(data["niveau"]),
            criteria=tuple(str(criterion) for criterion in data["criteria"]),
            message=str(data["message"]),
            help=str(data["help"]),
            **optional,  # type: ignore[arg-type]
        )
