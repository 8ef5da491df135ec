"""The structure of a Samenwerkende Catalogi feed: each way to break it is told, with the line and the product."""

from __future__ import annotations

import io

import pytest

from producten.feeds.sc_check import check_feed
from tests.producten.feeds.test_sc_round_trip import a_product, as_feed

ORDER = [
    "scproduct", "meta", "owmskern", "identifier", "title", "language", "type", "modified", "spatial", "authority",
    "owmsmantel", "audience", "abstract", "scmeta", "productID", "onlineAanvragen", "aanvraagURL",
    "uniformeProductnaam", "gerelateerdProduct", "body",
]  # fmt: skip
FEED = as_feed(a_product(gerelateerd=a_product().upns)).decode()


def problems(feed: str) -> list[str]:
    return [str(problem) for problem in check_feed(io.BytesIO(feed.encode()))]


def line_of(local: str) -> str:
    """The written line of an element."""
    return (
        next(line for line in FEED.splitlines() if f":{local}" in line and not line.startswith("</")) + "\n"
    )


def test_a_whole_feed_has_no_problems_and_the_order_of_the_norm() -> None:
    assert problems(FEED) == []
    places = [
        FEED.index(f":{local}{end}")
        for local in ORDER
        for end in [next(e for e in " >/" if f":{local}{e}" in FEED)]
    ]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "local",
    ["identifier", "title", "language", "type", "modified", "spatial", "authority", "audience", "abstract",
     "productID", "onlineAanvragen", "uniformeProductnaam"],
)  # fmt: skip
def test_each_required_element_is_missed(local: str) -> None:
    told = problems(FEED.replace(line_of(local), ""))
    assert any(f"'{local}' ontbreekt" in text for text in told), told
    assert len(told) == 1


@pytest.mark.parametrize("local", ["identifier", "title", "language", "spatial", "abstract", "productID"])
def test_an_empty_value_and_a_second_one_are_told(local: str) -> None:
    line = line_of(local)
    value = line.split(">")[1].split("<")[0]
    told = problems(FEED.replace(line, line.replace(f">{value}<", "><")))
    assert any(f"'{local}' is leeg" in text for text in told)
    assert any(f"'{local}' staat 2 keer" in text for text in problems(FEED.replace(line, line * 2)))


@pytest.mark.parametrize(
    ("first", "second"),
    [("identifier", "title"), ("spatial", "authority"), ("audience", "abstract"), ("productID", "onlineAanvragen"),
     ("uniformeProductnaam", "gerelateerdProduct")],
)  # fmt: skip
def test_two_that_change_places_are_told(first: str, second: str) -> None:
    one, other = line_of(first), line_of(second)
    feed = FEED.replace(one, "@").replace(other, one).replace("@", other)
    assert any(f"'{first}' staat niet op zijn plaats" in text for text in problems(feed))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("overheid:Informatietype", "overheid:Soort", "'type' moet het kenmerk"),
        (">productbeschrijving<", ">nieuws<", "'type' is 'nieuws'"),
        ("overheid:Doelgroep", "", "'audience' moet het kenmerk"),
        (">particulier<", ">inwoner<", "'audience' is 'inwoner'"),
        ("overheid:UniformeProductnaam", "x", "'uniformeProductnaam' moet het kenmerk"),
        ("http://standaarden.overheid.nl/owms/terms/paspoort", "paspoort", "geen goed adres"),
        (">digid<", ">misschien<", "'onlineAanvragen' is 'misschien'"),
        (">nl<", ">Nederlands<", "geen taalcode"),
        (">2026-05-04<", ">4 mei<", "geen datum"),
        (">2026-05-04<", ">2026-02-30<", "geen datum"),
        (">https://www.buren.example/producten/reizen/paspoort/<", ">/paspoort/<", "geen webadres"),
        ('owms-version="4.0"', 'owms-version="3.0"', 'owms-version="4.0" ontbreekt'),
        ("dcterms:title>", "dcterms:titel>", "'titel' hoort niet in 'owmskern'"),
        ("<overheidproduct:body/>\n", "", "'body' ontbreekt"),
        ("dcterms:abstract>U", "dcterms:abstract><b/>U", "mag alleen tekst hebben"),
    ],
)
def test_wrong_schemes_values_and_elements_are_told(old: str, new: str, said: str) -> None:
    assert old in FEED
    told = problems(FEED.replace(old, new))
    assert any(said in text for text in told), told
    assert all(text.startswith("Regel ") for text in told)


def test_online_and_its_address_go_together() -> None:
    without = problems(as_feed(a_product(aanvraag_url="")).decode())
    assert len(without) == 1 and "'aanvraagURL' ontbreekt, terwijl onlineAanvragen 'digid' is" in without[0]
    too_much = problems(as_feed(a_product(online_aanvragen="nee")).decode())
    assert len(too_much) == 1 and "hoort er niet te staan" in too_much[0]
    assert problems(as_feed(a_product(online_aanvragen="nee", aanvraag_url="")).decode()) == []


def test_the_same_number_twice_and_a_broken_end_are_told() -> None:
    twice = problems(as_feed(a_product(), a_product()).decode())
    assert len(twice) == 1 and "staat er twee keer; de eerste keer in regel 3" in twice[0]
    assert "product 12" in twice[0]
    broken = problems(FEED[:-20])
    assert len(broken) == 1 and "niet compleet" in broken[0]
