"""Who can't hear needs captions, who can't see a description (WCAG 1.2.1, 1.2.2; failure F8)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import from_editor
from a11y_checks.rules.base import Hit, Niveau, Rule

_SAID = re.compile(
    r"transcript|uitgeschreven|tekstversie|text version|audio ?descri|audiodescri|beschrijving", re.IGNORECASE
)


def _is_described(document: Document, tag: Tag) -> bool:
    """True when a track describes the picture, or the page says that the text of the video is there."""
    tracks = [attr(track, "kind") or "" for track in tag.find_all("track")]
    return "descriptions" in tracks or bool(_SAID.search(document.visible_text(document.main)))


def check(document: Document) -> Iterator[Hit]:
    """Every shown video with sound and without a captions track, and every audio player: asked when the page does
    not speak of a text beside it. Whether a film needs a description, only its editor is asked.
    """
    said = bool(_SAID.search(document.visible_text(document.soup.body or document.soup)))
    for tag in document.named("video", "audio"):
        has_file = tag.has_attr("src") or tag.find("source") is not None
        if not has_file or document.is_hidden(tag) or tag.has_attr("muted"):
            continue
        editor = from_editor(document, tag)
        answered = Niveau.NOTE if said and not editor else None
        if tag.name == "audio":
            if tag.has_attr("controls") or tag.has_attr("autoplay"):
                yield Hit(tag, "Staat bij dit geluid ook de tekst?", niveau=answered, criteria=("1.2.1",))
        elif not any(
            (attr(track, "kind") or "subtitles") in ("captions", "subtitles")
            for track in tag.find_all("track")
        ):
            yield Hit(tag, "Deze video heeft geen ondertiteling die u apart kunt aanzetten.", niveau=answered)
        elif not _is_described(document, tag):
            yield Hit(
                tag,
                "Hoort iemand die niet kijkt ook wat er te zien is?",
                niveau=None if editor else Niveau.NOTE,
                criteria=("1.2.5",),
                certainty=0.5,
            )


RULE = Rule(
    id="video-zonder-ondertiteling",
    criteria=("1.2.2",),
    niveau=Niveau.ASK,
    title="Video of geluid zonder tekst",
    help=(
        "Zet ondertiteling bij de video, of zet de hele tekst eronder. Staat de tekst al in beeld? Dan is "
        "het goed."
    ),
    check=check,
    certainty=0.7,
)
