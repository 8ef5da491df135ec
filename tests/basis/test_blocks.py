"""Shared blocks in a stream: `data-bron` leads from each piece of HTML to the field, the block and its part.

How each template looks is tested with the components; here the paths are, also one stream inside another.
"""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from basis.blocks import TEKST_FEATURES, AfbeeldingBlock, BronMixin, InhoudBlock

IDS = [f"{n}0000000-0000-4000-8000-000000000000" for n in range(1, 9)]
KOP = {"type": "kop", "value": {"niveau": "h2", "tekst": "Kosten"}, "id": IDS[0]}
TEKST = {"type": "tekst", "value": "<p>Bel ons.</p>", "id": IDS[1]}
UITGELICHT = {
    "type": "uitgelicht",
    "id": IDS[2],
    "value": {
        "titel": "Let op",
        "tekst": "<p>Neem geld mee.</p>",
        "achtergrond": "wit",
        "tekstkleur": "zwart",
    },
}
TABEL = {
    "type": "tabel",
    "id": IDS[3],
    "value": {
        "bijschrift": "Kosten per jaar",
        "tabel": {
            "columns": [{"type": "tekst", "heading": "Leeftijd"}],
            "rows": [{"values": ["18 jaar"]}],
            "caption": "",
        },
    },
}
STAPPEN = {
    "type": "stappen",
    "id": IDS[4],
    "value": {
        "stappen": [
            {"type": "item", "id": IDS[5], "value": {"titel": "Bel", "tekst": "regel 1\nregel <b>2</b>"}},
            {"type": "item", "id": IDS[6], "value": {"titel": "Betaal", "tekst": ""}},
        ]
    },
}


def render(*raw: dict[str, Any], bron: str = "inhoud") -> BeautifulSoup:
    stream = InhoudBlock().to_python(list(raw))
    return BeautifulSoup(InhoudBlock().render(stream, context={"bron": bron}), "html.parser")


def test_every_block_names_its_own_place_in_order() -> None:
    soup = render(KOP, TEKST, UITGELICHT, TABEL, STAPPEN)
    found = [str(tag["data-bron"]) for tag in soup.select("[data-bron]")]
    assert found == [
        f"inhoud/{IDS[0]}",
        f"inhoud/{IDS[1]}",
        f"inhoud/{IDS[2]}",
        f"inhoud/{IDS[2]}/titel",
        f"inhoud/{IDS[2]}/tekst",
        f"inhoud/{IDS[3]}",
        f"inhoud/{IDS[3]}/bijschrift",
        f"inhoud/{IDS[4]}",
        f"inhoud/{IDS[4]}/stappen/{IDS[5]}",
        f"inhoud/{IDS[4]}/stappen/{IDS[6]}",
    ]


def test_a_stream_inside_a_stream_keeps_the_whole_path() -> None:
    class Outer(BronMixin, blocks.StreamBlock):
        kosten = InhoudBlock()

        class Meta:
            template = "basis/blocks/inhoud.html"

    stream = Outer().to_python([{"type": "kosten", "value": [KOP, UITGELICHT], "id": IDS[7]}])
    soup = BeautifulSoup(Outer().render(stream, context={"bron": "inhoud"}), "html.parser")
    assert soup.h2 is not None and soup.h2["data-bron"] == f"inhoud/{IDS[7]}/{IDS[0]}"
    assert soup.select_one(f"[data-bron='inhoud/{IDS[7]}/{IDS[2]}/tekst'] > p") is not None


def test_plain_text_is_escaped_and_keeps_its_lines() -> None:
    html = str(render(STAPPEN, {**KOP, "value": {"niveau": "h2", "tekst": "<img src=x onerror=alert(1)>"}}))
    assert "<br" in html
    assert "&lt;b&gt;2&lt;/b&gt;" in html
    assert "<img" not in html


def test_without_a_place_the_block_still_renders() -> None:
    html = InhoudBlock().render(InhoudBlock().to_python([TEKST]))
    assert "Bel ons." in html


def test_rich_text_offers_no_heading_that_skips_a_level_and_no_layout() -> None:
    plain = {name for name in TEKST_FEATURES if not name.startswith("taal-")}
    assert plain == {"bold", "italic", "ol", "ul", "link", "document-link", "h3", "h4"}
    assert InhoudBlock().child_blocks["tekst"].features == TEKST_FEATURES


@pytest.mark.django_db
def test_an_image_without_text_may_be_saved_as_a_draft() -> None:
    """The gate decides when it goes live; the form must not stand in the way of saving."""
    value = AfbeeldingBlock().to_python(
        {"afbeelding": None, "alt": "", "decoratief": False, "bijschrift": ""}
    )
    with pytest.raises(ValidationError) as refused:
        AfbeeldingBlock().clean(value)
    assert list(refused.value.block_errors) == ["afbeelding"]  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_each_step_may_have_a_picture_with_a_text_of_its_own() -> None:
    """Without a text and without the mark there is no alt at all, so that the gate sees it."""
    picture = get_image_model().objects.create(title="Kaart", file=get_test_image_file())
    steps = [
        {
            "titel": "Met tekst",
            "tekst": "",
            "afbeelding": picture.pk,
            "alt": "De balie links",
            "decoratief": False,
        },
        {"titel": "Versiering", "tekst": "", "afbeelding": picture.pk, "alt": "", "decoratief": True},
        {"titel": "Vergeten", "tekst": "", "afbeelding": picture.pk, "alt": "", "decoratief": False},
        {"titel": "Zonder", "tekst": "Bel ons."},
    ]
    html = InhoudBlock().render(
        InhoudBlock().to_python([{"type": "stappen", "id": IDS[0], "value": {"stappen": steps}}])
    )
    images = BeautifulSoup(html, "html.parser").find_all("img")
    assert [image.get("alt") for image in images] == ["De balie links", "", None]


def test_a_step_of_before_there_were_pictures_has_an_empty_text() -> None:
    """wagtail-localize takes no None for a text."""
    old = [{"type": "stappen", "id": IDS[0], "value": {"stappen": [{"titel": "Bel", "tekst": ""}]}}]
    step = InhoudBlock().to_python(old)[0].value["stappen"][0]
    assert (step["alt"], step["afbeelding"], bool(step["decoratief"])) == ("", None, False)
