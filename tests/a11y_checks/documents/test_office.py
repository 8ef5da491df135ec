"""What we see inside Office files of Microsoft and of OpenDocument, and what we say of it."""

from __future__ import annotations

import io
from typing import Any

import pytest

from a11y_checks.bevinding import Niveau
from a11y_checks.documents.inspect.child import look_inside
from a11y_checks.documents.inspect.facts import DocumentFacts
from a11y_checks.documents.rules import judge
from tests.support.document_files import CORE, W, heading, make_docx, make_zip

PICTURE = "<w:drawing><wp:inline><wp:docPr {}/><pic:pic/></wp:inline></w:drawing>"
DECORATIVE = '<x:decorative xmlns:x="x" val="1"/>'
LONG = f"<w:p><w:r><w:t>{'afval ' * 301}</w:t></w:r></w:p>"
P = 'xmlns:p="pml" xmlns:a="dml"'
TITLE = '<p:sp><p:nvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:txBody><a:t>{}</a:t></p:txBody></p:sp>'
WORDS = '<p:sp><p:txBody><a:rPr lang="nl-NL"/><a:t>Wij halen uw afval op</a:t></p:txBody></p:sp>'
ODF = (
    'xmlns:office="o" xmlns:text="t" xmlns:draw="d" xmlns:svg="s" xmlns:table="tb" xmlns:dc="dc" xmlns:fo="fo" '
    'xmlns:style="st" xmlns:meta="m" xmlns:presentation="pr"'
)


def look(data: bytes, extension: str) -> DocumentFacts:
    return look_inside(io.BytesIO(data), extension)


def rules(data: bytes, extension: str) -> dict[str, Niveau]:
    return {b.rule: b.niveau for b in judge(look(data, extension))}


def test_a_good_docx_has_no_findings() -> None:
    facts = look(make_docx(), "docx")
    assert judge(facts) == []
    assert (facts.title, facts.language, facts.pages, facts.headings) == ("Afvalkalender", "nl-NL", 12, 1)


@pytest.mark.parametrize(
    ("fault", "rule", "niveau"),
    [
        ({"title": ""}, "document-zonder-titel", Niveau.ASK),
        ({"title": "Document1"}, "document-titel-onduidelijk", Niveau.ASK),
        ({"language": ""}, "document-zonder-taal", Niveau.BLOCK),
        ({"body": PICTURE.format('id="1" name="Plaatje 1"')}, "document-plaatje-zonder-tekst", Niveau.ASK),
        ({"body": LONG}, "document-zonder-koppen", Niveau.ASK),
        ({"body": heading("Afval") + heading("Grof", 3)}, "document-kop-overgeslagen", Niveau.ASK),
        ({"body": "<w:tbl><w:tr/></w:tbl>"}, "document-tabel-zonder-koprij", Niveau.ASK),
    ],
    ids=str,
)
def test_one_fault_in_a_docx_is_one_finding(fault: dict[str, Any], rule: str, niveau: Niveau) -> None:
    assert rules(make_docx(**fault), "docx") == {rule: niveau}


@pytest.mark.parametrize(
    "body",
    [
        PICTURE.format('id="1" descr="Een vuilniswagen"'),
        PICTURE.format('id="1"').replace("/><pic", f">{DECORATIVE}</wp:docPr><pic"),
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr></w:tr></w:tbl>",
        heading("Afval") + LONG,
        '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Afval</w:t></w:r></w:p>' + LONG,
        f'<m:AlternateContent xmlns:m="m"><m:Fallback>{PICTURE.format("id='1'")}</m:Fallback></m:AlternateContent>',
    ],
    ids=["alt", "decorative", "header row", "headings", "outline level", "copy for old programs"],
)  # fmt: skip
def test_a_correct_twin_has_none(body: str) -> None:
    assert rules(make_docx(body=body), "docx") == {}


def test_a_style_based_on_a_heading_is_a_heading() -> None:
    styles = (
        f'<w:styles {W}><w:docDefaults><w:rPrDefault><w:lang w:val="nl-NL"/></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="Eigen"/><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="Rond"/><w:basedOn w:val="c"/></w:style></w:styles>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>Afval</w:t></w:r></w:p>' for style in "bc"
    )
    facts = look(make_docx(body=body, word__styles__xml="", **{"word/styles.xml": styles}), "docx")
    assert facts.heading_levels == (2,)


def xlsx(sheet: str = "Kosten", title: str = "Kosten", **parts: str) -> bytes:
    book = (
        f'<workbook><sheets><sheet name="{sheet}"/><sheet name="Blad2" state="hidden"/></sheets></workbook>'
    )
    return make_zip({"docProps/core.xml": CORE.format(title=title), "xl/workbook.xml": book, **parts})


def test_an_xlsx_by_sheet_names_tables_and_pictures() -> None:
    drawing = '<d><graphicFrame><nvPr><cNvPr name="Grafiek 1"/></nvPr></graphicFrame></d>'
    assert rules(xlsx(), "xlsx") == {}
    assert rules(xlsx(sheet="Blad1"), "xlsx") == {"document-naam-van-blad": Niveau.NOTE}
    assert rules(xlsx(**{"xl/tables/table1.xml": '<table headerRowCount="0"/>'}), "xlsx") == {
        "document-tabel-zonder-koprij": Niveau.ASK
    }
    assert rules(xlsx(**{"xl/drawings/drawing1.xml": drawing}), "xlsx") == {
        "document-plaatje-zonder-tekst": Niveau.ASK
    }


def pptx(*slides: str) -> bytes:
    parts = {
        f"ppt/slides/slide{n}.xml": f"<p:sld {P}>{slide}</p:sld>" for n, slide in enumerate(slides, start=1)
    }
    core = {"docProps/core.xml": CORE.format(title="Afval"), "ppt/presentation.xml": "<p/>"}
    return make_zip({**core, **parts})


def test_a_pptx_by_its_slides() -> None:
    good = TITLE.format("Afval") + WORDS
    picture = '<p:pic><p:nvPicPr><p:cNvPr name="Plaatje 1"/></p:nvPicPr></p:pic>'
    facts = look(pptx(good, TITLE.format(" ") + WORDS, good), "pptx")
    assert (facts.pages, facts.slides_without_title, facts.language) == (3, (2,), "nl-NL")
    assert rules(pptx(good), "pptx") == {}
    assert rules(pptx(good, WORDS), "pptx") == {"document-dia-zonder-titel": Niveau.ASK}
    assert rules(pptx(good + picture), "pptx") == {"document-plaatje-zonder-tekst": Niveau.ASK}
    assert rules(pptx(good + "<a:tblPr/>"), "pptx") == {"document-tabel-zonder-koprij": Niveau.ASK}


def odf(kind: str, content: str, *, language: str = "nl", title: str = "Afval") -> bytes:
    style = f'<style:default-style><style:text-properties fo:language="{language}"/></style:default-style>'
    names = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
    parts = {
        "mimetype": f"application/vnd.oasis.opendocument.{names[kind]}",
        "content.xml": f"<office:document {ODF}>{content}</office:document>",
        "meta.xml": f"<office:meta {ODF}><dc:title>{title}</dc:title></office:meta>",
        "styles.xml": f"<office:styles {ODF}>{style}</office:styles>",
    }
    return make_zip(parts, stored=["mimetype"])


FRAME = "<draw:frame><draw:image/>{}</draw:frame>"


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        ("odt", '<text:h text:outline-level="1">Afval</text:h>', {}),
        ("odt", FRAME.format(""), {"document-plaatje-zonder-tekst": Niveau.ASK}),
        ("odt", FRAME.format("<svg:desc>Een wagen</svg:desc>"), {}),
        ("odt", '<draw:frame draw:decorative="true"><draw:image/></draw:frame>', {}),
        ("odt", "<table:table/>", {"document-tabel-zonder-koprij": Niveau.ASK}),
        ("odt", "<table:table><table:table-header-rows/></table:table>", {}),
        ("odt", f"<text:p>{'afval ' * 301}</text:p>", {"document-zonder-koppen": Niveau.ASK}),
        ("ods", '<table:table table:name="Kosten"/>', {}),
        ("ods", '<table:table table:name="Blad1"/>', {"document-naam-van-blad": Niveau.NOTE}),
    ],
)
def test_opendocument_text_and_sheets(kind: str, content: str, expected: dict[str, Niveau]) -> None:
    assert rules(odf(kind, content), kind) == expected


def test_opendocument_slides_language_and_title() -> None:
    title = '<draw:frame presentation:class="title"><text:p>Afval</text:p></draw:frame>'
    deck = "<office:presentation><draw:page>{}</draw:page></office:presentation>"
    assert rules(odf("odp", deck.format(title)), "odp") == {}
    assert rules(odf("odp", deck.format("")), "odp") == {"document-dia-zonder-titel": Niveau.ASK}
    assert rules(odf("odt", "", language="none"), "odt") == {"document-zonder-taal": Niveau.BLOCK}
    assert rules(odf("odp", deck.format(title), language="none"), "odp") == {
        "document-zonder-taal": Niveau.ASK
    }
    assert rules(odf("odt", "", title=""), "odt") == {"document-zonder-titel": Niveau.ASK}


@pytest.mark.parametrize(
    ("data", "extension", "rule"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "doc", "document-oud-formaat"),
        (b"{\\rtf1 Afval}", "rtf", "document-oud-formaat"),
        (b"GIF89a", "gif", "document-onbekend-soort"),
    ],
)
def test_what_we_cannot_read_is_asked(data: bytes, extension: str, rule: str) -> None:
    assert rules(data, extension) == {rule: Niveau.ASK}


def test_plain_text_and_csv_have_nothing_to_check() -> None:
    assert rules(b"naam;bedrag\n", "csv") == {}
    assert rules("\ufeffAfval".encode("utf-16"), "txt") == {}
