"""People must be able to enlarge the page (WCAG 1.4.4; failure F69 and the rule for meta viewport)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules.base import Hit, Niveau, Rule

_PROPERTY = re.compile(r"([a-z-]+)\s*=\s*([^\s,;]+)", re.IGNORECASE)


def _number(value: str) -> float | None:
    if value == "yes":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return None


def check(document: Document) -> Iterator[Hit]:
    """A viewport that forbids enlarging, or allows less than 200 %."""
    for tag in document.named("meta"):
        if (attr(tag, "name") or "").strip().lower() != "viewport":
            continue
        found = {key.lower(): value.lower() for key, value in _PROPERTY.findall(attr(tag, "content") or "")}
        scalable = found.get("user-scalable", "yes")
        number = _number(scalable)
        largest = _number(found.get("maximum-scale", "10"))
        if scalable == "no" or (number is not None and -1 < number < 1):
            yield Hit(tag, "De pagina verbiedt inzoomen.")
        elif largest is not None and 0 <= largest < 2:
            yield Hit(tag, "De pagina laat inzoomen tot 200 % niet toe.")


RULE = Rule(
    id="zoomen-uit",
    criteria=("1.4.4",),
    niveau=Niveau.BLOCK,
    title="Inzoomen kan niet",
    help=(
        "Gebruik: <meta name='viewport' content='width=device-width, initial-scale=1'>, zonder grens aan "
        "het zoomen."
    ),
    check=check,
)
