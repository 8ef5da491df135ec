"""PURE: reads a Samenwerkende Catalogi 4.0 feed back into records, one product at a time.

Lenient: the order of the elements and missing schemes don't stop a product from being read; what is wrong is told
beside it. Whoever imports decides what to do with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from producten.feeds.sc_check import ScProbleem, check_product, read_date
from producten.feeds.sc_records import DCTERMS, DOELGROEPEN, OVERHEID, OVERHEIDPRODUCT, ScProduct, Waarde
from producten.feeds.sc_xml import MAX_BYTES, Element, read_elements

_KERN = f"{OVERHEIDPRODUCT} owmskern"
_MANTEL = f"{OVERHEIDPRODUCT} owmsmantel"
_SCMETA = f"{OVERHEIDPRODUCT} scmeta"


@dataclass(frozen=True, slots=True)
class ScRegel:
    """One product of a feed: its place (1 = first), its line, the record (None when it can't be read), its faults."""

    number: int
    line: int
    product: ScProduct | None
    problems: tuple[ScProbleem, ...]


def read_sc(source: IO[bytes] | Iterable[bytes], *, max_bytes: int = MAX_BYTES) -> Iterator[ScRegel]:
    """Each product of the feed in `source` (an open binary file, or pieces of bytes), without keeping them.

    Raises ScError while iterating when the feed as a whole can't be read on.
    """
    for number, element in enumerate(read_elements(source, max_bytes=max_bytes), start=1):
        yield ScRegel(number, element.line, to_record(element), tuple(check_product(element)))


def to_record(element: Element) -> ScProduct | None:
    """The record of a scproduct, or None without a title, a number or a date of change."""
    groups = {group.name: group for child in element.children for group in child.children}
    empty = Element("", {}, element.line)
    kern, mantel = groups.get(_KERN, empty), groups.get(_MANTEL, empty)
    scmeta = groups.get(_SCMETA, empty)
    title = _text(kern, DCTERMS, "title")
    number = _text(scmeta, OVERHEIDPRODUCT, "productID")
    modified = read_date(_text(kern, DCTERMS, "modified"))
    if not title or not number or modified is None:
        return None
    audiences = (audience.text for audience in _all(mantel, DCTERMS, "audience"))
    return ScProduct(
        identifier=_text(kern, DCTERMS, "identifier"),
        title=title,
        language=_text(kern, DCTERMS, "language"),
        modified=modified,
        spatial=_waarde(kern, DCTERMS, "spatial"),
        authority=_waarde(kern, OVERHEID, "authority"),
        audience=tuple(audience for audience in audiences if audience in DOELGROEPEN),
        abstract=_text(mantel, DCTERMS, "abstract"),
        product_id=number,
        online_aanvragen=_text(scmeta, OVERHEIDPRODUCT, "onlineAanvragen"),
        aanvraag_url=_waarde(scmeta, OVERHEIDPRODUCT, "aanvraagURL").uri,
        upns=_waarden(scmeta, "uniformeProductnaam"),
        gerelateerd=_waarden(scmeta, "gerelateerdProduct"),
        html=_html(element),
    )


def _all(parent: Element, namespace: str, local: str) -> list[Element]:
    return [child for child in parent.children if child.name == f"{namespace} {local}"]


def _text(parent: Element, namespace: str, local: str) -> str:
    found = _all(parent, namespace, local)
    return found[0].text if found else ""


def _waarde(parent: Element, namespace: str, local: str) -> Waarde:
    found = _all(parent, namespace, local)
    return _as_waarde(found[0]) if found else Waarde("", "")


def _waarden(scmeta: Element, local: str) -> tuple[Waarde, ...]:
    return tuple(_as_waarde(found) for found in _all(scmeta, OVERHEIDPRODUCT, local))


def _as_waarde(element: Element) -> Waarde:
    return Waarde(element.attributes.get("resourceIdentifier", ""), element.text)


def _html(element: Element) -> str:
    """The producthtml when it is text (escaped or CDATA); elements inside are not put together again."""
    bodies = _all(element, OVERHEIDPRODUCT, "body")
    return _text(bodies[0], OVERHEIDPRODUCT, "producthtml") if bodies else ""
