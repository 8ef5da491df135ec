"""Pages in English, made through wagtail-localize: same blocks, own texts, through the gate, with links between."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale, Site
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from a11y_checks.gate import PublishRefused
from a11y_checks.gate.recheck import recheck_page
from a11y_checks.models import GateRecord
from gemeente.demo import files
from producten.models import ProductgroepPage
from producten.services.paginas import create_producten, create_productgroep
from tests.support.site import make_home, make_page, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]

TABLE: dict[str, Any] = {
    "type": "tabel",
    "value": {
        "bijschrift": "Nummers",
        "tabel": {
            "columns": [{"type": "tekst", "heading": "Team"}, {"type": "tekst", "heading": "Waarvoor?"}],
            "rows": [{"values": ["Burgerzaken", "Paspoort"]}, {"values": ["Belasting", "123"]}],
            "caption": "",
        },
    },
    "id": "c1111111-1111-4111-8111-111111111111",
}
STEPS: dict[str, Any] = {
    "type": "stappen",
    "value": {
        "stappen": [
            {
                "type": "item",
                "value": {"titel": "Bel ons", "tekst": ""},
                "id": "d1111111-1111-4111-8111-111111111111",
            }
        ]
    },
    "id": "e1111111-1111-4111-8111-111111111111",
}


@pytest.fixture
def english() -> Locale:
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def home() -> Any:
    return publish(make_home())


def translate(page: Any, english: Locale, **texts: str) -> Any:
    """The English draft of `page`; `texts` by Dutch text, everything else becomes "EN …"."""
    source, _new = TranslationSource.update_or_create_from_instance(page)
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
        dutch = segment.string.data
        text = f"{dutch}-en" if segment.context.path == "slug" else texts.get(dutch, f"EN {dutch}")
        StringTranslation.objects.update_or_create(
            translation_of=segment.string, locale=english, context=segment.context, defaults={"data": text}
        )
    translation, _new = Translation.objects.get_or_create(source=source, target_locale=english)
    translation.save_target(publish=False)
    Site.clear_site_root_paths_cache()
    return translation.get_target_instance()


def go_live(draft: Any) -> Any:
    draft.get_latest_revision().publish()
    return type(draft).objects.get(pk=draft.pk)


def soup_of(client: Any, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "lxml")


def languages(soup: BeautifulSoup) -> list[tuple[str, str, bool]]:
    return [
        (str(a["hreflang"]), str(a["href"]), a.get("aria-current") == "true")
        for a in soup.select(".loket-talen a")
    ]


def test_an_english_page_has_english_texts_around_it_and_links_to_the_other_language(
    client: Any, home: Any, english: Locale
) -> None:
    page = publish(make_page(home, "Afval"))
    assert languages(soup_of(client, "/afval/")) == []
    go_live(translate(home, english))
    go_live(translate(page, english, Afval="Waste"))
    soup = soup_of(client, "/en/afval-en/")
    assert soup.html["lang"] == "en"  # type: ignore[index]
    assert soup.h1.text == "Waste"  # type: ignore[union-attr]
    assert "Skip to content" in soup.text and "Ga naar de inhoud" not in soup.text
    assert soup.select_one("header form")["action"] == "/en/zoeken/"  # type: ignore[index]
    both = [("nl", "/afval/"), ("en", "/en/afval-en/")]
    assert languages(soup) == [(*both[0], False), (*both[1], True)]
    dutch = soup_of(client, "/afval/")
    assert languages(dutch) == [(*both[0], True), (*both[1], False)]
    assert [(a["hreflang"], a["href"]) for a in dutch.select("link[rel=alternate]")] == both


def test_a_draft_translation_shows_nowhere(client: Any, home: Any, english: Locale) -> None:
    translate(home, english)
    assert languages(soup_of(client, "/")) == []
    assert languages(soup_of(client, "/zoeken/")) == []
    assert client.get("/en/").status_code == 404


def test_search_knows_both_languages(client: Any, home: Any, english: Locale) -> None:
    go_live(translate(home, english))
    assert languages(soup_of(client, "/en/zoeken/")) == [
        ("nl", "/zoeken/", False),
        ("en", "/en/zoeken/", True),
    ]
    page = publish(make_page(home, "Afval"))
    go_live(translate(page, english, Afval="Waste"))
    found = soup_of(client, "/en/zoeken/?q=waste")
    assert [a["href"] for a in found.select(".loket-resultaten a")] == ["/en/afval-en/"]
    assert "Text page" in found.text
    assert soup_of(client, "/zoeken/?q=waste").select(".loket-resultaten a") == []


def test_blocks_keep_their_ids_and_so_their_source(client: Any, home: Any, english: Locale) -> None:
    """A finding on the English page must find its field in the editor."""
    page = publish(make_page(home, "Afval", TABLE, STEPS))
    go_live(translate(home, english))
    go_live(translate(page, english))
    sources = [
        [tag["data-bron"] for tag in soup_of(client, address).find_all(attrs={"data-bron": True})]
        for address in ("/afval/", "/en/afval-en/")
    ]
    assert sources[0] == sources[1] and any(s.startswith(f"inhoud/{TABLE['id']}") for s in sources[0])


def test_tables_and_steps_are_translated(home: Any, english: Locale) -> None:
    page = publish(make_page(home, "Afval", TABLE, STEPS))
    translate(home, english)
    draft = translate(page, english, **{"Waarvoor?": "What for?", "Burgerzaken": "Civil affairs"})
    blocks = {block.block_type: block.value for block in draft.inhoud}
    table = blocks["tabel"]["tabel"]
    assert [column["heading"] for column in table.columns] == ["EN Team", "What for?"]
    assert [row["values"] for row in table.row_data] == [
        ["Civil affairs", "EN Paspoort"],
        ["EN Belasting", "EN 123"],
    ]
    assert blocks["stappen"]["stappen"][0]["titel"] == "EN Bel ons"
    dutch = {block.block_type: block.value for block in type(page).objects.get(pk=page.pk).inhoud}
    assert dutch["tabel"]["tabel"].columns[1]["heading"] == "Waarvoor?"


def test_routes_have_their_own_texts_per_language(home: Any, english: Locale) -> None:
    index = publish(create_producten(home, slug="producten", title="Producten"))
    route = {"kanaal": "telefoon", "wat_doet_u": "Bel ons.", "telefoonnummer": "0590 12 34 56"}
    group = publish(create_productgroep(index, slug="verhuizen", title="Verhuizen", routes=[route]))
    for page in (home, index):
        translate(page, english)
    draft = translate(group, english, **{"Bel ons.": "Call us."})
    row = draft.kanaalroutes.get()
    assert (row.wat_doet_u, row.telefoonnummer, row.locale) == ("Call us.", "0590 12 34 56", english)
    dutch = ProductgroepPage.objects.get(pk=group.pk).kanaalroutes.get()
    assert (dutch.wat_doet_u, dutch.translation_key) == ("Bel ons.", row.translation_key)
    again = translate(group, english, **{"Bel ons.": "Phone us."})
    assert [r.wat_doet_u for r in again.kanaalroutes.all()] == ["Phone us."]


def test_the_gate_refuses_a_bad_translation(home: Any, english: Locale) -> None:
    link = {
        "type": "tekst",
        "value": '<p>Lees <a href="https://voorbeeld.example/">alles over afval</a>.</p>',
        "id": "f1111111-1111-4111-8111-111111111111",
    }
    page = publish(make_page(home, "Afval", link))
    translate(home, english)
    draft = translate(
        page, english, **{'Lees <a id="a1">alles over afval</a>.': 'Lees <a id="a1">klik hier</a>.'}
    )
    with pytest.raises(PublishRefused) as refused:
        go_live(draft)
    assert [b.source.split("/")[:2] for b in refused.value.bevindingen] == [["inhoud", link["id"]]]
    assert not type(draft).objects.get(pk=draft.pk).live


def test_dutch_b1_is_not_measured_on_an_english_page(home: Any, english: Locale) -> None:
    page = publish(make_page(home, "Afval"))
    go_live(translate(home, english))
    live = go_live(translate(page, english))
    assert GateRecord.objects.get(page=page).audit.leesbaarheid["words"] > 0
    audit = GateRecord.objects.get(page=live).audit
    assert audit.leesbaarheid == {}
    assert not [b for b in audit.findings if b.rule.startswith("b1:")]


def test_a_page_that_gained_a_language_gets_a_new_proof(home: Any, english: Locale) -> None:
    page = publish(make_page(home, "Afval"))
    first = GateRecord.objects.get(page=page).audit
    assert recheck_page(page) == first
    go_live(translate(home, english))
    go_live(translate(page, english))
    second = recheck_page(page)
    assert second != first and second.trigger == "recheck"
    assert GateRecord.objects.get(page=page).audit == second


def test_the_demo_file_names_each_page_once_and_keeps_the_places_of_links() -> None:
    rows = files.read("engels")["pagina"]
    names = [(row["soort"], row["slug"]) for row in rows]
    assert len(names) == len(set(names)) == len({row["engels"] for row in rows})
    for row in rows:
        for dutch, text in row["teksten"]:
            assert text.strip() == text != ""
            for mark in ("<a id=", "<strong>", "<br/>"):
                assert dutch.count(mark) == text.count(mark), json.dumps(dutch)
