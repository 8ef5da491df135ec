"""The draft statement: its deviations, the status it may have, its yearly renewal and the evaluations by people."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from a11y_checks.models import BevindingVerloop, Uitzondering, UitzonderingStatus, WcagOnderzoek
from a11y_checks.reports.onderzoek_views import from_lines, to_lines
from a11y_checks.reports.verklaring import (
    Afwijking,
    add_months,
    decide_status,
    draft_verklaring,
    needs_renewal,
    planned_onderzoek,
)
from a11y_checks.reports.verklaring_text import as_data, as_text, pages_text
from tests.a11y_checks.reports.test_voortgang import stored
from tests.support.client import CheckingClient
from tests.support.site import make_home, make_page, make_user, publish

TODAY = dt.date(2026, 11, 22)
WHOLE = Afwijking("1.4.3", "onderzoek", "Te licht", "Oud", "Slecht te lezen", "Nieuw", dt.date(2026, 12, 31))


def onderzoek(days_ago: int, *, full: bool = True, **fields: Any) -> WcagOnderzoek:
    """A registered evaluation, or a planned one when `days_ago` is negative."""
    fields = {"requirements_met": 47, **fields}
    day = timezone.localdate() - dt.timedelta(days=days_ago)
    return WcagOnderzoek.objects.create(
        titel="Onderzoek", uitgevoerd_door="Bureau", datum=day, is_full=full, **fields
    )


def letter(done: Any, planned: Any, *afwijkingen: Afwijking) -> str:
    return decide_status(TODAY, done, planned, afwijkingen).letter


def test_a_status_needs_people_and_is_never_a() -> None:
    done, plan = WcagOnderzoek(titel="Rapport", datum=TODAY), WcagOnderzoek(titel="Plan", datum=TODAY)
    part = Afwijking("1.4.3", "eigen controle", "Te licht")
    late = Afwijking("1.4.3", "onderzoek", "Te licht", "a", "b", "c", dt.date(2026, 11, 21))
    assert letter(None, None) == "D", "a machine that finds nothing gives no status"
    assert letter(None, plan) == "C"
    assert letter(done, None) == "B", "also without any deviation: A is for people"
    assert letter(done, None, WHOLE) == "B"
    assert letter(done, None, WHOLE, part) == "D"
    assert letter(done, plan, part) == "C"
    assert letter(done, None, late) == "D"
    assert len(decide_status(TODAY, done, plan, [part, late]).reasons) == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days_ago", "full", "expected"),
    [
        (0, True, "B"),
        (3 * 365, True, "B"),
        (3 * 366 + 1, True, "D"),
        (10, False, "D"),
        (-30, True, "C"),
        (-30, False, "D"),
        (-200, True, "D"),
    ],
)
def test_only_a_full_evaluation_of_at_most_three_years_carries_b(
    days_ago: int, full: bool, expected: str
) -> None:
    onderzoek(days_ago, full=full)
    assert draft_verklaring(timezone.localdate()).status.letter == expected


def test_months_are_months_of_the_calendar() -> None:
    assert add_months(dt.date(2026, 8, 31), 6) == dt.date(2027, 2, 28)
    assert add_months(dt.date(2028, 2, 29), -36) == dt.date(2025, 2, 28)
    assert add_months(dt.date(2026, 12, 1), 1) == dt.date(2027, 1, 1)


@pytest.fixture
def site(db: None, quiet_browser: None) -> list[Any]:
    """Two live pages with the same open fault, one of them under an uitzondering, and a question."""
    home = publish(make_home())
    pages = [publish(make_page(home, title)) for title in ("Afval", "Paspoort")]
    for page in pages:
        stored(page, "contrast", 5)
    stored(pages[0], "vraag", 5, niveau="ask")
    stored(pages[0], "klaar", 5, fixed=True)
    BevindingVerloop.objects.filter(rule="contrast").update(
        bevinding={"criteria": ["1.4.3", "2.4.11"], "message": "Te licht.", "help": ""}
    )
    Uitzondering.objects.create(
        page=pages[1].page_ptr,
        reason="De partner past het aan.",
        status=UitzonderingStatus.GOEDGEKEURD,
        requested_by=make_user("vraagt"),
        decided_by=make_user("beslist"),
        ends_on=timezone.localdate() + dt.timedelta(days=7),
        fingerprints=["contrast"],
        bevindingen=[{"criteria": ["1.4.3"], "message": "Te licht."}],
        cause="Oude kleuren",
        effect="Slecht te lezen",
        measure="Nieuwe kleuren",
        measure_on=timezone.localdate() + dt.timedelta(days=30),
    )
    return pages


def test_deviations_come_from_open_faults_uitzonderingen_and_evaluations(site: list[Any]) -> None:
    onderzoek(
        10,
        afwijkingen=from_lines(
            "1.1.1 | Foto zonder tekst | Vergeten | Blinden missen het | Tekst erbij | 31-12-2999"
        ),
    )
    draft = draft_verklaring(timezone.localdate())
    assert [(a.criterion, a.herkomst, a.pages, a.complete) for a in draft.afwijkingen] == [
        ("1.1.1", "onderzoek", (), True),
        ("1.4.3", "eigen controle", ("Afval",), False),
        ("1.4.3", "uitzondering", ("Paspoort",), True),
    ]
    assert [a.criterion for a in draft.extra] == ["2.4.11"], "WCAG 2.2 is no legal duty yet"
    assert draft.open_asks == 1
    assert len(draft.without_known) == 48
    assert draft.status.letter == "D" and any("1 afwijking" in reason for reason in draft.status.reasons)


def test_the_draft_takes_few_queries_whatever_the_site(
    site: list[Any], django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        stored(site[number % 2], f"meer-{number}", 3)
    with django_assert_max_num_queries(8):
        as_text(draft_verklaring(timezone.localdate()))


def test_the_command_prints_text_and_json(site: list[Any], tmp_path: Path) -> None:
    out = io.StringIO()
    call_command("toegankelijkheidsverklaring", stdout=out)
    text = out.getvalue()
    assert "1.4.3 Contrast (minimum) (niveau AA): Te licht." in text
    assert "Oorzaak: nog in te vullen" in text and "Oorzaak: Oude kleuren" in text
    assert "nooit status A" in text and "voldoet volledig" not in text
    target = tmp_path / "concept.json"
    call_command("toegankelijkheidsverklaring", "--format", "json", "--output", str(target), stdout=out)
    data = json.loads(target.read_text())
    assert data == json.loads(json.dumps(as_data(draft_verklaring(timezone.localdate()))))
    assert data["norm"]["versie"] == "2.1" and data["status"] == "D"


def test_many_pages_are_named_in_short() -> None:
    assert pages_text(Afwijking("1.1.1", "x", "y", pages=tuple("abcde"))) == "a, b, c en 2 andere"
    assert pages_text(Afwijking("1.1.1", "x", "y", pages=("a",))) == "a"


@pytest.mark.parametrize(
    "text", ["9.9.9 | wat", "1.4.3", "1.4.3 | a | b | c | d | morgen", "1.4.3 | a | b | c | d | | f"]
)
def test_lines_of_deviations_that_are_wrong_are_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="Regel 1"):
        from_lines(text)


def test_lines_of_deviations_survive_a_round() -> None:
    rows = from_lines("1.4.3 | Te licht | Oud | Slecht | Nieuw | 31-12-2026\n\n2.4.4 | Klik hier")
    assert [row["datum"] for row in rows] == ["2026-12-31", None]
    assert from_lines(to_lines(rows)) == rows


def test_renewal_is_yearly() -> None:
    assert needs_renewal(None, TODAY)
    assert not needs_renewal(dt.date(2025, 11, 22), TODAY)
    assert needs_renewal(dt.date(2025, 11, 21), TODAY)


@pytest.mark.usefixtures("site")
def test_the_screen_shows_the_draft_and_notes_the_renewal(client: CheckingClient) -> None:
    client.force_login(make_user())
    url = reverse("a11y_verklaring")
    text = client.get(url).content.decode()
    assert "D: voldoet niet" in text and "nog in te vullen" in text and "Nieuwe kleuren" in text
    home = reverse("wagtailadmin_home")
    assert "niet bekend wanneer de toegankelijkheidsverklaring" in client.get(home).content.decode()
    assert client.post(url, follow=True).status_code == 200
    entry = ModelLogEntry.objects.get(action="a11y_checks.verklaring_vernieuwd")
    assert entry.user.username == "eindredacteur"
    assert "toegankelijkheidsverklaring is voor het laatst" not in client.get(home).content.decode()
    ModelLogEntry.objects.update(timestamp=timezone.now() - dt.timedelta(days=400))
    assert "toegankelijkheidsverklaring is voor het laatst vernieuwd" in client.get(home).content.decode()
    assert client.get(reverse("a11y_verklaring_file")).content.decode().startswith("CONCEPT")
    assert client.get(reverse("a11y_verklaring_file"), {"vorm": "json"}).json()["status"] == "D"


@pytest.mark.django_db
def test_who_only_looks_may_not_say_that_it_was_renewed(client: CheckingClient) -> None:
    user = make_user("kijker", is_superuser=False)
    user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "view_audit"]))
    client.force_login(user)
    assert (
        "Ik heb de verklaring vandaag vernieuwd"
        not in client.get(reverse("a11y_verklaring")).content.decode()
    )
    client.post(reverse("a11y_verklaring"))
    assert not ModelLogEntry.objects.filter(action="a11y_checks.verklaring_vernieuwd").exists()


@pytest.mark.django_db
def test_evaluations_are_registered_with_their_deviations_and_by_whom(client: CheckingClient) -> None:
    user = make_user()
    client.force_login(user)
    url = reverse("wcag-onderzoeken:add")
    day = timezone.localdate() - dt.timedelta(days=3)
    facts = {
        "titel": "Onderzoek 2026",
        "uitgevoerd_door": "Bureau",
        "datum": day.isoformat(),
        "standard": "WCAG 2.1",
    }
    full = {**facts, "is_full": "on"}
    assert "hoeveel van de 50 eisen" in client.post(url, full).content.decode()
    assert "Vul de afwijkingen in" in client.post(url, {**full, "requirements_met": "49"}).content.decode()
    assert (
        "Regel 1" in client.post(url, {**full, "requirements_met": "49", "lijst": "niets"}).content.decode()
    )
    assert not WcagOnderzoek.objects.exists()
    good = {**full, "requirements_met": "49", "lijst": "1.4.3 | Te licht"}
    assert client.post(url, good).status_code == 302
    made = WcagOnderzoek.objects.get()
    assert made.registered_by == user and made.afwijkingen[0]["criterium"] == "1.4.3"
    edit = client.get(reverse("wcag-onderzoeken:edit", args=[made.pk])).content.decode()
    assert "1.4.3 | Te licht" in edit
    assert "Onderzoek 2026" in client.get(reverse("wcag-onderzoeken:index")).content.decode()


@pytest.mark.django_db
def test_a_planned_evaluation_is_one_with_a_date_to_come(client: CheckingClient) -> None:
    client.force_login(make_user())
    day = timezone.localdate() + dt.timedelta(days=60)
    facts = {"titel": "Plan", "uitgevoerd_door": "Bureau", "datum": day.isoformat(), "standard": "WCAG 2.1"}
    client.post(reverse("wcag-onderzoeken:add"), {**facts, "is_full": "on"})
    plan = planned_onderzoek(timezone.localdate())
    assert plan is not None and plan.titel == "Plan"
    too_far = {**facts, "datum": "2999-01-01"}
    assert "te ver weg" in client.post(reverse("wcag-onderzoeken:add"), too_far).content.decode()
