"""PURE: reads a catalogue out of a feed of Samenwerkende Catalogi 4.0, product by product."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import IO

from producten.feeds.sc_read import ScRegel, read_sc
from producten.feeds.sc_records import ScError, ScProduct
from producten.imports.records import MAX_BYTES, ImportFout, Regel, make_regel

# What fits in "in het kort"; a longer abstract becomes the introduction.
_KORT = 400


def read_feed(file: IO[bytes], *, today: date) -> Iterator[Regel]:
    """Each product of the feed. Raises ImportFout for what is no feed, is broken, or declares entities."""
    file.seek(0)
    try:
        for found in read_sc(file, max_bytes=MAX_BYTES):
            yield _regel(found, today)
    except ScError as problem:
        raise ImportFout(problem.reason, problem.line) from problem


def _regel(found: ScRegel, today: date) -> Regel:
    product = found.product
    if product is None:
        reasons = " ".join(problem.text for problem in found.problems)
        return Regel(found.line, None, reasons or "Dit product mist een titel, een nummer of een datum.")
    if product.language and product.language.lower().partition("-")[0] != "nl":
        reason = f"Dit product is in de taal '{product.language[:20]}'. Alleen Nederlands wordt overgenomen."
        return Regel(found.line, None, reason, product.product_id[:300], product.title[:300])
    return make_regel(found.line, _values(product), today=today)


def _values(product: ScProduct) -> dict[str, str]:
    """The product per field of ours."""
    short = len(product.abstract) <= _KORT
    texts = [product.html] if short else [product.abstract, product.html]
    values = {
        "bron_id": product.product_id,
        "titel": product.title,
        "kort": product.abstract if short else "",
        "upn": "\n".join(upn.uri or upn.label for upn in product.upns),
        "doelgroepen": "\n".join(product.audience),
        "aanvraag_url": product.aanvraag_url,
    }
    body = "\n\n".join(text for text in texts if text)
    return {**values, "inleiding": body} if body else values
