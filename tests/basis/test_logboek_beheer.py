"""The logboek in the admin: searched by who may, never written, and it tells when a line was changed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from basis.logboek.models import Handeling, LogboekRegel
from basis.logboek.services import record
from basis.logboek.zegels import seal_new
from gemeente.roles import Rol, setup_roles
from tests.support.site import make_user

pytestmark = pytest.mark.django_db
URL = "/beheer/logboek/"


@pytest.fixture
def manager(client: Any) -> Any:
    user = make_user("manager", is_superuser=False)
    user.groups.add(setup_roles()[Rol.FUNCTIONEEL_BEHEERDER])
    client.force_login(user)
    return user


def rows(client: Any, query: str = "") -> list[str]:
    page = client.get(f"{URL}?{query}")
    assert page.status_code == 200 and "no-store" in page.headers["Cache-Control"]
    return [line.onderwerp for line in page.context["object_list"] if line.onderwerp != "logboek"]


def test_it_is_searched_and_that_is_written_down(client: Any, manager: Any) -> None:
    other = make_user("ander")
    record(actor=other, handeling=Handeling.READ, onderwerp="zaak:AAA", reden="Zaak geopend")
    record(actor=None, handeling=Handeling.DELETE, onderwerp="zaak:BBB", reden="Vernietigd")
    assert rows(client) == ["zaak:BBB", "zaak:AAA"]
    assert rows(client, "onderwerp=aaa") == ["zaak:AAA"]
    assert rows(client, f"medewerker={other.pk}") == ["zaak:AAA"]
    assert rows(client, "handeling=delete") == ["zaak:BBB"]
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert rows(client, f"vanaf={tomorrow.isoformat()}") == []
    assert len(rows(client, f"tot={tomorrow.isoformat()}&onderwerp=zaak")) == 2
    assert LogboekRegel.objects.filter(medewerker=manager, onderwerp="logboek").count() == 6


def test_it_tells_whether_the_chain_is_whole(client: Any, manager: Any) -> None:
    for place in range(3):
        record(actor=None, handeling=Handeling.READ, onderwerp=f"zaak:{place}", reden="Zaak geopend")
    seal_new()
    assert "3 regels kloppen" in client.get(f"{URL}?keten=ja").text
    with connection.cursor() as cursor:
        cursor.execute("UPDATE logboek_logboekregel SET reden = 'Iets anders' WHERE onderwerp = 'zaak:1'")
    assert "Iemand heeft het logboek veranderd" in client.get(f"{URL}?keten=ja").text


@pytest.mark.parametrize("rol", [Rol.REDACTEUR, Rol.WEBBEHEERDER, Rol.KLANTCONTACT])
def test_only_for_who_may_read_it(client: Any, rol: Rol) -> None:
    user = make_user("ander", is_superuser=False)
    user.groups.add(setup_roles()[rol])
    client.force_login(user)
    assert client.get(URL).status_code == 302 and "/beheer/logboek/" not in client.get("/beheer/").text


def test_nothing_is_written_by_hand(client: Any) -> None:
    client.force_login(make_user("baas"))
    line = record(actor=None, handeling=Handeling.READ, onderwerp="zaak:A", reden="Zaak geopend")
    for url in (f"{URL}new/", f"{URL}add/", f"{URL}edit/{line.pk}/", f"{URL}delete/{line.pk}/"):
        assert client.post(url, {"reden": "x"}).status_code == 404
    assert client.post(URL, {"reden": "x"}).status_code == 405
