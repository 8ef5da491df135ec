"""Telephone numbers are the same however they are written, and are written in the way of the house."""

import re

import pytest

from basis.gebruik.nummers import (
    NoNumber,
    Schrijfwijze,
    Soort,
    find,
    parse,
    sql_pattern,
    style_of,
    write,
)

WRITINGS = [
    "0590-012345",
    "0590 012345",
    "(0590) 01 23 45",
    "0590 01 23 45",
    "0590/012345",
    "0590.01.23.45",
    "+31 590 012345",
    "+31590012345",
    "+31 (0)590 01 23 45",
    "(+31) 590 012345",
    "0031 590 012345",
    "0590\u00a001\u00a023\u00a045",
    "0590\u2011012345",
    "0590 \u2013 01 23 45",
]


@pytest.mark.parametrize("written", WRITINGS)
def test_every_writing_is_the_same_number(written: str) -> None:
    nummer = parse(written)
    assert nummer == parse("0590012345")
    text = f"Bel ons op {written}, dan helpen wij u."
    [found] = find(nummer, text)
    assert text[found.start : found.end] == written
    assert found.internationaal == written.lstrip("(").startswith(("+", "00"))
    assert re.search(sql_pattern(nummer), text), "the database must not pass over it"


@pytest.mark.parametrize(
    "written", ["tel:0590012345", "tel:+31590012345", "TEL:0590-01%2023".replace("%2023", "2345")]
)
def test_what_stands_behind_tel(written: str) -> None:
    assert parse(written) == parse("0590 01 23 45")


@pytest.mark.parametrize(
    "text",
    [
        "NL12BANK0590012345",
        "NL12 BANK 0590 0123 45",
        "Kenmerk 10590012345",
        "Kenmerk 05900123456",
        "0590012345abc",
        "0590 01 23 46",
        "0590 01\n23 45",
    ],
)
def test_other_digits_are_no_telephone_number(text: str) -> None:
    assert list(find(parse("0590 01 23 45"), text)) == []


def test_brackets_come_along_only_as_a_pair() -> None:
    nummer = parse("0590 01 23 45")
    for text, wanted in {
        "Bel (0590) 01 23 45.": "(0590) 01 23 45",
        "Bel ons (0590 01 23 45).": "0590 01 23 45",
        "tel(0590)012345": "(0590)012345",
    }.items():
        [found] = find(nummer, text)
        assert text[found.start : found.end] == wanted


def test_short_numbers_of_the_government_and_of_services() -> None:
    nummer = parse("14 0590")
    assert nummer.soort is Soort.KORT and nummer == parse("140590") == parse("+31 14 0590")
    assert len(list(find(nummer, "Bel 14 0590, 140590 of +31 140590."))) == 3
    assert list(find(nummer, "Bel 06 14 05 90 12 of 0590 14 05 90.")) == []
    assert parse("0800-1234") == parse("0800 12 34")
    assert parse("14 020").digits == "14020"


@pytest.mark.parametrize(
    "text", ["", "112", "abc", "0590", "0590 12", "00000000000", "+31", "1" * 40, "٠٥٩٠٠١٢٣٤٥", "0590x012345"]
)
def test_nonsense_is_no_number(text: str) -> None:
    with pytest.raises(NoNumber):
        parse(text)


@pytest.mark.parametrize(
    ("example", "wanted"),
    [
        ("(0590) 01 23 45", "(0591) 65 43 21"),
        ("0590 01 23 45", "0591 65 43 21"),
        ("0590-012345", "0591-654321"),
        ("0590 - 012 345", "0591-654 321"),
        ("", "(0591) 65 43 21"),
        ("onzin", "(0591) 65 43 21"),
        ("(010) 123 45 67", "(0591) 65 43 21"),
    ],
)
def test_a_number_is_written_as_the_house_does(example: str, wanted: str) -> None:
    written = write(parse("0591654321"), style_of(example))
    assert written == wanted and parse(written) == parse("0591654321")


@pytest.mark.parametrize(
    ("number", "wanted", "abroad"),
    [
        ("0101234567", "(010) 123 45 67", "+31 10 123 45 67"),
        ("0612345678", "06 12 34 56 78", "+31 6 12 34 56 78"),
        ("0881234567", "(088) 123 45 67", "+31 88 123 45 67"),
        ("140590", "14 0590", "14 0590"),
        ("08001234", "0800 1234", "0800 1234"),
        ("09001234567", "0900 123 4567", "0900 123 4567"),
        ("116111", "116 111", "116 111"),
        ("+3221234567", "+3221234567", "+3221234567"),
    ],
)
def test_each_kind_in_its_own_groups(number: str, wanted: str, abroad: str) -> None:
    assert write(parse(number), Schrijfwijze()) == wanted
    assert write(parse(number), Schrijfwijze(), internationaal=True) == abroad
    assert parse(wanted) == parse(abroad) == parse(number)


def test_what_stands_behind_tel_is_whole() -> None:
    assert parse("0590 01 23 45").tel == "+31590012345"
    assert parse("14 0590").tel == "140590"
    assert parse("+32 2 123 45 67").tel == "+3221234567"
