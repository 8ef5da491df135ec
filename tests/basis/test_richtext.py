"""Running text: the language of a part, files that say what they are, and links that say where they go."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.admin.views import chooser
from wagtail.blocks import StructBlockValidationError
from wagtail.documents import get_document_model

from basis.blocks import TEKST_FEATURES, InhoudBlock, VideoBlock
from basis.richtext.files import announce_files
from basis.richtext.languages import TALEN

ID = "8d0c1f6e-0000-4000-8000-00000000000"


def _render(*blocks: tuple[str, Any]) -> BeautifulSoup:
    raw = [
        {"type": kind, "value": value, "id": f"{ID}{number}"} for number, (kind, value) in enumerate(blocks)
    ]
    html = InhoudBlock().render(InhoudBlock().to_python(raw), context={"bron": "inhoud"})
    return BeautifulSoup(html, "html.parser")


def _document(name: str, size: int = 0) -> Any:
    return get_document_model().objects.create(title=name, file=ContentFile(b"x" * size, name=name))


@pytest.mark.parametrize("code", TALEN)
def test_the_language_of_a_part_survives_the_editor_both_ways(code: str) -> None:
    converter = ContentstateConverter(features=TEKST_FEATURES)
    html = f'<p data-block-key="a">Wij zeggen <span lang="{code}">welcome</span> tegen u.</p>'
    state = converter.from_database_format(html)
    assert f"TAAL_{code.upper()}" in state
    span = BeautifulSoup(converter.to_database_format(state), "html.parser").span
    assert span is not None and span["lang"] == code and span.text == "welcome"
    assert span.get("dir") == ("rtl" if code == "ar" else None)


def test_a_visitor_gets_the_language_of_the_part() -> None:
    span = _render(("tekst", '<p>Wij zeggen <span lang="en">welcome</span>.</p>')).span
    assert span is not None and span["lang"] == "en"


@pytest.mark.django_db
def test_a_link_to_a_file_says_its_kind_and_size() -> None:
    document = _document("kalender.pdf", 1_258_291)
    link = _render(("tekst", f'<p><a linktype="document" id="{document.pk}">Afvalkalender</a></p>')).a
    assert link is not None
    assert link.text == "Afvalkalender (pdf, 1,2 MB)"
    assert not link.has_attr("data-bestand") and str(link["href"]).endswith("/kalender.pdf")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<a href="/d" data-bestand="pdf, 1,2 MB">Kalender</a>', "Kalender (pdf, 1,2 MB)"),
        (
            '<a href="/d" data-bestand="pdf, 1,2 MB"><b>Kalender</b> (PDF, 1,2 MB)</a>',
            "Kalender (PDF, 1,2 MB)",
        ),
        ('<a href="/d" data-bestand="pdf, 1,2 MB">Kalender (pdf)</a>', "Kalender (pdf) (pdf, 1,2 MB)"),
        ('<a href="/d" data-bestand="pdf">Kalender</a>', "Kalender (pdf)"),
        ('<a href="/p">Paspoort</a>', "Paspoort"),
    ],
)
def test_the_facts_are_said_once(html: str, text: str) -> None:
    link = BeautifulSoup(announce_files(html), "html.parser").a
    assert link is not None and link.text == text and set(link.attrs) == {"href"}


@pytest.mark.parametrize("name", ["ExternalLinkView", "AnchorLinkView", "EmailLinkView", "PhoneLinkView"])
def test_the_form_for_links_refuses_a_text_that_says_nothing(name: str) -> None:
    form_class = getattr(chooser, name).form_class
    for text, refused in (("Klik hier", True), ("lees meer >", True), ("", False), ("Afvalkalender", False)):
        form = form_class({"link_text": text, "url": "https://voorbeeld.example/"})
        form.is_valid()
        assert ("link_text" in form.errors) is refused, text


def test_no_choice_of_headings_skips_a_level() -> None:
    soup = _render(
        ("kop", {"niveau": "h4", "tekst": "a"}),
        ("kop", {"niveau": "h4", "tekst": "b"}),
        ("kop", {"niveau": "h4", "tekst": "c"}),
        ("kop", {"niveau": "h2", "tekst": "d"}),
        ("tekst", "<h3>e</h3><p>Tekst.</p>"),
        ("kop", {"niveau": "h4", "tekst": "f"}),
    )
    found = [(tag.name, tag.text.strip()) for tag in soup.find_all(["h2", "h3", "h4"])]
    assert found == [("h2", "a"), ("h3", "b"), ("h4", "c"), ("h2", "d"), ("h3", "e"), ("h4", "f")]


def test_a_heading_of_a_section_stands_below_that_of_the_section() -> None:
    from producten.blocks import SectieBlock

    raw = [{"type": "kop", "value": {"niveau": "h4", "tekst": "Mee"}, "id": f"{ID}1"}]
    html = SectieBlock().render(SectieBlock().to_python(raw), context={"bron": "secties/x"})
    assert "<h3" in html


def _video(**extra: Any) -> Any:
    value = {"titel": "Zo scheidt u afval", "bestand": None, "adres": "", "ondertiteling": None}
    return VideoBlock().to_python(value | {"uitgeschreven": "<p>Een man gooit glas weg.</p>"} | extra)


@pytest.mark.django_db
def test_a_video_of_our_own_needs_captions_and_its_text_to_go_live() -> None:
    film, captions = _document("film.mp4", 10), _document("film.vtt", 10)
    block = VideoBlock()
    for value, fields in (
        (_video(), {"bestand"}),
        (_video(bestand=film.pk), {"ondertiteling"}),
        (_video(bestand=captions.pk, ondertiteling=film.pk), {"bestand", "ondertiteling"}),
        (_video(adres="https://video.example/1", uitgeschreven=""), {"uitgeschreven"}),
    ):
        with pytest.raises(StructBlockValidationError) as refused:
            block.clean(value)
        assert set(refused.value.block_errors) == fields
    assert block.clean_deferred(_video(bestand=film.pk, uitgeschreven=""))["bestand"] == film
    assert block.clean(_video(bestand=film.pk, ondertiteling=captions.pk))["ondertiteling"] == captions


@pytest.mark.django_db
def test_a_video_shows_captions_and_text_and_another_site_is_a_link() -> None:
    film, captions = _document("film.mp4", 10), _document("film.vtt", 10)
    facts = {"titel": "Afval", "adres": "", "uitgeschreven": "<p>Een man gooit glas weg.</p>"}
    own = _render(("video", facts | {"bestand": film.pk, "ondertiteling": captions.pk}))
    assert own.video is not None and not own.video.has_attr("autoplay") and own.video.track is not None
    assert own.details is not None and "glas" in own.details.text
    other = _render(
        ("video", facts | {"adres": "https://video.example/1", "bestand": None, "ondertiteling": None})
    )
    assert other.video is None and other.a is not None and other.a.text == "Bekijk de video: Afval"
