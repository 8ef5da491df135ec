"""How a form goes: what the flow counts, and what the form's owner sees of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from basis.measure.buffer import flush
from basis.measure.models import Soort, Telling
from formulieren.editor.meting import measure_formulier
from formulieren.inzendingen.meting import sleutel
from formulieren.inzendingen.models import Inzending
from formulieren.inzendingen.retention import purge_concepts
from formulieren.models import FormulierPage
from formulieren.screens import controle_url, stap_url
from tests.formulieren.conftest import GEGEVENS, MELDING

pytestmark = pytest.mark.sqlite

STEP_1, STEP_2 = stap_url("proef", "melding"), stap_url("proef", "gegevens")


@pytest.fixture(autouse=True)
def _empty_buffer(db: None) -> None:
    flush()
    Telling.objects.all().delete()
    cache.clear()


def count_of(soort: Soort, *parts: str) -> int:
    flush()
    return sum(Telling.objects.filter(soort=soort, sleutel=sleutel(*parts)).values_list("aantal", flat=True))


def fill(client: Client, *, send: bool = True) -> None:
    client.post(STEP_1, MELDING)
    client.post(STEP_2, GEGEVENS)
    if send:
        client.post(controle_url("proef"))


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_visit_that_is_sent_counts_a_start_each_step_and_an_end(formulier: FormulierPage) -> None:
    form = str(formulier.translation_key)
    fill(Client())
    assert [count_of(soort, form) for soort in (Soort.FORM_START, Soort.FORM_DONE)] == [1, 1]
    assert [count_of(Soort.FORM_STEP, form, slug) for slug in ("melding", "gegevens")] == [1, 1]
    assert count_of(Soort.FORM_TIME, form, "gegevens", "15s") == 1
    assert count_of(Soort.FORM_TIME, form, "melding", "15s") == 0, (
        "nobody knows when the first page was opened"
    )


def test_a_step_that_is_changed_later_counts_once(formulier: FormulierPage) -> None:
    form, client = str(formulier.translation_key), Client()
    client.post(STEP_1, MELDING)
    client.post(STEP_1, MELDING)
    assert count_of(Soort.FORM_STEP, form, "melding") == 1
    assert count_of(Soort.FORM_TRY, form, "melding") == 2


def test_wrong_answers_count_per_question(formulier: FormulierPage) -> None:
    form = str(formulier.translation_key)
    Client().post(STEP_1, {**MELDING, "wat": "", "aantal": "veel"})
    assert [count_of(Soort.FORM_ERROR, form, code) for code in ("wat", "aantal", "soort")] == [1, 1, 0]
    assert count_of(Soort.FORM_TRY, form, "melding") == 1
    assert count_of(Soort.FORM_START, form) == 0


def test_who_never_sends_counts_after_the_last_step(formulier: FormulierPage) -> None:
    form = str(formulier.translation_key)
    fill(Client(), send=False)
    Client().post(STEP_1, MELDING)
    Inzending.objects.update(gewijzigd_op=timezone.now() - timedelta(days=30))
    assert purge_concepts() == 2
    assert [count_of(Soort.FORM_LEFT, form, slug) for slug in ("melding", "gegevens")] == [1, 1]


def test_the_worst_question_stands_on_top_and_the_middle_time_is_told(formulier: FormulierPage) -> None:
    form, today = str(formulier.translation_key), timezone.localdate()
    for soort, key, number in [
        (Soort.FORM_START, form, 40),
        (Soort.FORM_DONE, form, 30),
        (Soort.FORM_STEP, sleutel(form, "gegevens"), 35),
        (Soort.FORM_TRY, sleutel(form, "melding"), 50),
        (Soort.FORM_TRY, sleutel(form, "gegevens"), 40),
        (Soort.FORM_ERROR, sleutel(form, "wat"), 5),
        (Soort.FORM_ERROR, sleutel(form, "naam"), 20),
        (Soort.FORM_TIME, sleutel(form, "gegevens", "15s"), 10),
        (Soort.FORM_TIME, sleutel(form, "gegevens", "2m"), 25),
    ]:
        Telling.objects.create(soort=soort, sleutel=key, dag=today, aantal=number)
    Telling.objects.create(soort=Soort.FORM_START, sleutel=form, dag=today - timedelta(days=40), aantal=900)
    found = measure_formulier(formulier, dagen=28)
    assert (found.begonnen, found.verstuurd, found.afgemaakt) == (40, 30, 0.75)
    assert [(one.code, one.fouten, one.aandeel) for one in found.vragen] == [
        ("naam", 20, 0.5),
        ("wat", 5, 0.1),
    ]
    assert [stap.tijd for stap in found.stappen] == ["", "minder dan 2 minuten"]


def test_the_screen_shows_the_figures_to_who_edits_the_form(
    admin_client: Client, formulier: FormulierPage, django_assert_max_num_queries: Any
) -> None:
    form, today = str(formulier.translation_key), timezone.localdate()
    screen = reverse("formulier_meting", args=[formulier.pk])
    Telling.objects.create(soort=Soort.FORM_START, sleutel=form, dag=today, aantal=4)
    assert "te weinig mensen" in admin_client.get(screen).content.decode()
    Telling.objects.filter(soort=Soort.FORM_START).update(aantal=8)
    Telling.objects.create(soort=Soort.FORM_DONE, sleutel=form, dag=today, aantal=6)
    Telling.objects.create(soort=Soort.FORM_ERROR, sleutel=sleutel(form, "wat"), dag=today, aantal=3)
    shown = admin_client.get(screen).content.decode()
    assert "75 %" in shown and "Wat ziet u?" in shown and "<svg" in shown
    listed = admin_client.get(reverse("formulier_metingen")).content.decode()
    assert formulier.title in listed and "75 %" in listed
    assert Client().get(screen).status_code == 302


def test_the_screen_tells_along_which_channel_and_with_whose_help(
    admin_client: Client, formulier: FormulierPage
) -> None:
    form = str(formulier.translation_key)
    Telling.objects.create(soort=Soort.FORM_START, sleutel=form, dag=timezone.localdate(), aantal=8)
    sent = {
        "versie": formulier.versies.get(),
        "state": "ingediend",
        "code_hash": "x",
        "ingediend_op": timezone.now(),
    }
    for number, (kanaal, hulp) in enumerate(
        [("online", ""), ("online", "naaste"), ("balie_inloop", "")] + [("telefoon", "")] * 3
    ):
        Inzending.objects.create(**sent, reference=f"R{number}", kanaal=kanaal, hulp=hulp)
    Inzending.objects.create(versie=sent["versie"], kanaal="post")
    old = {**sent, "ingediend_op": timezone.now() - timedelta(days=29)}
    Inzending.objects.create(**old, reference="OUD", kanaal="post")
    found = measure_formulier(formulier, dagen=28)
    assert [number for _name, number in found.kanalen] == [3, 2, 1]
    assert found.kanalen[0][0] == "Telefoon" and [number for _who, number in found.hulp] == [5, 1]
    shown = admin_client.get(reverse("formulier_meting", args=[formulier.pk])).content.decode()
    assert "Langs welke weg" in shown and "Ja, iemand die ik ken" in shown


@pytest.mark.parametrize("dagen", ["0", "-1", "9999", "x", ""])
def test_another_period_than_offered_is_four_weeks(
    admin_client: Client, formulier: FormulierPage, dagen: str
) -> None:
    answer = admin_client.get(reverse("formulier_meting", args=[formulier.pk]), {"dagen": dagen})
    assert answer.status_code == 200 and answer.context["dagen"] == 28
