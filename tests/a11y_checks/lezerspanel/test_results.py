"""Counting what readers said, the file, and the removal of what they wrote after a year."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry

from a11y_checks.lezerspanel.errors import LezerspanelError, LezerspanelNotAllowed
from a11y_checks.lezerspanel.results import (
    as_csv,
    in_one_sentence,
    measure_panel,
    unclear_at_least,
)
from a11y_checks.lezerspanel.retention import KEEP_DAYS, REMARK_REMOVED, purge_reacties, remove_remark
from a11y_checks.models import Lezerspanel, LezerspanelReactie
from basis.worker.jobs import all_jobs
from tests.a11y_checks.lezerspanel.readers import make_panel
from tests.support.site import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


@pytest.fixture
def panel() -> Lezerspanel:
    """Sentence 1: 3 clear of 4. Sentence 2: 1 clear of 4. Sentence 3: 0 of 1. The rest: no answer."""
    panel = make_panel(vraag="Weet u het nu?")
    choices: list[dict[str, str]] = [
        {"1": "duidelijk", "2": "niet_duidelijk", "3": "niet_duidelijk"},
        {"1": "duidelijk", "2": "niet_duidelijk"},
        {"1": "duidelijk", "2": "niet_duidelijk"},
        {"1": "niet_duidelijk", "2": "duidelijk"},
    ]
    for number, keuzes in enumerate(choices):
        LezerspanelReactie.objects.create(
            panel=panel, reader=f"lezer-{number}", keuzes=keuzes, started_on=timezone.localdate(),
            done_on=timezone.localdate() if number else None,
        )  # fmt: skip
    first = panel.reacties.first()
    assert first is not None
    first.opmerkingen, first.antwoord, first.opmerking = {"2": "=HYPERLINK(1)\nIk bel 06 12"}, "Nee.", "-Lang"
    first.save()
    return panel


def test_counts_and_worst_on_top(panel: Lezerspanel) -> None:
    stand = measure_panel(panel)
    assert (stand.reacties, stand.done, stand.judged, stand.clear) == (4, 3, 3, 1)
    rows = [(row.zin["id"], row.niet_duidelijk, row.duidelijk) for row in stand.worst_first]
    assert rows[:3] == [("2", 3, 1), ("3", 1, 0), ("1", 1, 3)], "3 of 4 weighs more than 1 of 1"
    assert [number for number, *_counts in rows[3:]] == [zin["id"] for zin in panel.zinnen[3:]]
    assert [row.bar for row in stand.worst_first[:3]] == [74.2, 99.0, 24.8]


def test_in_one_sentence(panel: Lezerspanel) -> None:
    text = in_one_sentence(panel)
    assert "4 lezers" in text and "met een antwoord: 3" in text and "voor de meesten: 1" in text
    panel.reacties.all().delete()
    assert "nog niemand" in in_one_sentence(panel)


def test_wilson() -> None:
    assert unclear_at_least(0, 0) == 0.0 and unclear_at_least(0, 50) == 0.0
    assert round(unclear_at_least(1, 1), 3) == 0.207
    # 10 of 20: 0.299 to 0.701, as in Newcombe, Statistics in Medicine 17 (1998).
    assert round(unclear_at_least(10, 20), 3) == 0.299
    assert unclear_at_least(9, 20) > unclear_at_least(1, 1)


def test_the_file_runs_nothing_and_can_be_read_back(panel: Lezerspanel) -> None:
    text = as_csv(panel, measure_panel(panel))
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert rows[0] == ["Nummer", "Soort", "Tekst", "Duidelijk", "Niet duidelijk", "Opmerkingen"]
    assert len(rows) == 1 + len(panel.zinnen) + 2
    assert rows[2][3:] == ["1", "3", "'=HYPERLINK(1) Ik bel 06 12"]
    assert rows[-2][1] == "Weet u het nu?" and rows[-2][-1] == "Nee." and rows[-1][-1] == "'-Lang"


def days_later(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def test_a_year_after_the_end_the_words_go_and_the_numbers_stay(panel: Lezerspanel) -> None:
    before = measure_panel(panel)
    assert purge_reacties(today=panel.ends_on + dt.timedelta(days=KEEP_DAYS)) == 0
    assert purge_reacties(today=panel.ends_on + dt.timedelta(days=KEEP_DAYS + 1)) == 1
    assert purge_reacties(today=panel.ends_on + dt.timedelta(days=KEEP_DAYS + 1)) == 0, "done is done"
    assert not LezerspanelReactie.objects.exists()
    panel.refresh_from_db()
    assert "HYPERLINK" not in str(panel.totalen) and "Nee" not in str(panel.totalen)
    after = measure_panel(panel)
    assert after.removed and not after.opmerkingen and not after.antwoorden
    counts = [[(r.duidelijk, r.niet_duidelijk) for r in stand.zinnen] for stand in (before, after)]
    assert counts[0] == counts[1]
    assert (after.reacties, after.done, after.clear) == (before.reacties, before.done, before.clear)


def test_closed_early_counts_from_the_closing(panel: Lezerspanel) -> None:
    Lezerspanel.objects.update(closed_at=timezone.now() - dt.timedelta(days=KEEP_DAYS + 1))
    assert purge_reacties() == 1


def test_the_worker_does_it() -> None:
    job = next(job for job in all_jobs() if job.name == "lezerspanels")
    panel = make_panel()
    LezerspanelReactie.objects.create(panel=panel, reader="a", started_on=days_later(-500))
    Lezerspanel.objects.update(ends_on=days_later(-KEEP_DAYS - 1))
    job.run()
    assert not LezerspanelReactie.objects.exists()
    assert Lezerspanel.objects.get().totalen["reacties"] == 1


def test_one_remark_can_be_removed_and_the_choices_stay(panel: Lezerspanel) -> None:
    reactie = panel.reacties.first()
    assert reactie is not None
    how: dict[str, Any] = {"panel": panel, "user": panel.created_by, "reactie_id": reactie.pk}
    for place in ("2", "antwoord", "opmerking"):
        remove_remark(**how, place=place)
        with pytest.raises(LezerspanelError, match="niet meer"):
            remove_remark(**how, place=place)
    reactie.refresh_from_db()
    assert (reactie.opmerkingen, reactie.antwoord, reactie.opmerking) == ({}, "", "")
    assert len(reactie.keuzes) == 3
    assert PageLogEntry.objects.filter(action=REMARK_REMOVED).count() == 3
    for place in ("keuzes", "reader", "panel", ""):
        with pytest.raises(LezerspanelError):
            remove_remark(**how, place=place)


def test_a_stranger_removes_nothing(panel: Lezerspanel) -> None:
    reactie = panel.reacties.first()
    assert reactie is not None
    with pytest.raises(LezerspanelNotAllowed):
        remove_remark(
            panel=panel, user=make_user("vreemd", is_superuser=False), reactie_id=reactie.pk, place="2"
        )
    other = make_panel(panel.page.specific, panel.created_by)
    with pytest.raises(LezerspanelError):
        remove_remark(panel=other, user=panel.created_by, reactie_id=reactie.pk, place="2")
