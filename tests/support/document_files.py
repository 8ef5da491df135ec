"""Makes small PDFs and Office files for tests, good or with one fault."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence

XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/></rdf:RDF></x:xmpmeta>'
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DRAW = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>'
)
IMAGE = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A PDF stream object, packed."""
    packed = zlib.compress(data)
    head = b"<< /Length %d /Filter /FlateDecode %s >>" % (len(packed), entries)
    return head + b"\nstream\n" + packed + b"\nendstream"


def pdf_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; object 1 is the catalogue."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def make_pdf(
    *,
    title: str = "Afvalkalender 2026",
    language: str = "nl-NL",
    tagged: bool = True,
    shows_title: bool = True,
    pdf_ua: bool = True,
    pages: int = 1,
    text: bool = True,
    image: bool = False,
    elements: bytes = b"<< /S /H1 >> << /S /P >>",
    bookmark: bool = False,
    fields: bytes = b"",
    extra: bytes = b"",
) -> bytes:
    """A PDF that passes every check, unless an argument says otherwise. `elements` stand in the structure tree."""
    kids = b" ".join(b"%d 0 R" % (7 + number) for number in range(pages))
    catalogue = b"<< /Type /Catalog /Pages 2 0 R " + extra
    if tagged:
        catalogue += b"/MarkInfo << /Marked true >> /StructTreeRoot 5 0 R "
    if language:
        catalogue += b"/Lang (%s) " % language.encode()
    if shows_title:
        catalogue += b"/ViewerPreferences << /DisplayDocTitle true >> "
    if pdf_ua:
        catalogue += b"/Metadata 6 0 R "
    if bookmark:
        catalogue += b"/Outlines << /First << /Title (Deel) >> >> "
    if fields:
        catalogue += b"/AcroForm << /Fields [" + fields + b"] >> "
    content = (b"BT /F1 12 Tf (Wij halen uw afval op.) Tj ET " if text else b"") + (
        b"/Im1 Do" if image else b""
    )
    objects = [
        catalogue + b">>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
        stream(content),
        IMAGE + b"\nstream\n\0\nendstream",
        b"<< /Type /StructTreeRoot /K [%s] /RoleMap << /Kop /H2 >> >>" % elements,
        stream(XMP, b"/Type /Metadata /Subtype /XML"),
    ]
    resources = b"/Resources << /XObject << /Im1 4 0 R >> >>"
    objects += [b"<< /Type /Page /Parent 2 0 R /Contents 3 0 R %s >>" % resources] * pages
    return pdf_of(objects, b"/Info << /Title (%s) >>" % title.encode() if title else b"")


def make_zip(parts: Mapping[str, str | bytes], *, stored: Sequence[str] = ()) -> bytes:
    """A zip file of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def heading(text: str, level: int = 1) -> str:
    """A paragraph of docx with a heading style."""
    return f'<w:p><w:pPr><w:pStyle w:val="Kop{level}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def make_docx(
    *,
    title: str = "Afvalkalender",
    language: str = "nl-NL",
    body: str = heading("Afval"),
    **parts: str | bytes,
) -> bytes:
    """A docx that passes every check, unless an argument says otherwise. `parts`: other parts, "/" as "__"."""
    levels = "".join(
        f'<w:style w:type="paragraph" w:styleId="Kop{n}"><w:name w:val="heading {n}"/></w:style>'
        for n in (1, 2, 3)
    )
    lang = f'<w:lang w:val="{language}"/>' if language else ""
    return make_zip(
        {
            "[Content_Types].xml": "<Types/>",
            "docProps/core.xml": CORE.format(title=title),
            "docProps/app.xml": "<Properties><Pages>12</Pages></Properties>",
            "word/styles.xml": f"<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{lang}</w:rPr></w:rPrDefault>"
            f"</w:docDefaults>{levels}</w:styles>",
            "word/document.xml": f"<w:document {W} {DRAW}><w:body>{body}</w:body></w:document>",
            **{name.replace("__", "/"): content for name, content in parts.items()},
        }
    )
