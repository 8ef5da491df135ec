"""Importing in the admin: choose, try, change a column, start, go on, read back; only for who may."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gemeente.roles import Rol, setup_roles
from producten.beheer import imports
from producten.imports import files
from producten.models import CatalogusImport, ImportStatus, ProductPage
from tests.producten.factories import make_group, make_index

pytestmark = pytest.mark.django_db
INDEX = "catalogus_import:index"


@pytest.fixture
def groep(settings: Any, tmp_path: Any) -> Any:
    settings.LOKET_DATA_DIR = tmp_path
    return make_group(make_index())


@pytest.fixture
def beheerder(client: Any) -> Any:
    user = get_user_model().objects.create_user("beheerder", "b@elzenvoort.example", "geheim-geheim")
    user.groups.add(setup_roles()[Rol.WEBBEHEERDER])
    client.force_login(user)
    return client


def upload(client: Any, text: str, *, name: str = "oud.csv", **fields: Any) -> Any:
    data = {"bestand": SimpleUploadedFile(name, text.encode()), "bron": "oud", **fields}
    return client.post(reverse(INDEX), data)


def latest() -> CatalogusImport:
    return CatalogusImport.objects.latest("pk")


def page_of(run: CatalogusImport) -> str:
    return reverse("catalogus_import:report", args=[run.pk])


def test_from_file_to_drafts(groep: Any, beheerder: Any) -> None:
    answer = upload(beheerder, "Kenmerk;Naam;Wat\n1;Pas;Tekst\n2;;\n", groep=groep.pk)
    trial = latest()
    assert (answer.status_code, answer["Location"]) == (302, page_of(trial))
    assert trial.status == ImportStatus.PROEF and not ProductPage.objects.exists()
    html = beheerder.get(page_of(trial)).content.decode()
    assert "Kolom &#x27;Wat&#x27;" in html and "Het veld &#x27;titel&#x27; is leeg." in html
    assert "Start de import" in html and files.find_upload(trial.sha256) is not None
    columns = {"kolom-0": "bron_id", "kolom-1": "titel", "kolom-2": "voorwaarden", "groep": groep.pk}
    assert beheerder.post(page_of(trial), {**columns, "actie": "proef"})["Location"] == page_of(latest())
    assert latest().pk > trial.pk and dict(latest().aantallen["kolommen"])["Wat"] == "voorwaarden"
    assert not ProductPage.objects.exists()
    beheerder.post(page_of(trial), {**columns, "actie": "start"})
    run = latest()
    assert (run.status, run.aantallen["nieuw"], run.aantallen["fout"]) == (ImportStatus.KLAAR, 1, 1)
    assert run.gestart_door is not None and files.find_upload(run.sha256) is None
    [page] = ProductPage.objects.all()
    assert not page.live and page.inhoud[0].block_type == "voorwaarden"
    html = beheerder.get(page_of(run)).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html and "Start de import" not in html
    assert (
        "Pas" not in beheerder.get(page_of(run), {"alleen": "meldingen"}).content.decode().split("<table")[1]
    )
    answer = beheerder.get(reverse("catalogus_import:csv", args=[run.pk]))
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 2 and lines[1].startswith("3;2;;") and "attachment" in answer["Content-Disposition"]
    assert "oud.csv" in beheerder.get(reverse(INDEX)).content.decode()


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("", "leeg.csv", "leeg"),
        ("titel\nPas\n", "een.csv", "maar één kolom"),
        ("id;titel\n1;Pas\n", "lijst.xlsx", "de inhoud is dat niet"),
        ("id;titel\n" + "1;" + "x" * 5_000_000, "groot.csv", "groter dan 5 MB"),
    ],
)
def test_a_wrong_file_is_explained_at_its_field(
    groep: Any, beheerder: Any, text: str, name: str, reason: str
) -> None:
    answer = upload(beheerder, text, name=name)
    assert answer.status_code == 200 and reason in answer.content.decode()
    assert not CatalogusImport.objects.exists()
    assert not [*(files._folder().glob("*") if files._folder().exists() else [])]


def test_columns_that_nobody_knows_can_be_chosen(groep: Any, beheerder: Any) -> None:
    upload(beheerder, "Code oud;Wat;Toelichting\na;Pas;x\n", groep=groep.pk)
    run = latest()
    assert run.aantallen["rijen"] == 0 and run.status == ImportStatus.PROEF
    html = beheerder.get(page_of(run)).content.decode()
    assert "Er is geen kolom voor: bron_id, titel." in html and "Kies eerst welke kolom" in html
    beheerder.post(
        page_of(run), {"kolom-0": "bron_id", "kolom-1": "titel", "groep": groep.pk, "actie": "start"}
    )
    assert latest().aantallen["nieuw"] == 1 and ProductPage.objects.get().title == "Pas"


def test_a_wrong_choice_of_columns_is_explained(groep: Any, beheerder: Any) -> None:
    upload(beheerder, "id;titel;x\n1;Pas;y\n", groep=groep.pk)
    data = {"kolom-0": "bron_id", "kolom-1": "titel", "kolom-2": "titel", "actie": "start"}
    answer = beheerder.post(page_of(latest()), data)
    assert (
        "Er zijn twee kolommen voor het veld" in answer.content.decode() and not ProductPage.objects.exists()
    )
    answer = beheerder.post(page_of(latest()), {**data, "kolom-2": "fiets"})
    assert answer.status_code == 200 and not ProductPage.objects.exists()


def test_a_large_file_goes_on_in_pieces(groep: Any, beheerder: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "SECONDS", 0.0)
    text = "id;titel\n" + "".join(f"{number};Product {number}\n" for number in range(14))
    upload(beheerder, text, groep=groep.pk)
    data = {"kolom-0": "bron_id", "kolom-1": "titel", "groep": groep.pk, "actie": "start"}
    beheerder.post(page_of(latest()), data)
    run = latest()
    assert run.status == ImportStatus.BEZIG and ProductPage.objects.count() == 10
    html = beheerder.get(page_of(run)).content.decode()
    assert 'max="14" value="10"' in html and "Ga verder" in html
    beheerder.post(page_of(run))
    run.refresh_from_db()
    assert (
        run.status == ImportStatus.KLAAR
        and run.aantallen["nieuw"] == 14
        and ProductPage.objects.count() == 14
    )
    beheerder.post(page_of(run), data)
    assert ProductPage.objects.count() == 14


def test_a_file_that_is_gone_is_asked_again(groep: Any, beheerder: Any) -> None:
    upload(beheerder, "id;titel\n1;Pas\n", groep=groep.pk)
    files.forget_upload(latest().sha256)
    assert "niet meer bewaard" in beheerder.get(page_of(latest())).content.decode()
    assert beheerder.post(page_of(latest()), {"actie": "start"})["Location"] == reverse(INDEX)
    assert files.find_upload("../../etc/passwd") is None and not ProductPage.objects.exists()


def test_old_files_are_cleared_away(groep: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    old = files.keep_upload([b"oud"])
    monkeypatch.setattr(files, "KEEP_SECONDS", -1)
    new = files.keep_upload([b"nieuw"])
    assert not old.exists() and new.read_bytes() == b"nieuw" and new.stat().st_mode & 0o077 == 0


def test_only_for_who_may(groep: Any, client: Any) -> None:
    user = get_user_model().objects.create_user("lezer", "lezer@elzenvoort.example", "geheim-geheim")
    group = Group.objects.create(name="lezers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    client.force_login(user)
    run = CatalogusImport.objects.create(bestand="x", bron="oud", sha256="0" * 64, status=ImportStatus.PROEF)
    for address in (reverse(INDEX), page_of(run), reverse("catalogus_import:csv", args=[run.pk])):
        assert client.get(address).status_code == 302
    assert upload(client, "id;titel\n1;Pas\n").status_code == 302 and CatalogusImport.objects.count() == 1
    assert reverse(INDEX) not in client.get(reverse("wagtailadmin_home")).content.decode()
