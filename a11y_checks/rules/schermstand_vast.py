"""A page must work upright and on its side (WCAG 1.3.4, failure F97)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from soupsieve import SelectorSyntaxError

from a11y_checks.document import Document
from a11y_checks.rules.base import Hit, Niveau, Rule

_MEDIA = re.compile(r"@media[^{]*\borientation\s*:\s*(?:landscape|portrait)[^{]*\{", re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ROTATE = re.compile(
    r"(?:rotate|rotatez)\(\s*(-?[\d.]+)(deg|turn|rad|grad)\s*\)|"
    r"rotate3d\(\s*0\s*,\s*0\s*,\s*-?[\d.]+\s*,\s*(-?[\d.]+)(deg|turn|rad|grad)\s*\)",
    re.IGNORECASE,
)
_MATRIX = re.compile(r"matrix(?:3d)?\(\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)", re.IGNORECASE)
_PROPERTY = re.compile(r"(?:^|;)\s*(?:-webkit-)?(?:transform|rotate)\s*:\s*([^;]+)", re.IGNORECASE)
_DEGREES = {"deg": 1.0, "turn": 360.0, "rad": 180 / math.pi, "grad": 0.9}
_SLACK = 5.0


def _angle(declarations: str) -> float | None:
    """The turn in degrees that the last transform of a rule gives; None when it turns nothing."""
    values = _PROPERTY.findall(declarations)
    if not values:
        return None
    value = str(values[-1])
    total = 0.0
    for plain, unit, deep, deep_unit in _ROTATE.findall(value):
        total += float(plain or deep) * _DEGREES[(unit or deep_unit).lower()]
    for first, second in _MATRIX.findall(value):
        total += math.degrees(math.atan2(float(second), float(first)))
    bare = re.match(r"^\s*(-?[\d.]+)(deg|turn|rad|grad)\s*$", value, re.IGNORECASE)
    return total + (float(bare.group(1)) * _DEGREES[bare.group(2).lower()] if bare else 0.0)


def _block(css: str, start: int) -> str:
    """The text from `start` to the brace that closes the block."""
    depth = 1
    for place in range(start, len(css)):
        depth += {"{": 1, "}": -1}.get(css[place], 0)
        if depth == 0:
            return css[start:place]
    return css[start:]


def _turned(css: str) -> Iterator[str]:
    """Every selector that an orientation turns a quarter."""
    css = _COMMENT.sub("", css)
    blocks = [_block(css, match.end()) for match in _MEDIA.finditer(css)]
    outside = css
    for block in blocks:
        outside = outside.replace(block, "")
    base = {" ".join(name.split()): _angle(body) or 0.0 for name, body in _RULE.findall(outside)}
    for block in blocks:
        for name, body in _RULE.findall(block):
            try:
                angle = _angle(body)
            except ValueError:  # "1.2.3deg" is no number
                continue
            selector = " ".join(name.split())
            if angle is not None and abs(abs(angle - base.get(selector, 0.0)) % 180 - 90) <= _SLACK:
                yield selector


def _is_the_page(document: Document, selector: str) -> bool:
    """True when what is turned holds at least half of the words on the page; an arrow or a picture may turn."""
    try:
        found = document.soup.select(selector)
    except (SelectorSyntaxError, NotImplementedError, ValueError):
        return False
    body = document.soup.body or document.soup
    words = len(document.visible_text(body))
    return any(
        tag.name in ("html", "body") or len(document.visible_text(tag)) * 2 >= max(1, words) for tag in found
    )


def check(document: Document) -> Iterator[Hit]:
    """Every style element that turns the page a quarter in one orientation (block), or a part of it (ask)."""
    for tag in document.named("style"):
        try:
            selectors = list(_turned(tag.get_text()))
        except ValueError:
            continue
        if selectors:
            page = next((selector for selector in selectors if _is_the_page(document, selector)), "")
            yield Hit(
                tag,
                f"De pagina dwingt een stand van het scherm af: '{page or selectors[0]}' draait een kwartslag.",
                niveau=Niveau.BLOCK if page else Niveau.ASK,
                certainty=1.0 if page else 0.6,
            )


RULE = Rule(
    id="schermstand-vast",
    criteria=("1.3.4",),
    niveau=Niveau.BLOCK,
    title="Pagina werkt maar in één stand van het scherm",
    help="Laat de pagina staand en liggend werken. Haal het draaien uit de stijl voor liggende schermen.",
    check=check,
)
