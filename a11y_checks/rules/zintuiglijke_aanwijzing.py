"""Not everybody sees what is green, round or on the right (WCAG 1.3.3, failures F14 and F26)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules.base import Hit, Niveau, Rule

_THING = (
    r"(?:knop|button|link|veld|vak|kolom|blok|menu|icoon|pictogram|afbeelding|tekst|formulier|"
    r"box|icon|column|field|image|picture|panel|menu|table|tab|tekstvak|venster|balk|bar|section|area)"
)
_LOOK = (
    r"(?:rode|groene|blauwe|gele|oranje|paarse|grijze|zwarte|witte|ronde|vierkante|grote|kleine|"
    r"red|green|blue|yellow|orange|purple|gr[ae]y|round|square|large|small|big|circular|triangular|rectangular|"
    r"driehoekige|rechthoekige)"
)
_SIDE = (
    r"(?:links|rechts|hiernaast|linksboven|rechtsboven|linksonder|rechtsonder|aan de (?:linker|rechter)kant|"
    r"on the (?:left|right|top|bottom)|(?:at|in|to) the (?:left|right|top|bottom)|"
    r"(?:upper|lower|top|bottom)[ -](?:left|right)|"
    r"in de (?:linker|rechter)(?:kolom|bovenhoek|onderhoek|balk|marge)?)"
)
_DO = (
    r"(?:klik|druk|kies|gebruik|ga|vul|zie|kijk|tik|selecteer|open|click|press|select|use|see|choose|tap|go|fill|look|"
    r"enter|complete|follow|hit|open)"
)
_CLICK = r"(?:klik|druk|tik|click|press|tap)"
_HINT = re.compile(
    rf"\b(?:{_DO}\w*\b[^.!?]{{0,40}}\b(?:{_LOOK}\s+{_THING}\w*|{_THING}\w*\s+{_SIDE})"
    rf"|(?:{_LOOK}\s+(?:{_LOOK}\s+)?(?:button|knop|icon|icoon))|(?:left|right)[ -]hand (?:side|column|menu|corner|bar)"
    rf"|(?:when|once|als|zodra) (?:you|u) (?:hear|hoort|hear the|hoort u) (?:a|the|een|de)? ?"
    rf"(?:beep|sound|piep|geluid|toon)"
    rf"|{_CLICK}\w*\b[^.!?]{{0,40}}\b{_SIDE})\b",
    re.IGNORECASE,
)
_HEARD_TOO = re.compile(r"['\"‘“][^'\"’”]{2,}['\"’”]")


def check(document: Document) -> Iterator[Hit]:
    """Every block that tells where to click by look or place, without naming the control in quotes."""
    for tag in document.named("p", "li", "td", "dd", "label", "legend"):
        if document.is_hidden(tag) or document.holds(tag, ("p", "li", "td", "ul", "ol")):
            continue
        match = _HINT.search(document.visible_text(tag))
        if match and not _HEARD_TOO.search(document.visible_text(tag)):
            yield Hit(tag, f"Deze aanwijzing begrijpt u alleen als u het scherm ziet: '{match.group()}'.")


RULE = Rule(
    id="zintuiglijke-aanwijzing",
    criteria=("1.3.3",),
    niveau=Niveau.ASK,
    title="Aanwijzing met kleur, vorm of plaats",
    help="Noem ook de tekst van de knop of de kop. Bijvoorbeeld: 'Druk op de groene knop \"Verstuur\"'.",
    check=check,
    certainty=0.7,
)
