"""The vernietigingsstop: set and lifted with a reason, on the screen of the zaak; and what screens say afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from basis.logboek.models import LogboekRegel
from formulieren.inzendingen.kenmerk import hash_code, volgcode
from formulieren.inzendingen.models import Antwoord, Inzending, Vernietiging
from formulieren.models import FormulierVersie
from formulieren.zaken.models import Rol, Vernietigingsstop, Zaak, Zaaktype
from formulieren.zaken.services.bewaren import Opruiming, purge_inzendingen
from formulieren.zaken.services.vernietigingsstop import active_stop, lift_stop, set_stop
from tests.formulieren.bewaren_support import CANARY, NOW, Stand, frozen, make_sent
from tests.formulieren.test_beheer import employee


@pytest.fixture
def keeping(home: Any, zaaktype: Zaaktype) -> FormulierVersie:
    """The version of a form that says 30 days."""
    return frozen(home, bewaar_dagen=30)


@pytest.fixture
def zaak(keeping: FormulierVersie) -> Zaak:
    """A closed zaak past its term."""
    make_sent(keeping, Stand())
    return Zaak.objects.get()


def run() -> Opruiming:
    return purge_inzendingen(now=NOW, trust_clock=True)


def test_a_stop_is_set_and_lifted_with_a_reason(keeping: FormulierVersie, django_user_model: Any) -> None:
    make_sent(keeping, Stand())
    zaak, user = Zaak.objects.get(), employee(django_user_model)
    for wrong in ("", "  ", "x" * 201):
        with pytest.raises(ValidationError):
            set_stop(zaak=zaak, reden=wrong, actor=user)
        with pytest.raises(ValidationError):
            lift_stop(zaak=zaak, reden=wrong, actor=user)
    assert not lift_stop(zaak=zaak, reden="Klaar", actor=user)
    stop = set_stop(zaak=zaak, reden=" Er loopt\neen bezwaar ", actor=user)
    assert stop.reden == "Er loopt een bezwaar" and active_stop(zaak) == stop
    with pytest.raises(ValidationError):
        set_stop(zaak=zaak, reden="Nog een", actor=user)
    assert run().met_stop == 1
    assert lift_stop(zaak=zaak, reden="Het bezwaar is klaar", actor=user) and active_stop(zaak) is None
    lines = LogboekRegel.objects.filter(medewerker=user).order_by("pk").values_list("reden", flat=True)
    assert list(lines) == ["Vernietigingsstop gezet", "Vernietigingsstop weggehaald"]
    assert run().vernietigd == 1
    with pytest.raises(ValidationError):
        set_stop(zaak=zaak, reden="Te laat", actor=user)
    assert Vernietigingsstop.objects.count() == 1


def test_the_screen_of_a_zaak(client: Any, zaak: Zaak, django_user_model: Any) -> None:
    reader = employee(django_user_model, "zaken.view_zaak")
    changer = employee(django_user_model, "zaken.view_zaak", "zaken.change_zaak")
    page, address = f"/beheer/zaken/{zaak.pk}/", f"/beheer/zaken/{zaak.pk}/vernietigingsstop/"
    client.force_login(reader)
    assert "Niets vernietigen" not in client.get(page).content.decode()
    assert client.post(address, {"reden": "Bezwaar"}).status_code == 302 and active_stop(zaak) is None
    client.force_login(changer)
    assert "Niets vernietigen" in client.get(page).content.decode()
    assert client.get(address).status_code == 405
    wrong = client.post(address, {"reden": " "}, follow=True).content.decode()
    assert "Vul in waarom" in wrong and active_stop(zaak) is None
    done = client.post(address, {"reden": "Er loopt een bezwaar."}, follow=True).content.decode()
    assert "Er loopt een bezwaar." in done and "Haal de stop weg" in done
    assert client.post(address, {"reden": "Klaar", "opheffen": "ja"}).url == page
    assert active_stop(zaak) is None
    run()
    html = client.get(page).content.decode()
    assert "zijn vernietigd op" in html and CANARY not in html and "Niets vernietigen" not in html
    assert client.post("/beheer/zaken/999999/vernietigingsstop/", {"reden": "x"}).status_code == 404


def test_what_is_left_can_still_be_followed(client: Any, zaak: Zaak) -> None:
    code = volgcode(zaak.inzending.uuid)
    Inzending.objects.update(code_hash=hash_code(code))
    run()
    page = client.post("/volg-uw-aanvraag/", {"nummer": zaak.identificatie, "code": code}, follow=True)
    assert page.status_code == 200 and zaak.identificatie in page.content.decode()
    assert not Rol.objects.exists() and not Antwoord.objects.exists()


def test_the_proofs_are_a_list_to_read(client: Any, zaak: Zaak, django_user_model: Any) -> None:
    run()
    client.force_login(employee(django_user_model, "inzendingen.view_vernietiging"))
    html = client.get("/beheer/vernietigd/").content.decode()
    assert "De bewaartijd van het formulier was om" in html and zaak.identificatie not in html
    proof = Vernietiging.objects.get()
    assert client.get(f"/beheer/vernietigd/{proof.pk}/").status_code == 200
    export = client.get("/beheer/vernietigd/?export=csv")
    assert b"bewaar_dagen" in b"".join(export.streaming_content)
    for action in ("new/", f"edit/{proof.pk}/", f"delete/{proof.pk}/"):
        assert client.get(f"/beheer/vernietigd/{action}").status_code == 404
    client.force_login(django_user_model.objects.create_user("niemand"))
    assert client.get("/beheer/vernietigd/").status_code in (302, 403)
