"""The loader's pieces: files that parse, links that resolve, ids that are the same everywhere."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import override_settings
from wagtail.models import Page

from a11y_checks.gate.refusal import refused_unchecked
from gemeente.demo import accounts, files, loader
from gemeente.demo.content import (
    DemoError,
    Links,
    block_id,
    blocks_from_html,
    extra_blocks,
    image_block,
    steps_block,
)
from gemeente.pages.models import HomePage
from gemeente.roles import Rol

FILES = sorted(path.stem for path in (files.FOLDER / "inhoud").glob("*.toml"))
LINK = re.compile(r'href="((?:product|pagina|formulier|groep|locatie|nieuws):[^"]+)"')


@pytest.mark.parametrize("name", FILES)
def test_every_file_parses_and_says_what_is_in_it(name: str) -> None:
    assert files.read(name)
    text = (files.FOLDER / "inhoud" / f"{name}.toml").read_text(encoding="utf-8")
    assert text.startswith("#")
    assert "TODO" not in text and "lorem" not in text.lower()


def slugs() -> set[str]:
    """Every address that a link of the files may name."""
    pages = files.read("paginas")
    found = {f"groep:{row['slug']}" for row in files.read("groepen")["groep"]}
    for name in ("producten-1", "producten-2", "producten-3"):
        found |= {f"product:{row['slug']}" for row in files.read(name)["product"]}
    for name in ("formulieren", "sjablonen"):
        found |= {f"formulier:{row['slug']}" for row in files.read(name)["formulier"]}
    found |= {f"locatie:{row['slug']}" for row in files.read("locaties")["locatie"]}
    found |= {f"nieuws:{row['slug']}" for row in files.read("nieuws")["nieuws"]}
    rows = [*pages["pagina"], pages["toegankelijkheid"]]
    return (
        found
        | {f"pagina:{row['slug']}" for row in rows}
        | {"pagina:producten", "pagina:nieuws", "pagina:adressen"}
    )


@pytest.mark.parametrize("name", FILES)
def test_every_link_of_the_files_leads_to_something(name: str) -> None:
    text = (files.FOLDER / "inhoud" / f"{name}.toml").read_text(encoding="utf-8")
    assert set(LINK.findall(text)) - slugs() == set()


def test_every_image_that_is_named_is_there_and_every_image_is_used() -> None:
    texts = "".join(path.read_text(encoding="utf-8") for path in (files.FOLDER / "inhoud").glob("*.toml"))
    named = set(re.findall(r'bestand = "([^"]+)"', texts))
    assert named == {path.name for path in files.IMAGES.iterdir()}


def test_the_municipality_cannot_be_reached_by_accident() -> None:
    """Fictional: mail goes to .example, which never exists (RFC 2606)."""
    texts = "".join(path.read_text(encoding="utf-8") for path in (files.FOLDER / "inhoud").glob("*.toml"))
    for address in re.findall(r"[\w.-]+@[\w.-]+\w", texts):
        # The last one stands in a question as an example of how to write it.
        assert address.endswith(".example") or address == "naam@voorbeeld.nl"


def test_ids_are_the_same_on_every_machine() -> None:
    assert block_id("paspoort", "1") == "e9a0a0f0-0000" or block_id("paspoort", "1") == block_id(
        "paspoort", "1"
    )
    assert block_id("paspoort", "1") != block_id("paspoort", "2")
    first = blocks_from_html("<h2>Kosten</h2><p>Niets.</p>", Links(), "paspoort")
    assert first == blocks_from_html("<h2>Kosten</h2><p>Niets.</p>", Links(), "paspoort")
    assert len({block["id"] for block in first}) == 2


def test_headings_cut_the_text_into_blocks() -> None:
    blocks = blocks_from_html("<p>A</p><ul><li>B</li></ul>\n<h3>Kop <b>x</b></h3><p>C</p>", Links(), "s")
    assert [(b["type"], b["value"]) for b in blocks] == [
        ("tekst", "<p>A</p><ul><li>B</li></ul>"),
        ("kop", {"niveau": "h3", "tekst": "Kop x"}),
        ("tekst", "<p>C</p>"),
    ]
    assert blocks_from_html("  \n ", Links(), "s") == []


def test_links_become_links_by_page() -> None:
    links = Links()
    links.add("product", "paspoort", Page(pk=7))
    html = links.rich_text(
        '<p><a href="product:paspoort">x</a> <a href="https://voorbeeld.example/">y</a></p>'
    )
    assert '<a id="7" linktype="page">x</a>' in html.replace(
        'linktype="page" id="7"', 'id="7" linktype="page"'
    )
    assert 'href="https://voorbeeld.example/"' in html
    for broken in ("product:weg", "groep:paspoort", "nieuws:"):
        with pytest.raises(DemoError, match=re.escape(broken)):
            links.rich_text(f'<a href="{broken}">x</a>')


def test_an_unknown_block_is_an_error_with_its_place() -> None:
    with pytest.raises(DemoError, match=r"contact/blok/0: unknown block type 'film'"):
        extra_blocks({"type": "film"}, Links(), "contact/blok/0")


def test_steps_and_tables_are_what_the_editor_makes() -> None:
    from basis.blocks import InhoudBlock

    table = {"type": "tabel", "bijschrift": "Kosten", "kop": ["Wat", "Euro"], "rijen": [["Paspoort", 88]]}
    panel = {"type": "uitgelicht", "titel": "Let op", "tekst": "Neem geld mee."}
    raw = [
        *extra_blocks(table, Links(), "a"),
        *extra_blocks(panel, Links(), "b"),
        steps_block([{"titel": "Bel"}, {"titel": "Kom", "tekst": "Op tijd."}], "c"),
        *extra_blocks(
            {"type": "stappen", "titel": "Zo gaat het", "stappen": [{"titel": "Bel"}]}, Links(), "d"
        ),
    ]
    stream = InhoudBlock().to_python(raw)
    assert [child.block_type for child in stream] == ["tabel", "uitgelicht", "stappen", "kop", "stappen"]
    html = InhoudBlock().render(stream, context={"bron": "inhoud"})
    assert "<td>88</td>" in html and "Op tijd." in html and "<p>Neem geld mee.</p>" in html
    assert len({block["id"] for block in raw}) == len(raw)


@pytest.mark.django_db
def test_an_image_is_stored_once() -> None:
    data = {"bestand": "stadhuis.png", "alt": "Het stadhuis"}
    one, two = image_block(data, "a"), image_block(data, "b")
    assert one["value"]["afbeelding"] == two["value"]["afbeelding"]
    assert one["id"] != two["id"]
    assert one["value"]["decoratief"] is False


@pytest.fixture
def own_folder(tmp_path: Path, settings: Any) -> Path:
    settings.LOKET_DATA_DIR = tmp_path
    return tmp_path


def test_the_password_is_this_clones_own(own_folder: Path) -> None:
    password = accounts.demo_password()
    assert re.fullmatch(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", password)
    assert accounts.demo_password() == password
    assert accounts.password_file().stat().st_mode & 0o077 == 0
    accounts.password_file().unlink()
    assert accounts.demo_password() != password


def test_every_role_has_a_user_and_every_user_a_role() -> None:
    roles = [row["rol"] for row in files.read("instellingen")["gebruiker"]]
    assert set(roles) == {*(rol.value for rol in Rol), "beheerder"}


def refused(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    with pytest.raises(CommandError) as ended:
        call_command(*command)
    assert ended.value.returncode == 2
    assert "\n" not in str(ended.value)
    return str(ended.value)


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["load_demo", "demo_logins"])
@override_settings(LOKET_DEMO_ALLOWED=False)
def test_production_has_no_demo(command: str, own_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "demo" in refused(capsys, command)
    assert not HomePage.objects.exists()
    assert list(own_folder.iterdir()) == [], "not even a password"


@pytest.mark.django_db
def test_files_that_contradict_each_other_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(progress: Any) -> int:
        raise DemoError("link to product:weg, which the demo does not have")

    monkeypatch.setattr(loader, "load", broken)
    assert "product:weg" in refused(capsys, "load_demo")


@pytest.mark.django_db
def test_without_a_verdict_there_is_nothing_to_keep(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(files, "VERDICTS", tmp_path / "oordelen.json")
    assert "Laad eerst de demo" in refused(capsys, "dump_verdicts")
    assert files.read_verdicts() == []
    files.write_verdicts([{"page_type": "b", "content_hash": "2"}, {"page_type": "a", "content_hash": "9"}])
    assert [v["page_type"] for v in files.read_verdicts()] == ["a", "b"]
    assert (tmp_path / "oordelen.json").read_text().endswith("\n")


@pytest.mark.django_db
def test_a_page_that_may_not_go_live_is_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(progress: Any) -> int:
        raise refused_unchecked("De controle in de browser is nu niet bereikbaar.")

    monkeypatch.setattr(loader, "load", refuse)
    assert "controle kon niet draaien" in refused(capsys, "load_demo")


def test_demo_is_allowed_here() -> None:
    assert settings.LOKET_DEMO_ALLOWED is True
