"""Turns axe's results into bevindingen in Dutch. Pure: no browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from a11y_checks.bevinding import Bevinding, Niveau, content_mark
from a11y_checks.browser import data
from a11y_checks.browser.levels import CERTAINTY, IN_DRAWING, niveau_for
from a11y_checks.browser.texts import TEXTS, RuleText

# The reasons that axe gives when it can't work out a contrast.
_CONTRAST_DOUBT = {
    "bgImage": "de tekst staat op een plaatje",
    "bgGradient": "de achtergrond loopt van de ene kleur over in de andere",
    "imgNode": "de tekst staat op een plaatje",
    "bgOverlap": "een ander onderdeel ligt over de tekst",
    "elmPartiallyObscured": "een ander onderdeel ligt half over de tekst",
    "elmPartiallyObscuring": "de tekst ligt half over een ander onderdeel",
    "outsideViewport": "de tekst staat buiten het scherm",
    "shortTextContent": "de tekst is maar één teken",
    "nonBmp": "de tekst is een symbool",
    "pseudoContent": "de achtergrond komt uit de opmaak",
    "equalRatio": "tekst en achtergrond hebben dezelfde kleur",
    "complexTextShadows": "de tekst heeft een schaduw",
    "colorParse": "de kleur is op een bijzondere manier geschreven",
}


# Letters in an svg: what lies behind them is drawn too, so axe sees none of it.
_DRAWN = ("text", "tspan", "textPath")


def bevindingen(results: dict[str, Any], *, state: str = "pagina") -> list[Bevinding]:
    """One bevinding per element that axe names, violations first."""
    found = list(_from_results(results["violations"], undecided=False, state=state))
    return found + list(_from_results(results["incomplete"], undecided=True, state=state))


def _from_results(results: list[dict[str, Any]], *, undecided: bool, state: str) -> Iterator[Bevinding]:
    for result in results:
        rule, tags = str(result["id"]), [str(tag) for tag in result["tags"]]
        text = TEXTS.get(rule) or _fallback(result)
        left_out = int(result["total"]) - len(result["nodes"])
        for node in result["nodes"]:
            message = _message(rule, text, node, undecided=undecided)
            if left_out and node is result["nodes"][-1]:
                message += f" Dit komt nog {left_out} keer voor op de pagina."
            niveau = niveau_for(
                rule,
                tags,
                undecided=undecided,
                reason=_reason(rule, node),
                values=_listed(node),
                takes_focus=bool(node.get("takesFocus", True)),
            )
            yield Bevinding(
                rule=f"axe:{rule}",
                niveau=niveau,
                criteria=data.criteria(tags),
                message=message,
                help=text.help,
                certainty=CERTAINTY[niveau] if not undecided else CERTAINTY[Niveau.NOTE],
                selector=str(node["selector"]),
                excerpt=str(node["excerpt"]),
                source=str(node["source"]),
                state=state,
                content=content_mark(str(node.get("content", ""))) if node.get("content") else "",
            )


def _fallback(result: dict[str, Any]) -> RuleText:
    """For a rule that a newer axe brings along before it has a text of ours."""
    return RuleText(f"Dit onderdeel voldoet niet aan de regel '{result['help']}'.", str(result["help"]))


def _message(rule: str, text: RuleText, node: dict[str, Any], *, undecided: bool) -> str:
    if rule == "color-contrast":
        return _contrast_doubt(node) if undecided else _contrast(node, text)
    filled = text.message.format(
        adres=f" (adres: {node['href']})" if node["href"] else "",
        tekst=f" ('{node['text']}')" if node["text"] else "",
        waarden=_values(node),
    )
    if not undecided:
        return filled
    return f"Kijk dit zelf na, de computer weet het niet zeker: {filled[0].lower()}{filled[1:]}"


def _values(node: dict[str, Any]) -> str:
    """The attributes, roles or ids that axe objects to, in brackets."""
    unique = _listed(node)[:4]
    return f" ({', '.join(unique)})" if unique else ""


def _listed(node: dict[str, Any]) -> list[str]:
    """The attributes, roles or ids that axe objects to."""
    values: list[str] = []
    for check in node["checks"]:
        found = check["data"]
        if isinstance(found, str) and found:
            values.append(found)
        elif isinstance(found, list):
            values += [item for item in found if isinstance(item, str)]
        elif isinstance(found, dict):
            listed = found.get("values") or found.get("prop") or found.get("role")
            values += listed if isinstance(listed, list) else [listed] if isinstance(listed, str) else []
    return list(dict.fromkeys(value[:60] for value in values))


def _contrast_data(node: dict[str, Any]) -> dict[str, Any]:
    for check in node["checks"]:
        if check["id"] == "color-contrast" and isinstance(check["data"], dict):
            return dict(check["data"])
    return {}


def _reason(rule: str, node: dict[str, Any]) -> str:
    """Why axe could not decide, as far as a level depends on it."""
    if rule != "color-contrast":
        return ""
    return IN_DRAWING if node.get("tag") in _DRAWN else str(_contrast_data(node).get("messageKey", ""))


def _ratio(value: object) -> str:
    """2.85 as Dutch "2,85"; "4.5:1" as "4,5"."""
    return str(value).removesuffix(":1").replace(".", ",")


def _contrast(node: dict[str, Any], text: RuleText) -> str:
    facts = _contrast_data(node)
    shown = f" '{node['text']}'" if node["text"] else ""
    if not facts.get("fgColor") or not facts.get("bgColor"):
        return text.message
    return (
        f"De tekst{shown} is slecht te lezen: de letters zijn {facts['fgColor']} op een achtergrond "
        f"{facts['bgColor']}. "
        f"Het contrast is {_ratio(facts.get('contrastRatio'))} op 1; hier is "
        f"{_ratio(facts.get('expectedContrastRatio'))} op 1 nodig."
    )


def _contrast_doubt(node: dict[str, Any]) -> str:
    shown = f" '{node['text']}'" if node["text"] else ""
    reason = _CONTRAST_DOUBT.get(
        str(_contrast_data(node).get("messageKey")), "de achtergrond is niet te bepalen"
    )
    return f"Is de tekst{shown} goed te lezen? De computer kan dat niet meten: {reason}."
