"""Templates of the shared blocks: each marks where its text comes from; an image without text stays without."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from basis.blocks import InhoudBlock

ID = "8d0c1f6e-0000-4000-8000-000000000001"


def render(block_type: str, value: Any) -> BeautifulSoup:
    stream = InhoudBlock().to_python([{"type": block_type, "value": value, "id": ID}])
    html = InhoudBlock().render(stream, context={"bron": "inhoud"})
    return BeautifulSoup(html, "html.parser")


def image_value(**extra: Any) -> dict[str, Any]:
    image = get_image_model().objects.create(title="Stadhuis", file=get_test_image_file())
    return {"afbeelding": image.pk, "alt": "", "decoratief": False, "bijschrift": "", **extra}


@pytest.mark.django_db
# Wagtail leaves the temporary file of a new rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize(
    ("extra", "alt"),
    [
        ({}, None),
        ({"decoratief": True}, ""),
        ({"alt": "Het stadhuis"}, "Het stadhuis"),
        ({"alt": "x", "decoratief": True}, ""),
    ],
)
def test_image_has_only_the_text_that_the_editor_gave(extra: dict[str, Any], alt: str | None) -> None:
    img = render("afbeelding", image_value(**extra)).img
    assert img is not None
    assert img.get("alt") == alt
    assert img["data-bron"] == f"inhoud/{ID}/alt"
    assert str(img["src"]).startswith("/media/")


@pytest.mark.parametrize("niveau", ["h2", "h3", "h4"])
def test_a_first_heading_stands_right_below_the_title_whatever_its_size(niveau: str) -> None:
    tag = render("kop", {"niveau": niveau, "tekst": "Kosten"}).h2
    assert tag is not None
    assert tag["data-bron"] == f"inhoud/{ID}"


def test_panel_has_the_chosen_colours() -> None:
    value = {
        "titel": "Let op",
        "tekst": "<p>Neem uw paspoort mee.</p>",
        "achtergrond": "geel",
        "tekstkleur": "wit",
    }
    panel = render("uitgelicht", value).div
    assert panel is not None
    assert {"loket-vlak--geel", "loket-tekst--wit"} <= set(panel["class"])
    assert panel["data-bron"] == f"inhoud/{ID}"


def test_steps_are_an_ordered_list() -> None:
    value = {
        "stappen": [
            {"type": "item", "id": "s1", "value": {"titel": "Maak een afspraak", "tekst": "Bel ons."}}
        ]
    }
    soup = render("stappen", value)
    assert (
        soup.select_one(f"ol[data-bron='inhoud/{ID}'] > li[data-bron='inhoud/{ID}/stappen/s1']") is not None
    )


def test_table_has_caption_and_column_headers() -> None:
    table = {
        "columns": [{"type": "tekst", "heading": "Leeftijd"}, {"type": "tekst", "heading": "Kosten"}],
        "rows": [{"values": ["18 jaar", "€ 88"]}],
        "caption": "",
    }
    soup = render("tabel", {"bijschrift": "Kosten", "tabel": table})
    assert soup.caption is not None and soup.caption.text == "Kosten"
    assert [th["scope"] for th in soup.select("th")] == ["col", "col"]
    assert [td.text for td in soup.select("td")] == ["18 jaar", "€ 88"]


def test_text_keeps_its_source() -> None:
    soup = render("tekst", "<p>Bel ons.</p>")
    assert soup.select_one(f"[data-bron='inhoud/{ID}'] > p") is not None


def test_card_without_address_is_no_link() -> None:
    assert "<a " not in render_to_string("components/card.html", {"titel": "Iets"})
