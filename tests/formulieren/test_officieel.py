"""The public list of official messages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from formulieren.models import FormulierPage
from formulieren.models.openstelling import openstelling

LIST = "/officiele-berichten/"


def test_each_kind_stands_there_with_its_channel_and_first_day(
    client: Client, formulier: FormulierPage, django_assert_num_queries: Any
) -> None:
    assert formulier.title not in client.get(LIST).content.decode(), "not an official message"
    FormulierPage.objects.filter(pk=formulier.pk).update(
        officieel_bericht=True, bericht_soort="Bezwaar tegen een besluit", kanaal_sinds=date(2026, 1, 1)
    )
    answer = client.get(LIST)
    shown = answer.content.decode()
    assert "Bezwaar tegen een besluit" in shown and formulier.title in shown
    assert "Dit kan sinds 1 januari 2026." in shown and f'href="{formulier.url}"' in shown
    assert formulier.andere_kanalen in shown
    assert not answer.cookies and "Cookie" not in answer.headers.get("Vary", "")


def test_a_form_that_is_not_live_is_left_out(client: Client, formulier: FormulierPage) -> None:
    FormulierPage.objects.filter(pk=formulier.pk).update(officieel_bericht=True, live=False)
    shown = client.get(LIST).content.decode()
    assert formulier.title not in shown and "nog geen officiële berichten" in shown


def test_a_form_that_never_opens_is_left_out_and_one_that_will_open_is_not(
    client: Client, formulier: FormulierPage
) -> None:
    moment = timezone.now() - timedelta(days=1)
    page = FormulierPage.objects.filter(pk=formulier.pk)
    page.update(officieel_bericht=True, opent_op=moment, sluit_op=moment)
    assert openstelling(page.get()).never and formulier.title not in client.get(LIST).content.decode()
    page.update(opent_op=timezone.now() + timedelta(days=1), sluit_op=None)
    assert formulier.title in client.get(LIST).content.decode()


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "A & B", "x" * 150])
def test_names_are_text(client: Client, formulier: FormulierPage, name: str) -> None:
    FormulierPage.objects.filter(pk=formulier.pk).update(officieel_bericht=True, bericht_soort=name)
    assert "<script>alert" not in client.get(LIST).content.decode()
