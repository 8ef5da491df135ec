"""An alternative text such as "foto" tells nothing (WCAG 1.1.1, failure F30)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import images, plain
from a11y_checks.rules.base import Hit, Niveau, Rule
from a11y_checks.text import phrase_set, word_set

_GENERIC = (
    word_set(
        "foto afbeelding plaatje beeld image picture photo img graphic grafiek icoon icon pictogram illustratie "
        "illustration logo banner header headerfoto hoofdafbeelding sfeerbeeld sfeerfoto thumbnail placeholder "
        "alt "
        "tekening kaart video screenshot schermafbeelding figuur figure spacer untitled naamloos"
    )
    | phrase_set(
        "alternatieve tekst, een foto, een afbeelding, een plaatje, a photo, a picture, an image, the image, "
        "picture of, "
        "image of, photo of, foto van, afbeelding van, plaatje van, image here, insert alt text, alt text here, "
        "alttext, decorative, decoratief, decoration, blank, null, undefined, none, geen, pic, img1, hero, "
        "hero image, main image, stock photo, stockfoto, chart, graph, diagram, map, button, knop, arrow, pijl"
    )
    | {
        "alternatieve tekst",
        "alt tekst",
        "alt text",
        "geen beschrijving",
        "foto 1",
        "afbeelding 1",
        "image 1",
    }
)


def check(document: Document) -> Iterator[Hit]:
    """Every img whose alternative text is one word that fits any picture."""
    for tag in images(document):
        alt = attr(tag, "alt") or ""
        if plain(alt) in _GENERIC or (alt.strip() and not any(letter.isalpha() for letter in alt)):
            yield Hit(
                tag, f"De alternatieve tekst '{alt.strip()}' vertelt niet wat er op de afbeelding staat."
            )


RULE = Rule(
    id="alt-te-algemeen",
    criteria=("1.1.1",),
    niveau=Niveau.ASK,
    title="Alternatieve tekst zegt te weinig",
    help=(
        "Vertel in een paar woorden wat er te zien is en waarom dat belangrijk is. Bijvoorbeeld: "
        "'Logo van gemeente Elzenvoort' of 'Plattegrond van de milieustraat'."
    ),
    check=check,
    certainty=0.9,
)
