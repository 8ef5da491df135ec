"""What a file is by its first bytes. PURE."""

from __future__ import annotations

import zipfile
from typing import BinaryIO

HEAD_BYTES = 1024
# Brands of a HEIF container with a still picture in HEVC (ISO 23008-12); AVIF and video have others.
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1"})
_OTHER = (
    b"MZ",
    b"\x7fELF",
    b"GIF8",
    b"BM",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
    b"\xca\xfe\xba\xbe",
    b"#!",
    b"II*\0",
    b"MM\0*",
    b"%!PS",
    b"ID3",
    b"\xcf\xfa\xed\xfe",
)


def by_content(head: bytes) -> str:
    """A kind by its signature: "pdf", "jpg", "png", "webp", "heic", "zip", "ole", "anders" (not ours) or "" (none)."""
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[:4] == b"RIFF":
        return "webp" if head[8:12] == b"WEBP" else "anders"
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in _HEIF_BRANDS else "anders"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "ole"  # an old Office file, or a new one behind a password
    return "anders" if head.startswith(_OTHER) else ""


def is_two_files(file: BinaryIO, head: bytes, found: str) -> bool:
    """Whether another program would read this picture or PDF as an archive or as a PDF."""
    if found != "pdf" and b"%PDF-" in head:
        return True
    return zipfile.is_zipfile(file)
