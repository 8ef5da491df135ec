"""What a form costs: the lines, the amounts of the day, what was shown, and what is kept; and which zaaktype."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from formulieren.editor.loading import regels_from_dict
from formulieren.flow.prices import chosen_zaaktype, price_lines
from formulieren.flow.schema import PrijsSchema, ZaaktypeSchema
from formulieren.inzendingen.models import Inzending
from formulieren.zaken.models import Zaak
from formulieren.zaken.services import price_of, save_zaaktype
from producten.models import Tarief
from producten.services.tarieven import set_bedragen
from tests.formulieren.conftest import Resident, make_formulier, publish
from tests.formulieren.logica_form import REGELS, STAPPEN
from tests.formulieren.test_analysis import als, form, stap, vraag

TODAY = date(2026, 11, 22)
SCHEMA = form(
    stap("a", vraag("k"), vraag("n", "getal", verplicht=False), vraag("t", "tarief", verplicht=False)),
    zaaktype="GEWOON",
    prijzen=(
        PrijsSchema(tarief="leges"),
        PrijsSchema(tarief="kraam", keuze="Groot", aantal="n", als=als("k", "rood")),
        PrijsSchema(vraag="t", aantal="n"),
    ),
    zaaktype_keuzes=(
        ZaaktypeSchema(als=als("k", "rood"), zaaktype="ROOD"),
        ZaaktypeSchema(als=als("k", "rood"), zaaktype="NOOIT"),
    ),
)


def lines(**answers: Any) -> list[tuple[str, str, int]]:
    return [(line.tarief, line.keuze, line.aantal) for line in price_lines(SCHEMA, answers, today=TODAY)]


def test_lines_follow_conditions_numbers_and_choices() -> None:
    assert lines() == [("leges", "", 1)]
    assert lines(k="rood", n=3) == [("leges", "", 1), ("kraam", "Groot", 3)]
    assert lines(k="wit", n=3) == [("leges", "", 1)]
    for none in (0, -2, None, True, "3"):
        assert lines(k="rood", n=none) == [("leges", "", 1)]
    chosen = {"tarief": "pas", "keuze": "Kind", "aantal": 2}
    assert lines(n=3, t=chosen) == [("leges", "", 1), ("pas", "Kind", 6)]
    assert lines(n=3, t="pas") == [("leges", "", 1)]


def test_the_first_zaaktype_that_holds_counts() -> None:
    assert chosen_zaaktype(SCHEMA, {"k": "rood"}, today=TODAY) == "ROOD"
    assert chosen_zaaktype(SCHEMA, {"k": "wit"}, today=TODAY) == "GEWOON"


def tarief(code: str, bedrag: str, vanaf: date | None = None) -> Tarief:
    found, _new = Tarief.objects.get_or_create(code=code, defaults={"naam": code.title()})
    day = vanaf or timezone.localdate() - timedelta(days=30)
    set_bedragen(found, vanaf=day, bedragen={None: Decimal(bedrag)})
    return found


@pytest.fixture
def resident(client: Any, home: Any, zaaktype: Any, quiet_browser: None) -> Resident:
    """Somebody at a live form with prices and two zaaktypen."""
    for identificatie in ("MARKT",):
        save_zaaktype(
            identificatie=identificatie,
            omschrijving="Markt",
            doorlooptijd=28,
            statustypen=[
                {"volgnummer": 1, "omschrijving": "Klaar", "statustekst": "Klaar.", "is_eindstatus": True}
            ],
        )
    tarief("leges", "10")
    tarief("kraam", "2.50")
    page = make_formulier(home, stappen=STAPPEN, regels=regels_from_dict(REGELS, seed="proef"))
    publish(page)
    return Resident(client)


def to_the_check_page(resident: Resident) -> str:
    assert resident.post("wat", {"soort": "markt", "mensen": "20"}).url == resident.url("kramen")
    assert resident.post("kramen", {"kramen": "3"}).url == resident.url("wie")
    assert resident.post("wie", {"naam": ""}).url == resident.url("controleren")
    return resident.get("controleren").content.decode()


def test_the_price_is_shown_checked_and_kept(resident: Resident) -> None:
    page = to_the_check_page(resident)
    assert "17,50" in page and "7,50" in page and 'name="_prijs" value="1x10.00;3x7.50"' in page
    # The price goes up while the resident looks at the page: nothing is sent, and the new sum is shown.
    tarief("kraam", "4", timezone.localdate())
    again = resident.post("controleren", {"_prijs": "1x10.00;3x7.50"})
    assert again.status_code == 409 and "€\u00a022" in again.content.decode()
    assert Inzending.objects.get().is_concept
    # A made-up sum and none at all are no way around it.
    for made_up in ("", "1x0.00", "0"):
        assert resident.post("controleren", {"_prijs": made_up}).status_code == 409
    assert resident.post("controleren", {"_prijs": "1x10.00;3x12.00"}).status_code == 302
    sent = Inzending.objects.get()
    assert sent.prijs == Decimal("22.00")
    assert sent.prijsregels == [
        {"omschrijving": "Leges", "aantal": 1, "bedrag": "10.00"},
        {"omschrijving": "Kraam", "aantal": 3, "bedrag": "12.00"},
    ]
    assert Zaak.objects.get().zaaktype.identificatie == "MARKT"
    # What was paid stays what it was.
    tarief("leges", "99", timezone.localdate() + timedelta(days=1))
    assert "€\u00a022" in resident.get("ontvangen").content.decode()


def test_a_tarief_without_an_amount_stops_nobody(db: None) -> None:
    prijs = price_of(SCHEMA, {}, on=TODAY)
    assert prijs is not None and prijs.totaal is None and prijs.merk == "1x"
    assert prijs.as_json() == [{"omschrijving": "leges", "aantal": 1, "bedrag": None}]
    assert price_of(form(stap("a", vraag("k"))), {}, on=TODAY) is None
