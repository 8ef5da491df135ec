"""PURE: writes Samenwerkende Catalogi 4.0, piece by piece, with every element in the order of the norm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from producten.feeds.sc_records import (
    OVERHEIDPRODUCT,
    PREFIXES,
    SCHEMA,
    SCHEME_DOELGROEP,
    SCHEME_GEMEENTE,
    SCHEME_TYPE,
    SCHEME_UPN,
    TYPE,
    VERSION,
    ScProduct,
    Waarde,
)

# What XML 1.0 can't hold at all: control characters, halves of surrogate pairs and two non-characters.
_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE = re.compile(r"\s+")


def plain(value: str) -> str:
    """`value` on one line without what XML can't hold: the form in which texts stand in a feed."""
    return _SPACE.sub(" ", _IMPOSSIBLE.sub("", value)).strip()


def write_sc(products: Iterable[ScProduct]) -> Iterator[str]:
    """The feed as pieces of text (to be encoded as UTF-8): the head, one piece per product, the end."""
    spaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items())
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<overheidproduct:scproducten{spaces} xsi:schemaLocation="{OVERHEIDPRODUCT} {SCHEMA}">\n'
    for product in products:
        yield write_product(product)
    yield "</overheidproduct:scproducten>\n"


def write_product(product: ScProduct) -> str:
    """One scproduct element."""
    kern = [
        _element("dcterms:identifier", product.identifier),
        _element("dcterms:title", product.title),
        _element("dcterms:language", product.language),
        _element("dcterms:type", TYPE, scheme=SCHEME_TYPE),
        _element("dcterms:modified", product.modified.isoformat()),
        _waarde("dcterms:spatial", product.spatial, SCHEME_GEMEENTE),
        _waarde("overheid:authority", product.authority, SCHEME_GEMEENTE),
    ]
    mantel = [
        *(_element("dcterms:audience", audience, scheme=SCHEME_DOELGROEP) for audience in product.audience),
        _element("dcterms:abstract", product.abstract),
    ]
    aanvraag = product.aanvraag_url
    scmeta = [
        _element("overheidproduct:productID", product.product_id),
        _element("overheidproduct:onlineAanvragen", product.online_aanvragen),
        *([_element("overheidproduct:aanvraagURL", "", resourceIdentifier=aanvraag)] if aanvraag else []),
        *(_waarde("overheidproduct:uniformeProductnaam", upn, SCHEME_UPN) for upn in product.upns),
        *(_waarde("overheidproduct:gerelateerdProduct", upn, SCHEME_UPN) for upn in product.gerelateerd),
    ]
    html = [_element("overheidproduct:producthtml", product.html)] if product.html else []
    meta = [_group("owmskern", kern), _group("owmsmantel", mantel), _group("scmeta", scmeta)]
    inside = "\n".join([_group("meta", meta), _group("body", html)])
    return f'<overheidproduct:scproduct owms-version="{VERSION}">\n{inside}\n</overheidproduct:scproduct>\n'


def _group(name: str, parts: list[str]) -> str:
    tag = f"overheidproduct:{name}"
    return "\n".join([f"<{tag}>", *parts, f"</{tag}>"]) if parts else f"<{tag}/>"


def _waarde(tag: str, waarde: Waarde, scheme: str) -> str:
    return _element(tag, waarde.label, scheme=scheme, resourceIdentifier=waarde.uri)


def _element(tag: str, text: str, **attributes: str) -> str:
    written = "".join(f" {name}={quoteattr(_legal(value))}" for name, value in attributes.items())
    return f"<{tag}{written}>{escape(_legal(text))}</{tag}>" if text else f"<{tag}{written}/>"


def _legal(value: str) -> str:
    return _IMPOSSIBLE.sub("", value)
