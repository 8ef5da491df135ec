"""PURE: cuts a Samenwerkende Catalogi feed into its products, one at a time, safe against what XML can do.

A feed comes from outside. A DOCTYPE is refused, so no entity can be declared or fetched; size, depth, number of
elements and length of texts are bounded; and nothing is kept but the product at hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from producten.feeds.sc_records import OVERHEIDPRODUCT, ScError

MAX_BYTES = 200_000_000
MAX_PRODUCTS = 100_000
MAX_DEPTH = 12
MAX_ELEMENTS = 1_000  # in one product
MAX_TEXT = 500_000  # characters in one product, attributes included
_CHUNK = 65_536
_ROOT = f"{OVERHEIDPRODUCT} scproducten"
_PRODUCT = f"{OVERHEIDPRODUCT} scproduct"


@dataclass(slots=True)
class Element:
    """One element: `name` is "namespace local", `line` where it starts (1 = the first line of the file)."""

    name: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    children: list[Element] = field(default_factory=list)

    @property
    def local(self) -> str:
        """The name without its namespace, for messages."""
        return self.name.rpartition(" ")[2]


def read_elements(source: IO[bytes] | Iterable[bytes], *, max_bytes: int = MAX_BYTES) -> Iterator[Element]:
    """Each scproduct of a feed, in its order.

    Raises ScError (while iterating) for what is no feed, is broken, has a DOCTYPE or is too large. What came
    before the fault has been given out by then.
    """
    cutter = _Cutter()
    size = 0
    for chunk in _chunks(source):
        size += len(chunk)
        if size > max_bytes:
            raise ScError(f"Het bestand is groter dan {max_bytes // 1_000_000} MB.")
        cutter.feed(chunk, final=False)
        yield from cutter.take()
    cutter.feed(b"", final=True)
    yield from cutter.take()


def _chunks(source: IO[bytes] | Iterable[bytes]) -> Iterator[bytes]:
    if not hasattr(source, "read"):
        yield from source
        return
    while chunk := source.read(_CHUNK):
        yield chunk


class _Cutter:
    """Builds the tree of one scproduct at a time out of expat's events."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._open: list[Element] = []
        self._ready: list[Element] = []
        self._depth = self._elements = self._characters = self._products = 0

    def feed(self, data: bytes, *, final: bool) -> None:
        try:
            self._parser.Parse(data, final)
        except expat.ExpatError as problem:
            text = "Dit is geen goede XML, of het bestand is niet compleet."
            raise ScError(text, problem.lineno) from problem
        except (LookupError, ValueError) as problem:
            if isinstance(problem, ScError):
                raise
            raise ScError("De tekens van dit bestand zijn niet te lezen. Bewaar het als UTF-8.") from problem

    def take(self) -> list[Element]:
        """The products that are whole by now."""
        ready, self._ready = self._ready, []
        return ready

    def _refuse_doctype(self, *_details: object) -> None:
        raise ScError("Een DOCTYPE hoort niet in dit bestand en is niet veilig.", self._line)

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            if name != _ROOT:
                raise ScError("Dit is geen bestand van Samenwerkende Catalogi 4.0.", self._line)
            return
        if self._depth > MAX_DEPTH:
            raise ScError(f"De elementen staan meer dan {MAX_DEPTH} diep in elkaar.", self._line)
        if self._depth == 2:
            self._begin_product(name)
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise ScError(f"Een product heeft meer dan {MAX_ELEMENTS} onderdelen.", self._line)
        self._count(sum(len(key) + len(value) for key, value in attributes.items()))
        element = Element(name, attributes, self._line)
        if self._open:
            self._open[-1].children.append(element)
        self._open.append(element)

    def _begin_product(self, name: str) -> None:
        if name != _PRODUCT:
            local = name.rpartition(" ")[2]
            raise ScError(f"Het onderdeel '{local[:60]}' hoort hier niet: hier horen producten.", self._line)
        self._elements = self._characters = 0
        self._products += 1
        if self._products > MAX_PRODUCTS:
            raise ScError(f"Het bestand heeft meer dan {MAX_PRODUCTS} producten.", self._line)

    def _end(self, _name: str) -> None:
        self._depth -= 1
        if not self._open:
            return
        element = self._open.pop()
        element.text = element.text.strip()
        if not self._open:
            self._ready.append(element)

    def _text(self, data: str) -> None:
        if self._open:
            self._count(len(data))
            self._open[-1].text += data

    def _count(self, characters: int) -> None:
        self._characters += characters
        if self._characters > MAX_TEXT:
            raise ScError("De tekst van een product is te lang.", self._line)
