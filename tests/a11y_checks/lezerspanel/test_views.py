"""What a reader gets: pages without cookie or account, answers kept per part, and one 404 for all that is not open."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from a11y_checks.lezerspanel import answers, views
from a11y_checks.lezerspanel.services import close_lezerspanel, link_path, renew_link
from a11y_checks.lezerspanel.tokens import new_reader
from a11y_checks.lezerspanel.zinnen import in_delen
from a11y_checks.models import Lezerspanel, LezerspanelReactie
from tests.a11y_checks.lezerspanel.readers import HARD, Reader, make_panel, numbers
from tests.support.site import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


@pytest.fixture
def panel() -> Lezerspanel:
    return make_panel(inleiding="Wij testen de afvalpagina.", vraag="Weet u nu wanneer wij komen?")


@pytest.fixture
def reader(client: Any, panel: Lezerspanel) -> Reader:
    return Reader(client, panel)


def hard_id(panel: Lezerspanel) -> str:
    return next(zin["id"] for zin in panel.zinnen if zin["text"] == HARD)


def test_from_the_link_to_thanks(reader: Reader, panel: Lezerspanel) -> None:
    start = reader.open(link_path(panel))
    assert "Wij testen de afvalpagina." in reader.said() and "geen persoonlijke gegevens" in reader.said()
    assert f"{len(panel.zinnen)} korte stukken" in reader.said()
    assert start.select_one("meta[name=robots][content*=noindex]")
    number = hard_id(panel)
    page = reader.send()
    assert "Deel 1 van" in reader.said() and not page.select("input[checked]"), "nothing is chosen beforehand"
    groups = page.select("fieldset")
    assert all(group.legend and len(group.select("input[type=radio]")) == 2 for group in groups)
    seen = []
    while "tot-slot" not in reader.url:
        seen += numbers(reader.page)
        choices = {
            f"keuze-{n}": "niet_duidelijk" if n == number else "duidelijk" for n in numbers(reader.page)
        }
        remark = {f"opmerking-{number}": "Wat is een beschikking?"} if number in numbers(reader.page) else {}
        reader.send(**choices, **remark)
    assert seen == [zin["id"] for zin in panel.zinnen], "each sentence once, in order"
    assert "Weet u nu wanneer wij komen?" in reader.said()
    reader.send(antwoord="Ja, op dinsdag.", opmerking="Prima.")
    assert "Bedankt" in reader.said() and str(len(seen)) in reader.said()
    reactie = LezerspanelReactie.objects.get()
    assert reactie.keuzes[number] == "niet_duidelijk" and len(reactie.keuzes) == len(seen)
    assert reactie.opmerkingen == {number: "Wat is een beschikking?"}
    assert (reactie.antwoord, reactie.opmerking) == ("Ja, op dinsdag.", "Prima.")
    assert reactie.done_on == reactie.started_on == timezone.localdate()


def test_no_page_sets_a_cookie_or_may_be_kept(reader: Reader, panel: Lezerspanel) -> None:
    reader.begin()
    reader.send(**{f"keuze-{panel.zinnen[0]['id']}": "duidelijk"})
    for url in (link_path(panel), reader.url):
        answer = reader.client.get(url)
        assert not answer.cookies and "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"] and "Cookie" not in answer.get("Vary", "")
    assert not reader.client.cookies


def test_sending_twice_or_going_back_counts_once(reader: Reader, panel: Lezerspanel) -> None:
    reader.begin()
    first, url = panel.zinnen[0]["id"], reader.url
    for _twice in range(2):
        reader.open(url)
        reader.send(**{f"keuze-{first}": "duidelijk", f"opmerking-{first}": "Goed."})
    assert LezerspanelReactie.objects.count() == 1
    shown = reader.open(url)
    assert shown.select_one(f"#duidelijk-{first}[checked]") and shown.select_one("details[open]")
    reader.send(**{f"keuze-{first}": "niet_duidelijk", f"opmerking-{first}": ""})
    reactie = LezerspanelReactie.objects.get()
    assert reactie.keuzes == {first: "niet_duidelijk"} and reactie.opmerkingen == {}


def test_nothing_is_required_and_looking_stores_nothing(reader: Reader) -> None:
    reader.begin()
    while "bedankt" not in reader.url:
        reader.send()
    assert not LezerspanelReactie.objects.exists() and "Dat mag" in reader.said()


def test_only_what_the_part_asks_is_kept(reader: Reader, panel: Lezerspanel) -> None:
    reader.begin()
    here = numbers(reader.page)
    first, second = here[:2]
    reader.send(
        **{
            f"keuze-{first}": "mooi",
            f"keuze-{second}": "duidelijk",
            "keuze-9999": "duidelijk",
            "opmerking-9999": "x",
            f"opmerking-{first}": "  \x00\x07" + "a" * 2000,
            "keuze-": "duidelijk",
        }
    )
    reactie = LezerspanelReactie.objects.get()
    assert reactie.keuzes == {second: "duidelijk"}
    assert reactie.opmerkingen == {first: "a" * answers.MAX_OPMERKING}


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(
    reader: Reader, panel: Lezerspanel
) -> None:
    trap = reader.begin().select_one(f"input[name={views.TRAP}]")
    assert trap is not None and trap.find_parent(attrs={"hidden": True}), "no person meets it"
    reader.send(**{f"keuze-{panel.zinnen[0]['id']}": "duidelijk", views.TRAP: "https://koop.example"})
    while "bedankt" not in reader.url:
        reader.send(opmerking="Koop nu", **{views.TRAP: "x"})
    assert not LezerspanelReactie.objects.exists()


def gone_links(panel: Lezerspanel) -> dict[str, str]:
    """Addresses that are not open, each for its own reason."""
    token = link_path(panel).strip("/").split("/")[-1]
    mine, last = new_reader(panel.pk), len(in_delen(panel.zinnen))
    return {
        "unknown": reverse("lezerspanel:start", args=["a" * 24]),
        "unknown part": reverse("lezerspanel:deel", args=[token, mine, last + 1]),
        "part nought": reverse("lezerspanel:deel", args=[token, mine, 0]),
        "reader of another panel": reverse("lezerspanel:deel", args=[token, new_reader(panel.pk + 1), 1]),
        "made-up reader": reverse("lezerspanel:slot", args=[token, "b" * 48]),
        "short reader": reverse("lezerspanel:bedankt", args=[token, "b"]),
    }


def test_what_is_not_open_is_one_and_the_same_page(client: Any, panel: Lezerspanel) -> None:
    link = link_path(panel)
    texts = {}
    for reason, url in gone_links(panel).items():
        answer = client.get(url)
        assert answer.status_code == 404, reason
        texts[reason] = answer.content
    Lezerspanel.objects.update(ends_on=timezone.localdate() - dt.timedelta(days=1))
    texts["over"] = client.get(link).content
    Lezerspanel.objects.update(ends_on=timezone.localdate())
    assert client.get(link).status_code == 200, "the last day counts"
    close_lezerspanel(panel=panel, user=panel.created_by)
    answer = client.get(link)
    texts["closed"] = answer.content
    assert answer.status_code == 404 and "no-store" in answer["Cache-Control"]
    assert len(set(texts.values())) == 1, "nothing tells one reason from another"


def test_who_reads_when_it_closes_is_told_so(reader: Reader, panel: Lezerspanel) -> None:
    reader.begin()
    close_lezerspanel(panel=panel, user=panel.created_by)
    answer = reader.client.post(reader.url, {f"keuze-{panel.zinnen[0]['id']}": "duidelijk"})
    assert answer.status_code == 404 and not LezerspanelReactie.objects.exists()


def test_a_new_link_ends_the_old_one_and_keeps_the_answers(reader: Reader, panel: Lezerspanel) -> None:
    old = link_path(panel)
    reader.begin()
    reader.send(**{f"keuze-{panel.zinnen[0]['id']}": "duidelijk"})
    renew_link(panel=panel, user=panel.created_by)
    assert link_path(panel) != old
    assert (reader.client.get(old).status_code, reader.client.get(link_path(panel)).status_code) == (404, 200)
    assert LezerspanelReactie.objects.count() == 1


def test_a_full_panel_takes_no_new_reader_but_lets_the_others_finish(
    client: Any, panel: Lezerspanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MOST_REACTIES", 1)
    first, late = Reader(client, panel), Reader(client, panel)
    first.begin()
    late.begin()
    choice = {f"keuze-{panel.zinnen[0]['id']}": "duidelijk"}
    first.send(**choice)
    assert client.post(late.url, choice).status_code == 404, "the table stays at its limit"
    assert client.get(link_path(panel)).status_code == 404
    assert client.post(link_path(panel)).status_code == 404
    while "bedankt" not in first.url:
        first.send(opmerking="Klaar.")
    assert LezerspanelReactie.objects.get().done_on is not None


def test_too_often_is_429(reader: Reader, panel: Lezerspanel, monkeypatch: pytest.MonkeyPatch) -> None:
    reader.begin()
    monkeypatch.setattr(views, "SENDS_PER_READER", 2)
    sent = [reader.client.post(reader.url, {}).status_code for _ in range(3)]
    assert sent == [302, 302, 429]
    monkeypatch.setattr(views, "STARTS_PER_VISITOR", 2)
    begun = [reader.client.post(link_path(panel)).status_code for _ in range(2)]
    assert begun == [302, 429], "the fixture's own start counted too"
    monkeypatch.setattr(views, "SENDS_PER_VISITOR", 1)
    assert reader.client.post(reader.url, {}).status_code == 429


def test_a_form_of_another_site_is_refused(reader: Reader, panel: Lezerspanel) -> None:
    reader.begin()
    data = {f"keuze-{panel.zinnen[0]['id']}": "duidelijk"}
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(reader.url, data, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert not LezerspanelReactie.objects.exists()
    assert browser.post(reader.url, data, headers={"sec-fetch-site": "same-origin"}).status_code == 302
    assert LezerspanelReactie.objects.count() == 1


def test_the_draft_stays_out_of_search_and_sitemap(reader: Reader, panel: Lezerspanel) -> None:
    assert "lezerspanel" not in reader.client.get("/sitemap.xml").content.decode()
    assert (
        "beschikking"
        not in reader.client.get("/zoeken/?q=beschikking")
        .content.decode()
        .split("<main")[1]
        .split('name="q"')[0]
    )


def test_the_page_may_change_under_the_reader(reader: Reader, panel: Lezerspanel) -> None:
    page = panel.page.specific.get_latest_revision_as_object()
    page.intro = "Heel andere woorden."
    page.save_revision()
    text = str(reader.begin())
    assert "Lees wanneer wij uw afval halen." in text and "Heel andere woorden" not in text


def test_an_english_page_is_asked_about_in_english() -> None:
    panel = make_panel(user=make_user("ander"))
    panel.taal = "en"
    assert link_path(panel).startswith("/en/lezerspanel/")
