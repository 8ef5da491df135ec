"""Internal notes in the admin: who may change them, and a history that tells who changed what."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import ModelLogEntry

from gemeente.roles import Rol, setup_roles
from producten.medewerker.services import LOG_ACTION, contents, save_info
from producten.models import Medewerkerinfo
from tests.producten.factories import make_group, make_index, make_live, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


@pytest.fixture
def product() -> Any:
    index = make_index()
    group = make_group(index)
    product = make_product(group, "paspoort", title="Paspoort")
    make_live(index, group, product)
    return product


def as_role(rol: Rol) -> Client:
    user = get_user_model().objects.create_user(rol.value, f"{rol.value}@elzenvoort.example", "geheim-geheim")
    user.groups.add(setup_roles()[rol])
    client = Client()
    client.force_login(user)
    return client


def fields(*vragen: tuple[str, str], notities: str = "", ids: tuple[int, ...] = ()) -> dict[str, str]:
    data = {
        "notities": notities or "null",
        "vragen-TOTAL_FORMS": str(len(vragen)),
        "vragen-INITIAL_FORMS": str(len(ids)),
        "vragen-MIN_NUM_FORMS": "0",
        "vragen-MAX_NUM_FORMS": "1000",
    }
    for number, (vraag, antwoord) in enumerate(vragen):
        data |= {
            f"vragen-{number}-vraag": vraag,
            f"vragen-{number}-antwoord": antwoord,
            f"vragen-{number}-ORDER": str(number + 1),
            f"vragen-{number}-id": str(ids[number]) if number < len(ids) else "",
        }
    return data


def test_the_desk_starts_changes_and_reads_the_history(product):
    client = as_role(Rol.KLANTCONTACT)
    way = f"/beheer/medewerkerinfo/product/{product.pk}/"
    start = client.get(way)["Location"]
    assert start.endswith(f"?product={product.pk}")
    assert client.get(start).status_code == 200
    assert not Medewerkerinfo.objects.exists()
    assert client.post(start, fields(("Kan het vandaag?", "Nee."))).status_code == 302
    info = Medewerkerinfo.objects.get()
    assert info.product_id == product.pk
    assert info.gewijzigd_door.username == Rol.KLANTCONTACT.value
    edit = client.get(way)["Location"]
    row = info.vragen.get().pk
    answer = client.post(edit, fields(("Kan het vandaag?", "Ja, met spoed."), ids=(row,)))
    assert answer.status_code == 302
    assert contents(info.pk)["vragen"] == [["Kan het vandaag?", "Ja, met spoed."]]
    info.refresh_from_db()
    assert info.zoektekst == "kan het vandaag ja met spoed"
    history = client.get(f"/beheer/medewerkerinfo/history/{info.pk}/").content.decode()
    assert "Antwoord op “Kan het vandaag?”: eerst “Nee.”, nu “Ja, met spoed.”." in history
    assert Rol.KLANTCONTACT.value in history


def test_a_second_start_for_the_same_product_is_refused(product):
    client = as_role(Rol.EINDREDACTEUR)
    url = f"/beheer/medewerkerinfo/new/?product={product.pk}"
    assert client.post(url, fields(("A?", "B."))).status_code == 302
    answer = client.post(url, fields(("C?", "D.")))
    assert answer.status_code == 200
    assert "Iemand anders heeft net notities bij dit product gemaakt" in answer.content.decode()
    assert contents(Medewerkerinfo.objects.get().pk)["vragen"] == [["A?", "B."]]


@pytest.mark.parametrize("wanted", ["", "x", "0", "99999999999999999999"])
def test_new_notes_need_a_product(product, wanted):
    answer = as_role(Rol.REDACTEUR).get(f"/beheer/medewerkerinfo/new/?product={wanted}")
    assert answer.status_code == 404


def test_who_may_not_is_sent_away(product):
    client = as_role(Rol.CRISISCOORDINATOR)
    save_info(product=product, notities="<p>Geheim</p>", vragen=[], actor=None)
    info = Medewerkerinfo.objects.get()
    for address in ("", f"edit/{info.pk}/", f"history/{info.pk}/", f"new/?product={product.pk}"):
        answer = client.get(f"/beheer/medewerkerinfo/{address}")
        assert answer.status_code in {302, 403}
        assert "Geheim" not in answer.content.decode()


def test_the_way_from_the_editor_and_from_the_menu(product):
    client = as_role(Rol.EINDREDACTEUR)
    html = client.get(f"/beheer/pages/{product.pk}/edit/").content.decode()
    assert f"/beheer/medewerkerinfo/product/{product.pk}/" in html
    assert "/medewerker/producten/" in html
    assert "/medewerker/producten/" not in as_role(Rol.CRISISCOORDINATOR).get("/beheer/").content.decode()


def test_the_history_tells_each_difference_and_nothing_when_nothing_changed(product):
    save_info(product=product, notities="<p>Een</p>", vragen=[("A?", "a"), ("B?", "b")], actor=None)
    save_info(product=product, notities="<p>Twee</p>", vragen=[("B?", "b"), ("C?", "c")], actor=None)
    save_info(product=product, notities="<p>Twee</p>", vragen=[("B?", "b"), ("C?", "c")], actor=None)
    save_info(product=product, notities="<p>Twee</p>", vragen=[("C?", "c"), ("B?", "b")], actor=None)
    entries = ModelLogEntry.objects.filter(action=LOG_ACTION).order_by("pk")
    assert [entry.message for entry in entries] == [
        "Notities: eerst “”, nu “Een”. Vraag erbij: “A?” Antwoord: “a”. Vraag erbij: “B?” Antwoord: “b”.",
        "Notities: eerst “Een”, nu “Twee”. Vraag erbij: “C?” Antwoord: “c”. Vraag weg: “A?” Antwoord: “a”.",
        "De volgorde van de vragen is anders.",
    ]
