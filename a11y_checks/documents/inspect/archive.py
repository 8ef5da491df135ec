"""Reads parts of a zipped Office file: no bombs, no entities, no DTD, bounded sizes. PURE."""

from __future__ import annotations

import zipfile
import zlib
from typing import Any, BinaryIO

from lxml import etree

from a11y_checks.documents.inspect import limits
from a11y_checks.documents.inspect.facts import NotChecked, Problem


class Archive:
    """One Office file. `names` are its parts; `xml(name)` parses one of them within the limits."""

    def __init__(self, file: BinaryIO) -> None:
        """Raises NotChecked: BROKEN, PASSWORD, BOMB, POLYGLOT (two parts with one name read differently)."""
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as problem:
            raise NotChecked(Problem.BROKEN) from problem
        entries = self._zip.infolist()
        if len(entries) > limits.ARCHIVE_ENTRIES:
            raise NotChecked(Problem.BOMB)
        if any(entry.flag_bits & 1 for entry in entries):
            raise NotChecked(Problem.PASSWORD)
        self.names = [entry.filename for entry in entries]
        if len({name.lower() for name in self.names}) != len(self.names):
            raise NotChecked(Problem.POLYGLOT)
        unpacked = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries)
        if unpacked > limits.ARCHIVE_BYTES or unpacked > limits.ARCHIVE_RATIO * (packed + 10_000):
            raise NotChecked(Problem.BOMB)
        self._read = 0

    def read(self, name: str, limit: int = limits.PART_BYTES) -> bytes:
        """The bytes of a part; b"" when it is absent. Raises NotChecked BOMB over the limit, BROKEN on a fault."""
        if name not in self.names:
            return b""
        try:
            with self._zip.open(name) as part:
                data = part.read(limit + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as problem:
            raise NotChecked(Problem.BROKEN) from problem
        self._read += len(data)
        if len(data) > limit or self._read > limits.PARTS_BYTES:
            raise NotChecked(Problem.LIMITS)
        return data

    def head(self, name: str, size: int) -> bytes:
        """The first bytes of a part that may be very long; b"" when it is absent."""
        if name not in self.names:
            return b""
        try:
            with self._zip.open(name) as part:
                return part.read(size)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as problem:
            raise NotChecked(Problem.BROKEN) from problem

    def xml(self, name: str) -> Any:
        """The root element of a part; None when it is absent. Raises NotChecked: ENTITIES, BROKEN, LIMITS."""
        data = self.read(name)
        return parse_xml(data) if data else None


def parse_xml(data: bytes) -> Any:
    """The root element. A document type is refused: Office files have none, and entities live there."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        if getattr(problem, "code", 0) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise NotChecked(Problem.LIMITS) from problem
        refused = b"<!DOCTYPE" in data[:4096] or "<!DOCTYPE".encode("utf-16-le") in data[:8192]
        raise NotChecked(Problem.ENTITIES if refused else Problem.BROKEN) from problem
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotChecked(Problem.ENTITIES)
    return root


def local(element: Any) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def value(element: Any, name: str) -> str:
    """An attribute by its local name, whatever its namespace (strict and transitional Office differ there)."""
    for key, found in element.attrib.items():
        if key.rsplit("}", 1)[-1] == name:
            return str(found)
    return ""


def below(element: Any, *names: str) -> list[Any]:
    """All descendants with one of these local names, in document order."""
    return [found for found in element.iter() if local(found) in names]


def first_text(root: Any, name: str) -> str:
    """The text of the first descendant with this local name; "" without a root or such an element."""
    if root is None:
        return ""
    return next(("".join(found.itertext()).strip() for found in below(root, name)), "")
