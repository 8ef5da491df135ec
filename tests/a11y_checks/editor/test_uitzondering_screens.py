"""Uitzonderingen over HTTP: asking from a refused page, deciding as the second person, the list and its file."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from a11y_checks.gate.uitzondering_import import register_import
from a11y_checks.models import Uitzondering, UitzonderingReeks, UitzonderingStatus
from gemeente.roles import Rol, setup_roles
from tests.a11y_checks.gate.test_routes import form_data
from tests.a11y_checks.gate.test_uitzondering_besluit import WCAG, in_days
from tests.support.site import FAULTS, make_home, make_page, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


class Desk:
    """A page that is refused, and an employee of each role that has to do with it."""

    def __init__(self) -> None:
        self.page = make_page(publish(make_home()), "Afval", FAULTS["vague link"])
        self.page.save_revision()
        groups = setup_roles()
        self.users = {rol: make_user(rol.value, is_superuser=False) for rol in Rol}
        for rol, user in self.users.items():
            user.groups.add(groups[rol])
        self.ask_url = reverse("a11y_uitzondering_vragen", args=[self.page.pk])

    def client(self, rol: Rol) -> Client:
        """Logged in with this role."""
        client = Client()
        client.force_login(self.users[rol])
        return client

    def marks(self) -> list[str]:
        """The faults on the form."""
        soup = BeautifulSoup(self.client(Rol.EINDREDACTEUR).get(self.ask_url).content, "lxml")
        return [str(box["value"]) for box in soup.select("input[name=bevindingen]")]

    def ask(self, **fields: Any) -> Any:
        """Post the form as the eindredacteur."""
        dates = {"ends_on": in_days(30).isoformat(), "measure_on": in_days(20).isoformat()}
        data = {"bevindingen": self.marks(), "reason": "Het moet nu.", **WCAG, **dates, **fields}
        return self.client(Rol.EINDREDACTEUR).post(self.ask_url, data)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def said(answer: Any) -> str:
    return BeautifulSoup(answer.content, "lxml").get_text(" ")


def test_the_form_shows_what_stops_the_page(desk: Desk) -> None:
    answer = desk.client(Rol.EINDREDACTEUR).get(desk.ask_url)
    assert answer.status_code == 200
    assert "klik hier" in said(answer) and "toegankelijkheidsverklaring" in said(answer)
    assert len(desk.marks()) == 1


def test_the_refusal_offers_to_ask(desk: Desk, request: pytest.FixtureRequest) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[desk.page.pk])

    def offered() -> bool:
        answer = desk.client(Rol.EINDREDACTEUR).post(edit, form_data(desk.page))
        links = BeautifulSoup(answer.content, "lxml").select(
            ".messages a[href], [data-w-messages-target] a[href]"
        )
        return desk.ask_url in [link["href"] for link in links]

    assert offered()
    desk.page.inhoud = desk.page.inhoud.raw_data[:1]
    request.getfixturevalue("no_browser")
    assert not offered(), "a check that could not run is not to be excused"


def test_from_asking_to_online(desk: Desk) -> None:
    assert desk.ask().status_code == 302
    item = Uitzondering.objects.get()
    assert (item.status, item.requested_by) == (UitzonderingStatus.AANGEVRAAGD, desk.users[Rol.EINDREDACTEUR])
    detail = reverse("a11y_uitzondering", args=[item.pk])
    own = desk.client(Rol.EINDREDACTEUR)
    assert "Een ander moet hierover beslissen" in said(own.get(detail))
    assert "zelf aan" in said(own.post(detail, {"action": "approve"}, follow=True))
    second = desk.client(Rol.WEBBEHEERDER)
    home = second.get(reverse("wagtailadmin_home"))
    assert "1 uitzondering wacht op een tweede persoon" in " ".join(said(home).split())
    assert "goedgekeurd" in said(second.post(detail, {"action": "approve"}, follow=True))
    own.post(reverse("wagtailadmin_pages:edit", args=[desk.page.pk]), form_data(desk.page))
    desk.page.refresh_from_db()
    assert desk.page.live
    assert "wacht op een tweede persoon" not in said(second.get(reverse("wagtailadmin_home")))


def test_what_is_missing_stands_at_its_field(desk: Desk) -> None:
    text = said(desk.ask(reason="", ends_on="", effect=""))
    assert "Schrijf waarom" in text and "Kies een einddatum" in text and "merken" in text
    answer = desk.ask(cause=" ", ends_on=in_days(400).isoformat())
    assert answer.status_code == 200
    text = said(answer)
    assert "Schrijf waardoor de fout er is" in text and "binnen 365 dagen" in text
    assert not Uitzondering.objects.exists()


def test_a_fault_that_is_not_on_the_page_is_refused(desk: Desk) -> None:
    assert desk.ask(bevindingen=["0" * 32]).status_code == 200
    assert "minstens één fout" in said(desk.ask(bevindingen=[]))
    assert not Uitzondering.objects.exists()


def test_who_comes_second_sees_how_it_stands(desk: Desk) -> None:
    desk.ask()
    detail = reverse("a11y_uitzondering", args=[Uitzondering.objects.get().pk])
    desk.client(Rol.WEBBEHEERDER).post(detail, {"action": "reject", "reason": "Los het op."})
    late = desk.client(Rol.WEBBEHEERDER).post(detail, {"action": "approve"}, follow=True)
    assert "net over beslist" in said(late) and "Niet goedgekeurd" in said(late)


def test_nothing_to_ask_for_leads_back_with_the_reason(desk: Desk, request: pytest.FixtureRequest) -> None:
    good = make_page(desk.page.get_parent().specific, "Goed")
    client = desk.client(Rol.EINDREDACTEUR)
    answer = client.get(reverse("a11y_uitzondering_vragen", args=[good.pk]), follow=True)
    assert "U hebt geen uitzondering nodig" in said(answer)
    other = make_page(desk.page.get_parent().specific, "Ongezien")
    request.getfixturevalue("no_browser")
    answer = client.get(reverse("a11y_uitzondering_vragen", args=[other.pk]), follow=True)
    assert "de controle kon niet draaien" in said(answer)


@pytest.mark.parametrize("rol", Rol)
def test_roles(desk: Desk, rol: Rol) -> None:
    client = desk.client(rol)
    askers = {Rol.EINDREDACTEUR, Rol.WEBBEHEERDER, Rol.FUNCTIONEEL_BEHEERDER}
    deciders = {Rol.EINDREDACTEUR, Rol.WEBBEHEERDER}
    assert (client.get(desk.ask_url).status_code == 200) is (rol in askers)
    assert (client.get(reverse("a11y_uitzonderingen")).status_code == 200) is (rol in askers)
    assert desk.users[rol].has_perm("a11y_checks.decide_uitzondering") is (rol in deciders)
    assert desk.users[rol].has_perm("a11y_checks.add_uitzonderingreeks") is (rol is Rol.WEBBEHEERDER)
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[desk.page.pk]))
    assert (desk.ask_url in edit.content.decode()) is (rol in askers)
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("a11y_uitzonderingen") in menu) is (rol in askers)


def test_the_list_can_be_filtered_and_downloaded(desk: Desk) -> None:
    desk.ask()
    client, url = desk.client(Rol.WEBBEHEERDER), reverse("a11y_uitzonderingen")
    shown = said(client.get(url))
    assert "Wacht op een tweede persoon" in shown and str(in_days(30).year) in shown
    for query, shown in [
        ("stand=aangevraagd", True),
        ("stand=geldt", False),
        ("stand=voorbij", False),
        ("pagina=afv", True),
        ("pagina=x", False),
        (f"wie={Rol.EINDREDACTEUR.value}", True),
        (f"eindigt_voor={in_days(10).isoformat()}", False),
    ]:
        rows = BeautifulSoup(client.get(f"{url}resultaten/?{query}").content, "lxml").select("td.title")
        assert bool(rows) is shown, query
    file = b"".join(client.get(f"{url}?export=csv")).decode()  # type: ignore[arg-type]
    assert "Afval" in file and WCAG["cause"] in file and "Wacht op een tweede persoon" in file


def test_a_reeks_from_the_screen(desk: Desk) -> None:
    old = make_page(desk.page.get_parent().specific, "Oud", FAULTS["vague link"])
    client, url = desk.client(Rol.WEBBEHEERDER), reverse("a11y_reeksen")
    assert "geen overgezette pagina" in said(client.get(url))
    register_import(naam="Oude site", pages=[old])
    assert "Oude site (1 pagina)" in said(client.get(url))
    data = {
        "bron": "Oude site",
        "naam": "Zomer",
        "reason": "Wij zetten over.",
        "ends_on": in_days(91).isoformat(),
    }
    assert "binnen 90 dagen" in said(client.post(url, data))
    answer = client.post(url, data | {"ends_on": in_days(90).isoformat()})
    reeks = UitzonderingReeks.objects.get()
    assert answer.url == reverse("a11y_reeks", args=[reeks.pk])
    second = desk.client(Rol.EINDREDACTEUR)
    shown = said(second.post(answer.url, {"action": "approve"}, follow=True))
    assert "De fouten van 1 pagina moeten nog bewaard worden" in " ".join(shown.split())
    file = second.get(f"{answer.url}?csv")
    assert file.content.decode().splitlines()[1].startswith(f"{old.pk},Oud")
    assert desk.client(Rol.FUNCTIONEEL_BEHEERDER).post(url, data).status_code != 200
