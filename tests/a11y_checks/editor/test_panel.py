"""The panel in the editor: what it tells of a finding, while typing, after saving, and when a question is answered."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.editor.links import content_path, edit_link
from a11y_checks.editor.look import look_at, question_token
from a11y_checks.gate.uitzondering import fingerprint_of
from a11y_checks.models import Audit, AuditTrigger, BevindingOordeel
from gemeente.pages.models import ContentPage
from tests.a11y_checks.gate.test_routes import form_data
from tests.support.site import FAULTS, make_home, make_page, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]
HINT = {
    "type": "tekst",
    "value": "<p>Klik op de groene knop rechts.</p>",
    "id": "c1111111-1111-4111-8111-111111111111",
}
VAGUE = FAULTS["vague link"]
JSON = {"accept": "application/json"}


@pytest.fixture
def home() -> Any:
    return publish(make_home())


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(make_user("beheerder"))
    return client


def draft(home: Any, *blocks: dict[str, Any]) -> ContentPage:
    page = make_page(home, "Afval", *blocks)
    page.save_revision()
    return page


def edit_url(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def url(name: str, page: Any) -> str:
    return reverse(f"a11y_controle:{name}", args=[page.pk])


def panel(answer: Any) -> Any:
    found = BeautifulSoup(answer.content, "lxml").select_one("[data-controle]")
    assert found is not None
    return found


def text(tag: Any) -> str:
    return " ".join(tag.text.split())


def test_the_panel_names_the_faults_before_publishing(home: Any, editor: Client) -> None:
    answer = editor.get(edit_url(draft(home, VAGUE)))
    shown = text(panel(answer))
    assert "1 fout" in shown and "klik hier" in shown.lower()
    assert "Maak een afspraak voor een paspoort" in shown, "a good example"
    assert "Succescriterium 2.4.4 Linkdoel (in context) (niveau A)" in shown
    assert "Wettelijk verplicht (WCAG 2.1)" in shown
    assert "Zekerheid: zeker" in shown or "Zekerheid: bijna zeker" in shown
    assert "snelle controle" in shown
    assert "Leesbaarheid" in shown and "woorden in" in shown
    counter = BeautifulSoup(answer.content, "lxml").select_one(
        '[data-side-panel-toggle="controle"] [data-side-panel-toggle-counter]'
    )
    assert counter is not None and counter.text.strip() == "1"
    assert not Audit.objects.filter(page_type="pages.ContentPage").exists(), "looking stores no verdict"


def test_a_finding_links_to_its_block(home: Any, editor: Client) -> None:
    link = panel(editor.get(edit_url(draft(home, VAGUE)))).select_one("[data-controle-naar]")
    assert link["data-controle-naar"] == f"inhoud.{VAGUE['id']}"
    assert link["href"] == f"#:w:contentpath=inhoud.{VAGUE['id']}"
    assert text(link).startswith("Ga naar deze plek: De linktekst"), "each link has a name of its own"


def test_the_link_from_elsewhere_opens_the_editor_there(home: Any) -> None:
    page = draft(home)
    found = bevinding(source="inhoud/b1/tekst")
    assert edit_link(page, found) == f"{edit_url(page)}#:w:contentpath=inhoud.b1.tekst"
    assert edit_link(page, bevinding(source="")) == edit_url(page)
    assert content_path("titel") == "title"


def bevinding(**changes: Any) -> Bevinding:
    values = {"rule": "nepkop", "niveau": Niveau.ASK, "criteria": (), "message": "Klopt dit?", "help": "Zo."}
    return Bevinding(**{**values, "source": "inhoud/b1", **changes})


@pytest.mark.parametrize(
    ("criteria", "duty"),
    [
        (("1.1.1",), "Wettelijk verplicht (WCAG 2.1)"),
        (("2.5.8",), "Extra (WCAG 2.2)"),
        (("2.5.8", "4.1.2"), "Wettelijk verplicht (WCAG 2.1)"),
        (("2.4.9",), "Goed gebruik, geen eis van de wet"),
        ((), "Goed gebruik, geen eis van de wet"),
    ],
)
def test_duty_and_extra_are_told_apart(
    home: Any, monkeypatch: pytest.MonkeyPatch, criteria: tuple[str, ...], duty: str
) -> None:
    page = draft(home)
    monkeypatch.setattr(type(page), "gate_checks", lambda _page: [bevinding(criteria=criteria)])
    assert look_at(page).questions[0].duty == duty


@pytest.mark.parametrize(
    ("certainty", "words"),
    [(1.0, "Zeker"), (0.9, "Bijna zeker"), (0.7, "Waarschijnlijk"), (0.3, "Niet zeker, kijk zelf")],
)
def test_certainty_is_said_in_words(
    home: Any, monkeypatch: pytest.MonkeyPatch, certainty: float, words: str
) -> None:
    page = draft(home)
    monkeypatch.setattr(type(page), "gate_checks", lambda _page: [bevinding(certainty=certainty)])
    assert look_at(page).questions[0].certainty == words


def test_the_counts_are_words_sorted_by_weight(home: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page = draft(home)
    before = len(look_at(page).notes)
    found = [
        bevinding(niveau=Niveau.NOTE),
        bevinding(message="Een"),
        bevinding(niveau=Niveau.BLOCK),
        bevinding(niveau=Niveau.BLOCK, source="title"),
        bevinding(source=""),
    ]
    monkeypatch.setattr(type(page), "gate_checks", lambda _page: found)
    look = look_at(page)
    assert look.summary == f"2 fouten, 1 vraag, {before + 2} opmerkingen"
    assert look.stopping == 3
    assert [row.for_webteam for row in look.notes[:2]] == [False, True]


def test_a_clean_page_is_never_called_accessible(home: Any) -> None:
    look = look_at(draft(home))
    assert look.summary.startswith("Geen fouten gevonden die een computer kan vinden")


def test_the_same_question_twice_is_asked_once(home: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page = draft(home)
    monkeypatch.setattr(type(page), "gate_checks", lambda _page: [bevinding(), bevinding(selector="p")])
    assert len(look_at(page).questions) == 1


def test_a_check_that_breaks_leaves_the_editor_working(
    home: Any, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = draft(home)

    def broken(_page: Any) -> list[Bevinding]:
        raise RuntimeError("stuk")

    monkeypatch.setattr(type(page), "gate_checks", broken)
    answer = editor.get(edit_url(page))
    assert answer.status_code == 200
    assert "De controle ging stuk op deze tekst" in text(panel(answer))


def test_the_panel_of_a_published_page_shows_the_whole_verdict(home: Any, editor: Client) -> None:
    page = publish(make_page(home, "Afval"))
    shown = panel(editor.get(edit_url(page)))
    assert "hele controle" in text(shown)
    assert shown["data-compleet"] == "ja"


def test_the_panel_looks_at_the_draft_and_not_at_what_is_live(home: Any, editor: Client) -> None:
    page = publish(make_page(home, "Afval"))
    page.inhoud = [*page.inhoud.raw_data, FAULTS["skipped heading"]]
    page.save_revision()
    assert "1 fout" in text(panel(editor.get(edit_url(page))))


def test_the_panel_shows_markup_of_the_editor_as_text(home: Any, editor: Client) -> None:
    page = make_page(home, "<script>alert(1)</script>", VAGUE, slug="x")
    page.save_revision()
    answer = editor.get(edit_url(page))
    assert answer.status_code == 200
    assert "<script>alert(1)" not in answer.content.decode()


def test_a_new_page_says_when_the_check_comes(home: Any, editor: Client) -> None:
    answer = editor.get(reverse("wagtailadmin_pages:add", args=["pages", "contentpage", home.pk]))
    shown = panel(answer)
    assert "De controle begint zodra er een concept is" in text(shown)
    assert shown["data-typen"] == ""


def test_the_panel_comes_along_when_a_new_page_is_saved_for_the_first_time(home: Any, editor: Client) -> None:
    answer = editor.get(f"{edit_url(draft(home, VAGUE))}?_w_hydrate_create_view=1")
    template = next(
        found
        for found in BeautifulSoup(answer.content, "html.parser").select("template")
        if found.get("data-w-teleport-target-value") == "[data-side-panel='controle']"
    )
    assert "data-typen" in str(template) and "1 fout" in str(template)


def test_a_refusal_opens_the_panel(home: Any, editor: Client) -> None:
    page = draft(home, HINT)
    answer = editor.post(edit_url(page), form_data(page))
    assert panel(answer)["data-meteen"] == "ja"
    assert panel(editor.get(edit_url(page)))["data-meteen"] == "nee"


# -- while typing --------------------------------------------------------------------------------------------


def typed(page: Any, **fields: str) -> dict[str, Any]:
    return {k: v for k, v in form_data(page).items() if k != "action-publish"} | fields


def test_typing_a_fault_shows_it_and_saves_nothing(home: Any, editor: Client) -> None:
    page = draft(home)
    revision = page.latest_revision_id
    data = typed(
        page, **{"inhoud-0-value": json.dumps(rich_text("KLIK HIER VOOR HET AFVAL IN UW EIGEN WIJK"))}
    )
    answer = editor.post(url("typen", page), data).json()
    assert answer["valid"] is True
    assert "hoofdletters" in answer["html"]
    assert answer["count"] == 1 and answer["summary"].startswith("1 vraag")
    page.refresh_from_db()
    assert page.latest_revision_id == revision
    assert not Audit.objects.filter(page_type="pages.ContentPage").exists()


def rich_text(words: str) -> dict[str, Any]:
    """What Wagtail's rich text editor posts."""
    block = {
        "key": "a",
        "text": words,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [],
    }
    return {"blocks": [block], "entityMap": {}}


def test_a_form_that_cannot_be_read_says_so(home: Any, editor: Client) -> None:
    page = draft(home)
    answer = editor.post(url("typen", page), typed(page, slug="dit kan niet"))
    assert answer.status_code == 200
    assert answer.json() == {"valid": False, "message": "Wij kijken verder als de velden kloppen."}


def test_what_is_stored_for_the_same_content_counts_while_typing(home: Any, editor: Client) -> None:
    page = draft(home)
    editor.post(edit_url(page), form_data(page))
    page.refresh_from_db()
    assert page.live
    assert editor.post(url("typen", page), typed(page)).json()["complete"] is True


def test_after_saving_the_verdict_is_stored_for_the_publish_button(home: Any, editor: Client) -> None:
    page = draft(home)
    answer = editor.post(url("opgeslagen", page)).json()
    assert answer["complete"] is True and answer["problem"] == ""
    stored = Audit.objects.get(page_type="pages.ContentPage")
    assert stored.trigger == AuditTrigger.SAVE
    assert publish(page).gate_record.audit == stored


@pytest.mark.parametrize("blocks", [(), (VAGUE,)])
def test_without_the_auditor_the_panel_says_so(
    home: Any, editor: Client, request: pytest.FixtureRequest, blocks: tuple[dict[str, Any], ...]
) -> None:
    page = draft(home, *blocks)
    request.getfixturevalue("no_browser")
    answer = editor.post(url("opgeslagen", page)).json()
    assert answer["problem"] == "De browser kon nu niet meekijken. Dit is de snelle controle."
    assert answer["complete"] is False and "snelle controle" in answer["html"]


# -- answers ---------------------------------------------------------------------------------------------------


def question(answer: Any) -> dict[str, str]:
    form = panel(answer).select_one("form[data-controle-antwoord]")
    assert form is not None
    return {"url": form["action"], "token": form.select_one("[name=token]")["value"]}


def test_a_question_is_answered_in_the_panel_and_the_page_goes_live(home: Any, editor: Client) -> None:
    page = draft(home, HINT)
    asked = question(editor.get(edit_url(page)))
    reason = "De knop is overal rechts, ook voor wie luistert."
    data = {"token": asked["token"], "keuze": "goed", "reason": reason}
    answer = editor.post(asked["url"], data, headers=JSON)
    assert answer.json() == {"ok": True, "message": "Uw antwoord is bewaard.", "field": ""}
    shown = text(panel(editor.get(edit_url(page))))
    assert "Beantwoord (1)" in shown and "Vragen" not in shown
    assert "beheerder zei op" in shown and "Ja, dit is goed zo. Reden: De knop is overal rechts" in shown
    assert publish(page).live


def test_this_must_change_stays_in_the_list(home: Any, editor: Client) -> None:
    page = draft(home, HINT)
    asked = question(editor.get(edit_url(page)))
    editor.post(asked["url"], {"token": asked["token"], "keuze": "fout", "reason": ""})
    shown = text(panel(editor.get(edit_url(page))))
    assert "Vragen (1)" in shown and "Nee, dit moet anders." in shown


def test_without_javascript_the_answer_leads_back_to_the_editor(home: Any, editor: Client) -> None:
    page = draft(home, HINT)
    asked = question(editor.get(edit_url(page)))
    data = {"token": asked["token"], "keuze": "goed", "reason": "Dat is zo."}
    answer = editor.post(asked["url"], data, follow=True)
    assert answer.redirect_chain == [(edit_url(page), 302)]
    assert "Uw antwoord is bewaard." in answer.content.decode()


def test_an_answer_without_reason_is_sent_back(home: Any, editor: Client) -> None:
    page = draft(home, HINT)
    asked = question(editor.get(edit_url(page)))
    answer = editor.post(asked["url"], {"token": asked["token"], "keuze": "goed"}, headers=JSON)
    assert answer.status_code == 400
    assert answer.json() == {"ok": False, "message": "Schrijf op waarom het zo goed is.", "field": "reason"}


def test_only_a_question_of_this_page_is_answered(home: Any, editor: Client) -> None:
    page, other = draft(home, HINT), make_page(home, "Glas", HINT)
    found = bevinding()
    foreign = question_token(other, fingerprint_of(other, found), found)
    for token in ("", "nonsens", foreign):
        data = {"token": token, "keuze": "goed", "reason": "Dat is zo."}
        answer = editor.post(url("oordeel", page), data, headers=JSON)
        assert answer.status_code == 400, token
    assert not BevindingOordeel.objects.exists()


@pytest.mark.parametrize("name", ["typen", "opgeslagen", "oordeel"])
def test_who_may_not_edit_the_page_gets_nothing(home: Any, name: str) -> None:
    page = draft(home, VAGUE)
    for user in (None, make_user("bezoeker", is_superuser=False)):
        client = Client()
        if user:
            client.force_login(user)
        answer = client.post(url(name, page), typed(page), headers=JSON)
        assert answer.status_code in {302, 403}
        assert "klik hier" not in answer.content.decode().lower()
    assert not Audit.objects.filter(page_type="pages.ContentPage").exists()


@pytest.mark.parametrize("name", ["typen", "opgeslagen", "oordeel"])
def test_nothing_happens_without_a_token_of_the_form(home: Any, name: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("beheerder"))
    assert client.post(url(name, draft(home))).status_code == 403


@pytest.mark.parametrize("name", ["typen", "opgeslagen", "oordeel"])
def test_only_posts_and_only_pages_that_exist(home: Any, editor: Client, name: str) -> None:
    page = draft(home)
    assert editor.get(url(name, page)).status_code == 405
    page.delete()
    assert editor.post(reverse(f"a11y_controle:{name}", args=[99999])).status_code == 404


def test_an_uitzondering_is_told_and_does_not_count(home: Any) -> None:
    from a11y_checks.models import Uitzondering, UitzonderingStatus

    page = draft(home, VAGUE)
    fault = look_at(page).faults[0]
    Uitzondering.objects.create(
        page=page,
        fingerprints=[fault.key],
        reason="De leverancier lost dit op.",
        status=UitzonderingStatus.GOEDGEKEURD,
        requested_by=make_user("vrager"),
        decided_by=make_user("beslisser"),
        ends_on=date(2999, 1, 31),
    )
    look = look_at(page)
    assert look.stopping == 0
    assert [row.uitzondering.reason for row in look.notes if row.uitzondering] == [
        "De leverancier lost dit op."
    ]
