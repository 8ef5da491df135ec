"""The UPL parser: what it takes, and every way in which it refuses."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producten.upl.parse import MAX_BYTES, OPTIONAL, REQUIRED, merge, parse
from producten.upl.records import VLAGGEN, Grondslag, UplError, UplRecord

BASE = "http://standaarden.overheid.nl/owms/terms/"
COLUMNS = [*REQUIRED, *sorted(OPTIONAL)]


def make_file(*rows: dict[str, str], columns: list[str] = COLUMNS) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def row(naam: str = "paspoort", uri: str = BASE + "paspoort", **cells: str) -> dict[str, str]:
    return {"UniformeProductnaam": naam, "URI": uri, **cells}


def test_reads_a_row_with_everything():
    bestand = parse(
        make_file(
            row(
                Gemeente="X",
                Burger="X",
                SDG="B4;C1;B4",
                Grondslag=BASE + "Ppw",
                Grondslaglabel="Paspoortwet",
                Grondslaglink="https://wetten.overheid.nl/x",
            )
        )
    )
    assert bestand.rows == 1
    assert bestand.records == (
        UplRecord(
            uri=BASE + "paspoort",
            naam="paspoort",
            vlaggen=("Gemeente", "Burger"),
            sdg=("B4", "C1"),
            grondslagen=(Grondslag(BASE + "Ppw", "Paspoortwet", "https://wetten.overheid.nl/x"),),
        ),
    )


def test_rows_with_the_same_uri_become_one_record():
    bestand = parse(
        make_file(
            row(Grondslag=BASE + "a", Grondslaglabel="A"),
            row("kapvergunning", BASE + "kap"),
            row(Grondslag=BASE + "b", Grondslaglabel="B"),
            row(Grondslag=BASE + "a", Grondslaglabel="A"),
        )
    )
    assert bestand.rows == 4
    assert [record.naam for record in bestand.records] == ["paspoort", "kapvergunning"]
    assert [ground.label for ground in bestand.records[0].grondslagen] == ["A", "B"]


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf"])
def test_takes_a_byte_order_mark_or_none(prefix):
    assert parse(prefix + make_file(row("één naam"))).records[0].naam == "één naam"


def test_columns_are_found_by_name():
    columns = ["Iets nieuws", *reversed(REQUIRED)]
    record = parse(make_file(row(Gemeente="X"), columns=columns)).records[0]
    assert record.vlaggen == ("Gemeente",)


def test_digid_macht_may_be_absent_or_present():
    assert parse(make_file(row(), columns=list(REQUIRED))).records[0].vlaggen == ()
    assert parse(make_file(row(DigiDMacht="X"))).records[0].vlaggen == ("DigiDMacht",)


def test_empty_lines_are_passed_over():
    assert parse(make_file(row()) + b"\r\n\r\n").rows == 1


GOOD = make_file(row())
REFUSED = {
    "empty": (b"", None, "leeg"),
    "only white space": (b" \r\n\n ", None, "leeg"),
    "only a mark": (b"\xef\xbb\xbf", 1, "geen UPL-bestand"),
    "only a header": (make_file(), None, "geen enkele productnaam"),
    "too large": (GOOD + b"\n" * MAX_BYTES, None, "groter dan 10 MB"),
    "latin-1": (make_file(row()) + "caf\xe9".encode("latin-1"), 3, "UTF-8"),
    "utf-16": ("naam".encode("utf-16"), None, "UTF-16"),
    "nul byte": (GOOD + b"\x00", 3, "geen tekstbestand"),
    "a page": (b"<!doctype html>\n<title>404</title>", 1, "geen UPL-bestand"),
    "semicolons": (GOOD.replace(b",", b";"), 1, "geen UPL-bestand"),
    "missing columns": (make_file(row(), columns=["URI", "UniformeProductnaam"]), 1, "Rijk"),
    "double column": (make_file(row()).replace(b"DigiDMacht", b"URI"), 1, "twee keer: URI"),
    "open quote": (GOOD + b'"open', 3, "aanhalingstekens"),
    "text after quote": (GOOD + b'"a"b,c', 3, "aanhalingstekens"),
    "too few fields": (GOOD + b"a,b\r\n", 3, "2 velden"),
    "too many fields": (GOOD.rstrip() + b",\r\n", 2, "21 velden"),
    "other flag": (make_file(row(), row(Rijk="x")), 3, "kolom Rijk staat 'x'"),
    "no name": (make_file(row("  ")), 2, "naam is leeg"),
    "long name": (make_file(row("n" * 256)), 2, "langer dan 255"),
    "no uri": (make_file(row(uri="")), 2, "geen goede URI"),
    "script uri": (make_file(row(uri="javascript:alert(1)")), 2, "geen goede URI"),
    "uri with space": (make_file(row(uri=BASE + "a b")), 2, "geen goede URI"),
    "long uri": (make_file(row(uri=BASE + "a" * 300)), 2, "geen goede URI"),
    "two names": (make_file(row(), row("rijbewijs")), 3, "op regel 2 de naam 'paspoort'"),
    "sdg code": (make_file(row(SDG="B4,C1")), 2, "kolom SDG"),
    "sdg half": (make_file(row(SDG="B4;")), 2, "kolom SDG"),
    "ground": (make_file(row(Grondslag="artikel 1")), 2, "kolom Grondslag "),
    "ground link": (make_file(row(Grondslaglink="javascript:x/y")), 2, "kolom Grondslaglink"),
    "newline in a name": (make_file(row("a\nb")), 2, "regeleinde"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refuses(name):
    content, line, reason = REFUSED[name]
    with pytest.raises(UplError) as caught:
        parse(content)
    assert caught.value.line == line
    assert reason in caught.value.reason
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


def test_the_line_counts_newlines_inside_quotes():
    content = GOOD + b'"a\n\nb"' + b"," * (len(COLUMNS) - 1) + b"\r\nkort\r\n"
    with pytest.raises(UplError) as caught:
        parse(content)
    assert caught.value.line == 3
    good_but_long = GOOD.replace(b"paspoort,", b'"paspoort",', 1) + b"\n\n\nkort\n"
    with pytest.raises(UplError) as caught:
        parse(good_but_long)
    assert caught.value.line == 6


CELL = st.sampled_from(
    ["", "", "X", "x", "B4", "B4;C1", ";", BASE + "a", "http://", 'een "naam"', "a\nb", "\r", "é\ud800"]
)
ROW = st.lists(CELL, min_size=len(COLUMNS), max_size=len(COLUMNS))


@given(st.binary(max_size=400))
def test_any_bytes_parse_or_raise_only_upl_error(content):
    try:
        parse(content)
    except UplError as error:
        assert error.reason


@given(st.lists(ROW, max_size=4), st.sampled_from([COLUMNS, list(REQUIRED)]))
def test_any_table_parses_or_raises_only_upl_error(rows, columns):
    out = io.StringIO()
    csv.writer(out).writerows([columns, *(cells[: len(columns)] for cells in rows)])
    try:
        parse(out.getvalue().encode("utf-8", "surrogatepass"))
    except UplError as error:
        assert error.reason


RECORD = st.builds(
    UplRecord,
    uri=st.sampled_from(["u:1", "u:2", "u:3"]),
    naam=st.just("naam"),
    vlaggen=st.lists(st.sampled_from(VLAGGEN), unique=True).map(tuple),
    sdg=st.lists(st.sampled_from(["A1", "B4"])).map(tuple),
    grondslagen=st.lists(st.builds(Grondslag, st.sampled_from("ab"), st.just(""), st.just(""))).map(tuple),
)


@given(st.lists(RECORD))
def test_merge_is_idempotent_and_keeps_every_fact(records):
    merged = merge(records)
    assert merge(merged) == merged
    assert len({record.uri for record in merged}) == len(merged)
    for field in ("vlaggen", "sdg", "grondslagen"):
        facts = {(record.uri, fact) for record in records for fact in getattr(record, field)}
        assert {(record.uri, fact) for record in merged for fact in getattr(record, field)} == facts
