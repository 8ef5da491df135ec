"""The catalogue: what we ask of it, and what it does with what it doesn't know."""

from __future__ import annotations

from datetime import date

import pytest

from formulieren.zaken.client.catalogi import CatalogiClient
from tests.conformance.conftest import Soort
from tests.conformance.expect import differs, refused, same
from tests.conformance.target import Target


def test_GET_catalogussen_by_domein_and_rsin(catalogi: CatalogiClient, soort: Soort) -> None:
    row = catalogi.call("GET", soort.catalogus)
    found = catalogi.catalogus(domein=row["domein"], rsin=row["rsin"])
    same("GET catalogussen", "domein and rsin name one catalogus", wanted=soort.catalogus, got=found)
    other = catalogi.catalogus(domein="XXXXX", rsin=row["rsin"])
    same("GET catalogussen", "another domein", wanted=None, got=other)


def test_GET_zaaktypen_by_date_gives_the_version_of_that_day(catalogi: CatalogiClient, soort: Soort) -> None:
    begin = soort.zaaktype.begin
    if begin is None:
        differs("GET zaaktypen", "beginGeldigheid", wanted="a date", got="none")
    found = catalogi.zaaktype_on(
        catalogus=soort.catalogus, identificatie=soort.zaaktype.identificatie, when=begin
    )
    same("GET zaaktypen", "the version on its first day", wanted=soort.zaaktype.url, got=found and found.url)
    long_ago = catalogi.zaaktype_on(
        catalogus=soort.catalogus, identificatie=soort.zaaktype.identificatie, when=date(1900, 1, 1)
    )
    same("GET zaaktypen", "datumGeldigheid before the first version", wanted=None, got=long_ago)


def test_GET_zaaktypen_shows_no_concept_unless_asked(
    catalogi: CatalogiClient, soort: Soort, target: Target
) -> None:
    published = catalogi.zaaktypen(catalogus=soort.catalogus)
    same(
        "GET zaaktypen", "status=definitief", wanted=[], got=[each.url for each in published if each.concept]
    )
    everything = catalogi.zaaktypen(catalogus=soort.catalogus, concepts=True)
    missing = {each.url for each in published} - {each.url for each in everything}
    same("GET zaaktypen", "status=alles holds what is published", wanted=set(), got=missing)
    if target.zaaktype_concept and not any(each.concept for each in everything):
        differs("GET zaaktypen", "status=alles", wanted="concepts too", got="none")


def test_GET_zaaktypen_refuses_an_unknown_parameter(catalogi: CatalogiClient, target: Target) -> None:
    with target.asks_what_is_wrong():
        refused(
            "GET zaaktypen",
            "a parameter that doesn't exist",
            lambda: catalogi.call("GET", "zaaktypen", params={"bestaatNiet": "x"}),
            status=400,
            code="unknown-parameters",
        )


def test_GET_statustypen_has_a_first_and_one_last(soort: Soort) -> None:
    numbers = [each.volgnummer for each in soort.statustypen]
    same("GET statustypen", "each volgnummer once", wanted=sorted(set(numbers)), got=numbers)
    last = [each.is_eindstatus for each in soort.statustypen]
    same(
        "GET statustypen",
        "the highest alone is the eindstatus",
        wanted=[*[False] * (len(last) - 1), True],
        got=last,
    )


def test_GET_roltypen_has_an_initiator(soort: Soort) -> None:
    if "initiator" not in {each.generiek for each in soort.roltypen}:
        differs(
            "GET roltypen",
            "omschrijvingGeneriek",
            wanted="an initiator",
            got=[r.generiek for r in soort.roltypen],
        )


def test_GET_eigenschappen_tells_formaat_and_length(soort: Soort) -> None:
    if not soort.eigenschappen:
        pytest.skip("the zaaktype has no eigenschappen")
    for each in soort.eigenschappen:
        if each.formaat not in {"tekst", "getal", "datum", "datum_tijd"}:
            differs("GET eigenschappen", "specificatie.formaat", wanted="one of four", got=repr(each.formaat))
        if each.lengte <= 0:
            differs("GET eigenschappen", "specificatie.lengte as text", wanted="a number", got=each.lengte)


def test_GET_zaaktype_informatieobjecttypen_leads_to_the_kinds_of_document(soort: Soort) -> None:
    if not soort.informatieobjecttypen:
        differs("GET zaaktype-informatieobjecttypen", "of the zaaktype", wanted="at least one", got="none")
    for each in soort.informatieobjecttypen:
        if each.richting not in {"inkomend", "intern", "uitgaand"}:
            differs(
                "GET zaaktype-informatieobjecttypen", "richting", wanted="one of three", got=each.richting
            )


def test_GET_resultaattypen_has_one(soort: Soort) -> None:
    if not soort.resultaattypen:
        differs("GET resultaattypen", "of the zaaktype", wanted="at least one", got="none")
