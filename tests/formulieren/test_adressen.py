"""The register of addresses: made from a file or not at all, asked without a list in memory, and never in the way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as settings_
from django.core.management import call_command

from formulieren.flow.schema import VraagSchema
from formulieren.vragen.adressen import Adres, find_adres, register_adressen
from formulieren.vragen.adressen_bestand import AdressenFout, build_register
from formulieren.vragen.adressen_checks import check_adressen
from formulieren.vragen.postcode_huisnummer import TYPE

BAG = """openbareruimte;huisnummer;huisletter;huisnummertoevoeging;postcode;woonplaats;gemeente
Lange Weg;1;;;1234AB;Dorp;Dorp
Lange Weg;1;A;2;1234AB;Dorp;Dorp
Korte Weg;12;;;1234AC;Dorp;Dorp
Aan de Kade;3;;;;Dorp;Dorp
"""
VRAAG = VraagSchema(code="adres", type="postcode_huisnummer", label="Wat is uw adres?", hint="", config={})


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A file like an extract of the BAG."""
    path = tmp_path / "bag.csv"
    path.write_text(BAG, encoding="utf-8")
    return path


@pytest.fixture
def own(settings: Any, tmp_path: Path) -> Path:
    """Where this installation keeps its register; not there yet."""
    settings.LOKET_ADRESSEN = tmp_path / "kast" / "adressen.sqlite3"
    return Path(settings.LOKET_ADRESSEN)


def answer(**raw: str) -> Any:
    return TYPE.normalise(VRAAG, {"postcode": "1234 AB", "huisnummer": "1", **raw})


def test_the_command_makes_a_register_that_gives_streets(
    source: Path, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("load_adressen", str(source))
    assert capsys.readouterr().out == "3 adressen geladen. 1 regels hadden geen postcode.\n"
    assert find_adres("1234 AB", 1) == Adres("Lange Weg", "Dorp")
    # Whatever the spelling of the addition, and also when it isn't known: the street is the same.
    assert find_adres("1234 AB", 1, "a-2") == find_adres("1234 AB", 1, "X") == Adres("Lange Weg", "Dorp")
    assert find_adres("1234 AC", 12) == Adres("Korte Weg", "Dorp")
    assert find_adres("1234 AC", 13) is None
    # The invented streets of the demo are gone.
    assert find_adres("9990 EV", 1) is None


def test_a_new_file_takes_the_place_of_the_old_one(source: Path, own: Path, tmp_path: Path) -> None:
    build_register(source, own)
    newer = tmp_path / "nieuw.csv"
    newer.write_text("\ufeffPostcode,Huisnummer,Straat,Plaats\n1234 AB,1,Nieuwe Weg,Stad\n", encoding="utf-8")
    assert build_register(newer, own).adressen == 1
    assert find_adres("1234 AB", 1) == Adres("Nieuwe Weg", "Stad")
    assert [path.name for path in own.parent.iterdir()] == [own.name]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "regel 1 noemt geen kolom voor huisnummer, plaats, postcode, straat"),
        ("postcode;huisnummer;straat\n", "regel 1 noemt geen kolom voor plaats"),
        (BAG.splitlines()[0], "er staat geen adres in"),
        (BAG + "Weg;1;;;12AB;Dorp;Dorp\n", "regel 6: dit is geen postcode"),
        (BAG + "Weg;een;;;1234AB;Dorp;Dorp\n", "regel 6: dit is geen huisnummer"),
        (BAG + "Weg;0;;;1234AB;Dorp;Dorp\n", "regel 6: dit is geen huisnummer"),
        (BAG + ";1;;;1234AB;Dorp;Dorp\n", "regel 6: bij straat staat niets, te veel of geen tekst"),
        (BAG + "Weg;1\n", "regel 6 heeft te weinig kolommen"),
        (BAG + "W\x00eg;1;;;1234AB;Dorp;Dorp\n", "regel 6: bij straat staat niets, te veel of geen tekst"),
    ],
)
def test_a_wrong_file_is_refused_whole(source: Path, own: Path, text: str, why: str) -> None:
    build_register(source, own)
    before = own.read_bytes()
    source.write_text(text, encoding="utf-8")
    with pytest.raises(AdressenFout) as told:
        build_register(source, own)
    assert str(told.value) == why
    assert own.read_bytes() == before and [path.name for path in own.parent.iterdir()] == [own.name]


@pytest.mark.parametrize("content", [b"PK\x03\x04\xff\xfe\x00", b"\xff\xfeb\x00a\x00g\x00"])
def test_what_is_no_text_is_refused(source: Path, own: Path, content: bytes) -> None:
    source.write_bytes(content)
    with pytest.raises(AdressenFout):
        build_register(source, own)
    assert not own.exists()


def test_the_command_says_in_one_line_what_is_wrong(
    source: Path, own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source.write_text(BAG + "Weg;1;;;12AB;Dorp;Dorp\n", encoding="utf-8")
    for path in (source, tmp_path / "bestaat-niet.csv"):
        with pytest.raises(SystemExit) as ended:
            call_command("load_adressen", str(path))
        told = capsys.readouterr().err
        assert ended.value.code == 2 and told.count("\n") == 1 and "Er is niets veranderd." in told
        assert "12AB" not in told


def test_more_addresses_take_no_more_memory(own: Path, tmp_path: Path) -> None:
    """Fifty times the rows take only some megabytes more at their peak, in a process of its own."""
    script = f"""
import resource, sys
from pathlib import Path
from formulieren.vragen.adressen_bestand import AdresRegister, build_register
source, target = Path({str(tmp_path / "groot.csv")!r}), Path({str(own)!r})
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
def write(rows):
    with source.open("w") as file:
        file.write("postcode;huisnummer;straat;plaats\\n")
        for n in range(rows):
            file.write(f"{{1000 + n // 500 % 9000}}AB;{{n % 500 + 1}};Weg van {{n}};Dorp\\n")
write(2_000); build_register(source, target); small = peak()
write(100_000); build_register(source, target)
assert AdresRegister(target).find("1100 AB", 7, "") == ("Weg van 50006", "Dorp")
print(peak() - small)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=settings_.LOKET_ROOT, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 12_000  # kilobytes; the file itself has 3,000 and the register some more


# --- manual entry ---------------------------------------------------------------------------------------


def test_production_knows_no_invented_street_and_takes_what_is_typed(settings: Any, own: Path) -> None:
    settings.LOKET_DEMO_ALLOWED = False
    typed = TYPE.normalise(
        VRAAG, {"postcode": "9990EV", "huisnummer": "1", "straat": "Mijn Straat", "plaats": "Hier"}
    )
    assert (typed["straat"], typed["plaats"]) == ("Mijn Straat", "Hier")
    blank = TYPE.normalise(VRAAG, {"postcode": "9990EV", "huisnummer": "1"})
    assert (blank["straat"], blank["plaats"]) == ("", "")
    assert [one.id for one in check_adressen()] == ["formulieren.I010"]


def test_the_demo_has_its_own_streets_and_needs_no_register(own: Path) -> None:
    assert find_adres("9990 EV", 1) == Adres("Fordplein", "Elzenvoort")
    assert check_adressen() == []


def test_a_register_or_another_source_ends_the_warning(settings: Any, source: Path, own: Path) -> None:
    settings.LOKET_DEMO_ALLOWED = False

    class Elsewhere:
        def find(self, postcode: str, huisnummer: int, toevoeging: str, /) -> Adres | None:
            return Adres("Weg", "Ver")

    before = register_adressen(Elsewhere())
    try:
        assert check_adressen() == [] and find_adres("1234 AB", 1) == Adres("Weg", "Ver")
    finally:
        register_adressen(before)
    assert check_adressen()
    build_register(source, own)
    assert check_adressen() == []


def test_a_broken_register_stops_nobody(own: Path, caplog: pytest.LogCaptureFixture) -> None:
    own.parent.mkdir()
    own.write_bytes(b"this is no database at all" * 100)
    assert answer(straat="Mijn Straat")["straat"] == "Mijn Straat"
    assert "DatabaseError" in caplog.text and "1234" not in caplog.text


def test_an_address_outside_the_register_is_taken_as_typed(source: Path, own: Path) -> None:
    build_register(source, own)
    assert answer(huisnummer="99", straat="Nieuwe Straat", plaats="Dorp")["straat"] == "Nieuwe Straat"
    assert answer(straat="Verkeerd")["straat"] == "Lange Weg"
