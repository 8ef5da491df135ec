"""`import_catalogus`: exit codes, the report, and a file in every form."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from producten.feeds.sc_write import write_sc
from producten.models import Bronverwijzing, ProductPage
from tests.producten.factories import make_group, make_index, make_upn
from tests.producten.imports.test_sources import make_xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def groep() -> Any:
    return make_group(make_index())


def run(path: Path, *options: str) -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("import_catalogus", str(path), "--bron", "oud", *options, stdout=out)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_a_good_file_ends_in_0_and_a_bad_row_in_1(groep: Any, tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "oud.csv"
    path.write_text("id;titel\n1;Pas\n")
    code, text = run(path, "--groep", "verhuizen")
    assert code == 0 and "Nieuw concept: 1." in text
    assert "Rijen: 1 van 1" in capsys.readouterr().err
    path.write_text("id;titel\n1;Pas\n2;\n=3;+x\n")
    report = tmp_path / "uitslag.csv"
    code, text = run(path, "--groep", "verhuizen", "--report", str(report))
    assert code == 1 and "Regel 3, zonder titel: Het veld 'titel' is leeg." in text
    lines = report.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 4 and lines[1] == "2;1;Pas;Niets veranderd;" and lines[3].startswith("4;'=3;'+x;")


def test_a_trial_shows_the_columns_and_changes_nothing(groep: Any, tmp_path: Path) -> None:
    path = tmp_path / "oud.xlsx"
    path.write_bytes(make_xlsx(["Kenmerk", "Naam", "Rest"], ["a-1", "Pas", "x"]))
    code, text = run(path, "--groep", "verhuizen", "--dry-run")
    assert code == 0 and "Kolom 'Naam': titel." in text and "Kolom 'Rest': niet overgenomen." in text
    assert "Dit was een proef." in text and not ProductPage.objects.exists()
    mapping = tmp_path / "kolommen.toml"
    mapping.write_text('[kolommen]\n"Kenmerk" = "bron_id"\n"Rest" = "titel"\n')
    assert run(path, "--groep", "verhuizen", "--mapping", str(mapping), "--format", "xlsx")[0] == 0
    assert ProductPage.objects.get().title == "x"


@pytest.mark.parametrize(
    ("content", "options", "reason"),
    [
        ("", (), "Er is niets overgenomen. Het bestand is leeg."),
        ("id;titel\n1;x\n", ("--groep", "nergens"), "De productgroep met het adres 'nergens' bestaat niet."),
        ("id;titel\n1;x\n", ("--format", "sc"), "de inhoud is dat niet"),
        ("id;titel\n1;x\n", ("--mapping", "/bestaat/niet.toml"), "is niet te lezen"),
        ("id;titel\n1;x\n", ("--format", "doc"), "import_catalogus|format|doc"),
    ],
)
def test_what_can_not_start_ends_in_2(
    tmp_path: Path, content: str, options: tuple[str, ...], reason: str
) -> None:
    path = tmp_path / "oud.csv"
    path.write_text(content)
    with pytest.raises(CommandError, match=reason) as caught:
        run(path, *options)
    assert caught.value.returncode == 2
    with pytest.raises(CommandError, match="is niet te lezen"):
        run(tmp_path / "weg.csv")


def test_our_own_feed_comes_back_as_drafts(groep: Any, tmp_path: Path) -> None:
    from datetime import date

    from producten.feeds.sc_records import ScProduct, Waarde

    upn = make_upn("paspoort")
    gemeente = Waarde("http://standaarden.overheid.nl/owms/terms/Buren_(gemeente)", "Buren")

    def product(number: str, **fields: Any) -> ScProduct:
        defaults: dict[str, Any] = {
            "identifier": f"https://buren.example/{number}", "title": f"Product {number}", "language": "nl",
            "modified": date(2026, 1, 1), "spatial": gemeente, "authority": gemeente, "audience": ("particulier",),
            "abstract": "Kort & goed.", "product_id": number, "online_aanvragen": "ja",
            "aanvraag_url": "https://dienst.example/", "upns": (Waarde(upn.uri, "paspoort"),),
            "html": "<p>Wat <script>x</script>is het?</p>",
        }  # fmt: skip
        return ScProduct(**{**defaults, **fields})

    path = tmp_path / "feed.xml"
    products = [
        product("1"),
        product("2", language="en"),
        product("3", title=" "),
        product("4", abstract="lang " * 90),
    ]
    path.write_text("".join(write_sc(products)))
    code, text = run(path, "--groep", "verhuizen")
    assert (
        code == 1 and "Alleen Nederlands wordt overgenomen." in text and "Fout: niet overgenomen: 2." in text
    )
    first = Bronverwijzing.objects.get(bron_id="1").product
    assert (first.title, first.kort, first.upn, first.doelgroepen) == (
        "Product 1",
        "Kort & goed.",
        upn,
        ["inwoner"],
    )
    assert first.inhoud[0].value[0].value.source == "<p>Wat is het?</p>"
    assert first.kanaalroutes.get().url == "https://dienst.example/" and not first.live
    assert Bronverwijzing.objects.get(bron_id="4").product.kort == ""
    assert run(path, "--groep", "verhuizen")[1].count("Niets veranderd: 2.") == 1
