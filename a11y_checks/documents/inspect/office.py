"""The facts of Microsoft's formats: docx, xlsx and pptx. PURE."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, BinaryIO

from a11y_checks.documents.inspect import limits
from a11y_checks.documents.inspect.archive import Archive, below, first_text, local, value
from a11y_checks.documents.inspect.facts import DocumentFacts, NotChecked, Problem

_MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml\Z")
_DRAWING = re.compile(r"xl/drawings/drawing\d+\.xml\Z")
_TABLE = re.compile(r"xl/tables/table\d+\.xml\Z")
_DEFAULT_SHEET = re.compile(r"(?:blad|sheet|tabelle|feuil|werkblad)\s?\d+\Z", re.IGNORECASE)
_HEADING_NAME = re.compile(r"(?:heading|kop|title|titel)\s?(\d)?\Z", re.IGNORECASE)
# What shows something that only the eye takes in: a picture, a chart or a diagram.
_PICTURES = ("pic", "chart", "relIds", "graphicFrame")


def inspect_office(file: BinaryIO, kind: str) -> DocumentFacts:
    """Facts of a docx, xlsx or pptx. Raises NotChecked (see Archive; MISMATCH when the main part is absent)."""
    archive = Archive(file)
    if _MAIN[kind] not in archive.names:
        raise NotChecked(Problem.MISMATCH)
    facts = DocumentFacts(kind=kind)
    core = archive.xml("docProps/core.xml")
    facts.title = first_text(core, "title")
    application = archive.xml("docProps/app.xml")
    {"docx": _word, "xlsx": _excel, "pptx": _powerpoint}[kind](archive, facts)
    pages = first_text(application, "Pages")
    if kind == "docx" and pages.isdigit():
        facts.pages = min(int(pages), 100_000)
    return facts


def _word(archive: Archive, facts: DocumentFacts) -> None:
    body = archive.xml(_MAIN["docx"])
    styles = archive.xml("word/styles.xml")
    levels = _heading_styles(styles)
    facts.language = _word_language(styles, archive, body)
    found: list[int] = []
    for paragraph in below(body, "p"):
        level = _outline_level(paragraph, levels)
        if level and "".join(paragraph.itertext()).strip():
            found.append(level)
    facts.headings, facts.heading_levels = len(found), tuple(found[:500])
    facts.words = len(" ".join(text.text or "" for text in below(body, "t")).split())
    for table in below(body, "tbl"):
        facts.tables += 1
        facts.tables_without_header += not _on(below(table, "tblHeader"))
    for properties in below(body, "docPr"):
        if not _inside_fallback(properties) and below(properties.getparent(), *_PICTURES):
            _count_picture(properties, facts)
    for old in below(body, "imagedata"):
        if not _inside_fallback(old):
            facts.images += 1
            facts.images_without_alt += not value(old.getparent(), "alt").strip()


def _heading_styles(styles: Any) -> dict[str, int]:
    """Style id → heading level, by the outline level or the name of the style or of one it is based on."""
    if styles is None:
        return {}
    known: dict[str, tuple[int, str]] = {}
    for style in below(styles, "style"):
        name = next((value(n, "val") for n in style if local(n) == "name"), "")
        based = next((value(n, "val") for n in style if local(n) == "basedOn"), "")
        outline = next((value(n, "val") for n in below(style, "outlineLvl")), "")
        level = int(outline) + 1 if outline.isdigit() and int(outline) < 9 else 0
        if not level and (match := _HEADING_NAME.match(name)):
            level = int(match[1] or 1)
        known[value(style, "styleId")] = (level, based)
    found = {}
    for style_id in known:
        at, steps = style_id, 0
        while at in known and not known[at][0] and steps < 12:
            at, steps = known[at][1], steps + 1
        if at in known and known[at][0]:
            found[style_id] = known[at][0]
    return found


def _outline_level(paragraph: Any, levels: dict[str, int]) -> int:
    properties = next((child for child in paragraph if local(child) == "pPr"), None)
    if properties is None:
        return 0
    for child in properties:
        if local(child) == "outlineLvl" and value(child, "val").isdigit() and int(value(child, "val")) < 9:
            return int(value(child, "val")) + 1
    style = next((value(child, "val") for child in properties if local(child) == "pStyle"), "")
    return levels.get(style, 0)


def _word_language(styles: Any, archive: Archive, body: Any) -> str:
    """The language of the default style, else of the theme, else of the text itself."""
    places = []
    if styles is not None:
        places += below(styles, "rPrDefault")
        places += [style for style in below(styles, "style") if _is_default(style)]
    for place in places:
        if found := next((value(lang, "val") for lang in below(place, "lang")), ""):
            return found
    settings = archive.xml("word/settings.xml")
    theme = below(settings, "themeFontLang") if settings is not None else []
    if found := next((value(lang, "val") for lang in theme), ""):
        return found
    used = Counter(value(lang, "val") for lang in below(body, "lang"))
    used.pop("", None)
    return used.most_common(1)[0][0] if used else ""


def _is_default(style: Any) -> bool:
    """Whether this is the style of a paragraph that names none."""
    return value(style, "type") == "paragraph" and value(style, "default") in {"1", "true", "on"}


def _on(switches: list[Any]) -> bool:
    """Whether a switch element stands on: present, and not with the value off."""
    return any(value(switch, "val") not in {"0", "false", "off"} for switch in switches)


def _inside_fallback(element: Any) -> bool:
    """Whether this is the copy for old programs of something that stands beside it."""
    return any(local(parent) == "Fallback" for parent in element.iterancestors())


def _count_picture(properties: Any, facts: DocumentFacts) -> None:
    """Count a picture by its properties: described in words, or marked as decorative."""
    decorative = any(value(mark, "val") in {"1", "true"} for mark in below(properties, "decorative"))
    facts.images += 1
    described = value(properties, "descr").strip() or value(properties, "title").strip()
    facts.images_without_alt += not (decorative or described)


def _excel(archive: Archive, facts: DocumentFacts) -> None:
    book = archive.xml(_MAIN["xlsx"])
    shown = [sheet for sheet in below(book, "sheet") if value(sheet, "state") in {"", "visible"}]
    facts.pages = len(shown)
    facts.default_sheet_names = tuple(
        value(sheet, "name") for sheet in shown if _DEFAULT_SHEET.match(value(sheet, "name"))
    )
    for name in archive.names:
        if _DRAWING.match(name):
            for properties in below(archive.xml(name), "cNvPr"):
                if _holds_picture(properties):
                    _count_picture(properties, facts)
        elif _TABLE.match(name):
            facts.tables += 1
            facts.tables_without_header += value(archive.xml(name), "headerRowCount") == "0"


def _holds_picture(properties: Any) -> bool:
    """Whether these properties belong to a picture or a frame with a chart or diagram; tables speak themselves."""
    holder = properties.getparent().getparent()
    if local(holder) == "graphicFrame":
        return not below(holder, "tbl")
    return local(holder) == "pic"


def _powerpoint(archive: Archive, facts: DocumentFacts) -> None:
    slides = sorted((int(match[1]), name) for name in archive.names if (match := _SLIDE.match(name)))
    facts.pages = len(slides)
    facts.cut = len(slides) > limits.SLIDES
    without: list[int] = []
    languages: Counter[str] = Counter()
    words = 0
    for number, (_file_number, name) in enumerate(slides[: limits.SLIDES], start=1):
        slide = archive.xml(name)
        if slide is None or value(slide, "show") in {"0", "false"}:
            continue
        facts.pages_read += 1
        if not any(_is_title(shape) for shape in below(slide, "sp")):
            without.append(number)
        languages.update(found for part in below(slide, "rPr") if (found := value(part, "lang")))
        words += len(" ".join(part.text or "" for part in below(slide, "t")).split())
        for properties in below(slide, "cNvPr"):
            if _holds_picture(properties):
                _count_picture(properties, facts)
        for table in below(slide, "tblPr"):
            facts.tables += 1
            facts.tables_without_header += value(table, "firstRow") not in {"1", "true"}
    facts.slides_without_title = tuple(without[:100])
    facts.words = words
    facts.language = languages.most_common(1)[0][0] if languages else ""


def _is_title(shape: Any) -> bool:
    holds = any(value(part, "type") in {"title", "ctrTitle"} for part in below(shape, "ph"))
    return holds and bool("".join(part.text or "" for part in below(shape, "t")).strip())
