"""The facts of a PDF: title, language, tags, text, permissions, form fields. PURE."""

from __future__ import annotations

import re
from typing import Any, BinaryIO

from pypdf import PasswordType, PdfReader

from a11y_checks.documents.inspect import limits
from a11y_checks.documents.inspect.facts import DocumentFacts, NotChecked, Problem
from a11y_checks.documents.inspect.pdf_objects import Walk, at, children, items, number, text
from a11y_checks.documents.inspect.pdf_pages import look_at_pages
from a11y_checks.documents.inspect.pdf_structure import look_at_structure

_PDF_UA = re.compile(rb"""pdfuaid:part\s*(?:=\s*["']\s*(\d)|>\s*(\d))""")
_XMP_TITLE = re.compile(rb"<dc:title\b[^>]*>(.*?)</dc:title>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
# Table 22 of ISO 32000: bit 5 lets anybody copy text, bit 10 lets assistive technology read it.
_COPY, _READ_ALOUD = 1 << 4, 1 << 9
_PUSH_BUTTON = 1 << 16
_HIDDEN = 1 << 1


def inspect_pdf(file: BinaryIO) -> DocumentFacts:
    """Facts of a PDF. Raises NotChecked PASSWORD or BROKEN; other errors are for the caller to call BROKEN."""
    reader = PdfReader(file, strict=False, root_object_recovery_limit=5_000)
    facts = DocumentFacts(kind="pdf", extractable=True)
    if reader.is_encrypted:
        if reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise NotChecked(Problem.PASSWORD)
        facts.extractable = _extractable(reader)
    root = reader.root_object
    if at(root, "/Pages") is None:
        raise NotChecked(Problem.BROKEN)
    _metadata(reader, root, facts)
    facts.bookmarks = _bookmarks(root, facts)
    look_at_pages(root, facts)
    look_at_structure(root, facts)
    _form_fields(root, facts)
    return facts


def _extractable(reader: PdfReader) -> bool:
    """Whether assistive technology may read the text. PDF 2.0 (revision 6) always lets it."""
    encryption = at(reader.trailer, "/Encrypt")
    revision = number(at(encryption, "/R"))
    permissions = number(at(encryption, "/P"))
    if revision >= 6:
        return True
    if revision <= 2:
        return bool(permissions & _COPY)
    return bool(permissions & (_COPY | _READ_ALOUD))


def _metadata(reader: PdfReader, root: Any, facts: DocumentFacts) -> None:
    """Title, language, whether a reader shows the title, and the claim of PDF/UA in the XMP packet."""
    stream = at(root, "/Metadata")
    xmp = stream.get_data()[: limits.XMP_BYTES] if hasattr(stream, "get_data") else b""
    facts.title = text(at(at(reader.trailer, "/Info"), "/Title")).strip()
    if not facts.title and (found := _XMP_TITLE.search(xmp)):
        facts.title = " ".join(_TAG.sub(" ", found[1].decode(errors="replace")).split())
    if found := _PDF_UA.search(xmp):
        facts.pdf_ua = (found[1] or found[2]).decode()
    facts.language = text(at(root, "/Lang")).strip()
    shows = at(at(root, "/ViewerPreferences"), "/DisplayDocTitle")
    facts.shows_title = bool(getattr(shows, "value", shows))


def _bookmarks(root: Any, facts: DocumentFacts) -> int:
    """How many bookmarks there are, up to the limit."""
    walk = Walk(limits.OUTLINE_ITEMS)
    todo = [at(at(root, "/Outlines"), "/First")]
    found = 0
    while todo:
        item = todo.pop()
        if item is None or not walk.enter(item):
            continue
        found += 1
        todo += [at(item, "/Next"), at(item, "/First")]
    return found


def _form_fields(root: Any, facts: DocumentFacts) -> None:
    """Fields that a person fills in, and those without the name (/TU) that a screen reader says."""
    walk = Walk(limits.FORM_FIELDS)
    todo = [(field, "", 0) for field in items(at(at(root, "/AcroForm"), "/Fields"))]
    while todo:
        field, kind, flags = todo.pop()
        if not walk.enter(field):
            continue
        kind = str(at(field, "/FT") or kind)
        flags = number(at(field, "/Ff")) or flags
        kids = [kid for kid in children(field, "/Kids") if at(kid, "/T") is not None]
        if kids:
            todo += [(kid, kind, flags) for kid in kids]
            continue
        if not kind or (kind == "/Btn" and flags & _PUSH_BUTTON) or number(at(field, "/F")) & _HIDDEN:
            continue
        facts.form_fields += 1
        if not text(at(field, "/TU")).strip():
            facts.form_fields_without_name += 1
    facts.cut = facts.cut or walk.full
