"""The report "Kapotte links": who sees what, where it leads, and what people decide."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from basis.links.models import LinkState, Weblink
from basis.models import PaginaBeheer, Team
from gemeente.roles import Rol, setup_roles
from tests.basis.links.test_internal import text, to_page
from tests.support.site import make_home, make_page, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


def person(rol: Rol) -> Any:
    setup_roles()
    user = get_user_model().objects.create_user(rol.value, f"{rol.value}@dorp.example", "geheim-geheim")
    user.groups.add(Group.objects.get(name=rol.value))
    return user


def broken_page(home: Any, title: str = "Afval", host: str = "weg.example", **care: Any) -> Any:
    page = publish(make_page(home, title, text(f'<a href="https://{host}/">Site van {host}</a>')))
    Weblink.objects.filter(host=host).update(
        state=LinkState.KAPOT, first_broken_at=timezone.now(), error="De site zegt: dit bestaat niet."
    )
    if care:
        PaginaBeheer.objects.update_or_create(page_id=page.pk, defaults=care)
    return page


@pytest.fixture
def home(quiet_browser: None) -> Any:
    """The live home page; published with the browser silent."""
    return publish(make_home())


def shown(response: Any) -> list[str]:
    return [a.text for a in BeautifulSoup(response.content, "lxml").select("td.title a")]


def test_the_list_tells_what_where_and_since_when(client: Any, home: Any) -> None:
    user = make_user()
    team = Team.objects.create(slug="afval", naam="Team Afval")
    page = broken_page(home, team=team, eigenaar=user)
    broken_page(home, "Glas", "glas.example")
    client.force_login(user)
    address = reverse("links_lijst")
    response = client.get(address)
    assert shown(response) == ["https://weg.example/", "https://glas.example/"]
    soup = BeautifulSoup(response.content, "lxml")
    edit = soup.select_one(f"td a[href^='{reverse('wagtailadmin_pages:edit', args=[page.pk])}#']")
    assert edit is not None and edit["href"].endswith(
        "contentpath=inhoud.c1111111-1111-4111-8111-111111111111"
    )
    assert "Team Afval" in soup.text and "De site zegt: dit bestaat niet." in soup.text
    assert shown(client.get(address, {"team": "afval"})) == ["https://weg.example/"]
    assert shown(client.get(address, {"van": "mij"})) == ["https://weg.example/"]
    assert shown(client.get(address, {"stand": "hapert"})) == []
    assert len(shown(client.get(address, {"stand": "alles"}))) == 2
    assert len(shown(client.get(address, {"stand": "x", "team": "x", "bladzijde": "x"}))) == 2


def test_names_of_pages_and_of_what_is_gone(client: Any, home: Any) -> None:
    target = publish(make_page(home, "Glasbak"))
    publish(make_page(home, "Afval", to_page(target.pk)))
    Weblink.objects.update(state=LinkState.KAPOT)
    client.force_login(make_user())
    assert shown(client.get(reverse("links_lijst"))) == ["Glasbak"]
    target.delete()
    assert shown(client.get(reverse("links_lijst"))) == ["Een pagina die er niet meer is"]


def test_the_first_page_counts_the_owners_own(client: Any, home: Any) -> None:
    user = make_user()
    client.force_login(user)
    broken_page(home, "Glas", "glas.example")
    assert "uw pagina's" not in client.get(reverse("wagtailadmin_home")).content.decode()
    broken_page(home, eigenaar=user)
    assert (
        "1 link op uw pagina" in BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "lxml").text
    )


def test_deciding_needs_the_right_and_a_reason(client: Any, home: Any) -> None:
    broken_page(home)
    link = Weblink.objects.get()
    act = reverse("links_besluit", args=[link.pk])
    client.force_login(person(Rol.REDACTEUR))
    assert client.get(act).status_code == 405
    response = client.post(act, {"actie": "negeren", "reden": " "})
    assert response.status_code == 422 and "Schrijf op waarom" in response.content.decode()
    assert client.post(act, {"actie": "negeren", "reden": "Even in onderhoud."}).status_code == 302
    link.refresh_from_db()
    assert link.ignored_by is not None and link.ignored_by.username == "redacteur"
    assert shown(client.get(reverse("links_lijst"))) == []
    assert len(shown(client.get(reverse("links_lijst"), {"stand": "genegeerd"}))) == 1
    assert "Even in onderhoud." in client.get(reverse("links_een", args=[link.pk])).content.decode()
    client.post(act, {"actie": "terug"})
    assert len(shown(client.get(reverse("links_lijst")))) == 1
    Weblink.objects.update(due_at=None)
    client.post(act, {"actie": "controleren"})
    link.refresh_from_db()
    assert link.due_at is not None and link.state == LinkState.KAPOT, "the worker asks, not this request"
    assert client.post(act, {"actie": "onzin"}).status_code == 302
    client.logout()
    client.force_login(person(Rol.KLANTCONTACT))
    for address in (reverse("links_lijst"), reverse("links_een", args=[link.pk])):
        assert client.get(address).status_code == 302
    assert client.post(act, {"actie": "terug"}).status_code == 302


def test_the_list_costs_the_same_for_one_link_and_for_twenty(client: Any, home: Any) -> None:
    client.force_login(make_user())
    team = Team.objects.create(slug="afval", naam="Team Afval")
    counts = []
    for number in range(12):
        broken_page(home, f"Afval in wijk {number}", f"site-{number}.example", team=team)
        if number in (1, 11):
            client.get(reverse("links_lijst"))
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse("links_lijst"))
            counts.append(len(queries))
    assert counts[0] == counts[1]
