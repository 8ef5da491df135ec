"""The search page: what it says when something, nothing, or nonsense is asked; and what it counts."""

from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup

from basis.measure.models import Soort, Telling
from basis.words import MAX_TERM
from gemeente.search.views import countable
from tests.support.site import make_home, make_page, publish

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


@pytest.fixture
def ask(client: Any) -> Any:
    """Asks the search page of a site with one page about afval; gives the answer."""
    publish(make_page(publish(make_home()), intro="Wanneer komen wij langs?"))
    return lambda q, **more: client.get("/zoeken/?" + urlencode({"q": q, **more}))


def main(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "lxml").main  # type: ignore[return-value]


def test_a_result_is_a_link_with_its_summary(ask: Any) -> None:
    answer = ask("afval")
    assert answer.status_code == 200
    link = main(answer).select_one("h3 a[href='/afval/']")
    assert link is not None and link.text == "Afval"
    assert "Wanneer komen wij langs?" in main(answer).text
    assert "1 pagina gevonden" in main(answer).text


def test_without_a_question_it_only_asks(ask: Any) -> None:
    for q in ("", "   "):
        answer = ask(q)
        assert answer.status_code == 200
        assert "gevonden" not in main(answer).text
    assert not Telling.objects.exists()


def test_nothing_found_says_what_to_do(ask: Any) -> None:
    answer = ask("giraffe")
    assert answer.status_code == 200
    assert "Niets gevonden" in main(answer).text
    assert "Bel ons" in main(answer).text
    assert main(answer).select_one("input[name=q]")["value"] == "giraffe"  # type: ignore[index]


@pytest.mark.parametrize(
    ("q", "message"),
    [
        ("x" * (MAX_TERM + 1), "Uw zoekvraag is te lang"),
        ("afval " * 2000, "Uw zoekvraag is te lang"),
        ("?!", "Typ een woord met letters of cijfers"),
        ("日本語", "Typ een woord met letters of cijfers"),
        ("\u202e", "Typ een woord met letters of cijfers"),
    ],
)
def test_what_cannot_be_sought_gets_400_and_a_message(ask: Any, q: str, message: str) -> None:
    answer = ask(q)
    assert answer.status_code == 400
    alert = main(answer).select_one("[role=alert]")
    assert alert is not None and message in alert.text
    assert len(answer.content) < 30_000, "a long question does not come back whole"
    assert not Telling.objects.exists()


@pytest.mark.parametrize(
    "page", ["0", "-1", "99999999999999999999", "abc", "", "1.5", "½", "٣", "1e9", "x" * 5000]
)
def test_a_page_of_results_that_is_not_there_is_the_nearest(ask: Any, page: str) -> None:
    answer = ask("afval", bladzijde=page)
    assert answer.status_code == 200
    assert "1 pagina gevonden" in main(answer).text


def test_results_come_in_pages_that_keep_the_question(client: Any) -> None:
    home = publish(make_home())
    for number in range(11):
        publish(make_page(home, f"Afval {number:02d}"))
    first = main(client.get("/zoeken/?q=afval"))
    assert "11 pagina's gevonden" in first.text
    assert len(first.select(".loket-resultaten > li")) == 10
    links = [a["href"] for a in first.select("nav a[href*='bladzijde=2']")]
    assert links and all("q=afval" in str(href) for href in links)
    second = main(client.get("/zoeken/?q=afval&bladzijde=2"))
    assert [a.text for a in second.select(".loket-resultaten h3 a")] == ["Afval 10"]


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onfocus='alert(1)",
        "</title><script>alert(1)</script>",
        "javascript:alert(1)",
        "{{ 7*7 }}{% debug %}",
        "&lt;b&gt;",
    ],
)
def test_code_in_a_question_is_shown_as_text(ask: Any, payload: str) -> None:
    """The checking client also fails on any inline script or handler."""
    answer = ask(payload)
    html = answer.content.decode()
    soup = BeautifulSoup(html, "lxml")
    assert soup.select_one("main input[name=q]")["value"] == payload  # type: ignore[index]
    assert not soup.select("script, main img, main [onerror], main [onfocus]")
    assert "49" not in soup.main.text  # type: ignore[union-attr]


def test_found_and_not_found_are_counted_apart(ask: Any) -> None:
    ask("Afval")
    ask("giraffe")
    ask("giraffe", bladzijde="2")
    counted = {(t.soort, t.sleutel): t.aantal for t in Telling.objects.all()}
    assert counted == {(Soort.SEARCH, "afval"): 1, (Soort.SEARCH_EMPTY, "giraffe"): 1}, (
        "a next page is no new question"
    )


@pytest.mark.parametrize(
    ("term", "kept"),
    [
        ("Paspoort", "paspoort"),
        ("bsn 111222333", "bsn"),
        ("111.222.333 paspoort", "paspoort"),
        ("bel 06-12 34 56 78", "bel"),
        ("+31612345678", "+"),
        ("jan.jansen@voorbeeld.nl klacht", "klacht"),
        ("NL91ABNA0417164300", "nl91abna"),
        ("9990 AB 12", ""),
        ("9990AB huisvuil", "huisvuil"),
        ("fordplein 12a grofvuil", "fordplein grofvuil"),
        ("afvalkalender 2026", "afvalkalender 2026"),
        ("geboren 14-3-1962", "geboren"),
        ("x" * 100, "x" * 60),
    ],
)
def test_no_number_or_address_of_a_person_is_kept(term: str, kept: str) -> None:
    assert countable(term) == kept


def test_only_get_and_head(plain_client: Any, ask: Any) -> None:
    assert plain_client.head("/zoeken/?q=afval").status_code == 200
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(plain_client, method)("/zoeken/?q=afval")
        assert answer.status_code == 405
        assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD"}
