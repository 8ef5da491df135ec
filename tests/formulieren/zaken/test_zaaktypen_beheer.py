"""The catalogue in the admin: a functional manager edits a zaaktype with all its parts, without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import ModelLogEntry

from a11y_checks.gate.sample import check_object
from formulieren.zaken.models import Statustype, Zaak, Zaakinstellingen, Zaaktype
from gemeente.roles import Rol, setup_roles
from tests.formulieren.conftest import Resident
from tests.support.site import make_user


@pytest.fixture
def beheerder(client: Any, db: None) -> Any:
    """A browser in which the functional manager is logged in."""
    user = make_user("beheer", is_superuser=False)
    user.groups.add(setup_roles()[Rol.FUNCTIONEEL_BEHEERDER])
    client.force_login(user)
    return client


def filled(form: Any) -> dict[str, Any]:
    """What a browser sends when nothing is changed in this form or formset."""
    if hasattr(form, "management_form"):
        parts = [form.management_form, *form.forms]
        return {name: value for part in parts for name, value in filled(part).items()}
    data = {}
    for field in form:
        value = field.value()
        if value is not None and value is not False and value != "":
            data[field.html_name] = "on" if value is True else value
    return data


def screen(client: Any, url: str) -> tuple[dict[str, Any], Any]:
    context = client.get(url).context
    data = filled(context["form"])
    for part in context["parts"]:
        data |= filled(part["rows"])
    return data, context


def test_a_zaaktype_is_changed_with_its_parts(beheerder: Any, zaaktype: Any) -> None:
    url = f"/beheer/zaaktypen/{zaaktype.pk}/"
    data, _context = screen(beheerder, url)
    assert data["statustypen-1-omschrijving"] == "Bezig" and data["doorlooptijd"] == 28
    data |= {
        "doorlooptijd": "8",
        "doorlooptijd_eenheid": "weken",
        "volgen": "documenten",
        "statustypen-1-informeren": "on",
        "statustypen-2-volgnummer": "4",
        "statustypen-3-volgnummer": "3",
        "statustypen-3-omschrijving": "Besluit",
        "resultaattypen-0-omschrijving": "Verleend",
        "resultaattypen-0-archiefactietermijn": "P5Y",
        "eigenschappen-0-naam": "plek",
    }
    answer = beheerder.post(url, data)
    assert answer.status_code == 302, answer.context["form"].errors
    zaaktype.refresh_from_db()
    assert (zaaktype.doorlooptijd_eenheid, zaaktype.volgen) == ("weken", "documenten")
    assert [(s.omschrijving, s.informeren) for s in zaaktype.statustypen.all()] == [
        ("Ontvangen", False), ("Bezig", True), ("Besluit", False), ("Klaar", False)
    ]  # fmt: skip
    assert zaaktype.resultaattypen.get().archiefactietermijn == "P5Y"
    assert ModelLogEntry.objects.for_instance(zaaktype).filter(action="wagtail.edit").exists()
    # And a part goes again.
    data, _context = screen(beheerder, url)
    data["resultaattypen-0-DELETE"] = "on"
    assert beheerder.post(url, data).status_code == 302 and not zaaktype.resultaattypen.exists()


def test_what_is_wrong_comes_back_with_everything_filled_in(
    beheerder: Any, zaaktype: Any, resident: Resident
) -> None:
    Zaak.objects.all().delete()
    url = f"/beheer/zaaktypen/{zaaktype.pk}/"
    data, _context = screen(beheerder, url)
    for change, words in (
        ({"statustypen-0-is_eindstatus": "on"}, "één eindstatus"),
        ({"resultaattypen-0-omschrijving": "Verleend"}, "Vul een bewaartermijn in"),
        ({"resultaattypen-0-omschrijving": "X", "resultaattypen-0-archiefactietermijn": "1 jaar"}, "P1Y"),
        ({"doorlooptijd": "-3", "doel": "Dit blijft staan"}, "Dit blijft staan"),
    ):
        answer = beheerder.post(url, data | change)
        assert answer.status_code == 422 and words in answer.text, words
    zaaktype.refresh_from_db()
    assert zaaktype.doorlooptijd == 28 and not zaaktype.resultaattypen.exists()


def test_a_status_that_a_zaak_has_stays(client: Any, resident: Resident, zaaktype: Any) -> None:
    resident.send()
    user = make_user("beheer", is_superuser=False)
    user.groups.add(setup_roles()[Rol.FUNCTIONEEL_BEHEERDER])
    client.force_login(user)
    url = f"/beheer/zaaktypen/{zaaktype.pk}/"
    data, _context = screen(client, url)
    answer = client.post(url, data | {"statustypen-0-DELETE": "on"})
    assert answer.status_code == 422 and "Ontvangen" in answer.text and zaaktype.statustypen.count() == 3


def test_a_new_zaaktype(beheerder: Any) -> None:
    data, context = screen(beheerder, "/beheer/zaaktypen/nieuw/")
    assert context["parts"][0]["rows"].total_form_count() == 2
    data |= {"identificatie": "NIEUW", "omschrijving": "Nieuw", "doorlooptijd": "5"}
    for place, (name, end) in enumerate([("Ontvangen", ""), ("Klaar", "on")]):
        data |= {f"statustypen-{place}-volgnummer": place + 1, f"statustypen-{place}-omschrijving": name}
        data |= {f"statustypen-{place}-is_eindstatus": "on"} if end else {}
    assert beheerder.post("/beheer/zaaktypen/nieuw/", data).status_code == 302
    assert Zaaktype.objects.get(identificatie="NIEUW").statustypen.count() == 2
    assert "Nieuw" in beheerder.get("/beheer/zaaktypen/").text


@pytest.mark.parametrize("rol", [Rol.REDACTEUR, Rol.KLANTCONTACT, Rol.WEBBEHEERDER])
def test_others_do_not_come_in(client: Any, zaaktype: Any, rol: Rol) -> None:
    user = make_user("ander", is_superuser=False)
    user.groups.add(setup_roles()[rol])
    client.force_login(user)
    for url in (f"/beheer/zaaktypen/{zaaktype.pk}/", "/beheer/zaaktypen/nieuw/", "/beheer/zaaktypen/"):
        assert client.get(url).status_code == 302, url
        assert client.post(url, {"doorlooptijd": 1}).status_code in (302, 405), url
    zaaktype.refresh_from_db()
    assert zaaktype.doorlooptijd == 28


def test_nobody_removes_a_zaaktype(client: Any, zaaktype: Any) -> None:
    client.force_login(make_user("baas"))
    for url in ("verwijderen", "delete"):
        assert client.get(f"/beheer/zaaktypen/{zaaktype.pk}/{url}/").status_code == 404


def test_texts_for_residents_are_judged(zaaktype: Any) -> None:
    hard = "Onherroepelijkheidsverklaringen doorkruisen besluitvormingsprocedures."
    statustype = Statustype(zaaktype=zaaktype, omschrijving="X", statustekst=hard)
    assert [b.source for b in check_object(statustype)] == ["statustekst"]
    statustype.statustekst = "Wij zijn bezig. U hoort snel van ons."
    assert check_object(statustype) == []


def test_settings_ask_for_days_and_hours_in_order(beheerder: Any) -> None:
    url = "/beheer/settings/zaken/zaakinstellingen/"
    page = beheerder.get(url, follow=True)
    assert page.status_code == 200
    (url, _status) = page.redirect_chain[-1]
    data = {
        "kantoor_open": "08:30",
        "kantoor_dicht": "17:00",
        "vrije_dagen": "2026-12-24\n",
        "waarschuw_dagen": "2",
        "hoogste_vertrouwelijkheid": "openbaar",
    }
    assert "kerst" in beheerder.post(url, data | {"vrije_dagen": "kerst"}).text
    assert "later dichtgaan" in beheerder.post(url, data | {"kantoor_dicht": "08:00"}).text
    assert beheerder.post(url, data).status_code == 302
    assert Zaakinstellingen.load().waarschuw_dagen == 2
