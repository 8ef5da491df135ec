"""Reading a catalogue out of a file: kinds, encodings, columns, and everything that can be wrong with it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import openpyxl
import pytest

from producten.imports import records, sources
from producten.imports.mapping import choose_fields, read_mapping
from producten.imports.records import MAX_CELL, SECTIES, ImportFout, Regel
from producten.imports.sources import Bron, open_bron

TODAY = dt.date(2026, 6, 1)


def opened(data: bytes, name: str = "catalogus.csv", **options: Any) -> Bron:
    return open_bron(io.BytesIO(data), name, **options)


def read(data: bytes, name: str = "catalogus.csv", **options: Any) -> list[Regel]:
    return list(opened(data, name, **options).regels(today=TODAY))


def refused(data: bytes, name: str = "catalogus.csv", **options: Any) -> str:
    with pytest.raises(ImportFout) as caught:
        opened(data, name, **options)
    return str(caught.value)


def make_xlsx(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repack(data: bytes, **changed: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.pop(name, old.read(name)))
        for name, part in changed.items():
            new.writestr(name, part)
    return out.getvalue()


def test_sections_are_those_of_a_product() -> None:
    from producten.blocks import SECTIES as OURS

    assert tuple(OURS) == SECTIES


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_separators_and_encodings(separator: str, encoding: str) -> None:
    text = f'id{separator}titel{separator}kosten\r\n7{separator}"Café, pas; en meer|"{separator}€ 5\r\n'
    bron = opened(text.encode(encoding))
    [regel] = bron.regels(today=TODAY)
    assert regel.line == 2 and regel.record is not None
    assert (regel.record.bron_id, regel.record.titel) == ("7", "Café, pas; en meer|")
    assert regel.record.secties == {"kosten": "€ 5"}
    told = " ".join(bron.meldingen)
    assert ("Windows-1252" in told) == (encoding == "cp1252") and ("UTF-16" in told) == (encoding == "utf-16")


def test_rows_can_be_read_twice() -> None:
    bron = opened(b"sep=;\nid;titel\n1;Pas\n")
    assert bron.aantal == 1
    assert list(bron.regels(today=TODAY)) == list(bron.regels(today=TODAY))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "Het bestand is leeg."),
        (b" \n\n", "Het bestand is leeg."),
        (b"id;titel\n", "geen enkele rij"),
        (b"titel\nPas\n", "maar één kolom"),
        (b"nummer;wat\n1;Pas\n", "Er is geen kolom voor: titel."),
        (b"id;titel;titel\n1;Pas;Pas\n", "staat er twee keer in"),
        (b"id;titel\n1;\x81\xff\n", "Bewaar het als CSV UTF-8"),
        ("id;titel\n1;Pas\n".encode("utf-16-le"), "UTF-16 zonder merkteken"),
        (b"\xff\xfei\x00d\x00;\x00\xd8", "Bewaar het als CSV UTF-8"),
        (b"%PDF-1.7 x", "Dit is een PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "oud Excel-bestand"),
        (b"<html></html>", "de inhoud is dat niet"),
        (
            (";".join(["id", "titel", *(f"k{n}" for n in range(200))]) + "\n1;2\n").encode(),
            "kolommen. Meer dan 200",
        ),
    ],
)
def test_a_file_that_can_not_be_taken_says_why(data: bytes, reason: str) -> None:
    assert reason in refused(data)


def test_content_and_name_must_agree() -> None:
    assert "de inhoud is dat niet" in refused(b"id;titel\n1;Pas\n", "catalogus.xlsx")
    assert "de inhoud is dat niet" in refused(make_xlsx(["id", "titel"], [1, "Pas"]), "catalogus.csv")
    assert "de inhoud is dat niet" in refused(b"id;titel\n1;Pas\n", "lijst.txt", soort="sc")
    assert "Samenwerkende Catalogi 4.0" in refused(b"<rss></rss>", "feed.xml")
    assert read(b"id;titel\n1;Pas\n", "lijst.txt")[0].record


def test_size_and_number_of_rows_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 1_000)
    assert "groter dan" in refused(b"id;titel\n" + b"1;Pas\n" * 1_000)
    monkeypatch.setattr(sources, "MAX_BYTES", records.MAX_BYTES)
    monkeypatch.setattr(sources, "MAX_ROWS", 3)
    assert "meer dan 3 rijen" in refused(b"id;titel\n" + b"1;Pas\n" * 4)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (";Pas;;", "Het veld 'bron_id' is leeg."),
        ("1;  ;;", "Het veld 'titel' is leeg."),
        (f"1;{'x' * 256};;", "heeft 256 tekens. Er passen er 255 in"),
        (f"1;Pas;{'x' * (MAX_CELL + 1)};", "Misschien ontbreekt er een aanhalingsteken"),
        (f"1;Pas;{'x' * 1_500_000};", "Misschien ontbreekt er een aanhalingsteken"),
        ("1;Pas;-12,50;", "lager dan 0"),
        ("1;Pas;€ -12,50;", "lager dan 0"),
        ("1;Pas;-€ 5 per keer;", "lager dan 0"),
        ("1;Pa\x00s;;", "een teken dat niet in een tekst hoort (nummer 0)"),
        ("1;Pas;;javascript:alert(1)", "is geen goed webadres"),
        ("1;Pas;;https://", "is geen goed webadres"),
        ("1;Pas;;https://[::1", "is geen goed webadres"),
        ("1;Pas;;;extra", "heeft 5 velden, maar de kop heeft er 4"),
        ("1;Pas", "heeft 2 velden, maar de kop heeft er 4"),
        ('1;"a"b;;', "niet te lezen"),
    ],
)
def test_a_bad_row_says_its_line_and_the_others_go_on(row: str, reason: str) -> None:
    text = f"id;titel;kosten;aanvraagurl\n0;Eerst;;\n{row}\n9;Laatst;;\n"
    first, bad, last = read(text.encode())
    assert bad.line == 3 and bad.record is None and reason in bad.fout
    assert first.record and last.record and last.line == 4 and last.record.titel == "Laatst"


def test_an_open_quote_takes_no_other_row_down_before_it() -> None:
    first, bad = read(b'id;titel\n1;Pas\n2;"Open\n3;Weg\n')
    assert first.record and bad.line == 3 and "aanhalingsteken" in bad.fout


@pytest.mark.parametrize("text", ["=1+1", "+31", "-sleutel", "@naam", '=HYPERLINK("http://x")'])
def test_what_looks_like_a_formula_is_text(text: str) -> None:
    quoted = text.replace('"', '""')
    [regel] = read(f'id;titel\n1;"{quoted}"\n'.encode())
    assert regel.record and regel.record.titel == text


@pytest.mark.parametrize("text", ["€ 12,-", "5 - 10 euro", "Gratis. - Voor u", "van 0-4 jaar gratis"])
def test_a_dash_is_no_negative_price(text: str) -> None:
    [regel] = read(f"id;titel;kosten\n1;Pas;{text}\n".encode())
    assert regel.record and regel.record.secties["kosten"] == text


def test_dates_numbers_and_audiences() -> None:
    rows = ("1;a;31-12-2027;12,5;Particulier, Bedrijven", "2;b;1-1-2020;;Draken", "3;c;31-02-2027;;")
    text = "\n".join(("id;titel;herzien op;prijs;doelgroep", *rows))
    good, past, wrong = read(text.encode())
    assert good.record and good.record.herzien_op == dt.date(2027, 12, 31)
    assert good.record.secties["kosten"] == "€ 12,50" and good.record.doelgroepen == ("inwoner", "ondernemer")
    assert past.record and past.record.herzien_op is None
    assert (
        "is al voorbij" in past.record.meldingen[1] and "'Draken' kennen wij niet" in past.record.meldingen[0]
    )
    assert "is geen datum" in wrong.fout


def test_no_column_is_something_else_than_an_empty_cell() -> None:
    [regel] = read(b"id;titel;trefwoorden\n1;Pas;\n")
    assert regel.record and regel.record.trefwoorden == "" and regel.record.synoniemen is None


def test_xlsx_has_cells_of_every_kind() -> None:
    data = make_xlsx(
        ["ID", "Titel", "Kosten", "Herzien op", "Voorwaarden"],
        [1, "Pas", 12.5, dt.datetime(2027, 12, 31), None],
        [None] * 5,
        [2.0, True, None, None, "-tekst"],
        [3, "=1+1", None, None, None],
        [4, "Pas", -2, None, None],
    )
    first, second, formula, negative = read(data, "catalogus.xlsx")
    assert first.record and first.record.secties["kosten"] == "€ 12,50"
    assert first.record.herzien_op == dt.date(2027, 12, 31)
    assert second.line == 4 and second.record and (second.record.bron_id, second.record.titel) == ("2", "ja")
    assert "In kolom 2 staat een formule" in formula.fout and formula.bron_id == "3"
    assert "lager dan 0" in negative.fout


def test_a_workbook_that_is_no_workbook_or_a_bomb() -> None:
    good = make_xlsx(["id", "titel"], [1, "Pas"])
    assert "uitgepakt veel te groot" in refused(
        repack(good, **{"xl/sharedStrings.xml": b" " * 60_000_000}), "a.xlsx"
    )
    bomb = repack(good, **{f"xl/worksheets/sheet{n}.xml": b" " * 160_000_000 for n in (8, 9)})
    assert len(bomb) < 1_000_000 and "uitgepakt veel te groot" in refused(bomb, "a.xlsx")
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    assert "DOCTYPE" in refused(repack(good, **{"xl/workbook.xml": entity}), "a.xlsx")
    assert "niet te lezen" in refused(repack(good, **{"xl/workbook.xml": b"<x>"}), "a.xlsx")
    assert "is dat niet" in refused(good[: len(good) // 2], "a.xlsx")
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("leesmij.txt", "hallo")
    assert "niet te lezen" in refused(other.getvalue(), "a.xlsx")


def test_a_feed_with_entities_is_refused_whole() -> None:
    feed = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
    assert "DOCTYPE" in refused(feed, "feed.xml")


def test_a_mapping_says_which_column_is_what() -> None:
    toml = b'[kolommen]\n"Kenmerk oud" = "bron_id"\n"Naam" = "titel"\n"Prijs" = "kosten"\n'
    chosen = read_mapping(toml, "m.toml")
    assert read_mapping(b'{"kolommen": {"Naam": "titel"}}', "m.json") == {"Naam": "titel"}
    [regel] = read(b"Kenmerk oud;Naam;Prijs;Voorwaarden\n1;Pas;3;x\n", mapping=chosen)
    assert regel.record and dict(regel.record.secties) == {"kosten": "€ 3,00"}


@pytest.mark.parametrize(
    ("chosen", "reason"),
    [
        ({"Weg": "titel"}, "De kolom 'Weg' staat niet in het bestand"),
        ({"id": "fiets"}, "Het veld 'fiets' bestaat niet"),
        ({"id": "titel", "titel": "titel"}, "twee kolommen voor het veld 'titel'"),
        ({"id": "bron_id"}, "Er is geen kolom voor: titel"),
    ],
)
def test_a_wrong_mapping_is_refused(chosen: dict[str, str], reason: str) -> None:
    with pytest.raises(ImportFout, match=reason):
        choose_fields(["id", "titel"], chosen)


@pytest.mark.parametrize("data", [b"\xff", b"= kapot", b"x = 1", b"[kolommen]\na = 1", b"x" * 200_000])
def test_a_broken_mapping_is_refused(data: bytes) -> None:
    with pytest.raises(ImportFout, match="kolommen"):
        read_mapping(data, "m.toml")


def test_a_fields_own_name_goes_before_its_synonyms() -> None:
    found = choose_fields(["Nummer", "Naam", "bron_id", "Titel", "Iets"]).as_dict()
    assert found == {"Nummer": "", "Naam": "", "bron_id": "bron_id", "Titel": "titel", "Iets": ""}
