"""Opening and closing dates and the maximum number: at the start, at the first step, and at the very last place."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from formulieren.inzendingen.models import Antwoord, Inzending, InzendingState
from formulieren.models import FormulierPage, FormulierVersie
from formulieren.models.openstelling import Stand, openstelling
from formulieren.zaken.models import Zaak
from formulieren.zaken.services import FormulierVol, Receipt, submit_inzending
from tests.formulieren.conftest import GEGEVENS, MELDING, Resident
from tests.formulieren.test_submit import concept, run_together
from tests.support.client import CheckingClient


def change(formulier: FormulierPage, **fields: Any) -> None:
    """As an editor would, without a new audit for each case."""
    for name, value in fields.items():
        setattr(formulier, name, value)
    formulier.save_revision().publish()


def test_the_stand_follows_dates_and_number(formulier: FormulierPage) -> None:
    now = timezone.now()
    hour = timedelta(hours=1)
    cases = [
        ({}, Stand.OPEN),
        ({"opent_op": now + hour}, Stand.NOG_NIET),
        ({"opent_op": now}, Stand.OPEN),
        ({"sluit_op": now}, Stand.GESLOTEN),
        ({"sluit_op": now + hour}, Stand.OPEN),
        ({"max_inzendingen": 0}, Stand.VOL),
        ({"max_inzendingen": 1}, Stand.OPEN),
    ]
    for fields, stand in cases:
        page = FormulierPage(pk=formulier.pk, **fields)
        assert openstelling(page, now=now).stand is stand, fields


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"opent_op": timezone.now() + timedelta(days=3)}, "vanaf"),
        ({"sluit_op": timezone.now() - timedelta(days=3)}, "gesloten sinds"),
        ({"max_inzendingen": 0}, "is vol"),
    ],
)
def test_who_comes_too_early_or_too_late_is_told(
    formulier: FormulierPage, fields: dict[str, Any], text: str
) -> None:
    change(formulier, **fields)
    client = CheckingClient()
    start = client.get(formulier.get_url())
    assert text in start.content.decode() and "stap/melding" not in start.content.decode()
    # What it asks stands there only for who can get ready for it.
    assert ("Dit vragen wij u" in start.content.decode()) is (text == "vanaf")
    resident = Resident(client)
    for page in (resident.get("melding"), resident.post("melding", MELDING)):
        html = page.content.decode()
        assert page.status_code == 410 and text in html and "(0590) 01 23 45" in html
    assert not Inzending.objects.exists()


def test_who_is_busy_finishes_after_closing(resident: Resident, formulier: FormulierPage) -> None:
    resident.post("melding", MELDING)
    change(formulier, sluit_op=timezone.now())
    assert resident.post("gegevens", GEGEVENS).url == resident.url("controleren")
    assert resident.post("controleren").url == resident.url("ontvangen")
    assert resident.get("ontvangen").status_code == 200
    assert resident.get("controleren").url == resident.url("ontvangen")


def test_just_full_keeps_the_answers(resident: Resident, formulier: FormulierPage) -> None:
    resident.fill_in()
    change(formulier, max_inzendingen=0)
    page = resident.post("controleren")
    assert page.status_code == 409 and "niet weg" in page.content.decode()
    assert "(0590) 01 23 45" in page.content.decode()
    assert Inzending.objects.get().is_concept and Antwoord.objects.filter(code="wat").exists()
    change(formulier, max_inzendingen=1)
    assert resident.post("controleren").url == resident.url("ontvangen")
    assert resident.post("controleren").url == resident.url(
        "ontvangen"
    )  # again: the same receipt, though full now


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_maximum_is_exact_when_all_send_at_once(formulier: FormulierPage) -> None:
    change(formulier, max_inzendingen=3)
    versie = FormulierVersie.objects.get()
    keys = [concept(versie).pk for _one in range(8)]
    results = run_together(*[partial(_submit, pk) for pk in keys])
    assert sorted(type(result).__name__ for result in results) == ["FormulierVol"] * 5 + ["Receipt"] * 3, (
        results
    )
    assert Zaak.objects.count() == Inzending.objects.filter(state=InzendingState.INGEDIEND).count() == 3
    again = [pk for pk, result in zip(keys, results, strict=True) if isinstance(result, Receipt)]
    assert all(isinstance(_submit(pk), Receipt) for pk in again)
    with pytest.raises(FormulierVol):
        _submit(next(pk for pk in keys if pk not in again))


def _submit(pk: int) -> Receipt:
    return submit_inzending(inzending=Inzending.objects.get(pk=pk))
