"""PURE: the kinds of file that a form can take, with their extensions and the groups an editor chooses from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Soort:
    """One kind of file. `media` is what a browser is told at a download; the first extension is its usual one."""

    name: str
    group: str
    extensions: tuple[str, ...]
    media: str


# What residents have: scans, photos of a telephone, letters and sums. Left out on purpose: SVG and HTML (they can
# hold script), GIF (no evidence comes as one), old Office files (macros can't be told apart), archives and video.
SOORTEN: tuple[Soort, ...] = (
    Soort("pdf", "pdf", ("pdf",), "application/pdf"),
    Soort("jpg", "foto", ("jpg", "jpeg"), "image/jpeg"),
    Soort("png", "foto", ("png",), "image/png"),
    Soort("webp", "foto", ("webp",), "image/webp"),
    Soort("heic", "foto", ("heic", "heif"), "image/heic"),
    Soort(
        "docx",
        "tekst",
        ("docx",),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    Soort("odt", "tekst", ("odt",), "application/vnd.oasis.opendocument.text"),
    Soort("txt", "tekst", ("txt",), "text/plain; charset=utf-8"),
    Soort(
        "xlsx", "rekenblad", ("xlsx",), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
    Soort("ods", "rekenblad", ("ods",), "application/vnd.oasis.opendocument.spreadsheet"),
)
GROUPS = ("pdf", "foto", "tekst", "rekenblad")
BY_NAME = {soort.name: soort for soort in SOORTEN}


def soorten_of(groups: Iterable[str]) -> tuple[Soort, ...]:
    """The kinds of these groups, in the order of SOORTEN."""
    wanted = set(groups)
    return tuple(soort for soort in SOORTEN if soort.group in wanted)


def extensions_of(groups: Iterable[str]) -> tuple[str, ...]:
    """Their extensions in lower case without a dot."""
    return tuple(extension for soort in soorten_of(groups) for extension in soort.extensions)


def soort_for_extension(extension: str) -> Soort | None:
    """The kind that a file with this extension (lower case, no dot) promises to be."""
    return next((soort for soort in SOORTEN if extension in soort.extensions), None)
