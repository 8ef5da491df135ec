"""The facts of the OpenDocument formats: odt, ods and odp. PURE."""

from __future__ import annotations

import re
from typing import Any, BinaryIO

from a11y_checks.documents.inspect.archive import Archive, below, first_text, local, value
from a11y_checks.documents.inspect.facts import DocumentFacts, NotChecked, Problem

_MIME = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
    "odp": b"application/vnd.oasis.opendocument.presentation",
}
_DEFAULT_SHEET = re.compile(r"(?:blad|sheet|tabel|werkblad)\s?\d+\Z", re.IGNORECASE)


def inspect_opendocument(file: BinaryIO, kind: str) -> DocumentFacts:
    """Facts of an odt, ods or odp. Raises NotChecked (see Archive), MISMATCH or PASSWORD."""
    archive = Archive(file)
    if archive.head("mimetype", 200).strip() != _MIME[kind] or "content.xml" not in archive.names:
        raise NotChecked(Problem.MISMATCH)
    manifest = archive.xml("META-INF/manifest.xml")
    if manifest is not None and below(manifest, "encryption-data"):
        raise NotChecked(Problem.PASSWORD)
    facts = DocumentFacts(kind=kind)
    meta, content = archive.xml("meta.xml"), archive.xml("content.xml")
    facts.title = first_text(meta, "title")
    facts.language = _language(archive.xml("styles.xml")) or first_text(meta, "language")
    _pictures(content, facts)
    if kind == "odt":
        _text(meta, content, facts)
    elif kind == "ods":
        _sheets(content, facts)
    else:
        _slides(content, facts)
    return facts


def _language(styles: Any) -> str:
    """The language of the default styles; "none" and "zxx" mean that there is none."""
    if styles is None:
        return ""
    for default in below(styles, "default-style"):
        for properties in below(default, "text-properties"):
            language, country = value(properties, "language"), value(properties, "country")
            if language and language not in {"none", "zxx"}:
                return f"{language}-{country}" if country and country != "none" else language
    return ""


def _pictures(content: Any, facts: DocumentFacts) -> None:
    """Frames with an image or an object, their description, and the mark that they are decorative."""
    for frame in below(content, "frame"):
        kinds = {local(child) for child in frame}
        if not kinds & {"image", "object", "object-ole"} or kinds & {"table"}:
            continue
        facts.images += 1
        described = any(
            "".join(child.itertext()).strip() for child in frame if local(child) in {"desc", "title"}
        )
        facts.images_without_alt += not (described or value(frame, "decorative") == "true")


def _text(meta: Any, content: Any, facts: DocumentFacts) -> None:
    found = [heading for heading in below(content, "h") if "".join(heading.itertext()).strip()]
    levels = [value(heading, "outline-level") for heading in found]
    facts.headings = len(found)
    facts.heading_levels = tuple(int(level) if level.isdigit() else 1 for level in levels[:500])
    facts.words = sum(len("".join(part.itertext()).split()) for part in below(content, "p", "h"))
    for table in below(content, "table"):
        facts.tables += 1
        facts.tables_without_header += not below(table, "table-header-rows")
    for statistic in below(meta, "document-statistic") if meta is not None else []:
        pages = value(statistic, "page-count")
        facts.pages = min(int(pages), 100_000) if pages.isdigit() else None


def _sheets(content: Any, facts: DocumentFacts) -> None:
    names = [value(table, "name") for table in below(content, "table")]
    facts.pages = len(names)
    facts.default_sheet_names = tuple(name for name in names if _DEFAULT_SHEET.match(name))


def _slides(content: Any, facts: DocumentFacts) -> None:
    pages = [page for page in below(content, "page") if local(page.getparent()) == "presentation"]
    facts.pages = facts.pages_read = len(pages)
    without = [
        number
        for number, page in enumerate(pages, start=1)
        if not any(
            value(frame, "class") == "title" and "".join(frame.itertext()).strip()
            for frame in below(page, "frame")
        )
    ]
    facts.slides_without_title = tuple(without[:100])
