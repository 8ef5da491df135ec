"""Loading the national list: upsert, vanish, return, refuse whole; and the command around it."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from producten.models import UniformeProductnaam, UplLijst
from producten.services.upl import load_upl
from producten.upl.records import UplError
from tests.producten.factories import make_group, make_index, make_product
from tests.producten.upl.test_parse import BASE, make_file, row

pytestmark = pytest.mark.django_db

REAL = Path(__file__).resolve().parents[3] / "shared" / "upl" / "UPL-actueel.csv"
TWO = make_file(
    row(Gemeente="X", SDG="B4", Grondslag=BASE + "Ppw", Grondslaglabel="Paspoortwet"),
    row("kapvergunning", BASE + "kap", Gemeente="X"),
)
ONE = make_file(row(Gemeente="X", SDG="B4", Grondslag=BASE + "Ppw", Grondslaglabel="Paspoortwet"))


def load(content: bytes = TWO, **kwargs):
    return load_upl(content=content, name="upl.csv", **kwargs)


def state() -> list[tuple]:
    return list(UniformeProductnaam.objects.order_by("pk").values_list())


def test_first_load_keeps_every_fact():
    report = load(peildatum=date(2021, 12, 1))
    assert (report.new, report.names, report.municipal, report.rows) == (2, 2, 2, 2)
    upn = UniformeProductnaam.objects.get(uri=BASE + "paspoort")
    assert (upn.naam, upn.gemeente, upn.rijk, upn.sdg_codes) == ("paspoort", True, False, ["B4"])
    assert upn.grondslagen == [{"uri": BASE + "Ppw", "label": "Paspoortwet", "link": ""}]
    lijst = UplLijst.objects.get()
    assert (lijst.naam, lijst.peildatum, lijst.namen) == ("upl.csv", date(2021, 12, 1), 2)


def test_second_load_changes_nothing_and_says_so():
    load()
    before = state()
    report = load()
    assert report.nothing_changed
    assert report.unchanged == 2
    assert "Er is niets veranderd." in report.lines()
    assert state() == before
    assert UplLijst.objects.count() == 1


def test_same_file_with_another_date_only_keeps_the_date():
    load()
    before = state()
    assert not load(peildatum=date(2021, 12, 1)).nothing_changed
    assert state() == before
    assert UplLijst.objects.first().peildatum == date(2021, 12, 1)


def test_a_name_that_vanishes_is_marked_and_comes_back():
    load()
    report = load(ONE)
    assert report.vanished == 1
    assert UniformeProductnaam.objects.get(uri=BASE + "kap").verdwenen_op == timezone.localdate()
    assert load(ONE).nothing_changed
    assert load().returned == 1
    assert UniformeProductnaam.objects.get(uri=BASE + "kap").verdwenen_op is None


def test_a_changed_name_keeps_its_row():
    load()
    pk = UniformeProductnaam.objects.get(uri=BASE + "paspoort").pk
    report = load(make_file(row("reisdocument", Rijk="X"), row("kapvergunning", BASE + "kap", Gemeente="X")))
    assert report.changed == 1
    upn = UniformeProductnaam.objects.get(pk=pk)
    assert (upn.naam, upn.rijk, upn.gemeente, upn.sdg_codes, upn.grondslagen) == (
        "reisdocument",
        True,
        False,
        [],
        [],
    )


def test_a_broken_file_changes_nothing():
    load()
    before = state()
    with pytest.raises(UplError):
        load(TWO + b"half,een\r\n")
    assert state() == before
    assert UplLijst.objects.count() == 1


def test_a_date_in_the_future_is_refused():
    with pytest.raises(UplError, match="toekomst"):
        load(peildatum=timezone.localdate() + timedelta(days=1))


def test_products_with_a_vanished_name_are_named():
    load()
    upn = UniformeProductnaam.objects.get(uri=BASE + "kap")
    make_product(make_group(make_index()), upn=upn, title="Boom kappen")
    report = load(ONE)
    assert report.used_vanished == ("Boom kappen",)
    assert "1 product gebruikt een naam die verdwenen is: Boom kappen." in report.lines()[-1]


def test_an_older_list_and_a_shrunken_list_give_a_warning():
    load(peildatum=date(2025, 1, 1))
    assert any("nieuwere lijst" in line for line in load(ONE, peildatum=date(2021, 1, 1)).lines())
    load(make_file(*(row(f"naam {n}", BASE + str(n)) for n in range(5))))
    assert any("de hele lijst" in line for line in load(ONE).lines())


def test_old_list_is_known_as_old():
    load(peildatum=timezone.localdate() - timedelta(days=366))
    assert UplLijst.objects.get().oud
    load(ONE, peildatum=timezone.localdate() - timedelta(days=364))
    assert not UplLijst.objects.first().oud


def run(*args: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("load_upl", *args, stdout=out, stderr=err)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_command_loads_and_repeats(tmp_path):
    file = tmp_path / "lijst.csv"
    file.write_bytes(TWO)
    code, out, err = run(str(file), "--peildatum", "2021-12-31")
    assert (code, err) == (0, "")
    assert "lijst.csv: 2 regels, 2 namen, waarvan 2 voor gemeenten." in out
    assert "Nieuw: 2." in out
    assert "Er is niets veranderd." in run(str(file))[1]


@pytest.mark.parametrize("content", [b"", b"\xff\xff", TWO + b"x\r\n", b"<html>"])
def test_command_refuses_in_one_dutch_line(tmp_path, content):
    file = tmp_path / "lijst.csv"
    file.write_bytes(content)
    code, out, err = run(str(file))
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith("lijst.csv is niet geladen. ")
    assert UniformeProductnaam.objects.count() == 0


def test_command_refuses_wrong_paths_and_dates(tmp_path):
    file = tmp_path / "lijst.csv"
    file.write_bytes(TWO)
    for args, reason in [
        ((str(tmp_path / "nergens.csv"),), "bestaat niet"),
        ((str(tmp_path),), "is een map"),
        ((str(file / "x"),), "niet te lezen"),
        (("a\0b",), "niet te lezen"),
        (("x" * 5000,), "niet te lezen"),
        ((str(file), "--peildatum", "gisteren"), "geen datum"),
        ((str(file), "--peildatum", "2021-02-30"), "geen datum"),
        ((str(file), "--peildatum", "2999-01-01"), "toekomst"),
    ]:
        code, out, err = run(*args)
        assert (code, out) == (2, ""), args
        assert reason in err
        assert err.count("\n") == 1


@pytest.mark.parametrize("args", [(), ("a.csv", "--onbekend"), ("a.csv", "b.csv")])
def test_command_refuses_wrong_arguments(args, capfd):
    assert run(*args)[0] == 2
    err = capfd.readouterr().err
    assert err.startswith("Zo gebruikt u dit commando")
    assert err.count("\n") == 1


@pytest.mark.shared
@pytest.mark.skipif(not REAL.exists(), reason="the national list is not beside this clone")
def test_the_real_list():
    content = REAL.read_bytes()
    report = load_upl(content=content, name=REAL.name, peildatum=date(2021, 12, 31))
    assert (report.rows, report.names, report.municipal, report.new) == (1121, 1017, 450, 1017)
    assert UniformeProductnaam.objects.filter(gemeente=True).count() == 450
    before = state()
    again = load_upl(content=content, name=REAL.name)
    assert again.nothing_changed
    assert state() == before
