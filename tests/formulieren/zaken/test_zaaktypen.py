"""The catalogue: a zaaktype is saved whole, and nothing that a zaak uses can go."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from basis.models import Team
from formulieren.models import FormulierPage
from formulieren.zaken.models import Resultaat, Zaak, Zaakeigenschap, Zaaktype
from formulieren.zaken.services import save_zaaktype, set_status
from formulieren.zaken.services.zaaktypen import usable_zaaktypen
from tests.formulieren.conftest import Resident

FACTS: dict[str, Any] = {"identificatie": "TEST", "omschrijving": "Proefmelding", "doorlooptijd": 8}
STATUSTYPEN: list[dict[str, Any]] = [
    {"volgnummer": 1, "omschrijving": "Ontvangen"},
    {"volgnummer": 2, "omschrijving": "Bezig", "informeren": True},
    {"volgnummer": 3, "omschrijving": "Klaar", "is_eindstatus": True},
]
RESULTATEN: list[dict[str, Any]] = [
    {"omschrijving": "Verleend", "archiefactietermijn": "P5Y"},
    {"omschrijving": "Ingetrokken", "archiefactietermijn": "P1Y", "bij_intrekken": True},
]


def save(**more: Any) -> Zaaktype:
    """TEST, with other facts where named."""
    return save_zaaktype(**{**FACTS, "statustypen": STATUSTYPEN, **more})


def test_all_facts_are_kept_and_said_again_change_nothing(formulier: FormulierPage) -> None:
    team = Team.objects.create(slug="wijk", naam="Wijkteam")
    facts = {
        "doorlooptijd_eenheid": "weken",
        "servicenorm": 6,
        "servicenorm_eenheid": "kantooruren",
        "volgen": "documenten",
        "intrekken_mogelijk": True,
        "bezwaartermijn_weken": 6,
        "bezwaar_formulier": "proef",
        "team": "wijk",
        "verlengingstermijn": 8,
        "eigenschappen": [{"naam": "plek", "lengte": 40}],
        "resultaattypen": RESULTATEN,
    }
    first = save(**facts)
    again = save(**facts)
    assert again.pk == first.pk and Zaaktype.objects.count() == 1
    assert again.team == team and again.bezwaar_formulier == formulier
    assert [roltype.omschrijving_generiek for roltype in again.roltypen.all()] == ["initiator"]
    assert list(again.resultaattypen.values_list("omschrijving", "bij_intrekken")) == [
        ("Verleend", False), ("Ingetrokken", True)
    ]  # fmt: skip
    assert list(again.statustypen.values_list("informeren", flat=True)) == [False, True, False]
    assert again.eigenschappen.get().lengte == 40
    assert save().bezwaar_formulier is None and not again.resultaattypen.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"resultaattypen": [{"omschrijving": "Klaar"}]}, "bewaartermijn"),
        ({"resultaattypen": [{"omschrijving": "Klaar", "archiefactietermijn": "1 jaar"}]}, "P1Y"),
        ({"resultaattypen": [{"omschrijving": "A", "archiefactietermijn": "P1Y", "afleidingswijze": "termijn"}]},
         "vaste tijd"),
        ({"resultaattypen": [{"omschrijving": "A", "archiefactietermijn": "P1Y", "afleidingswijze": "eigenschap",
                              "datumkenmerk": "plek"}], "eigenschappen": [{"naam": "plek"}]}, "eigenschap met een"),
        ({"resultaattypen": [RESULTATEN[0]], "intrekken_mogelijk": True}, "ingetrokken"),
        ({"resultaattypen": [{**RESULTATEN[1], "omschrijving": "A"}, RESULTATEN[1]]}, "resultaattype"),
        ({"omschrijving": "x" * 81}, "80"),
        ({"volgen": "alles"}, "volgen"),
        ({"statustypen": STATUSTYPEN[:2]}, "eindstatus"),
        ({"roltypen": [{"omschrijving": "A", "omschrijving_generiek": "baas"}]}, "baas"),
    ],
)  # fmt: skip
def test_wrong_facts_are_refused_whole(db: None, wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        save(**wrong)
    assert not Zaaktype.objects.exists()


def test_statussen_change_places_and_names_but_keep_their_zaken(zaaktype: Any, resident: Resident) -> None:
    resident.send()
    zaak = Zaak.objects.get()
    first, second, last = zaaktype.statustypen.all()
    save(
        statustypen=[
            {"pk": second.pk, "volgnummer": 1, "omschrijving": "Bezig"},
            {"pk": first.pk, "volgnummer": 2, "omschrijving": "Binnen"},
            {"volgnummer": 3, "omschrijving": "Nieuw"},
            {"pk": last.pk, "volgnummer": 4, "omschrijving": "Klaar", "is_eindstatus": True},
        ]
    )
    assert list(zaaktype.statustypen.values_list("pk", "omschrijving"))[:2] == [
        (second.pk, "Bezig"), (first.pk, "Binnen")
    ]  # fmt: skip
    assert str(zaak.current_status) == "Binnen" and zaaktype.statustypen.count() == 4


def test_nothing_that_a_zaak_has_can_go(resident: Resident, zaaktype: Any) -> None:
    resident.send()
    zaak = Zaak.objects.get()
    save(resultaattypen=RESULTATEN, eigenschappen=[{"naam": "plek"}])
    set_status(zaak=zaak, statustype=zaaktype.statustypen.get(volgnummer=2))
    Resultaat.objects.create(zaak=zaak, resultaattype=zaaktype.resultaattypen.first())
    Zaakeigenschap.objects.create(zaak=zaak, eigenschap=zaaktype.eigenschappen.get(), waarde="x")
    whole = {"resultaattypen": RESULTATEN, "eigenschappen": [{"naam": "plek"}]}
    shorter = [STATUSTYPEN[0], {**STATUSTYPEN[2]}]
    end = [STATUSTYPEN[0], {**STATUSTYPEN[1], "is_eindstatus": True}]
    for change, words in (
        ({**whole, "statustypen": shorter}, "status 'Bezig'"),
        ({**whole, "statustypen": end}, "Of dat het einde is"),
        ({**whole, "resultaattypen": RESULTATEN[1:]}, "resultaat 'Verleend'"),
        ({**whole, "eigenschappen": []}, "'plek'"),
    ):
        with pytest.raises(ValidationError, match=words):
            save(**change)
    zaaktype.refresh_from_db()
    assert zaaktype.statustypen.count() == 3 and zaaktype.resultaattypen.count() == 2
    # What no zaak has may go.
    save(resultaattypen=RESULTATEN[:1], eigenschappen=[{"naam": "plek"}])
    assert zaaktype.resultaattypen.count() == 1


def test_a_form_finds_its_zaaktype(zaaktype: Any) -> None:
    assert usable_zaaktypen() == [("TEST", "Proefmelding")]
