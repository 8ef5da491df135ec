"""From facts of a file to bevindingen, with help in Dutch at B1. PURE."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.documents import texts
from a11y_checks.documents.inspect.facts import DocumentFacts, Problem
from a11y_checks.documents.texts import Text

LONG_PAGES = 20
# A short text is better as a page: no download, no other program, and it reads well on a phone.
SHORT_PAGES = 4
_WORDS_THAT_NEED_HEADINGS = 300

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*\Z")
_POOR_TITLE = re.compile(
    r"(?:microsoft (?:word|excel|powerpoint) - .*|powerpoint-presentatie|powerpoint presentation|"
    r"(?:document|map|presentatie|presentation|untitled|naamloos|zonder titel|book)\s?\d*|"
    r".*\.(?:docx?|xlsx?|pptx?|odt|ods|odp|pdf|indd|qxd))\Z",
    re.IGNORECASE,
)
_OFFICE = {"docx", "xlsx", "pptx", "odt", "ods", "odp"}


def judge(facts: DocumentFacts) -> list[Bevinding]:
    """All bevindingen on a file, block first, then ask, then note.

    Block is for what the law asks of a document and a computer sees for certain (EN 301 549 chapter 10, WCAG 2.1
    A and AA, read with WCAG2ICT): no tags, no language, no title, pictures of text, and locked against assistive
    technology. An Office file without a title only asks: there WCAG2ICT lets a clear file name do.
    """
    if facts.kind == "pdf":
        found = list(_pdf(facts))
    elif facts.kind in _OFFICE:
        found = list(_office(facts))
    elif facts.kind in {"doc", "xls", "ppt", "rtf"}:
        found = [_make(texts.OLD_FORMAT, kind=facts.kind)]
    elif facts.kind in {"csv", "txt"}:
        found = []
    else:
        found = [_make(texts.UNKNOWN_KIND)]
    order = (Niveau.BLOCK, Niveau.ASK, Niveau.NOTE)
    return sorted(found, key=lambda bevinding: order.index(bevinding.niveau))


def judge_problem(problem: Problem) -> Bevinding:
    """The bevinding on a file that was not checked: what is not checked does not go online by itself."""
    message, help_text = texts.PROBLEMS[problem]
    return Bevinding(
        rule="document-niet-gecontroleerd", niveau=Niveau.BLOCK, criteria=(), message=message, help=help_text
    )


def web_page_is_better(facts: DocumentFacts) -> bool:
    """Whether to propose a web page instead: a short text that nobody fills in."""
    if facts.kind not in {"pdf", "docx", "odt", "doc", "rtf"} or facts.form_fields:
        return False
    return facts.pages is not None and 0 < facts.pages <= SHORT_PAGES


def _make(text: Text, *, niveau: Niveau | None = None, **values: object) -> Bevinding:
    return Bevinding(
        rule=text.rule,
        niveau=niveau or text.niveau,
        criteria=text.criteria,
        message=text.message.format(**values),
        help=text.help,
        certainty=text.certainty,
    )


def _pdf(facts: DocumentFacts) -> Iterator[Bevinding]:
    pictures_only = _pictures_only(facts)
    if pictures_only:
        yield _make(texts.PICTURES_ONLY, number=facts.pages_read - (facts.pages_with_text or 0))
    elif facts.pages_read and not facts.pages_with_text:
        yield _make(texts.NO_TEXT)
    if facts.extractable is False:
        yield _make(texts.LOCKED)
    if not facts.tagged and not pictures_only:
        yield _make(texts.NOT_TAGGED)
    yield from _title(facts, texts.NO_TITLE_PDF)
    if facts.title and not facts.shows_title:
        yield _make(texts.TITLE_NOT_SHOWN)
    yield from _language(facts, Niveau.BLOCK)
    long = (facts.pages or 0) > LONG_PAGES
    if long and not facts.bookmarks:
        yield _make(texts.NO_BOOKMARKS, number=facts.pages)
    if facts.form_fields_without_name:
        yield _make(texts.FIELDS_WITHOUT_NAME, number=facts.form_fields_without_name, total=facts.form_fields)
    if facts.tagged:
        yield from _structure(facts)
        if not facts.headings and ((facts.pages or 0) > 2):
            yield _make(texts.NO_HEADINGS)
        if not facts.pdf_ua:
            yield _make(texts.NO_PDF_UA)
    yield from _web_page(facts)


def _office(facts: DocumentFacts) -> Iterator[Bevinding]:
    yield from _title(facts, texts.NO_TITLE_OFFICE)
    # A spreadsheet keeps no language of its own.
    if facts.kind in {"docx", "odt"}:
        yield from _language(facts, Niveau.BLOCK)
    elif facts.kind in {"pptx", "odp"}:
        yield from _language(facts, Niveau.ASK)
    yield from _structure(facts)
    if (
        facts.kind in {"docx", "odt"}
        and not facts.headings
        and (facts.words or 0) > _WORDS_THAT_NEED_HEADINGS
    ):
        yield _make(texts.NO_HEADINGS)
    if facts.slides_without_title:
        numbers = ", ".join(str(number) for number in facts.slides_without_title[:10])
        yield _make(
            texts.SLIDES_WITHOUT_TITLE,
            number=len(facts.slides_without_title),
            total=facts.pages,
            numbers=numbers,
        )
    if facts.default_sheet_names:
        yield _make(texts.DEFAULT_SHEET_NAMES, names=", ".join(facts.default_sheet_names[:5]))
    yield from _web_page(facts)


def _title(facts: DocumentFacts, absent: Text) -> Iterator[Bevinding]:
    if not facts.title.strip():
        yield _make(absent)
    elif _POOR_TITLE.match(facts.title.strip()):
        yield _make(texts.POOR_TITLE, title=facts.title)


def _language(facts: DocumentFacts, niveau: Niveau) -> Iterator[Bevinding]:
    if not _LANGUAGE.match(facts.language or ""):
        yield _make(texts.NO_LANGUAGE, niveau=niveau)


def _structure(facts: DocumentFacts) -> Iterator[Bevinding]:
    """What tags and Office formats have in common: pictures, tables and the order of headings."""
    if facts.images_without_alt:
        yield _make(texts.IMAGES_WITHOUT_ALT, number=facts.images_without_alt, total=facts.images)
    if facts.tables_without_header:
        yield _make(texts.TABLES_WITHOUT_HEADER, number=facts.tables_without_header, total=facts.tables)
    levels = [level for level in facts.heading_levels if level]
    for before, after in pairwise(levels):
        if after > before + 1:
            yield _make(texts.HEADING_SKIPPED, before=before, after=after)
            break


def _pictures_only(facts: DocumentFacts) -> bool:
    """Scanned: most pages that were read show a picture and no text."""
    without_text = facts.pages_read - (facts.pages_with_text or 0)
    return bool(facts.pages_with_images) and without_text * 2 > facts.pages_read


def _web_page(facts: DocumentFacts) -> Iterator[Bevinding]:
    if web_page_is_better(facts):
        yield _make(texts.MAKE_A_PAGE, number=facts.pages)
