"""Figures and trend: what is open, what was fixed and how long that took, and the report that shows it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from a11y_checks.models import BevindingVerloop, GateRecord
from a11y_checks.reports.trend import HEIGHT, WIDTH, draw_trend, measure_trend
from a11y_checks.reports.voortgang import HistoryRow, measure_voortgang
from basis.models import PaginaBeheer, Team
from tests.support.client import CheckingClient
from tests.support.site import make_home, make_page, make_user, publish

NOON = dt.datetime(2026, 11, 18, 12, tzinfo=dt.UTC)  # a Wednesday


def row(days_open: float, *, fixed: bool = True, niveau: str = "block", ago: float = 0, page: int = 1) -> Any:
    """A row that was first seen `ago` + `days_open` days ago, and fixed `ago` days ago or still open."""
    first = NOON - dt.timedelta(days=ago + days_open)
    return HistoryRow(page, niveau, first, NOON - dt.timedelta(days=ago) if fixed else None)


def stored(page: Any, rule: str, days: float, *, fixed: bool = False, niveau: str = "block") -> None:
    """A row in the history that was first seen `days` days ago, and fixed just now when `fixed`."""
    now = timezone.now()
    BevindingVerloop.objects.create(
        page_id=page.pk,
        fingerprint=rule,
        rule=rule,
        niveau=niveau,
        bevinding={"criteria": ["1.4.3"], "message": f"{rule} is te licht.", "help": "Maak het donkerder."},
        first_seen=now - dt.timedelta(days=days),
        last_seen=now,
        fixed_on=now if fixed else None,
    )


@pytest.fixture
def pages(db: None, quiet_browser: None) -> list[Any]:
    """A home page and two pages below it, of two teams, with some history."""
    home = publish(make_home())
    made = [home, publish(make_page(home, "Afval")), publish(make_page(home, "Paspoort"))]
    for page, name in zip(made[1:], ("Openbare ruimte", "Burgerzaken"), strict=True):
        team = Team.objects.create(naam=name, slug=name.lower().replace(" ", "-"))
        PaginaBeheer.objects.create(page=page.page_ptr, team=team)
    stored(made[1], "een", 10)
    stored(made[1], "twee", 4, fixed=True)
    stored(made[1], "drie", 8, fixed=True)
    stored(made[2], "vier", 2, niveau="ask")
    stored(made[0], "vijf", 1)
    return made


def test_the_figures_of_the_site_teams_and_pages(pages: list[Any]) -> None:
    found = measure_voortgang()
    site = found.site
    assert (site.open_block, site.open_ask, site.fixed, site.median_days) == (2, 1, 2, 6.0)
    assert site.first_seen == timezone.localdate() - dt.timedelta(days=10)
    assert [(t.label, t.open, t.fixed) for t in found.teams] == [
        ("Openbare ruimte", 1, 2),
        ("Zonder team", 1, 0),
        ("Burgerzaken", 1, 0),
    ]
    assert [(p.label, p.page_id, p.team) for p in found.pages] == [
        ("Afval", pages[1].pk, "Openbare ruimte"),
        ("Gemeente Testdorp", pages[0].pk, ""),
        ("Paspoort", pages[2].pk, "Burgerzaken"),
    ]


def test_the_figures_of_one_team_and_of_one_level(pages: list[Any]) -> None:
    found = measure_voortgang(team="Burgerzaken")
    assert (found.site.open, [p.label for p in found.pages]) == (1, ["Paspoort"])
    assert found.team_names == ("Burgerzaken", "Openbare ruimte")
    assert measure_voortgang(niveau="ask").site.open_block == 0


def test_queries_do_not_grow_with_the_history(pages: list[Any], django_assert_max_num_queries: Any) -> None:
    for number in range(40):
        stored(pages[number % 3], f"meer-{number}", 3)
    with django_assert_max_num_queries(4):
        measure_voortgang()


def test_nothing_found_yet_gives_noughts(db: Any) -> None:
    site = measure_voortgang().site
    assert (site.open, site.fixed, site.median_days, site.first_seen) == (0, 0, None, None)


def test_the_trend_counts_what_was_open_when_each_week_ended() -> None:
    rows = [row(10, ago=5), row(3, fixed=False), row(20, fixed=False, niveau="ask")]
    weeks = measure_trend(rows, weeks=4, today=NOON.date())
    assert [week.ends_on for week in weeks] == [
        dt.date(2026, 11, 1),
        dt.date(2026, 11, 8),
        dt.date(2026, 11, 15),
        dt.date(2026, 11, 18),
    ]
    # Seen first on 3 November and fixed on the 13th; open since the 15th; a question since 29 October.
    assert [week.open_block for week in weeks] == [0, 1, 1, 1]
    assert [week.open_ask for week in weeks] == [1, 1, 1, 1]
    assert [week.fixed for week in weeks] == [0, 0, 1, 0]


@pytest.mark.parametrize("weeks", [1, 13, 52])
@pytest.mark.parametrize("many", [0, 3, 117])
def test_the_drawing_stays_inside_its_frame_and_has_whole_labels(weeks: int, many: int) -> None:
    rows = [row(200, fixed=False, niveau="block") for _ in range(many)]
    drawing = draw_trend(measure_trend(rows, weeks=weeks, today=NOON.date()))
    points = [*drawing.block, *drawing.ask]
    assert len(points) == 2 * weeks
    assert all(0 <= p.x <= WIDTH and 0 <= p.y <= HEIGHT for p in points)
    assert drawing.values[0][1] == 0 and drawing.values[-1][1] >= many
    assert len({value for _y, value in drawing.values}) == len(drawing.values)
    assert len(drawing.weeks) <= 7
    assert drawing.block_line.count(",") == weeks
    highest = min(p.y for p in drawing.block)
    assert many == 0 or highest < drawing.values[0][0]


@pytest.fixture
def editor(client: CheckingClient, pages: list[Any]) -> CheckingClient:
    client.force_login(make_user())
    return client


def test_the_report_shows_the_same_figures_as_drawing_and_as_table(editor: CheckingClient) -> None:
    soup = BeautifulSoup(editor.get(reverse("a11y_voortgang")).content, "lxml")
    svg = soup.select_one("figure svg")
    assert svg is not None and svg["role"] == "img"
    names = [soup.find(id=name) for name in str(svg["aria-labelledby"]).split()]
    assert [name.name for name in names if name] == ["title", "desc"]
    assert names[1] is not None and "naar 2" in names[1].text
    rows = soup.select("details table tbody tr")
    assert len(rows) == 26
    assert [cell.text for cell in rows[-1].select("td")] == ["2", "1", "2"]
    assert len(svg.select("rect")) == len(svg.select("circle")) == 26
    assert "toegankelijk." not in soup.text and "is toegankelijk" not in soup.text


def test_the_report_filters(editor: CheckingClient, pages: list[Any]) -> None:
    url = reverse("a11y_voortgang")
    soup = BeautifulSoup(editor.get(url, {"team": "Burgerzaken", "weken": "13"}).content, "lxml")
    assert len(soup.select("details table tbody tr")) == 13
    links = [str(a["href"]) for a in soup.select("th a")]
    assert links == [reverse("a11y_voortgang_pagina", args=[pages[2].pk])]
    assert (
        editor.get(url, {"team": "<niemand>", "niveau": "x", "weken": "x", "bladzijde": "x"}).status_code
        == 200
    )


def test_the_report_of_one_page(editor: CheckingClient, pages: list[Any]) -> None:
    GateRecord.objects.filter(page=pages[1].pk).update(
        stale_since=timezone.now(), stale_reason="Het menu is gewijzigd."
    )
    text = editor.get(reverse("a11y_voortgang_pagina", args=[pages[1].pk])).content.decode()
    for expected in (
        "een is te licht.",
        "twee is te licht.",
        "Openbare ruimte",
        "Het menu is gewijzigd.",
        "1.4.3",
    ):
        assert expected in text
    assert "vijf is te licht." not in text
    assert editor.get(reverse("a11y_voortgang_pagina", args=[999_999])).status_code == 404


def test_queries_of_the_report_do_not_grow(
    editor: CheckingClient, pages: list[Any], django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        stored(pages[number % 3], f"meer-{number}", 3)
    editor.get(reverse("a11y_voortgang"))
    with django_assert_max_num_queries(25):
        editor.get(reverse("a11y_voortgang"), {"team": "Burgerzaken"})


def test_the_rows_as_csv_open_safely_in_a_spreadsheet(editor: CheckingClient, pages: list[Any]) -> None:
    BevindingVerloop.objects.filter(rule="een").update(
        bevinding={"criteria": ["1.4.3"], "message": "=HYPERLINK(1)", "help": ""}
    )
    answer = editor.get(reverse("a11y_voortgang_csv"), {"team": "Openbare ruimte"})
    assert answer["Content-Type"].startswith("text/csv") and "attachment" in answer["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [r["regel"] for r in rows] == ["een", "drie", "twee"]
    assert {r["team"] for r in rows} == {"Openbare ruimte"}
    assert next(r["bevinding"] for r in rows if r["regel"] == "een") == "'=HYPERLINK(1)"
    assert all(bool(r["opgelost op"]) == (r["regel"] != "een") for r in rows)


REPORTS = (
    "a11y_voortgang", "a11y_voortgang_csv", "a11y_bewijs", "a11y_bewijs_zip", "a11y_verklaring", "a11y_verklaring_file",
)  # fmt: skip


def test_only_who_may_see_audits_may_see_the_reports(client: CheckingClient, db: Any) -> None:
    user = make_user("redacteur", is_superuser=False)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert [client.get(reverse(name)).status_code for name in REPORTS] == [302] * len(REPORTS)
    assert reverse("a11y_voortgang") not in client.get(reverse("wagtailadmin_home")).content.decode()
