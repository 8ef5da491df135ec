"""Files that lie, are broken or attack: refused with a reason, in a bounded process, never a crash."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from unittest import mock

import pytest

from a11y_checks.bevinding import Niveau
from a11y_checks.documents.inspect import limits, run
from a11y_checks.documents.inspect.child import look_inside
from a11y_checks.documents.inspect.facts import NotChecked, Problem
from a11y_checks.documents.inspect.run import inspect_file
from a11y_checks.documents.rules import judge, judge_problem
from tests.support.document_files import W, make_docx, make_pdf, make_zip, pdf_of, stream

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]><l>&j;</l>"
)
# Keeps the file from looking like a bomb: what is packed less well stands beside it.
PHOTO = {"word/media/foto.bin": random.Random(1).randbytes(100_000)}
OUTSIDE = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]><l>&x;</l>'


def problem(data: bytes, extension: str) -> Problem | None:
    """How the process of its own answers: None when it was checked."""
    try:
        inspect_file(io.BytesIO(data), extension)
    except NotChecked as refusal:
        return refusal.problem
    return None


def encrypted_zip() -> bytes:
    data = bytearray(make_docx())
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(magic, at + 1)) >= 0:
            data[at + offset] |= 1
    return bytes(data)


def twice_the_same_part() -> bytes:
    buffer = io.BytesIO(make_docx())
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning):
        archive.writestr("word/document.xml", "<other/>")
    return buffer.getvalue()


def lying_zip() -> bytes:
    """A bomb whose directory says that it is small."""
    data = bytearray(make_zip({"word/document.xml": b" " * 30_000_000}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "extension", "expected"),
    [
        (b"", "pdf", Problem.EMPTY),
        (b"%PDF-1.7\n", "pdf", Problem.BROKEN),
        (make_docx(), "pdf", Problem.MISMATCH),
        (make_pdf(), "docx", Problem.MISMATCH),
        (make_pdf(), "txt", Problem.MISMATCH),
        (b"<html></html>", "docx", Problem.MISMATCH),
        (make_zip({"a.txt": "a"}), "docx", Problem.MISMATCH),
        (make_zip({"a.txt": "a"}), "odt", Problem.MISMATCH),
        (b"<script>alert(1)</script>" + make_pdf(), "pdf", Problem.POLYGLOT),
        (make_pdf() + bytes(4000) + make_zip({"a": "b"}), "pdf", Problem.POLYGLOT),
        (b"GIF89a" + make_docx(), "docx", Problem.POLYGLOT),
        (twice_the_same_part(), "docx", Problem.POLYGLOT),
        (OLE, "docx", Problem.PASSWORD),
        (encrypted_zip(), "docx", Problem.PASSWORD),
        (make_docx()[:-200], "docx", Problem.BROKEN),
        (make_docx(body="<w:p>"), "docx", Problem.BROKEN),
        (make_zip({"word/document.xml": bytes(300_000_000)}), "docx", Problem.BOMB),
        (lying_zip(), "docx", Problem.BROKEN),
        (make_docx(**{"docProps/core.xml": LAUGHS}), "docx", Problem.ENTITIES),
        (make_docx(**{"docProps/core.xml": OUTSIDE}), "docx", Problem.ENTITIES),
        (make_docx(**{"docProps/core.xml": LAUGHS.encode("utf-16")}), "docx", Problem.ENTITIES),
        (make_docx(body="a" * (limits.PART_BYTES + 1), **PHOTO), "docx", Problem.LIMITS),
    ],
    ids=lambda value: value.value if isinstance(value, Problem) else None,
)
def test_it_is_not_checked_and_says_why(data: bytes, extension: str, expected: Problem) -> None:
    assert problem(data, extension) is expected


def test_deep_nesting_ends() -> None:
    deep = "<w:p>" * 100_000 + "</w:p>" * 100_000
    assert problem(make_docx(body=deep), "docx") in {Problem.BROKEN, Problem.LIMITS}
    arrays = pdf_of([b"<< /Type /Catalog /Pages 2 0 R /Lang " + b"[" * 100_000 + b"]" * 100_000 + b" >>"])
    assert problem(arrays, "pdf") in {Problem.BROKEN, Problem.LIMITS}


def test_memory_has_an_end() -> None:
    many = f"<w:document {W}>" + "<a/>" * 2_900_000 + "</w:document>"
    assert problem(make_zip({"word/document.xml": many, **PHOTO}), "docx") is Problem.LIMITS
    inner = zlib.compress(zlib.compress(bytes(500_000_000)))
    bomb = b"<< /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n%s\nendstream" % (
        len(inner),
        inner,
    )
    page = b"<< /Type /Page /Contents 4 0 R >>"
    data = pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Kids [3 0 R] /Count 1 >>", page, bomb])
    assert problem(data, "pdf") is Problem.LIMITS


def test_a_hundred_thousand_pages_are_counted_and_some_are_read() -> None:
    kids = b"3 0 R " * 100_000
    pages = b"<< /Count 100000 /Kids [" + kids + b"] >>"
    page = b"<< /Type /Page /Contents 4 0 R >>"
    data = pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, stream(b"BT (a) Tj ET")])
    facts = inspect_file(io.BytesIO(data), "pdf")
    assert facts.pages == 100_000
    assert 0 < facts.pages_read <= limits.PAGES_READ


def test_a_separate_page_object_for_each_of_ten_thousand() -> None:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 10_003))
    pages = [b"<< /Type /Page >>"] * 10_000
    facts = inspect_file(
        io.BytesIO(
            pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Count 10000 /Kids [%s] >>" % kids, *pages])
        ),
        "pdf",
    )
    assert (facts.pages, facts.pages_read) == (10_000, limits.PAGES_READ)


def test_loops_end() -> None:
    tree = b"<< /S /P /K [5 0 R 6 0 R] >>"
    field = b"<< /T (a) /FT /Tx /Kids [7 0 R] >>"
    outline = b"<< /Title (a) /Next 8 0 R /First 8 0 R >>"
    catalogue = (
        b"<< /Type /Catalog /Pages 2 0 R /StructTreeRoot << /K 6 0 R >> /MarkInfo << /Marked true >> "
        b"/AcroForm << /Fields [7 0 R] >> /Outlines << /First 8 0 R >> >>"
    )
    pages = b"<< /Kids [2 0 R 3 0 R] /Count 2 >>"
    page = b"<< /Type /Page /Contents 4 0 R >>"
    data = pdf_of([catalogue, pages, page, stream(b"BT (a) Tj ET"), tree, tree, field, outline])
    facts = inspect_file(io.BytesIO(data), "pdf")
    assert (facts.pages_read, facts.bookmarks, facts.tagged) == (1, 1, True)


def test_a_truncated_pdf_is_broken_or_read_as_far_as_it_goes() -> None:
    whole = make_pdf(pages=3)
    for cut in range(0, len(whole), 97):
        try:
            facts = look_inside(io.BytesIO(whole[:cut]), "pdf")
        except NotChecked:
            continue
        assert facts.kind == "pdf"


def mangled(whole: bytes, seed: int) -> bytes:
    """The file with some bytes changed, taken out or repeated."""
    chance, data = random.Random(seed), bytearray(whole)
    for _ in range(chance.choice((1, 3, 20, 200))):
        at, to = chance.randrange(len(data)), chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                del data[at : at + chance.randrange(1, 50)]
            case 1:
                data[at:at] = data[to : to + chance.randrange(1, 80)]
            case _:
                data[at] = chance.randrange(256)
    return bytes(data)


@pytest.mark.parametrize(
    ("whole", "extension"), [(make_pdf(pages=3, image=True), "pdf"), (make_docx(), "docx")]
)
def test_mangled_files_give_facts_or_a_reason(whole: bytes, extension: str) -> None:
    for seed in range(150):
        try:
            facts = look_inside(io.BytesIO(mangled(whole, seed)), extension)
        except NotChecked:
            continue
        assert all(bevinding.message for bevinding in judge(facts))


def test_too_large_is_refused_before_anything_is_read() -> None:
    with mock.patch.object(limits, "FILE_BYTES", 100), pytest.raises(NotChecked) as refusal:
        look_inside(io.BytesIO(make_pdf()), "pdf")
    assert refusal.value.problem is Problem.TOO_LARGE


def test_a_process_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_PROGRAM", "import threading; threading.Event().wait()")
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.2)
    assert problem(make_pdf(), "pdf") is Problem.LIMITS


@pytest.mark.parametrize(
    "program", ["import os; os.abort()", "raise SystemExit(3)", "print('{}')", "print('[1]')"]
)
def test_a_process_that_dies_or_talks_nonsense_is_never_good(
    program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "_PROGRAM", program)
    assert problem(make_pdf(), "pdf") in {Problem.LIMITS, Problem.UNAVAILABLE}


def test_a_process_that_cannot_start_is_not_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.sys, "executable", "/nowhere/python")
    assert problem(make_pdf(), "pdf") is Problem.UNAVAILABLE


@pytest.mark.parametrize("reason", Problem)
def test_each_reason_blocks_in_words(reason: Problem) -> None:
    bevinding = judge_problem(reason)
    assert bevinding.niveau is Niveau.BLOCK
    assert bevinding.message.startswith("Niet gecontroleerd: ")
    assert bevinding.help.endswith(".")
