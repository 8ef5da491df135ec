"""The reading level in the panel and on a page of its own, and the answer while somebody types."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from a11y_checks.document import Document
from a11y_checks.editor import leesbaarheid_look
from a11y_checks.editor.leesbaarheid_look import look_at_leesbaarheid
from a11y_checks.editor.look import look_at
from a11y_checks.leesbaarheid.live import UnitCache
from a11y_checks.rules.registry import run_rules
from tests.a11y_checks.editor.test_leesbaarheid_texts import formulier
from tests.a11y_checks.editor.test_panel import edit_url, rich_text, text
from tests.support.site import make_home, make_page, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]
HARD = "De gemeente faciliteert de implementatie van het beleid conform de desbetreffende verordening."
BLOCK = {
    "type": "tekst",
    "value": f"<p>{HARD} Wij halen uw afval op.</p>",
    "id": "c1111111-1111-4111-8111-111111111111",
}
PATH = f"inhoud.{BLOCK['id']}"


@pytest.fixture
def home() -> Any:
    return publish(make_home())


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(make_user("beheerder"))
    return client


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch) -> UnitCache:
    """Units of its own for each test, also where the views ask for the process's."""
    own = UnitCache()
    for function in (leesbaarheid_look.look_at_texts, leesbaarheid_look.look_at_leesbaarheid):
        monkeypatch.setitem(function.__kwdefaults__ or {}, "cache", own)
    return own


def draft(home: Any, *blocks: dict[str, Any], **fields: Any) -> Any:
    page = make_page(home, "Afval", *blocks, **fields)
    page.save_revision()
    return page


def part(answer: Any) -> Any:
    found = BeautifulSoup(answer.content, "lxml").select_one("[data-lees]")
    assert found is not None
    return found


def zinnen(page: Any) -> str:
    return reverse("a11y_controle:zinnen", args=[page.pk])


def ask(client: Client, page: Any, *fields: dict[str, str], **rest: Any) -> Any:
    body = {"fields": list(fields), "terms": [], "names": [], **rest}
    return client.post(zinnen(page), json.dumps(body), content_type="application/json")


def rich(words: str, path: str = PATH) -> dict[str, str]:
    return {"path": path, "shape": "rich", "value": json.dumps(rich_text(words))}


# -- the panel ------------------------------------------------------------------------------------------------


def test_the_panel_shows_each_sentence_with_its_words_and_substitutes(home: Any, editor: Client) -> None:
    shown = part(editor.get(edit_url(draft(home, BLOCK))))
    assert "Niveau:" in text(shown) and "Dit is een schatting door een computer." in text(shown)
    assert "Afspraak van de gemeente, geen eis van de wet." in text(shown)
    field = shown.select_one(f'[data-lees-veld="{PATH}"]')
    assert text(field.h4) == "Veld: Tekst 2"
    (zin,) = field.select(".lees__zin")
    assert "Moeilijke zin" in text(zin) and zin.select_one("svg") is not None
    assert "implementatie" in [text(mark) for mark in zin.select("mark")]
    assert "Weegt" in text(zin)
    knop = next(b for b in zin.select("button[type=button]") if b["data-lees-woord"] == "implementatie")
    assert text(knop) == "Vervang ‘implementatie’ door ‘invoering’"
    assert knop.find_parent("ul") is not None
    link = zin.select_one("a[data-lees-tekst]")
    assert (link["data-controle-naar"], link["data-lees-tekst"]) == (PATH, HARD)


def test_a_field_without_findings_is_there_for_the_script_and_hidden(home: Any, editor: Client) -> None:
    shown = part(editor.get(edit_url(draft(home))))
    assert shown.select_one('[data-lees-veld="title"]').has_attr("hidden")
    assert "0 punten" in text(shown.select_one("[data-lees-aantal]"))


def test_too_little_text_has_no_level(home: Any) -> None:
    look = look_at(draft(home)).leesbaarheid
    assert look is not None
    assert look.label == "Te weinig tekst om een niveau te schatten"
    assert look.reliability == ""


def long_page(home: Any) -> Any:
    words = " ".join(HARD.replace("gemeente", f"gemeente {number}") for number in range(12))
    return draft(home, {**BLOCK, "value": f"<p>{words}</p>"})


def test_the_level_says_how_sure_it_is_and_what_would_help(home: Any, editor: Client) -> None:
    page = long_page(home)
    look = look_at(page).leesbaarheid
    assert look is not None
    assert look.label == "Moeilijker dan B1"
    assert look.reliability.startswith("De schatting is")
    assert 0 < len(look.causes) <= 3
    shown = text(part(editor.get(edit_url(page))))
    assert look.reliability in shown
    assert look.causes[0]["explanation"] in shown
    assert "LIX" in shown and "Flesch-Douma" in shown


def test_the_level_is_the_one_of_the_gate(home: Any) -> None:
    from a11y_checks.gate.verdict import quick_look

    page = long_page(home)
    look = look_at(page).leesbaarheid
    assert look is not None and look.level == quick_look(page).leesbaarheid


def test_findings_about_sentences_are_not_told_twice(home: Any) -> None:
    look = look_at(draft(home, BLOCK))
    rows = [*look.questions, *look.notes, *look.answered]
    assert not [row for row in rows if row.bevinding.rule.startswith("b1:")]


def test_what_is_exempt_is_listed_with_why_and_where(home: Any, editor: Client) -> None:
    value = "<p>U betaalt leges (het geld dat u betaalt voor een aanvraag). De leges staan hier.</p>"
    shown = text(part(editor.get(edit_url(draft(home, {**BLOCK, "value": value})))))
    assert "Dit telt niet mee als moeilijk" in shown
    assert "leges. U legt dit woord uit op deze pagina. 2 keer. Eerst in: Tekst 2." in shown


def test_another_language_has_no_level(home: Any) -> None:
    from wagtail.models import Locale

    page = draft(home, BLOCK)
    page.locale = Locale(language_code="en")
    assert look_at_leesbaarheid(page, {}) is None


def test_a_form_shows_its_error_text_and_mail(home: Any, editor: Client) -> None:
    page = formulier()
    page.live = False
    page.dank_tekst = "Wij informeren u omtrent de voortgang."
    home.add_child(instance=page)
    page.save_revision()
    shown = part(editor.get(edit_url(page)))
    error = shown.select_one('[data-lees-veld="stappen.s1.vragen.v1.foutmelding"]')
    assert not error.has_attr("hidden") and "omtrent" in text(error)
    label = shown.select_one('[data-lees-veld="stappen.s1.vragen.v1.label"]')
    assert "implementatie" in [text(mark) for mark in label.select("mark")]
    assert "omtrent" in text(shown.select_one('[data-lees-veld="dank_tekst"]'))


def test_a_broken_check_leaves_the_rest_of_the_panel(home: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("stuk")

    monkeypatch.setattr("a11y_checks.editor.look.look_at_leesbaarheid", broken)
    look = look_at(draft(home, BLOCK))
    assert look.leesbaarheid is None and look.problem == ""


# -- while typing ---------------------------------------------------------------------------------------------


def test_only_the_changed_sentence_is_scored(home: Any, editor: Client) -> None:
    page = draft(home, BLOCK)
    page_text = [f"Dit is zin nummer {number}." for number in range(40)]
    first = ask(editor, page, rich(" ".join(page_text))).json()
    assert first["scored"] == 40
    page_text[20] = HARD
    answer = ask(editor, page, rich(" ".join(page_text))).json()
    assert answer["scored"] == 1
    (field,) = answer["fields"]
    assert field["path"] == PATH and field["number"] > 0
    assert "Moeilijke zin" in field["html"] and "implementatie" in field["html"]


def test_opening_the_form_already_scored_what_is_typed_next(home: Any, editor: Client) -> None:
    page = draft(home, BLOCK)
    editor.get(edit_url(page))
    assert ask(editor, page, rich(f"{HARD} Wij halen uw afval op. Dit is nieuw.")).json()["scored"] == 1


def test_an_answer_for_one_field_is_the_same_as_the_whole_panel(home: Any, editor: Client) -> None:
    page = draft(home, BLOCK)
    whole = part(editor.get(edit_url(page))).select_one(f'[data-lees-veld="{PATH}"] [data-lees-zinnen]')
    (field,) = ask(editor, page, rich(f"{HARD} Wij halen uw afval op.")).json()["fields"]
    assert text(BeautifulSoup(field["html"], "lxml")) == text(whole)


def test_words_that_the_page_may_use_are_left_alone(home: Any, editor: Client) -> None:
    field = {"path": "intro", "shape": "p", "value": "Hier staat iets over implementatie."}
    page = draft(home)
    assert "implementatie" in ask(editor, page, field).json()["fields"][0]["html"]
    answer = ask(editor, page, field, terms=["implementatie"]).json()
    assert answer["fields"][0]["number"] == 0


def test_typed_markup_is_shown_as_text(home: Any, editor: Client) -> None:
    field = {"path": '"><script>', "shape": "p", "value": f"<script>alert(1)</script> {HARD}"}
    (found,) = ask(editor, draft(home), field).json()["fields"]
    assert found["number"] > 0
    assert "<script" not in found["html"]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "7",
        '{"fields": []}',
        '{"fields": [{}], "terms": [], "names": []}',
        '{"fields": [{"path": 1, "shape": "p", "value": ""}], "terms": [], "names": []}',
        '{"fields": [{"path": "a", "shape": "div", "value": ""}], "terms": [], "names": []}',
        '{"fields": [{"path": "a", "shape": "rich", "value": "x"}], "terms": [], "names": []}',
        '{"fields": [], "terms": 3, "names": []}',
        "[" * 5000,
        json.dumps({"fields": [{"path": "a", "shape": "p", "value": ""}] * 401, "terms": [], "names": []}),
        "x" * 400_001,
    ],
)
def test_nonsense_is_refused(home: Any, editor: Client, body: str) -> None:
    answer = editor.post(zinnen(draft(home)), body, content_type="application/json")
    assert answer.status_code == 400


def test_the_script_knows_which_fields_it_can_ask_about(home: Any, editor: Client) -> None:
    known = json.loads(part(editor.get(edit_url(draft(home, BLOCK))))["data-lees"])
    assert known["fields"][PATH] == "rich"
    assert known["fields"]["title"] == "h1"


# -- every sentence on a page of its own -------------------------------------------------------------------------


def overview(page: Any) -> str:
    return reverse("a11y_controle:leesbaarheid", args=[page.pk])


def test_the_page_of_its_own_shows_every_sentence(home: Any, editor: Client) -> None:
    answer = editor.get(overview(draft(home, BLOCK)))
    shown = text(BeautifulSoup(answer.content, "lxml").select_one(".lees--pagina"))
    assert "Zin op B1: Wij halen uw afval op." in shown
    assert "Moeilijke zin" in shown and "‘invoering’ in plaats van ‘implementatie’" in shown
    assert "Punten die zwaar wegen:" in shown
    assert "data-lees-vervang" not in answer.content.decode(), "nothing that needs a script"


def test_the_page_of_its_own_passes_our_own_rules(home: Any, editor: Client) -> None:
    answer = editor.get(overview(long_page(home)))
    found = run_rules(Document.parse(answer.content.decode()))
    # The rest of the screen is Wagtail's.
    assert not [b for b in found if "lees" in b.excerpt or ".lees" in b.selector]


def test_the_panel_links_to_the_page_of_its_own(home: Any, editor: Client) -> None:
    page = draft(home)
    assert part(editor.get(edit_url(page))).select_one(f'a[href="{overview(page)}"]') is not None


def test_a_page_that_does_not_render_still_shows_its_sentences(
    home: Any, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = draft(home, BLOCK)
    monkeypatch.setattr(type(page), "template", "bestaat-niet.html")
    shown = editor.get(overview(page)).content.decode()
    assert "Daarom is er geen niveau." in shown and "implementatie" in shown


@pytest.mark.parametrize(("name", "method"), [("zinnen", "post"), ("leesbaarheid", "get")])
def test_who_may_not_edit_gets_nothing(home: Any, name: str, method: str) -> None:
    page = draft(home, BLOCK)
    address = reverse(f"a11y_controle:{name}", args=[page.pk])
    for user in (None, make_user("bezoeker", is_superuser=False)):
        client = Client()
        if user:
            client.force_login(user)
        answer = getattr(client, method)(address)
        assert answer.status_code in {302, 403}
        assert "implementatie" not in answer.content.decode()


def test_only_with_a_token_and_only_pages_that_exist(home: Any, editor: Client) -> None:
    page = draft(home)
    assert editor.get(zinnen(page)).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_user("ander"))
    assert strict.post(zinnen(page), "{}", content_type="application/json").status_code == 403
    assert editor.get(reverse("a11y_controle:leesbaarheid", args=[99999])).status_code == 404
