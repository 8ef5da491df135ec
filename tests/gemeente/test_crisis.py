"""The crisis message: one person, at once, without a browser; plain text only; off whatever happens; all in the log."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.log_actions import registry
from wagtail.models import Site

from a11y_checks.gate import PublishRefused
from a11y_checks.gate.crisis import banner_faults
from a11y_checks.models import GateRecord
from gemeente.pages.crisis import SHOWN, TAKEN_DOWN, clear_crisisbericht, publish_crisisbericht
from gemeente.pages.crisis_rules import message_problems
from gemeente.pages.models import Crisisbericht
from gemeente.roles import Rol, setup_roles
from tests.support.site import make_home, make_page, make_user, publish

pytestmark = pytest.mark.django_db

GOOD = {
    "titel": "Hoog water",
    "tekst": "Blijf weg van de kade.\nBel 112 bij gevaar.",
    "telefoon": "(0590) 01 23 45",
}


@pytest.fixture
def home(quiet_browser: None) -> Any:
    return publish(make_home())


@pytest.fixture
def site(home: Any) -> Site:
    return Site.objects.get(is_default_site=True)


@pytest.fixture
def coordinator() -> Any:
    user = make_user("coordinator", is_superuser=False)
    user.groups.add(setup_roles()[Rol.CRISISCOORDINATOR])
    return user


def entries(site: Site) -> list[tuple[str, Any, str]]:
    found = registry.get_logs_for_instance(Crisisbericht.for_site(site)).exclude(action="wagtail.edit")
    return [(entry.action, entry.user, entry.data["titel"]) for entry in found.order_by("pk")]


def test_one_person_at_once_without_a_browser(
    site: Site,
    coordinator: Any,
    request: pytest.FixtureRequest,
    django_capture_on_commit_callbacks: Any,
) -> None:
    request.getfixturevalue("no_browser")
    with pytest.raises(PublishRefused):
        publish(make_page(site.root_page.specific))  # the browser really is away
    with django_capture_on_commit_callbacks(execute=True):
        publish_crisisbericht(site=site, user=coordinator, **GOOD)
    assert b"Hoog water" in Client().get("/").content
    assert GateRecord.objects.filter(stale_since__isnull=True).count() == 0, "the browser's audit follows"
    with django_capture_on_commit_callbacks(execute=True):
        clear_crisisbericht(site=site, user=coordinator)
    assert b"Hoog water" not in Client().get("/").content
    assert entries(site) == [(SHOWN, coordinator, "Hoog water"), (TAKEN_DOWN, coordinator, "Hoog water")]


def test_the_same_through_the_admin(site: Site, coordinator: Any, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("no_browser")
    client = Client()
    client.force_login(coordinator)
    url = reverse("wagtailsettings:edit", args=["pages", "crisisbericht", site.pk])
    assert client.post(url, {**GOOD, "actief": "on"}).status_code == 302
    assert b"Hoog water" in Client().get("/").content
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Het crisisbericht staat aan" in home and "Aangezet door coordinator" in home
    history = client.get(reverse("wagtailadmin_reports:site_history"))
    assert history.status_code == 200
    answer = client.post(url, {**GOOD, "titel": "<b>x</b>", "actief": "on"})
    assert answer.status_code == 200 and "Gebruik geen HTML" in answer.content.decode()
    assert b"Hoog water" in Client().get("/").content, "a wrong message changes nothing"
    assert client.post(url, GOOD).status_code == 302
    assert b"Hoog water" not in Client().get("/").content
    assert [step for step, _user, _title in entries(site)] == [SHOWN, TAKEN_DOWN]
    assert "Het crisisbericht staat aan" not in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize(
    "words",
    [
        {"titel": "x" * 500, "tekst": "y" * 5000, "telefoon": "z" * 100},
        {"titel": "<b>", "tekst": "HELEMAAL IN HOOFDLETTERS GESCHREVEN", "telefoon": "bel ons"},
        {"titel": "", "tekst": "", "telefoon": ""},
        {},
    ],
    ids=["too long", "wrong", "empty", "nothing sent"],
)
def test_taking_down_always_works(site: Site, coordinator: Any, words: dict[str, str]) -> None:
    publish_crisisbericht(site=site, user=coordinator, **GOOD)
    client = Client()
    client.force_login(coordinator)
    url = reverse("wagtailsettings:edit", args=["pages", "crisisbericht", site.pk])
    assert client.post(url, words).status_code == 302
    assert not Crisisbericht.objects.get(site=site).actief
    assert b"Hoog water" not in Client().get("/").content


def test_words_that_got_in_another_way_come_down_too(site: Site, coordinator: Any) -> None:
    Crisisbericht.for_site(site)
    Crisisbericht.objects.update(actief=True, titel="<b>ROOK</b>", tekst="BLIJF BINNEN MET DE RAMEN DICHT")
    clear_crisisbericht(site=site, user=coordinator)
    assert not Crisisbericht.objects.get(site=site).actief


def test_more_pages_cost_no_more_queries(
    site: Site, coordinator: Any, django_capture_on_commit_callbacks: Any
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted, django_capture_on_commit_callbacks(execute=True):
            publish_crisisbericht(site=site, user=coordinator, **GOOD)
        return len(counted)

    queries()  # fills caches
    before = queries()
    for title in ("Afval scheiden", "Glas wegbrengen", "Papier aan huis"):
        publish(make_page(site.root_page.specific, title))
    assert queries() == before
    assert GateRecord.objects.filter(stale_since__isnull=False).count() == 4


def test_words_can_be_kept_ready(site: Site, coordinator: Any) -> None:
    clear_crisisbericht(site=site, user=coordinator, prepared=GOOD)
    crisis = Crisisbericht.objects.get(site=site)
    assert (crisis.actief, crisis.titel) == (False, "Hoog water")
    assert entries(site) == [], "nothing showed, so nothing was taken down"


def test_only_with_the_right(site: Site) -> None:
    nobody = make_user("niemand", is_superuser=False)
    with pytest.raises(PermissionDenied):
        publish_crisisbericht(site=site, user=nobody, **GOOD)
    with pytest.raises(PermissionDenied):
        clear_crisisbericht(site=site, user=nobody)


@pytest.mark.parametrize(
    ("words", "where", "said"),
    [
        ({"titel": " "}, "titel", "Vul een titel in"),
        ({"tekst": "\n"}, "tekst", "Vul het bericht in"),
        ({"titel": "x" * 101}, "titel", "100"),
        ({"tekst": "x" * 401}, "tekst", "400"),
        ({"tekst": "Lees <a href='/x'>alles</a>."}, "tekst", "geen HTML"),
        ({"titel": "Brand &amp; rook"}, "titel", "geen HTML"),
        ({"tekst": "Kijk op https://www.elzenvoort.example."}, "tekst", "geen link"),
        ({"tekst": "Kijk op [de kaart](/kaart)."}, "tekst", "geen link"),
        ({"tekst": "Klik hier voor de kaart."}, "tekst", "kan geen link"),
        ({"tekst": "Er is brand. Lees meer."}, "tekst", "kan geen link"),
        ({"titel": "GROTE BRAND IN HET CENTRUM"}, "titel", "hoofdletters"),
        ({"tekst": "Er is brand. BLIJF NU METEEN BINNEN en wacht."}, "tekst", "hoofdletters"),
        ({"telefoon": "bel 112"}, "telefoon", "telefoonnummer"),
        ({"telefoon": "()"}, "telefoon", "telefoonnummer"),
    ],
)
def test_refused_at_the_field(
    site: Site, coordinator: Any, words: dict[str, str], where: str, said: str
) -> None:
    with pytest.raises(ValidationError) as problem:
        publish_crisisbericht(site=site, user=coordinator, **(GOOD | words))
    assert list(problem.value.message_dict) == [where]
    assert said in problem.value.message_dict[where][0]
    assert not Crisisbericht.for_site(site).actief


@pytest.mark.parametrize(
    "tekst",
    [
        "Bel 112 bij gevaar. Is het niet dringend? Bel 14 0590.",
        "Het water stijgt tot 3 < 4 meter & meer. Blijf thuis!",
        "De GGD en de NS geven info. Kijk op de pagina Nieuws.",
        "Bij klachten: bel uw huisarts (ook ’s nachts).",
        "x" * 400,
    ],
)
def test_ordinary_words_pass(tekst: str) -> None:
    assert message_problems("Hoog water", tekst, "112") == {}


def test_the_page_round_the_banner_has_no_fault_of_its_own() -> None:
    assert banner_faults("") == []


def test_static_rules_have_the_last_word() -> None:
    assert [fault.rule for fault in banner_faults("<section><h2></h2><img src='x.png'></section>")]


def test_the_command_does_the_same(site: Site, coordinator: Any) -> None:
    out = io.StringIO()
    words = [f"--{name}={value}" for name, value in GOOD.items()]
    call_command("crisisbericht", "aan", *words, "--user=coordinator", stdout=out)
    assert b"Hoog water" in Client().get("/").content
    call_command("crisisbericht", "uit", "--user=coordinator", stdout=out)
    assert out.getvalue().splitlines() == ["Het crisisbericht staat aan.", "Het crisisbericht staat uit."]
    make_user("niemand", is_superuser=False)
    for wrong, said in [
        (["aan", "--titel=x", "--user=coordinator"], "tekst: Vul het bericht in"),
        (["uit", "--user=niemand"], "mag het crisisbericht niet"),
        (["uit", "--user=onbekend"], "bestaat niet"),
    ]:
        with pytest.raises(CommandError, match=said) as problem:
            call_command("crisisbericht", *wrong)
        assert problem.value.returncode == 2


@pytest.mark.browser
def test_the_template_is_audited_beforehand(site: Site, coordinator: Any, use_auditor: Any) -> None:
    """The longest words that fit, on a page and on the components page: nothing for the browser to find."""
    from tests.support.auditor import audit_one

    def found(address: str) -> set[tuple[str, str]]:
        result = audit_one(use_auditor, Client().get(address).content.decode(), path=address)
        assert result.rules_run > 20
        return {(bevinding.rule, bevinding.excerpt) for bevinding in result.bevindingen}

    addresses = ("/", reverse("components"))
    before = {address: found(address) for address in addresses}
    words = {"titel": ("Hoog water " * 9).strip(), "tekst": ("Blijf weg. " * 36).strip()}
    publish_crisisbericht(site=site, user=coordinator, telefoon="112", **words)
    for address in addresses:
        assert found(address) - before[address] == set(), address
