"""What kind of file this is by its first bytes, and whether that agrees with its name. PURE."""

from __future__ import annotations

import os
import zipfile
from typing import BinaryIO

from a11y_checks.documents.inspect import limits
from a11y_checks.documents.inspect.facts import NotChecked, Problem

ARCHIVES = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp"})
LEGACY = frozenset({"doc", "xls", "ppt"})
PLAIN = frozenset({"csv", "txt"})

_PDF, _ZIP, _OLE, _RTF = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
_HEAD = 1024
# After the end of a PDF stands a line break, at most a few bytes that a mail program left.
_TAIL = 2048


def kind_of(file: BinaryIO, extension: str) -> str:
    """The kind by content, checked against the extension (lower case, no dot); "anders" for what we don't read.

    Raises NotChecked: EMPTY, TOO_LARGE, MISMATCH (the name promises something else), PASSWORD (an Office file
    behind a password is an OLE file), POLYGLOT (one file that two programs read differently).
    """
    size = file.seek(0, os.SEEK_END)
    if size == 0:
        raise NotChecked(Problem.EMPTY)
    if size > limits.FILE_BYTES:
        raise NotChecked(Problem.TOO_LARGE)
    file.seek(0)
    head = file.read(_HEAD)
    found = _by_content(head)
    if extension == "pdf" or found == "pdf":
        return _pdf(file, head, extension, size)
    if extension in ARCHIVES:
        return _archive(head, found, extension)
    if extension in LEGACY or extension == "rtf":
        if found != ("rtf" if extension == "rtf" else "ole"):
            raise NotChecked(Problem.MISMATCH)
        return extension
    if extension in PLAIN:
        if found:
            raise NotChecked(Problem.MISMATCH)
        return extension
    return "anders"


def _by_content(head: bytes) -> str:
    for magic, kind in ((_PDF, "pdf"), (_ZIP, "zip"), (_OLE, "ole"), (_RTF, "rtf")):
        if head.startswith(magic):
            return kind
    return ""


def _pdf(file: BinaryIO, head: bytes, extension: str, size: int) -> str:
    """A PDF begins at its first byte (white space or a byte order mark aside) and nothing follows its end."""
    if extension != "pdf":
        raise NotChecked(Problem.MISMATCH)
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(_PDF):
        raise NotChecked(Problem.POLYGLOT if _PDF in head else Problem.MISMATCH)
    file.seek(max(0, size - 128 * 1024))
    tail = file.read()
    end = tail.rfind(b"%%EOF")
    if (end < 0 or len(tail) - end > _TAIL) and zipfile.is_zipfile(file):
        raise NotChecked(Problem.POLYGLOT)
    return "pdf"


def _archive(head: bytes, found: str, extension: str) -> str:
    if found == "ole":
        raise NotChecked(Problem.PASSWORD)
    if found != "zip":
        raise NotChecked(Problem.POLYGLOT if _ZIP in head else Problem.MISMATCH)
    if _PDF in head:
        raise NotChecked(Problem.POLYGLOT)
    return extension
