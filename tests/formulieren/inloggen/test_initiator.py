"""Whose zaak it is: only a login, or an employee who saw the proof of identity, says so. Typing a BSN never does."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import transaction

from basis.logboek.models import LogboekRegel
from formulieren.aanvraag import _fills_in, aanvraag_feiten
from formulieren.inzendingen.models import Antwoord, Inzending
from formulieren.inzendingen.vernietiging import VernietigingRegel
from formulieren.inzendingen.wissen import strip_sent
from formulieren.zaken.models import Rol, Zaak
from formulieren.zaken.services.initiator import initiator_of
from tests.formulieren.conftest import BSN, Resident
from tests.formulieren.inloggen.support import DOEL, SLUG, Bezoeker, make_achter

STAFF = f"/medewerker/formulier/{SLUG}/"
SARA = "999990019"
WIE = {"naam": "Sara", "adres-postcode": "9990 EK", "adres-huisnummer": "4"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def balie(client: Any, django_user_model: Any) -> Any:
    """An employee at the counter, with a browser."""
    user = django_user_model.objects.create_user("balie")
    user.user_permissions.add(Permission.objects.get(codename="fill_in_for_resident"))
    client.force_login(user)
    return client


def test_a_typed_bsn_is_no_identity(resident: Resident) -> None:
    resident.send(bsn=BSN)
    inzending = Inzending.objects.get()
    assert Antwoord.objects.get(code="bsn").value(inzending.uuid) == BSN
    assert inzending.persoon_hmac == "" and inzending.persoon_geheim == ""
    assert initiator_of(Zaak.objects.get()) is None
    assert BSN not in repr(Rol.objects.values())


def test_a_typed_bsn_of_somebody_else_changes_nothing_of_who_is_logged_in(
    home: Any, zaaktype: Any, quick_gate: None, bezoeker: Bezoeker
) -> None:
    vraag = {"type": "bsn", "code": "bsn", "label": "Wat is uw BSN?", **DOEL}
    make_achter(home, "mag", stappen=[{"slug": "wie", "titel": "Wie?", "vraag": [vraag]}])
    bezoeker.log_in("sara")
    assert bezoeker.post("stap/wie/", {"bsn": BSN}).status_code == 302
    assert bezoeker.post("controleren/").status_code == 302
    found = initiator_of(Zaak.objects.get())
    assert found is not None and found.bsn == SARA and found.middel == "proef" and not found.by_employee
    assert SARA not in repr(found)
    # The typed one is found under its own hash, and is another person.
    assert Antwoord.objects.get(code="bsn").opzoek_hmac != found.persoon_hmac


def test_an_employee_who_saw_the_proof_says_who_it_is(achter: Any, balie: Any) -> None:
    page = balie.get(STAFF)
    assert "Wat is het burgerservicenummer (BSN)?" in page.content.decode()
    chosen = {"kanaal": "balie_afspraak", "identiteit": "legitimatie", "bsn": "9999 90 019"}
    assert balie.post(STAFF, chosen)["Location"] == f"{STAFF}stap/wie/"
    assert SARA not in str(balie.session.items())
    step = balie.get(f"{STAFF}stap/wie/").content.decode()
    assert "Sara de Wit" in step and 'name="naam"' not in step and SARA not in step
    assert balie.post(f"{STAFF}stap/wie/", {"email": ""}).status_code == 302
    assert balie.post(f"{STAFF}stap/wat/", {"wens": "Een boom"}).status_code == 302
    assert balie.post(f"{STAFF}controleren/").status_code == 302
    found = initiator_of(Zaak.objects.get())
    assert found is not None and found.bsn == SARA and found.by_employee
    assert "Sara de Wit" in balie.get(f"{STAFF}ontvangen/").content.decode()


@pytest.mark.parametrize("identiteit", ["controlevragen", "bekend", "niet"])
def test_without_the_proof_a_form_behind_a_login_does_not_begin(
    achter: Any, balie: Any, identiteit: str
) -> None:
    for bsn in ("", SARA):
        answer = balie.post(STAFF, {"kanaal": "telefoon", "identiteit": identiteit, "bsn": bsn})
        assert answer.status_code == 422
        assert "Dit kan alleen als u het paspoort" in answer.content.decode()
    assert balie.get(f"{STAFF}stap/wie/")["Location"] == STAFF
    assert balie.post(f"{STAFF}stap/wie/", WIE)["Location"] == STAFF
    assert not Inzending.objects.exists()


@pytest.mark.parametrize("bsn", ["", "123456789", "12", "abc"])
def test_the_number_must_be_one(achter: Any, balie: Any, bsn: str) -> None:
    answer = balie.post(STAFF, {"kanaal": "balie_inloop", "identiteit": "legitimatie", "bsn": bsn})
    assert answer.status_code == 422 and "burgerservicenummer" in answer.content.decode()


def test_on_a_form_that_may_an_employee_needs_no_number(mag: Any, balie: Any) -> None:
    chosen = {"kanaal": "telefoon", "identiteit": "niet", "bsn": ""}
    assert balie.post(STAFF, chosen).status_code == 302
    assert balie.post(f"{STAFF}stap/wie/", WIE).status_code == 302
    assert balie.post(f"{STAFF}stap/wat/", {"wens": "Een boom"}).status_code == 302
    assert balie.post(f"{STAFF}controleren/").status_code == 302
    assert initiator_of(Zaak.objects.get()) is None


def test_the_next_resident_is_not_the_former_one(achter: Any, balie: Any) -> None:
    chosen = {"kanaal": "balie_afspraak", "identiteit": "legitimatie", "bsn": SARA}
    balie.post(STAFF, chosen)
    balie.post(f"{STAFF}stap/wie/", {"email": ""})
    balie.post(STAFF, {**chosen, "bsn": "999990020"})
    step = balie.get(f"{STAFF}stap/wie/").content.decode()
    assert "Karim Bos" in step and "Sara" not in step


def test_what_an_employee_fills_in_is_not_picked_up_by_a_resident(
    achter: Any, balie: Any, ander: Bezoeker
) -> None:
    balie.post(STAFF, {"kanaal": "balie_afspraak", "identiteit": "legitimatie", "bsn": SARA})
    balie.post(f"{STAFF}stap/wie/", {"email": ""})
    assert ander.log_in("sara")["Location"] == ander.url("stap/wie/")
    assert ander.get("controleren/")["Location"] == ander.url("stap/wie/")


def test_the_product_page_hears_of_the_login(
    achter: Any, formulier: Any, django_assert_num_queries: Any
) -> None:
    class Product:
        pk = 1

        def __init__(self, page: Any) -> None:
            self.formulieren = type(page).objects.filter(pk=page.pk)

    behind, free = aanvraag_feiten(Product(achter)), aanvraag_feiten(Product(formulier))
    assert behind is not None and behind.login == "Proef-login" and behind.vooringevuld
    assert free is not None and free.login == "" and not free.vooringevuld
    with django_assert_num_queries(1):
        assert _fills_in([achter, formulier]) == {achter.pk}
    with django_assert_num_queries(0):
        assert _fills_in([formulier]) == frozenset()


def test_staff_read_on_the_zaak_how_sure_it_is_who_asked(achter: Any, balie: Any, admin_user: Any) -> None:
    """The means or the employee, and the last three digits; opening the page is in the logboek already."""
    balie.post(STAFF, {"kanaal": "balie_afspraak", "identiteit": "legitimatie", "bsn": SARA})
    balie.post(f"{STAFF}stap/wie/", {"email": ""})
    balie.post(f"{STAFF}stap/wat/", {"wens": "Een boom"})
    balie.post(f"{STAFF}controleren/")
    balie.force_login(admin_user)
    zaak = Zaak.objects.get()
    page = balie.get(f"/beheer/zaken/{zaak.pk}/").content.decode()
    assert "Een medewerker zag het paspoort" in page and "Het BSN eindigt op 019." in page
    assert SARA not in page and SARA[:6] not in page
    assert LogboekRegel.objects.filter(onderwerp=f"zaak:{zaak.identificatie}", medewerker=admin_user).exists()
    Inzending.objects.update(inlogmiddel="proef")
    page = balie.get(f"/beheer/zaken/{zaak.pk}/").content.decode()
    assert "Ingelogd met: Proef-login. Het BSN eindigt op 019." in page and SARA not in page


def test_staff_read_that_a_typed_bsn_proves_nothing(resident: Resident, admin_client: Any) -> None:
    resident.send(bsn=BSN)
    zaak = Zaak.objects.get()
    page = admin_client.get(f"/beheer/zaken/{zaak.pk}/").content.decode()
    assert "Er is geen bewijs wie dit is." in page and "Het BSN eindigt op" not in page
    with transaction.atomic():
        strip_sent(zaak.inzending, regel=VernietigingRegel.BEWAARTERMIJN)
    assert "Er is geen bewijs" not in admin_client.get(f"/beheer/zaken/{zaak.pk}/").content.decode()
