"""The huisstijl as a setting: colours that can be read, a style sheet that browsers keep, and pages looked at again."""

from __future__ import annotations

import random
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from a11y_checks.models import GateRecord
from gemeente.pages import huisstijl as colours
from gemeente.pages.huisstijl_file import stylesheet_url
from gemeente.pages.models import Huisstijl, Lettertype
from tests.components.test_contrast import contrast as other_contrast
from tests.support.site import make_home, make_page, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]

BLUE = "#1b5591"


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def home() -> Any:
    return publish(make_home())


def setting(**values: Any) -> Huisstijl:
    row = Huisstijl.for_site(Site.objects.get(is_default_site=True))
    for name, value in values.items():
        setattr(row, name, value)
    return row


def problems(**values: Any) -> dict[str, list[str]]:
    """What the form would say of these choices, by field."""
    with pytest.raises(ValidationError) as refused:
        setting(**values).full_clean()
    return refused.value.message_dict


# --- colours ------------------------------------------------------------------------------------------------------


def test_the_shipped_colours_pass_their_own_measure(settings: Any) -> None:
    assert colours.low_contrasts(colours.HOOFDKLEUR, colours.ACCENTKLEUR) == []
    shipped = (settings.LOKET_ROOT / "static" / "css" / "huisstijl-elzenvoort.css").read_text()
    chosen = {
        "groen-500": colours.HOOFDKLEUR,
        "amber": colours.ACCENTKLEUR,
        "zand-50": colours.FIXED["zand-50"],
    }
    for name, value in chosen.items():
        assert f"--loket-{name}: {value};" in shipped


def test_contrast_is_that_of_wcag() -> None:
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    dice = random.Random(8312)
    for _turn in range(200):
        one, other = (f"#{dice.randrange(1 << 24):06x}" for _side in range(2))
        assert colours.contrast(one, other) == pytest.approx(other_contrast(one, other))


def test_each_pair_of_the_style_sheets_is_measured(settings: Any) -> None:
    """What the shipped style sheet is tested for is asked of every other colour too."""
    from tests.components.test_contrast import OTHER, TEXT

    def ours(name: str) -> str:
        name = name.removeprefix("--loket-")
        return "accent" if name == "amber" else name.replace("groen-", "hoofd-")

    known = set(colours.palette(BLUE, colours.ACCENTKLEUR))
    measured = {(a, b): needed for a, b, needed in colours.PAIRS}
    for pairs, needed in ((TEXT, 4.5), (OTHER, 3)):
        for letters, ground in ((ours(a), ours(b)) for a, b in pairs):
            follows = {letters, ground} & {name for name in known if name.startswith(("hoofd", "accent"))}
            if not follows or not {letters, ground} <= known or {letters, ground} == {"hoofd-700", "wit"}:
                continue
            darker = {letters, ground} & {"hoofd-700"} and {letters, ground} & {"zand-50"}
            assert darker or measured.get((letters, ground), 0) >= needed, (letters, ground)


def test_every_colour_gets_a_shade_that_passes() -> None:
    dice = random.Random(1)
    for _turn in range(300):
        main, accent = (f"#{dice.randrange(1 << 24):06x}" for _side in range(2))
        better = colours.nearest_hoofdkleur(main)
        assert better, "every colour has a dark shade"
        brighter = colours.nearest_accentkleur(better, accent)
        assert brighter and colours.low_contrasts(better, brighter) == []
        if better != main:
            assert [
                p for p in colours.low_contrasts(main, "#ffffff") if "accent" not in (p.letters, p.ground)
            ]


def test_a_main_colour_that_is_too_light_says_why_and_what_would_do() -> None:
    said = problems(hoofdkleur="#00A0FF")["hoofdkleur"]
    assert said[0].startswith("Te weinig contrast: ") and "op 1. Nodig is 4,5 op 1." in said[0]
    assert "de hoofdkleur op het zandkleurige vlak is 2,60 op 1" in said[0]
    shade = re.search(r"tint die wel goed is: (#[0-9a-f]{6})", said[-1])
    assert shade
    setting(hoofdkleur=shade[1]).full_clean()


def test_an_accent_that_does_not_stand_out() -> None:
    said = problems(hoofdkleur=BLUE, accentkleur="#404040")["accentkleur"]
    shade = re.search(r"#[0-9a-f]{6}", said[-1])
    assert shade and "de accentkleur" in " ".join(said)
    setting(hoofdkleur=BLUE, accentkleur=shade[0]).full_clean()


def test_an_own_main_colour_is_measured_with_the_shipped_accent() -> None:
    setting(hoofdkleur=BLUE).full_clean()
    light = colours.nearest_hoofdkleur("#ff0000")
    assert list(problems(hoofdkleur=light, accentkleur="#d07000")) == ["accentkleur"]
    assert list(problems(hoofdkleur="#ff0000", accentkleur="#d07000")) == ["hoofdkleur"], (
        "first what comes first"
    )


@pytest.mark.parametrize(
    "text", ["blauw", "#12", "#1234567", "red;}", "#12345g", "url(x)", "#fff", "#１２３４５６"]
)
def test_only_colours_are_colours(text: str) -> None:
    assert "hoofdkleur" in problems(hoofdkleur=text)


def fetch(url: str) -> tuple[Any, str]:
    """The answer, and the file that came with it."""
    answer: Any = Client().get(url)
    return answer, b"".join(answer.streaming_content).decode()  # at its end the client closes the file


# --- the style sheet ----------------------------------------------------------------------------------------------


def test_without_choices_nothing_is_added(client: Client, home: Any) -> None:
    assert stylesheet_url(setting()) == ""
    html = client.get("/").content.decode()
    assert "huisstijl." not in html.replace("huisstijl-elzenvoort", "")


def test_the_style_sheet_is_a_file_that_everybody_keeps(client: Client, home: Any) -> None:
    setting(hoofdkleur=BLUE, lettertype=Lettertype.SYSTEEM).save()
    soup = BeautifulSoup(client.get("/").content, "lxml")
    links = [link["href"] for link in soup.select("link[rel=stylesheet]")]
    assert re.fullmatch(r"/media/huisstijl/huisstijl\.[0-9a-f]{12}\.css", str(links[-1])), (
        "last, so that it wins"
    )
    answer, body = fetch(str(links[-1]))
    assert answer["Content-Type"].startswith("text/css")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Cookie" not in answer.get("Vary", "") and not answer.cookies
    assert f"--loket-groen-500:{BLUE}" in body and "system-ui" in body
    assert re.fullmatch(r":root\{(--[a-z0-9-]+:[^;{}]+;?)+\}\n", body), "custom properties and nothing else"
    assert "style=" not in str(soup.head) and not soup.select("style")


def test_another_choice_has_another_name_and_the_old_file_stays(client: Client, home: Any) -> None:
    first = stylesheet_url(setting(hoofdkleur=BLUE))
    second = stylesheet_url(setting(hoofdkleur="#862546"))
    assert first != second and stylesheet_url(setting(hoofdkleur=BLUE)) == first
    assert fetch(first)[0].status_code == fetch(second)[0].status_code == 200
    assert len(default_storage.listdir("huisstijl")[1]) == 2


def test_a_file_that_is_lost_is_made_again(home: Any) -> None:
    setting(hoofdkleur=BLUE).save()
    url = stylesheet_url(setting())
    default_storage.delete(url.removeprefix("/media/"))
    assert fetch(url)[0].status_code == 200
    assert Client().get("/media/huisstijl/huisstijl.000000000000.css").status_code == 404
    assert Client().get("/media/huisstijl/../../manage.css").status_code == 404


def test_a_full_disk_leaves_the_shipped_colours(
    client: Client, home: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: Any, **_kwargs: Any) -> None:
        raise OSError(28, "No space left on device")

    setting(hoofdkleur=BLUE).save()
    monkeypatch.setattr(default_storage, "save", full)
    assert client.get("/").status_code == 200


# --- the logo -----------------------------------------------------------------------------------------------------


@pytest.fixture
def logo() -> Any:
    return get_image_model().objects.create(title="Logo", file=get_test_image_file(size=(400, 200)))


def test_the_logo_stands_in_the_header_with_its_text(client: Client, home: Any, logo: Any) -> None:
    setting(logo=logo).save()
    shown = BeautifulSoup(client.get("/").content, "lxml").select("header .loket-kop__huis img")
    assert [img["alt"] for img in shown] == [""], "decoration, beside the name"
    assert int(str(shown[0]["height"])) <= 64 and "/media/images/" in str(shown[0]["src"])
    setting(logo_tekst="Samen aan zee").save()
    shown = BeautifulSoup(client.get("/").content, "lxml").select("header .loket-kop__huis img")
    assert [img["alt"] for img in shown] == ["Samen aan zee"]
    footer = BeautifulSoup(client.get("/").content, "lxml").select("footer img")
    assert footer == [], "a logo for a light ground is not put on a dark one"


@pytest.mark.parametrize("text", ["Gemeente Testdorp", "logo", "Logo Gemeente Testdorp"])
def test_a_text_that_says_nothing_new_is_refused(home: Any, logo: Any, text: str) -> None:
    assert "logo_tekst" in problems(logo=logo, logo_tekst=text)


def test_a_text_without_logo_is_refused(home: Any) -> None:
    assert "logo_tekst" in problems(logo_tekst="Samen aan zee")


# --- what follows for the pages -----------------------------------------------------------------------------------


def stale() -> int:
    return GateRecord.objects.filter(stale_since__isnull=False).count()


def test_pages_stay_online_and_are_looked_at_again(home: Any) -> None:
    publish(make_page(home))
    GateRecord.objects.update(stale_since=None)
    with TestCase.captureOnCommitCallbacks(execute=True):
        setting(hoofdkleur=BLUE).save()
    assert stale() == 2 == GateRecord.objects.count()
    assert Client().get("/").status_code == 200
    assert "Huisstijl" in str(GateRecord.objects.first().stale_reason)  # type: ignore[union-attr]


def test_another_picture_in_the_logo_counts_for_every_page(home: Any, logo: Any) -> None:
    publish(make_page(home))
    GateRecord.objects.update(stale_since=None)
    with TestCase.captureOnCommitCallbacks(execute=True):
        logo.save()
    assert stale() == 0
    setting(logo=logo).save()
    GateRecord.objects.update(stale_since=None)
    with TestCase.captureOnCommitCallbacks(execute=True):
        logo.save()
    assert stale() == 2


def edit(client: Client, **fields: str) -> Any:
    site = Site.objects.get(is_default_site=True)
    data = {"logo": "", "logo_tekst": "", "hoofdkleur": "", "accentkleur": "", "lettertype": "source-sans"}
    address = reverse("wagtailsettings:edit", args=["pages", "huisstijl", site.pk])
    return client.post(address, data | fields, follow=True)


def test_saving_in_the_admin_looks_at_a_sample_of_each_type(
    home: Any, plain_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(make_page(home))
    looked: list[str] = []
    from a11y_checks.gate import sample, shared

    monkeypatch.setattr(shared, "transaction", SimpleNamespace(on_commit=lambda run: run()))
    original = sample.look_again

    def look(page: Any) -> Any:
        looked.append(page._meta.label)
        return original(page)

    monkeypatch.setattr(sample, "look_again", look)
    plain_client.force_login(make_user())
    answer = edit(plain_client, hoofdkleur=BLUE)
    assert answer.status_code == 200 and setting().hoofdkleur == BLUE
    assert sorted(looked) == ["pages.ContentPage", "pages.HomePage"]


def test_a_refused_colour_stands_at_its_field(home: Any, plain_client: Client) -> None:
    plain_client.force_login(make_user())
    answer = edit(plain_client, hoofdkleur="#ffff00")
    assert "Te weinig contrast" in answer.content.decode() and setting().hoofdkleur == ""


def test_the_file_holds_for_the_auditor_too(home: Any, settings: Any) -> None:
    """The auditor knows folders, not the database: what a page names must be there."""
    from a11y_checks.browser.docserver import Folder, resolve_file

    url = stylesheet_url(setting(hoofdkleur=BLUE))
    found = resolve_file([Folder(settings.MEDIA_URL, settings.MEDIA_ROOT)], url)
    assert found is not None and BLUE in found.read_text()
