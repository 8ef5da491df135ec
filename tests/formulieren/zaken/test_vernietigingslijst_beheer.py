"""The lists on screen: two employees, one refusal, and nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from formulieren.zaken.models import Vernietigingslijst, Zaak
from formulieren.zaken.services.vernietigen import destroy_approved
from formulieren.zaken.services.vernietigingslijst import make_lijst
from gemeente.roles import Rol, setup_roles
from tests.formulieren.bewaren_support import TODAY
from tests.formulieren.zaken.test_vernietigingslijst import make_zaak, people, upload_dir, versie  # noqa: F401
from tests.support.site import make_user

# ruff: noqa: F811 - the fixtures of the services' tests are those of the screen's


def test_two_employees_do_it_on_screen(versie: Any, people: list[Any], client: Any) -> None:
    stays, goes = make_zaak(versie), make_zaak(versie)
    make_zaak(versie, nominatie="blijvend_bewaren", over=1)
    Zaak.objects.exclude(archiefactiedatum=None).update(archiefactiedatum=TODAY - timedelta(days=1))
    client.force_login(people[0])
    page = client.get("/beheer/vernietigingslijsten/")
    assert "2 zaken mogen vernietigd worden" in page.text and "1 zaak moet naar het archief" in page.text
    assert client.post("/beheer/vernietigingslijsten/").status_code == 302
    lijst = Vernietigingslijst.objects.get()
    url = f"/beheer/vernietigingslijsten/{lijst.pk}/"
    regel = lijst.regels.get(zaak=stays)
    client.post(url, {"actie": "eraf", "regel": regel.pk, "reden": "Er loopt nog iets"})
    client.post(url, {"actie": "akkoord"})
    client.post(url, {"actie": "akkoord"})
    lijst.refresh_from_db()
    assert lijst.state == "eens_akkoord" and "Een collega moet de tweede zijn" in client.get(url).text
    client.force_login(people[1])
    assert "Er loopt nog iets" in client.get(url).text
    client.post(url, {"actie": "akkoord"})
    assert destroy_approved() == 1 and not Zaak.objects.filter(pk=goes.pk).exists()
    assert goes.identificatie in client.get(url).text
    file = client.post("/beheer/vernietigingslijsten/overdracht/")
    assert len(file.json()["zaken"]) == 1 and "no-store" in file.headers["Cache-Control"]
    for nonsense in ({}, {"actie": "x"}, {"actie": "eraf", "regel": "x", "reden": "a"}):
        assert client.post(url, nonsense).status_code in (302, 404)


def test_a_list_is_refused_on_screen(versie: Any, people: list[Any], client: Any) -> None:
    make_zaak(versie)
    lijst = make_lijst(actor=people[0], today=TODAY)
    client.force_login(people[1])
    url = f"/beheer/vernietigingslijsten/{lijst.pk}/"
    client.post(url, {"actie": "afwijzen"})
    lijst.refresh_from_db()
    assert lijst.state == "concept"
    client.post(url, {"actie": "afwijzen", "reden": "Nog niet"})
    assert "Nog niet" in client.get(url).text


@pytest.mark.parametrize("rol", [Rol.REDACTEUR, Rol.KLANTCONTACT])
def test_others_see_no_list(versie: Any, people: list[Any], client: Any, rol: Rol) -> None:
    make_zaak(versie)
    lijst = make_lijst(actor=people[0], today=TODAY)
    other = make_user("ander", is_superuser=False)
    other.groups.add(setup_roles()[rol])
    client.force_login(other)
    for url in ("", f"{lijst.pk}/", "overdracht/"):
        client.get(f"/beheer/vernietigingslijsten/{url}")
        answer = client.post(f"/beheer/vernietigingslijsten/{url}", {"actie": "akkoord"})
        assert answer.status_code in (302, 403)
    lijst.refresh_from_db()
    assert lijst.state == "concept" and Vernietigingslijst.objects.count() == 1
