"""What we see inside a PDF, and what we say of it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.constants import UserAccessPermissions

from a11y_checks.bevinding import Niveau
from a11y_checks.documents.inspect.child import look_inside
from a11y_checks.documents.inspect.facts import DocumentFacts, NotChecked, Problem
from a11y_checks.documents.rules import judge, web_page_is_better
from tests.support.document_files import make_pdf, pdf_of, stream


def look(data: bytes) -> DocumentFacts:
    return look_inside(io.BytesIO(data), "pdf")


def rules(data: bytes) -> dict[str, Niveau]:
    return {b.rule: b.niveau for b in judge(look(data))}


def encrypted(permissions: UserAccessPermissions, algorithm: str = "AES-128", password: str = "") -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf(pages=5))))
    writer.encrypt(password, "eigenaar", permissions_flag=permissions, algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_good_pdf_has_no_findings() -> None:
    facts = look(make_pdf(pages=5))
    assert judge(facts) == []
    assert (facts.pages, facts.pages_read, facts.pages_with_text) == (5, 5, 5)
    assert (facts.title, facts.language, facts.pdf_ua) == ("Afvalkalender 2026", "nl-NL", "1")
    assert facts.heading_levels == (1,)


@pytest.mark.parametrize(
    ("fault", "rule", "niveau"),
    [
        ({"tagged": False}, "document-zonder-labels", Niveau.BLOCK),
        ({"elements": b""}, "document-zonder-labels", Niveau.BLOCK),
        ({"title": ""}, "document-zonder-titel", Niveau.BLOCK),
        ({"language": ""}, "document-zonder-taal", Niveau.BLOCK),
        ({"language": "Nederlands!"}, "document-zonder-taal", Niveau.BLOCK),
        ({"text": False, "image": True}, "document-alleen-plaatjes", Niveau.BLOCK),
        ({"text": False}, "document-zonder-tekst", Niveau.ASK),
        ({"title": "Microsoft Word - brief.doc"}, "document-titel-onduidelijk", Niveau.ASK),
        ({"shows_title": False}, "document-titel-niet-zichtbaar", Niveau.ASK),
        ({"pages": 21}, "document-zonder-bladwijzers", Niveau.ASK),
        ({"fields": b"<< /T (naam) /FT /Tx >>"}, "document-veld-zonder-naam", Niveau.ASK),
        ({"elements": b"<< /S /H1 >> << /S /Figure >>"}, "document-plaatje-zonder-tekst", Niveau.ASK),
        ({"elements": b"<< /S /H1 >> << /S /Table /K << /S /TD >> >>"}, "document-tabel-zonder-koprij", Niveau.ASK),
        ({"elements": b"<< /S /H1 >> << /S /H3 >>"}, "document-kop-overgeslagen", Niveau.ASK),
        ({"elements": b"<< /S /P >>"}, "document-zonder-koppen", Niveau.ASK),
        ({"pdf_ua": False}, "document-zonder-pdf-ua", Niveau.NOTE),
        ({"pages": 2}, "document-maak-webpagina", Niveau.NOTE),
    ],
    ids=str,
)  # fmt: skip
def test_one_fault_is_one_finding(fault: dict[str, Any], rule: str, niveau: Niveau) -> None:
    assert rules(make_pdf(**{"pages": 5, **fault})) == {rule: niveau}


@pytest.mark.parametrize(
    "good",
    [
        {"pages": 21, "bookmark": True},
        {"fields": b"<< /T (naam) /FT /Tx /TU (Uw naam) >> << /T (ga) /FT /Btn /Ff 65536 >>"},
        {"fields": b"<< /T (groep) /FT /Tx /Kids [<< /T (naam) /TU (Uw naam) >>] >>"},
        {"elements": b"<< /S /H1 >> << /S /Figure /Alt (Een vuilniswagen) >>"},
        {"elements": b"<< /S /H1 >> << /S /Table /K [<< /S /TR /K [<< /S /TH >> << /S /TD >>] >>] >>"},
        {"elements": b"<< /S /H1 >> << /S /Kop >> << /S /H3 >>"},
        {"image": True},
    ],
    ids=str,
)
def test_a_correct_twin_has_none(good: dict[str, Any]) -> None:
    assert rules(make_pdf(**{"pages": 5, **good})) == {}


def test_text_inside_a_form_object_counts_as_text() -> None:
    form = stream(b"BT [(Wij) -20 (halen)] TJ ET", b"/Type /XObject /Subtype /Form /Resources << >>")
    page = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /Fm0 5 0 R >> >> >>"
    catalogue = b"<< /Type /Catalog /Pages 2 0 R >>"
    data = pdf_of([catalogue, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page, stream(b"/Fm0 Do"), form])
    assert look(data).pages_with_text == 1


def test_half_scanned_asks_nothing_and_mostly_scanned_blocks() -> None:
    def mixed(pictures: int) -> bytes:
        text, scan = b"/Contents 3 0 R", b"/Contents 4 0 R"
        head = b"<< /Type /Page /Parent 2 0 R /Resources << /XObject << /Im1 5 0 R >> >> "
        kids = b" ".join(b"%d 0 R" % number for number in range(6, 12))
        image = b"<< /Type /XObject /Subtype /Image /Length 1 >>\nstream\n\0\nendstream"
        pages = [head + (scan if number < pictures else text) + b" >>" for number in range(6)]
        return pdf_of(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Count 6 /Kids [%s] >>" % kids,
                stream(b"BT (Afval) Tj ET"),
                stream(b"/Im1 Do"),
                image,
                *pages,
            ]
        )

    assert "document-alleen-plaatjes" not in rules(mixed(3))
    assert "document-alleen-plaatjes" in rules(mixed(4))


def test_a_lock_without_copying_still_lets_assistive_technology_read() -> None:
    nobody = UserAccessPermissions(0)
    assert "document-op-slot" in rules(encrypted(nobody))
    assert "document-op-slot" not in rules(encrypted(UserAccessPermissions.EXTRACT_TEXT_AND_GRAPHICS))
    assert "document-op-slot" not in rules(encrypted(nobody, "AES-256"))  # PDF 2.0 always lets it read


def test_a_password_is_said_to_be_one() -> None:
    with pytest.raises(NotChecked) as refusal:
        look(encrypted(UserAccessPermissions(0), password="geheim"))
    assert refusal.value.problem is Problem.PASSWORD


def test_a_short_text_is_better_as_a_page_but_a_form_or_a_long_one_is_not() -> None:
    assert web_page_is_better(look(make_pdf(pages=2)))
    assert not web_page_is_better(look(make_pdf(pages=5)))
    assert not web_page_is_better(look(make_pdf(pages=2, fields=b"<< /T (a) /FT /Tx /TU (b) >>")))
