"""Office files, which are archives: the right parts, no macros, nothing fetched, nothing packed inside. PURE."""

from __future__ import annotations

import re
from typing import Any, BinaryIO

from a11y_checks.documents.inspect.archive import Archive, below, value
from formulieren.bijlagen.inspect import limits
from formulieren.bijlagen.problems import BijlageProblem, BijlageRefused

_MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_MIMETYPES = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_MACROS = re.compile(r"vbaproject|vbadata|/macrosheets/|/activex/|^basic/|^scripts/|/customui", re.IGNORECASE)
_PACKED = (
    b"PK\x03\x04",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"MZ",
    b"\x7fELF",
    b"%PDF-",
)
_DTD = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# Links that a program follows by itself when it opens the file; the others wait for a click.
_HARMLESS_LINKS = ("/hyperlink", "/externalLinkPath")
_DDE = re.compile(r"\bDDE(?:AUTO)?\b", re.IGNORECASE)


def check_archive(file: BinaryIO) -> str:
    """The kind ("docx", "xlsx", "odt", "ods"), "anders" for another archive.

    Raises BijlageRefused ACTIVE, EMBEDDED, PASSWORD, BOMB or BROKEN, and NotChecked of `Archive`.
    """
    archive = Archive(file)
    if len(archive.names) > limits.ARCHIVE_ENTRIES:
        raise BijlageRefused(BijlageProblem.BOMB)
    if any(".." in re.split(r"[/\\]", name) or name.startswith(("/", "\\")) for name in archive.names):
        raise BijlageRefused(BijlageProblem.BROKEN)
    kind = _kind(archive)
    if kind == "anders":
        return kind
    if any(_MACROS.search(name) for name in archive.names):
        raise BijlageRefused(BijlageProblem.ACTIVE)
    _check_heads(archive)
    if kind in _MAIN:
        _check_office(archive, kind)
    else:
        _check_opendocument(archive)
    return kind


def _kind(archive: Archive) -> str:
    for kind, main in _MAIN.items():
        if main in archive.names and "[Content_Types].xml" in archive.names:
            return kind
    return _MIMETYPES.get(archive.head("mimetype", 100).strip(), "anders")


def _check_heads(archive: Archive) -> None:
    """Each part by its first bytes: no file in the file, and no document type, where entities live."""
    for name in archive.names:
        head = archive.head(name, limits.PART_HEAD_BYTES)
        if head.startswith(_PACKED):
            raise BijlageRefused(BijlageProblem.EMBEDDED)
        if name.lower().endswith((".xml", ".rels", ".rdf")) and _DTD.search(head.replace(b"\0", b"")):
            raise BijlageRefused(BijlageProblem.BROKEN)


def _check_office(archive: Archive, kind: str) -> None:
    types = archive.read("[Content_Types].xml").lower().replace(b"\0", b"")
    if b"macroenabled" in types or b"vbaproject" in types:
        raise BijlageRefused(BijlageProblem.ACTIVE)
    for name in archive.names:
        if name.endswith(".rels"):
            _check_links(archive.xml(name))
        elif name.startswith("xl/externalLinks/") and b"ddeLink" in archive.read(name):
            raise BijlageRefused(BijlageProblem.ACTIVE)
    root = archive.xml(_MAIN[kind])
    if root is None:
        raise BijlageRefused(BijlageProblem.BROKEN)
    if _DDE.search("".join(text for field in below(root, "instrText") for text in field.itertext())):
        raise BijlageRefused(BijlageProblem.ACTIVE)


def _check_links(root: Any) -> None:
    for link in below(root, "Relationship") if root is not None else []:
        if value(link, "TargetMode").lower() == "external" and not value(link, "Type").endswith(
            _HARMLESS_LINKS
        ):
            raise BijlageRefused(BijlageProblem.ACTIVE)


def _check_opendocument(archive: Archive) -> None:
    manifest = archive.read("META-INF/manifest.xml")
    if b"encryption-data" in manifest:
        raise BijlageRefused(BijlageProblem.PASSWORD)
    if archive.xml("content.xml") is None:
        raise BijlageRefused(BijlageProblem.BROKEN)
