"""Not everybody can tell colours apart: an instruction needs words too (WCAG 1.4.1, failures F13 and F81)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._shared import text_blocks
from a11y_checks.rules.base import Hit, Niveau, Rule

_NL = r"(?:rood|rode|groen|groene|blauw|blauwe|geel|gele|oranje|paars|paarse|roze|grijs|grijze)"
_EN = r"(?:red|green|blue|yellow|orange|purple|pink|gr[ae]y|amber)"
_THINGS_NL = (
    r"(?:tekst|letters?|velden|veld|vakken|vakjes?|woorden|regels?|rijen|kolommen|dagen|data|items?|onderdelen|"
    r"punten|lijn|lijnen|bolletjes?|stippen|gebieden|wijken|cellen|getallen|namen|prijzen|rand|sterretjes?)"
)
_THINGS_EN = (
    r"(?:text|letters?|fields?|words?|items?|rows?|columns?|dates?|entries|lines?|dots?|areas?|cells?|numbers?|"
    r"names?|prices?|borders?|ones?|asterisks?|highlighted|boxes|box|bars?|questions?|options?|values?|sections?)"
)
_MARK_NL = (
    r"(?:aangegeven|gemarkeerd|gekleurd|weergegeven|staan|staat|getoond|geschreven|afgebeeld|zijn|worden|is)"
)
_MARK_EN = (
    r"(?:marked|shown|highlighted|indicated|displayed|written|coloured|colored|printed|outlined|appear|are)"
)
_HINT = re.compile(
    rf"\b(?:{_MARK_NL}\s+(?:\w+\s+){{0,2}}(?:in|met)\s+(?:het\s+|een\s+)?{_NL}"
    rf"|(?:in|met)\s+(?:het\s+|een\s+|de\s+)?{_NL}(?:\s+{_THINGS_NL})?\s+(?:{_MARK_NL}|zijn|is|moet\w*|verplicht)"
    rf"|{_MARK_EN}\s+(?:\w+\s+){{0,2}}in\s+(?:a\s+)?{_EN}"
    rf"|in\s+{_EN}\s+(?:are|is|must|need|have|should|mean|show|indicate)"
    rf"|(?:the|all|any|see)\s+{_EN}\s+{_THINGS_EN}"
    rf"|(?:de|het|alle|zie|rode)\s+{_NL}\s+{_THINGS_NL}"
    rf"|{_EN}\s+(?:=|means|indicates)|{_NL}\s+(?:=|betekent|wil zeggen))\b",
    re.IGNORECASE,
)
_ABOUT_BINS = re.compile(
    r"\b(?:container|bak|bakken|zak|zakken|kliko|stoplicht|verkeerslicht|licht|bin|bins|bag|light)\b", re.I
)


def check(document: Document) -> Iterator[Hit]:
    """Every block that gives a colour a meaning; things that have a colour of their own, such as bins, pass."""
    if not _HINT.search(document.visible_text(document.soup.body or document.soup)):
        return
    blocks = [*text_blocks(document), *document.named("legend", "label", "caption", "h2", "h3", "h4")]
    for tag in blocks:
        text = document.visible_text(tag)
        match = _HINT.search(text)
        if match and not document.is_hidden(tag) and not _ABOUT_BINS.search(text):
            yield Hit(tag, f"Deze aanwijzing hangt af van kleur: '{match.group()}'.")


RULE = Rule(
    id="kleur-als-aanwijzing",
    criteria=("1.4.1", "1.3.3"),
    niveau=Niveau.ASK,
    title="Kleur als enige aanwijzing",
    help="Zeg het ook met woorden of een teken. Bijvoorbeeld: 'Velden met (verplicht) vult u altijd in'.",
    check=check,
    certainty=0.7,
)
