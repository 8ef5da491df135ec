"""PDF: no programs, no files inside, no password, and an end to its pages. PURE."""

from __future__ import annotations

import os
import re
import zipfile
from typing import Any, BinaryIO

from pypdf import PasswordType, PdfReader
from pypdf.generic import IndirectObject

from a11y_checks.documents.inspect.pdf_objects import at, number
from formulieren.bijlagen.inspect import limits
from formulieren.bijlagen.problems import BijlageProblem, BijlageRefused


def _name(text: str) -> bytes:
    """A pattern for a PDF name in any spelling: each sign may be written as #xx (ISO 32000-2, 7.3.5)."""
    signs = "".join(f"(?:{re.escape(char)}|#{ord(char):02x}|#{ord(char):02X})" for char in text)
    return f"/{signs}(?![A-Za-z0-9#])".encode()


def _any(*names: str) -> re.Pattern[bytes]:
    return re.compile(b"|".join(_name(name) for name in names))


# Actions that start something; /JS only works beside /S /JavaScript. Long names, so that packed bytes can't match
# by chance.
_PROGRAMS = _any("JavaScript", "Launch", "SubmitForm", "ImportData", "RichMedia", "RichMediaExecute")
_FILES = _any("EmbeddedFile", "EmbeddedFiles", "GoToE")
_WINDOW = 4 * 1024 * 1024
_OVERLAP = 128
# After the end stands a line break, at most a few bytes that a mail program left.
_TAIL = 2048


def check_pdf(file: BinaryIO) -> None:
    """Raises BijlageRefused: POLYGLOT, PASSWORD, ACTIVE, EMBEDDED, PAGES, LIMITS or BROKEN."""
    _check_end(file)
    _search(file)
    file.seek(0)
    reader = PdfReader(file, strict=False, root_object_recovery_limit=5_000)
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise BijlageRefused(BijlageProblem.PASSWORD)
    if sum(len(table) for table in reader.xref.values()) + len(reader.xref_objStm) > limits.PDF_OBJECTS:
        raise BijlageRefused(BijlageProblem.LIMITS)
    root = reader.root_object
    pages = at(root, "/Pages")
    if pages is None:
        raise BijlageRefused(BijlageProblem.BROKEN)
    if number(at(pages, "/Count")) > limits.PDF_PAGES:
        raise BijlageRefused(BijlageProblem.PAGES)
    # An XFA form is a program in XML; browsers and most readers can't even show it.
    if at(at(root, "/AcroForm"), "/XFA") is not None:
        raise BijlageRefused(BijlageProblem.ACTIVE)
    _search_packed(reader)


def _check_end(file: BinaryIO) -> None:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 128 * 1024))
    tail = file.read()
    end = tail.rfind(b"%%EOF")
    if (end < 0 or len(tail) - end > _TAIL) and zipfile.is_zipfile(file):
        raise BijlageRefused(BijlageProblem.POLYGLOT)


def _search(file: BinaryIO) -> None:
    """Looks through the file as it is, in pieces."""
    file.seek(0)
    before = b""
    while piece := file.read(_WINDOW):
        _judge(before + piece)
        before = piece[-_OVERLAP:]


def _search_packed(reader: PdfReader) -> None:
    """Looks through the objects that stand packed together: the only other place where names can be."""
    streams = {entry[0] for entry in reader.xref_objStm.values()}
    if len(streams) > limits.PDF_OBJECT_STREAMS:
        raise BijlageRefused(BijlageProblem.LIMITS)
    unpacked = 0
    for stream in streams:
        found: Any = reader.get_object(IndirectObject(stream, 0, reader))
        if not hasattr(found, "get_data"):
            continue
        data = found.get_data()
        unpacked += len(data)
        if unpacked > limits.PDF_UNPACKED_BYTES:
            raise BijlageRefused(BijlageProblem.BOMB)
        _judge(data)


def _judge(data: bytes) -> None:
    if _PROGRAMS.search(data):
        raise BijlageRefused(BijlageProblem.ACTIVE)
    if _FILES.search(data):
        raise BijlageRefused(BijlageProblem.EMBEDDED)
