"""What the archive asks of a closed zaak: from which day, how long, and what then."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from formulieren.zaken.models import Besluit, Eigenschap, Resultaat, Resultaattype, Zaak, Zaakeigenschap
from formulieren.zaken.services.archief import as_date, fill_archief
from tests.formulieren.conftest import Resident

CLOSED = date(2026, 1, 31)


@pytest.fixture
def zaak(resident: Resident, zaaktype: Any) -> Zaak:
    """A zaak that is being closed today, of a zaaktype that keeps a year."""
    resident.send()
    zaaktype.bewaartermijn = "P1Y"
    zaaktype.save()
    zaak = Zaak.objects.get()
    zaak.einddatum = CLOSED
    zaak.save()
    return zaak


def _close(zaak: Zaak, **facts: Any) -> Zaak:
    soort = Resultaattype.objects.create(zaaktype=zaak.zaaktype, omschrijving="Klaar", **facts)
    Resultaat.objects.create(zaak=zaak, resultaattype=soort)
    zaak = Zaak.objects.get(pk=zaak.pk)
    fill_archief(zaak)
    zaak.refresh_from_db()
    return zaak


def _add_facts(zaak: Zaak) -> None:
    einde = Eigenschap.objects.create(zaaktype=zaak.zaaktype, naam="einde", formaat="datum")
    Zaakeigenschap.objects.create(zaak=zaak, eigenschap=einde, waarde="20270715")
    Besluit.objects.create(
        zaak=zaak,
        datum=CLOSED,
        ingangsdatum=date(2026, 3, 1),
        vervaldatum=date(2028, 2, 29),
        tekst="Het mag.",
        verzonden_op=CLOSED,
    )


@pytest.mark.parametrize(
    ("facts", "day"),
    [
        ({}, date(2027, 1, 31)),
        ({"archiefactietermijn": "P3M"}, date(2026, 4, 30)),
        ({"afleidingswijze": "eigenschap", "datumkenmerk": "einde"}, date(2028, 7, 15)),
        ({"afleidingswijze": "ingangsdatum_besluit"}, date(2027, 3, 1)),
        ({"afleidingswijze": "vervaldatum_besluit", "archiefactietermijn": "P1Y"}, date(2029, 2, 28)),
        ({"afleidingswijze": "termijn", "procestermijn": "P1M"}, date(2027, 2, 28)),
        ({"archiefnominatie": "blijvend_bewaren", "archiefactietermijn": "P10Y"}, date(2036, 1, 31)),
    ],
)
def test_the_day_follows_from_the_result(zaak: Zaak, facts: dict[str, str], day: date) -> None:
    _add_facts(zaak)
    zaak = _close(zaak, **facts)
    assert zaak.archiefactiedatum == day
    assert zaak.archiefnominatie == facts.get("archiefnominatie", "vernietigen")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"afleidingswijze": "eigenschap", "datumkenmerk": "einde"}, "'einde'"),
        ({"afleidingswijze": "ingangsdatum_besluit"}, "besluit"),
        ({"afleidingswijze": "vervaldatum_besluit"}, "besluit"),
        ({"afleidingswijze": "termijn"}, "vaste tijd"),
        ({"archiefactietermijn": "een jaar"}, "bewaartermijn"),
    ],
)
def test_without_the_day_it_says_what_is_missing(zaak: Zaak, facts: dict[str, str], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        _close(zaak, **facts)
    zaak.refresh_from_db()
    assert zaak.archiefactiedatum is None and zaak.archiefnominatie == ""


def test_a_decision_without_an_end_is_named(zaak: Zaak) -> None:
    Besluit.objects.create(zaak=zaak, datum=CLOSED, ingangsdatum=CLOSED, tekst="Ja.", verzonden_op=CLOSED)
    with pytest.raises(ValidationError, match="tot wanneer"):
        _close(zaak, afleidingswijze="vervaldatum_besluit")


def test_an_open_zaak_and_one_without_a_result_get_nothing(zaak: Zaak) -> None:
    fill_archief(zaak)
    assert zaak.archiefnominatie == "" and zaak.archiefactiedatum is None
    zaak.einddatum = None
    zaak.save()
    with pytest.raises(ValidationError, match="einddatum"):
        _close(zaak)


def test_kept_for_ever_needs_no_term(zaak: Zaak) -> None:
    zaak.zaaktype.bewaartermijn = ""
    zaak.zaaktype.save()
    zaak = _close(zaak, archiefnominatie="blijvend_bewaren")
    assert zaak.archiefnominatie == "blijvend_bewaren" and zaak.archiefactiedatum is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-09", date(2026, 3, 9)), (" 20260309 ", date(2026, 3, 9)), ("20260309120000", date(2026, 3, 9)),
        ("2026-03-09T12:00:00Z", date(2026, 3, 9)), ("9 maart", None), ("", None), ("2026-02-30", None),
    ],
)  # fmt: skip
def test_dates_of_an_eigenschap(text: str, day: date | None) -> None:
    assert as_date(text) == day
