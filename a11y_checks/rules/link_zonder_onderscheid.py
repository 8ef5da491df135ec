"""A link in a sentence that looks like the text round it can't be found (WCAG 1.4.1; failure F73)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._shared import links
from a11y_checks.rules.base import Hit, Niveau, Rule

_OTHER = ("border-bottom", "border", "background", "background-color", "font-weight", "outline", "box-shadow")


def check(document: Document) -> Iterator[Hit]:
    """Every link in running text whose own style takes the line away and puts nothing else in its place."""
    if not document.styled_properties & {"text-decoration", "text-decoration-line"}:
        return
    for tag in links(document):
        own = document.styles.get(id(tag), {})
        line = own.get("text-decoration", own.get("text-decoration-line", ""))
        if "none" not in line or any(name in own for name in _OTHER):
            continue
        around = tag.find_parent(["p", "li", "td", "dd"])
        if around is None or tag.find_parent(["nav", "header", "footer"]) is not None:
            continue
        rest = len(document.visible_text(around)) - len(document.visible_text(tag))
        if rest > 20 and tag.find(["img", "svg", "u", "b", "strong"]) is None:
            yield Hit(
                tag,
                f"De link '{document.accessible_name(tag)}' is niet te onderscheiden van de tekst eromheen.",
            )


RULE = Rule(
    id="link-zonder-onderscheid",
    criteria=("1.4.1",),
    niveau=Niveau.ASK,
    title="Link die niet opvalt in de tekst",
    help="Laat de streep onder links in de tekst staan. Kleur alleen ziet niet iedereen.",
    check=check,
    certainty=0.8,
)
