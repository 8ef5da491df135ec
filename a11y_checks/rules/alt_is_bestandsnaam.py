"""A file name is no alternative text (WCAG 1.1.1, failure F30)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import images
from a11y_checks.rules.base import Hit, Niveau, Rule

_EXTENSION = re.compile(r"\S\.(?:jpe?g|png|gif|svg|webp|bmp|tiff?|avif|heic|ico)$", re.IGNORECASE)
# What cameras, phones and scanners call a picture: letters and a number of at least 3 digits, nothing else.
_CAMERA = re.compile(
    r"^(?:img|dsc[nf]?|dscf?|pict?|p|mvi|scan|image|foto|photo|screenshot|schermafbeelding|schermopname|"
    r"whatsapp[ _-]image)[ _-]*\d{3,}[\d _.:()-]*(?:at[ \d._-]+)?$",
    re.IGNORECASE,
)
_MACHINE_MADE = re.compile(r"\d|_|\w-\w+-\w")


def _stem(src: str) -> str:
    return src.split("?")[0].rsplit("/", 1)[-1].split(".")[0].casefold()


def check(document: Document) -> Iterator[Hit]:
    """Every img whose alternative text is a file name, a camera's name, or the name of its own file."""
    for tag in images(document):
        alt = (attr(tag, "alt") or "").strip()
        if not alt:
            continue
        own_name = (
            alt.casefold() == _stem(attr(tag, "src") or "") and " " not in alt and _MACHINE_MADE.search(alt)
        )
        if _EXTENSION.search(alt) or _CAMERA.match(alt) or own_name:
            yield Hit(tag, f"De alternatieve tekst '{alt}' is de naam van een bestand.")


RULE = Rule(
    id="alt-is-bestandsnaam",
    criteria=("1.1.1",),
    niveau=Niveau.BLOCK,
    title="Alternatieve tekst is een bestandsnaam",
    help=(
        "Wie de afbeelding niet ziet, heeft niets aan de naam van het bestand. Schrijf wat er te zien is. "
        "Bijvoorbeeld: 'Fietsers op de nieuwe brug' in plaats van 'IMG_2034.jpg'."
    ),
    check=check,
)
