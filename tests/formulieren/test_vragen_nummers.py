"""Number plates by their series, websites, and addresses with a register that knows, does not know or is broken."""

import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest

from formulieren.flow.schema import VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.adressen import TABLE, Adres, AdresTabel, find_adres, register_adressen
from formulieren.vragen.registry import type_of
from tests.formulieren.vragen_cases import adres, normalise, vraag

PLATES = [
    # The fourteen side codes.
    "ND-00-01", "00-01-AD", "12-AB-34", "DB-12-BD", "XB-ZD-12", "12-XB-ZD", "12-XBZ-1", "1-XBZ-12", "XB-123-Z",
    "G-001-BB", "GBB-01-B", "G-01-BBB", "1-XB-123", "123-XB-1",
    # Semi-trailers begin with an O, trailers with a W, motorcycles with an M, mopeds with D or F.
    "OB-12-BD", "WB-12-BD", "MB-12-BD", "D-001-BB", "FBB-01-B",
    # Series of their own: the royal house, diplomats, the court of justice, the border, one day.
    "AA-12", "AA-123", "AA-12-34", "CD-12-34", "CDJ-123", "GV-12-34", "ZZ-12-34", "F-12-34", "Z-12-34",
    # Excluded only since the eleventh side code, so older cars may have it.
    "12-PVV-1", "1-VVD-12",
]  # fmt: skip


@pytest.mark.parametrize("plate", PLATES)
def test_every_series_is_taken_with_and_without_hyphens(plate: str) -> None:
    assert normalise("kenteken", plate) == plate
    assert normalise("kenteken", plate.replace("-", "").lower()) == plate
    assert normalise("kenteken", plate.replace("-", " ")) == plate


@pytest.mark.parametrize(
    "plate",
    [
        "SS-12-34", "12-SD-34", "SD-12-BB", "1-XSS-12", "12-SDX-1", "G-123-SS",
        "12-NSB-1", "1-GVD-12", "12-KKK-1", "PSV-12-B", "B-12-TBS", "12-PKK-1",
        "PVV-12-B", "B-12-SGP", "VVD-12-B",
        "DA-12-BD", "12-XB-ZE", "12-XCZ-1", "XQ-123-Z", "G-001-OB", "GBU-01-B",
        "12-34-56", "AB-CD-EF", "A-1", "AB-123-CD", "GBB-01-B1", "ÀB-12-34",
    ],
)  # fmt: skip
def test_what_the_rdw_never_gives_out_is_refused(plate: str) -> None:
    with pytest.raises(AnswerError, match="nummerplaat"):
        normalise("kenteken", plate)


def test_foreign_plates_where_the_editor_allows_them() -> None:
    assert normalise("kenteken", "b-ab 1234", buitenlands=True) == "BAB1234"
    assert normalise("kenteken", "gbb01b", buitenlands=True) == "GBB-01-B"
    for wrong in ("ABC", "<b>1", "A" * 13 + "1"):
        with pytest.raises(AnswerError):
            normalise("kenteken", wrong, buitenlands=True)


class Register:
    """A register of addresses that says what the test wants."""

    def __init__(self, answer: Adres | Exception | None) -> None:
        self.answer, self.asked = answer, []  # type: ignore[var-annotated]

    def find(self, postcode: str, huisnummer: int, toevoeging: str, /) -> Adres | None:
        self.asked.append((postcode, huisnummer, toevoeging))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def register() -> Iterator[Any]:
    """Puts a register in place for one test."""
    before: list[Any] = []

    def use(answer: Any) -> Register:
        made = Register(answer)
        before.append(register_adressen(made))
        return made

    yield use
    for old in reversed(before):
        register_adressen(old)


RAW = {"postcode": "1234ab", "huisnummer": "12", "toevoeging": "a", "straat": "Getypte Weg", "plaats": "Dorp"}


def test_a_known_address_gets_the_street_of_the_register(register: Any) -> None:
    asked = register(Adres("Bekende Weg", "Stad")).asked
    assert normalise("postcode_huisnummer", RAW) == adres("1234 AB", 12, "A", "Bekende Weg", "Stad")
    assert asked == [("1234 AB", 12, "A")]


def test_an_unknown_address_is_taken_as_it_was_typed(register: Any) -> None:
    register(None)
    assert normalise("postcode_huisnummer", RAW) == adres("1234 AB", 12, "A", "Getypte Weg", "Dorp")
    without = {**RAW, "straat": "", "plaats": ""}
    assert normalise("postcode_huisnummer", without) == adres("1234 AB", 12, "A")


def test_a_broken_register_stops_nobody_and_the_log_holds_no_address(
    register: Any, caplog: pytest.LogCaptureFixture
) -> None:
    register(TimeoutError("no answer about 1234 AB 12"))
    with caplog.at_level(logging.WARNING):
        assert normalise("postcode_huisnummer", RAW) == adres("1234 AB", 12, "A", "Getypte Weg", "Dorp")
    assert "TimeoutError" in caplog.text and "1234" not in caplog.text


def test_the_register_is_not_asked_about_nonsense(register: Any) -> None:
    made = register(Adres("x", "y"))
    with pytest.raises(AnswerError):
        normalise("postcode_huisnummer", {**RAW, "postcode": "12"})
    assert made.asked == []


def test_answers_from_before_streets_were_kept_can_still_be_read() -> None:
    old = {"postcode": "1234 AB", "huisnummer": 12, "toevoeging": "A"}
    question = vraag("postcode_huisnummer")
    assert type_of(question).display(question, old) == "1234 AB, huisnummer 12 A"
    assert normalise("postcode_huisnummer", old) == adres("1234 AB", 12, "A")
    assert type_of(question).raw_of(question, old)["straat"] == ""


def test_the_local_table_is_whole_and_knows_its_numbers() -> None:
    table = AdresTabel(TABLE)
    rows = [line.split(";") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]
    assert len(rows) >= 5
    for postcode, first, last, straat, plaats in rows:
        assert re.fullmatch(r"[1-9][0-9]{3} [A-Z]{2}", postcode)
        assert (
            table.find(postcode, int(first), "")
            == table.find(postcode, int(last), "B")
            == Adres(straat, plaats)
        )
        assert table.find(postcode, int(last) + 1, "") is None
    assert find_adres("1234 AB", 1) is None


def test_a_long_list_is_made_from_lines() -> None:
    made = type_of(vraag("keuze_lang"))
    config = made.config_from_block(
        {"opties": "be = België\n\n  Duitsland \nx = y = z\n= leeg\nA & B = c", "autocomplete": None}
    )
    assert [(optie["waarde"], optie["tekst"]) for optie in config["opties"]] == [
        ("be", "België"), ("duitsland", "Duitsland"), ("x", "y = z"), ("leeg", "= leeg"), ("a-b-c", "A & B = c"),
    ]  # fmt: skip
    made.check_config(VraagSchema(code="v", type="keuze_lang", label="Land", config=config))


def test_a_long_list_of_hundreds_is_a_native_select() -> None:
    opties = [{"waarde": f"o{n}", "tekst": f"Optie {n}"} for n in range(300)]
    question = vraag("keuze_lang", config={"opties": opties, "autocomplete": "country-name"})
    field = type_of(question).field(question)
    html = field.widget.render("v", "o299")
    assert html.count("<option") == 301 and '<option value="o299" selected>' in html
    assert 'autocomplete="country-name"' in html
    assert normalise("keuze_lang", "o299", opties=opties) == "o299"
