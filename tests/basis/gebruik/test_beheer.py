"""The two screens: asking, choosing, looking beforehand and running; who may; bad input; the links from elsewhere."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from basis.models import PaginaBeheer, Team
from gemeente.roles import Rol, setup_roles
from tests.basis.gebruik.conftest import NEW, OLD, make_document, make_location, tekst
from tests.support.site import make_page, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


def waar() -> str:
    return reverse("gebruik_waar")


def vervangen() -> str:
    return reverse("gebruik_vervangen")


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "lxml")


def words(response: Any) -> str:
    return " ".join(soup(response).select_one("main").get_text(" ").split())


def fields(response: Any) -> list[tuple[str, str]]:
    """What the browser would send with the form that runs: ticked boxes and hidden fields."""
    form = soup(response).select_one("form[method=post][action$='vervangen/']")
    assert form is not None
    return [
        (str(field["name"]), str(field.get("value", "")))
        for field in form.select("input")
        if field.get("type") != "checkbox" or field.has_attr("checked")
    ]


def send(client: Any, address: str, pairs: list[tuple[str, str]]) -> Any:
    data: dict[str, list[str]] = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    return client.post(address, data)


@pytest.fixture
def user(client: Any) -> Any:
    """A superuser who is logged in."""
    user = make_user()
    client.force_login(user)
    return user


def test_a_number_from_question_to_result(client: Any, user: Any, page: Any) -> None:
    PaginaBeheer.objects.update_or_create(
        page_id=page.pk, defaults={"team": Team.objects.create(slug="afval", naam="Team Afval")}
    )
    assert "Wat zoekt u?" in words(client.get(waar()))
    response = client.get(waar(), {"wat": "nummer", "q": "+31 590 012345"})
    shown = words(response)
    assert "Dit staat op 1 pagina." in shown and "op 1 andere plek" in shown
    assert "Inhoud, Tekst (Online) Bel ons op 0590-012345 . Wij" not in shown, "one sentence, not the next"
    assert "Bel ons op 0590-012345 ." in shown and "Team Afval" in shown
    link = soup(response).select_one(f"a[href^='{reverse('wagtailadmin_pages:edit', args=[page.pk])}#']")
    assert link is not None and "contentpath=inhoud.c1111111" in link["href"]
    button = soup(response).select_one("a.button[href*='vervangen']")
    assert button is not None
    parts = urlsplit(str(button["href"]))
    response = client.get(parts.path, dict(parse_qsl(parts.query)))
    assert soup(response).select_one("input[name=nieuw]") is not None
    response = client.get(parts.path, {**dict(parse_qsl(parts.query)), "nieuw": "0590-654321"})
    shown = words(response)
    assert "Straks: Bel ons op (0590) 65 43 21 ." in shown and "Gaat meteen online" in shown
    assert "0590-012345" in str(type(page).objects.get(pk=page.pk).inhoud.render_as_block()), "only a look"
    response = send(client, vervangen(), fields(response))
    shown = words(response)
    assert response.status_code == 200 and "Vervangen, en dat staat nu zo op de site (2)" in shown
    assert "(0590) 65 43 21" in str(type(page).objects.get(pk=page.pk).inhoud.render_as_block())
    assert "Dit staat op 0 pagina's." in words(client.get(waar(), {"wat": "nummer", "q": OLD}))
    history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "Overal vervangen: (0590) 01 23 45 werd (0590) 65 43 21" in history


def test_a_document_is_chosen_by_its_title(client: Any, user: Any, home: Any) -> None:
    old, new = make_document("Formulier kwijtschelding 2026"), make_document("Formulier kwijtschelding 2027")
    make_document("Iets anders")
    publish(
        make_page(
            home, "Afval", tekst(f'<p>Lees <a linktype="document" id="{old.pk}">het formulier</a>.</p>')
        )
    )
    response = client.get(waar(), {"wat": "document", "q": "kwijtschelding formulier"})
    choices = {a.text: a["href"] for a in soup(response).select(".loket-rapport__keuzes a")}
    assert list(choices) == [old.title, new.title]
    response = client.get(waar(), dict(parse_qsl(choices[old.title][1:])))
    assert "het formulier" in words(response)
    query = {"wat": "document", "id": old.pk}
    response = client.get(vervangen(), {**query, "zoek": "2027"})
    choices = {a.text: a["href"] for a in soup(response).select(".loket-rapport__keuzes a")}
    assert list(choices) == [new.title]
    response = client.get(vervangen(), dict(parse_qsl(choices[new.title][1:])))
    assert f"het formulier ({new.title})" in words(response)
    response = send(client, vervangen(), fields(response))
    assert "op de site (1)" in words(response)


def test_a_location_and_a_page(client: Any, user: Any, home: Any, page: Any) -> None:
    old = make_location(home, "Stadhuis")
    make_location(home, "Wijkhuis")
    response = client.get(waar(), {"wat": "locatie"})
    assert [a.text for a in soup(response).select(".loket-rapport__keuzes a")] == ["Stadhuis", "Wijkhuis"]
    assert "Dit staat op 0 pagina's." in words(client.get(waar(), {"wat": "locatie", "id": old.pk}))
    response = client.get(waar(), {"wat": "pagina", "q": "afval"})
    assert [a.text for a in soup(response).select(".loket-rapport__keuzes a")] == ["Afval"]
    assert "niets met deze woorden" in words(client.get(waar(), {"wat": "pagina", "q": "zzz"}))


def test_many_titles_ask_for_more_words(client: Any, user: Any, home: Any) -> None:
    for number in range(26):
        make_document(f"Formulier {number}")
    response = client.get(waar(), {"wat": "document"})
    assert len(soup(response).select(".loket-rapport__keuzes a")) == 25 and "Er zijn er meer" in words(
        response
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"wat": "nummer", "q": "onzin"}, "Dit is geen telefoonnummer."),
        ({"wat": "nummer", "q": "112"}, "Dit is geen telefoonnummer."),
        ({"wat": "document", "id": "999999"}, "Dit bestaat niet meer."),
        ({"wat": "locatie", "id": "x"}, "Dit bestaat niet meer."),
        ({"wat": "pagina", "id": "9" * 40}, "Dit bestaat niet meer."),
        ({"wat": "pagina", "id": "1"}, "Dit bestaat niet meer."),
    ],
)
def test_nonsense_gets_a_sentence(
    client: Any, user: Any, page: Any, data: dict[str, str], sentence: str
) -> None:
    for address in (waar(), vervangen()):
        response = client.get(address, data)
        assert response.status_code == 200 and sentence in words(response)
    response = client.post(vervangen(), {**data, "nieuw": NEW, "plek": f"pagina-{page.pk}"})
    assert response.status_code == 422 and sentence in words(response)


@pytest.mark.parametrize(
    "data",
    [
        {"wat": "onzin", "q": "\x00", "bladzijde": "-1"},
        {"wat": "nummer", "q": OLD, "bladzijde": "x"},
        {"wat": "nummer", "q": "0" * 5000},
        {"wat": "document", "q": "%_' \\ \x00", "zoek": "\x00"},
        {"wat": "nummer", "q": OLD, "nieuw": "\x00" * 9},
    ],
)
def test_odd_input_breaks_nothing(client: Any, user: Any, page: Any, data: dict[str, str]) -> None:
    for address in (waar(), vervangen()):
        # A zero byte is refused before any view.
        assert client.get(address, data).status_code == (400 if "\x00" in "".join(data.values()) else 200)


def test_what_may_not_come_instead(client: Any, user: Any, home: Any, page: Any) -> None:
    for new, sentence in {
        "+31 590 012345": "Dit is hetzelfde nummer.",
        "onzin": "Dit is geen telefoonnummer.",
    }.items():
        data = {"wat": "nummer", "q": OLD, "nieuw": new}
        response = client.get(vervangen(), data)
        assert sentence in words(response) and soup(response).select_one(
            "input[name=nieuw][aria-invalid=true]"
        )
        response = client.post(vervangen(), {**data, "plek": f"pagina-{page.pk}"})
        assert response.status_code == 422 and sentence in words(response)
    draft = make_page(home, "Concept")
    for new, sentence in {
        str(page.pk): "U koos hetzelfde.",
        str(draft.pk): "staat niet online",
        "999999": "bestaat niet meer",
    }.items():
        assert sentence in words(client.get(vervangen(), {"wat": "pagina", "id": page.pk, "nieuw": new}))
    response = client.post(vervangen(), {"wat": "nummer", "q": OLD, "nieuw": NEW})
    assert response.status_code == 422 and "Kies minstens één plek." in words(response)
    assert "0590-012345" in str(type(page).objects.get(pk=page.pk).inhoud.render_as_block())


def test_a_document_that_was_deleted_meanwhile(client: Any, user: Any, home: Any) -> None:
    old, new = make_document("Oud"), make_document("Nieuw")
    page = publish(
        make_page(home, "Afval", tekst(f'<p>Lees <a linktype="document" id="{old.pk}">dit stuk</a>.</p>'))
    )
    sent = fields(client.get(vervangen(), {"wat": "document", "id": old.pk, "nieuw": new.pk}))
    new.delete()
    response = send(client, vervangen(), sent)
    assert response.status_code == 422 and "bestaat niet meer" in words(response)
    assert Page.objects.get(pk=page.pk).latest_revision_id == page.latest_revision_id


def test_what_had_no_turn_is_sent_on(client: Any, user: Any, home: Any, page: Any, monkeypatch: Any) -> None:
    from basis.gebruik import beheer, replace

    other = publish(make_page(home, "Glas", tekst(f"<p>Bel {OLD}.</p>")))
    slow = replace.replace_many
    monkeypatch.setattr(beheer, "replace_many", lambda **options: slow(**options, budget=0.0))
    address = {"wat": "nummer", "q": OLD, "nieuw": NEW}
    sent = [pair for pair in fields(client.get(vervangen(), address)) if "sitesettings" not in pair[1]]
    response = send(client, vervangen(), sent)
    assert "1 plek is nog niet aan de beurt geweest." in words(response)
    response = send(client, vervangen(), fields(response))
    assert "op de site (1)" in words(response)
    assert "012345" not in str(type(page).objects.get(pk=page.pk).inhoud.render_as_block())
    assert "012345" not in str(type(other).objects.get(pk=other.pk).inhoud.render_as_block())


# Who gets the screens, and what becomes of a live page with the number.
MATRIX = {
    Rol.REDACTEUR: "in het concept (1)",
    Rol.EINDREDACTEUR: "op de site (1)",
    Rol.WEBBEHEERDER: "op de site (1)",
    Rol.FUNCTIONEEL_BEHEERDER: "op de site (1)",
    Rol.BEHANDELAAR: "",
    Rol.KLANTCONTACT: "",
    Rol.CRISISCOORDINATOR: "",
}


@pytest.mark.parametrize("rol", list(Rol))
def test_the_roles(client: Any, page: Any, rol: Rol) -> None:
    user = get_user_model().objects.create_user(rol.value, f"{rol.value}@dorp.example", "x")
    user.groups.add(setup_roles()[rol])
    address = {"wat": "nummer", "q": OLD, "nieuw": NEW}
    run = {**address, "plek": f"pagina-{page.pk}"}
    assert client.get(waar()).status_code == client.post(vervangen(), run).status_code == 302, "not logged in"
    client.force_login(user)
    if not MATRIX[rol]:
        for response in (
            client.get(waar(), address),
            client.get(vervangen(), address),
            client.post(vervangen(), run),
        ):
            assert response.status_code == 302
        assert waar() not in client.get(reverse("wagtailadmin_home")).content.decode()
        assert Page.objects.get(pk=page.pk).latest_revision_id == page.latest_revision_id
        return
    assert client.post(waar(), address).status_code == 405
    response = client.get(vervangen(), address)
    settings_may = rol is Rol.WEBBEHEERDER
    assert ("plek" in dict(fields(response))) and (
        any("sitesettings" in value for _name, value in fields(response)) == settings_may
    )
    assert MATRIX[rol] in words(client.post(vervangen(), run))


def test_the_preview_says_what_is_passed_over(client: Any, user: Any, page: Any) -> None:
    stored = type(page).objects.get(pk=page.pk)
    stored.locked = True
    stored.save(update_fields=["locked"])
    response = client.get(vervangen(), {"wat": "nummer", "q": OLD, "nieuw": NEW})
    assert "Hier verandert niets. Deze pagina zit op slot." in words(response)
    assert f"pagina-{page.pk}" not in [value for _name, value in fields(response)]


def test_the_ways_to_the_screen(client: Any, user: Any, home: Any, page: Any) -> None:
    location, document = make_location(home, "Stadhuis"), make_document("Formulier")
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[location.pk])).content.decode()
    assert f"{waar()}?wat=locatie&amp;id={location.pk}" in edit
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert f"{waar()}?wat=pagina&amp;id={page.pk}" in edit
    edit = client.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()
    assert f"{waar()}?wat=document&amp;id={document.pk}" in edit
    assert waar() in client.get(reverse("wagtailadmin_home")).content.decode()


def test_both_screens_cost_the_same_for_one_page_and_for_ten(client: Any, user: Any, home: Any) -> None:
    counts: dict[str, list[int]] = {waar(): [], vervangen(): []}
    for number in range(10):
        publish(make_page(home, f"Wijk {number}", tekst("<p>Bel 0590 012345.</p>")))
        if number in (0, 9):
            for address, found in counts.items():
                client.get(address, {"wat": "nummer", "q": OLD, "nieuw": NEW})
                with CaptureQueriesContext(connection) as queries:
                    client.get(address, {"wat": "nummer", "q": OLD, "nieuw": NEW})
                found.append(len(queries))
    assert all(first == last for first, last in counts.values()), counts
