"""Decides what axe can't: the contrast of text on a picture or gradient, from the pixels behind the letters."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image
from selenium.common.exceptions import JavascriptException

from a11y_checks.browser import pixels
from a11y_checks.browser.chromium import WIDTH, Browser
from a11y_checks.browser.scripting import in_page

MEASURABLE = frozenset({"bgImage", "bgGradient", "imgNode", "pseudoContent", "bgOverlap", "colorParse"})
_RULE = "color-contrast"
_MOST = 8
_MOST_HEIGHT = 6000.0
# Nearly all pixels must agree before it is sure: the edge of a letter may touch a line in the picture.
_PASS_SHARE, _FAIL_SHARE = 0.04, 0.85


def decide(browser: Browser, results: dict[str, Any]) -> None:
    """Take each undecided text that the pixels settle out of `results`, or move it to the violations."""
    undecided = next((result for result in results["incomplete"] if result["id"] == _RULE), None)
    if undecided is None:
        return
    nodes = [node for node in undecided["nodes"] if _reason(node) in MEASURABLE][:_MOST]
    if not nodes:
        return
    try:
        places = browser.driver.execute_script(
            in_page("letters.js"), [str(node["selector"]) for node in nodes]
        )
        measured = [
            (node, _measure(browser, place)) for node, place in zip(nodes, places, strict=True) if place
        ]
        browser.driver.execute_script(in_page("letters.js"))
    except (JavascriptException, ValueError, TypeError, OSError):
        return  # undecided stays undecided: a person is asked
    for node, outcome in measured:
        if outcome is None:
            continue
        undecided["nodes"].remove(node)
        undecided["total"] -= 1
        if outcome:
            _add_violation(results, undecided, node, outcome)
    if not undecided["nodes"]:
        results["incomplete"].remove(undecided)


def _reason(node: dict[str, Any]) -> str:
    for check in node["checks"]:
        if check["id"] == _RULE and isinstance(check["data"], dict):
            return str(check["data"].get("messageKey", ""))
    return ""


def _measure(browser: Browser, place: dict[str, Any]) -> dict[str, Any] | None:
    """The facts of a sure fault, an empty dict for a sure pass, None when the pixels don't agree."""
    boxes = place["boxes"]
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    if left < 0 or top < 0 or bottom > _MOST_HEIGHT or right > WIDTH:
        return None
    whole = Image.open(
        io.BytesIO(pixels.capture(browser, pixels.Box(left, top, right - left, bottom - top)))
    ).convert("RGB")
    found: list[float] = []
    for x, y, width, height in boxes:
        part = whole.crop((int(x - left), int(y - top), int(x - left + width), int(y - top + height)))
        found += pixels.ratios(part, place["letters"])
    found.sort()
    if not found:
        return None
    needed = float(place["needed"])
    if found[int(len(found) * _PASS_SHARE)] >= needed:
        return {}
    if found[min(len(found) - 1, int(len(found) * _FAIL_SHARE))] >= needed - 0.05:
        return None
    return {
        "fgColor": _hex(place["letters"]),
        "bgColor": _hex(_mean(whole)),
        "contrastRatio": round(found[len(found) // 2], 2),
        "expectedContrastRatio": f"{needed:g}:1",
    }


def _mean(picture: Image.Image) -> tuple[int, ...]:
    pixel = picture.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return tuple(int(part) for part in pixel)


def _hex(colour: Any) -> str:
    return "#" + "".join(f"{round(part):02x}" for part in list(colour)[:3])


def _add_violation(
    results: dict[str, Any], undecided: dict[str, Any], node: dict[str, Any], facts: dict[str, Any]
) -> None:
    for check in node["checks"]:
        if check["id"] == _RULE:
            check["data"] = facts
    known = next((result for result in results["violations"] if result["id"] == _RULE), None)
    if known is None:
        known = {**undecided, "nodes": [], "total": 0}
        results["violations"].append(known)
    known["nodes"].append(node)
    known["total"] += 1
