"""Search: folding, stems, compounds, ranking, and an index that follows what is live."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from basis.words import fold, search_words, stem
from gemeente.pages.models import ContentPage
from gemeente.search.models import ZoekRegel
from gemeente.search.services import find, index_page
from tests.support.site import make_home, make_page, publish


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Café Ÿ, ÉÉN!", "cafe y een"),
        ("  Bouw-  en\tsloop\n", "bouw en sloop"),
        ("STRASSE Straße", "strasse strasse"),
        ("ﬁets ½ ①", "fiets 1 2 1"),
        ("日本語 👩‍👩‍👧 \u202e", ""),
        ("e\u0301e\u0301n", "een"),
        ("<b>x</b> & 'y' %_\\", "b x b y"),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("paspoort", "paspoorten"),
        ("verhuizing", "verhuizingen"),
        ("boom", "boompje"),
        ("vergunning", "vergunningen"),
        ("kat", "katten"),
        ("fiets", "fietsen"),
        ("melding", "meldingen"),
    ],
)
def test_kin_share_a_stem_within_each_other(one: str, other: str) -> None:
    """Matching is by part of a word, so the stem of one must stand in the other."""
    assert stem(other) in one or stem(one) in other


@pytest.mark.parametrize("word", ["de", "en", "bus", "gas", "zee", "ozb", "wmo", "x", "z", "v"])
def test_short_words_keep_what_tells_them_apart(word: str) -> None:
    assert stem(word) == word


def test_words_that_tell_nothing_are_left_out_unless_nothing_else_is_asked() -> None:
    assert search_words("Hoe kan ik mijn paspoort aanvragen?") == ["paspoort", "aanvrag"]
    assert search_words("de het") == ["de", "het"]
    assert search_words("afval AFVAL áfval") == ["afval"]
    assert search_words("!!! ??? 👩‍👩‍👧") == []
    assert len(search_words(" ".join(f"woord{n}" for n in range(50)))) == 8


@pytest.fixture
def site(db: None, quiet_browser: None) -> Any:
    """A home page, and a function that publishes a page with a title, words and a text."""
    home = publish(make_home())

    def add(title: str, text: str = "Iets anders.", **fields: Any) -> ContentPage:
        block = {"type": "tekst", "value": f"<p>{text}</p>", "id": "a1111111-1111-4111-8111-111111111111"}
        return publish(make_page(home, title, block, **fields))

    return add


def titles(term: str, language: str = "nl") -> list[str]:
    return [row.page.title for row in find(term, language)]


def test_title_comes_before_text_and_the_start_of_a_title_first(site: Any) -> None:
    site("Afspraak maken", "Voor uw paspoort komt u langs.")
    site("Nieuw paspoort")
    site("Paspoort aanvragen")
    assert titles("paspoort") == ["Paspoort aanvragen", "Nieuw paspoort", "Afspraak maken"]


def test_every_word_must_be_there(site: Any) -> None:
    site("Paspoort kwijt", "Bel ons meteen.")
    site("Paspoort aanvragen", "Kom langs.")
    assert titles("paspoort kwijt") == ["Paspoort kwijt"]
    assert titles("paspoort giraffe") == []


def test_parts_of_compounds_plurals_and_accents_are_found(site: Any) -> None:
    site("Parkeervergunning aanvragen")
    assert titles("vergunning") == ["Parkeervergunning aanvragen"]
    assert titles("VERGUNNINGEN") == ["Parkeervergunning aanvragen"]
    assert titles("párkeren vergunning") == ["Parkeervergunning aanvragen"]


def test_signs_of_sql_patterns_are_only_signs(site: Any) -> None:
    site("Afval")
    for term in ("%", "_", "%_%", "' OR 1=1 --", "\\"):
        assert titles(term) == [], term


def test_the_lead_is_the_summary_and_markup_is_gone(site: Any) -> None:
    page = site("Glas", "Breng <b>flessen</b> weg.", intro="Waar laat u <glas>?")
    row = ZoekRegel.objects.get(page_id=page.pk)
    assert "flessen" in row.tekst_gevouwen and "<" not in row.tekst_gevouwen
    assert "<" not in row.samenvatting
    assert row.soort == "tekstpagina"


def test_only_what_is_live_is_found(site: Any) -> None:
    page = site("Afval")
    page.title = "Geheim plan"
    page.save_revision()
    assert titles("geheim") == [], "a draft of a live page"
    page.unpublish()
    assert titles("afval") == []
    assert not ZoekRegel.objects.filter(page_id=page.pk).exists()
    publish(page)
    assert titles("geheim") == ["Geheim plan"]
    assert ZoekRegel.objects.filter(page_id=page.pk).count() == 1
    page.delete()
    assert titles("geheim") == []


def test_a_page_that_goes_live_later_is_not_in_the_index_yet(site: Any, quiet_browser: None) -> None:
    page = site("Straks")
    page.unpublish()
    page.go_live_at = timezone.now() + timedelta(days=30)
    page.save_revision().publish()
    page.refresh_from_db()
    assert not page.live
    assert not ZoekRegel.objects.filter(page_id=page.pk).exists()


def test_a_new_title_replaces_the_old_one(site: Any) -> None:
    page = site("Afval")
    page.title = "Huisvuil"
    publish(page)
    assert titles("huisvuil") == ["Huisvuil"]
    assert titles("afval") == ["Huisvuil"], "its text still says afval"
    assert ZoekRegel.objects.get(page_id=page.pk).titel_gevouwen == "huisvuil"


def test_another_language_is_not_mixed_in(site: Any) -> None:
    site("Afval")
    assert titles("afval", "en") == []


def fill(home: Page, number: int) -> None:
    """So many live pages in the index, written straight to the tables: this is about searching them."""
    first = Page.objects.count()
    pages = Page.objects.bulk_create(
        Page(
            title=f"Onderwerp {n} over afval",
            draft_title="x",
            slug=f"p{n}",
            live=True,
            locale=home.locale,
            path=f"{home.path}{n:04d}",
            depth=3,
            url_path=f"/thuis/p{n}/",
            content_type=home.content_type,
            translation_key=uuid.uuid4(),
        )
        for n in range(first, first + number)
    )
    ZoekRegel.objects.bulk_create(
        ZoekRegel(
            page=p, taal="nl", soort="tekst", titel_gevouwen=fold(p.title), tekst_gevouwen="afval " * 50
        )
        for p in pages
    )


@pytest.mark.sqlite
@pytest.mark.django_db
@pytest.mark.usefixtures("quiet_browser")
def test_the_number_of_queries_does_not_grow_with_the_site(plain_client: Any) -> None:
    home = publish(make_home())
    counts = []
    for number in (20, 1980):
        fill(home, number)
        plain_client.get(
            "/zoeken/?q=onderwerp+afval"
        )  # warms Wagtail's cache of site roots, and makes the counter
        with CaptureQueriesContext(connection) as asked:
            answer = plain_client.get("/zoeken/?q=onderwerp+afval")
        assert answer.status_code == 200
        counts.append(len(asked))
    assert "2000 pagina" in answer.content.decode()
    assert counts[0] == counts[1] <= 14, counts


@pytest.mark.sqlite
@pytest.mark.django_db
def test_indexing_twice_is_one_row(quiet_browser: None) -> None:
    page = publish(make_page(publish(make_home())))
    index_page(page)
    index_page(Page.objects.get(pk=page.pk))
    assert ZoekRegel.objects.filter(page_id=page.pk).count() == 1
