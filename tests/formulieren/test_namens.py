"""An employee fills in for a resident: only with the permission, apart from everything else, and on the record."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User

from basis.logboek.models import LogboekRegel
from basis.measure import buffer
from basis.measure.models import Soort
from formulieren.inzendingen.models import Inzending, InzendingState
from formulieren.models import FormulierPage
from formulieren.zaken.models import Zaak
from tests.formulieren.conftest import GEGEVENS, MELDING, Resident
from tests.support.client import CheckingClient

START = "/medewerker/formulier/proef/"
CHOICE = {"kanaal": "balie_inloop", "identiteit": "legitimatie"}


class Desk(Resident):
    """An employee with a browser."""

    def url(self, step: str) -> str:
        """The same pages under the desk's addresses."""
        return f"/medewerker{super().url(step)}"


@pytest.fixture
def employee(db: None) -> User:
    """Who may fill in for residents."""
    user = User.objects.create_user("balie", "balie@elzenvoort.example", "x" * 16)
    user.user_permissions.add(
        Permission.objects.get(codename="fill_in_for_resident"),
        Permission.objects.get(codename="access_admin"),
    )
    return user


@pytest.fixture
def desk(employee: User, formulier: FormulierPage) -> Desk:
    """Logged in."""
    client = CheckingClient()
    client.force_login(employee)
    return Desk(client)


def test_only_with_a_login_and_the_permission(formulier: FormulierPage, django_user_model: Any) -> None:
    pages = ["", "stap/melding/", "controleren/", "stop/", "ontvangen/", "wissen/", "gewist/"]
    other = CheckingClient()
    other.force_login(django_user_model.objects.create_user("ander", password="x" * 16))
    for page in pages:
        for method in ("get", "post"):
            if method == "post" and page in ("stop/", "gewist/"):
                continue
            assert getattr(CheckingClient(), method)(START + page).url.startswith("/beheer/login/"), page
            assert getattr(other, method)(START + page).status_code == 403, page
    assert not Inzending.objects.exists()


def test_channel_employee_and_identity_are_recorded(desk: Desk, employee: User) -> None:
    assert desk.get("melding").url == START
    assert desk.client.post(START, {"kanaal": "online", "identiteit": ""}).status_code == 422
    assert desk.client.post(START, CHOICE).url == desk.url("melding")
    buffer.flush()
    html = desk.send().content.decode()
    inzending, zaak = Inzending.objects.get(), Zaak.objects.get()
    assert (inzending.kanaal, inzending.identiteit, inzending.medewerker) == (
        "balie_inloop",
        "legitimatie",
        employee,
    )
    assert zaak.kanaal == "balie_inloop" and str(inzending.reference) in html
    assert "volgende inwoner" in html
    line = LogboekRegel.objects.get(onderwerp=f"zaak:{zaak.identificatie}")
    assert line.medewerker == employee and line.handeling == "create"


def test_demand_is_counted_on_the_channel(
    desk: Desk, formulier: FormulierPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from formulieren.zaken.services import submit

    counted: list[str] = []
    monkeypatch.setattr(submit, "count_later", lambda soort, key: counted.append(f"{Soort(soort)} {key}"))
    monkeypatch.setattr(submit, "aanvraag_sleutel", lambda _product, kanaal: f"p:{kanaal}")
    monkeypatch.setattr(FormulierPage, "product", type("P", (), {"translation_key": "p"})())
    monkeypatch.setattr(submit.transaction, "on_commit", lambda work, **_kw: work())
    desk.client.post(START, CHOICE)
    desk.send()
    assert "form_done p:balie_inloop" in counted


def test_residents_never_mix(desk: Desk) -> None:
    own = Resident(desk.client)
    own.post("melding", {**MELDING, "wat": "Van de medewerker zelf"})
    desk.client.post(START, CHOICE)
    assert "Van de medewerker zelf" not in desk.get("melding").content.decode()
    desk.post("melding", {**MELDING, "wat": "Van inwoner een"})
    assert desk.get("gegevens").status_code == 200
    warning = desk.client.get(START).content.decode()
    assert "nog bezig voor een andere inwoner" in warning
    desk.client.post(START, {**CHOICE, "kanaal": "telefoon"})
    assert not Inzending.objects.filter(kanaal="balie_inloop").exists()  # never sent, so removed
    assert "Van inwoner een" not in desk.get("melding").content.decode()
    desk.send()
    assert desk.post("ontvangen").url == START
    assert desk.get("melding").url == START and desk.get("ontvangen").url == START
    assert Inzending.objects.get(state=InzendingState.INGEDIEND).kanaal == "telefoon"
    assert "Van de medewerker zelf" in own.get("melding").content.decode()
    assert own.post("gegevens", GEGEVENS).url == own.url("controleren")


def test_somebody_helps_me_is_stored_and_never_required(resident: Resident) -> None:
    resident.fill_in()
    assert 'name="hulp"' in resident.get("controleren").content.decode()
    resident.post("controleren", {"hulp": "naaste"})
    assert Inzending.objects.get().hulp == "naaste"
    other = Resident(CheckingClient())
    other.fill_in()
    other.post("controleren", {"hulp": "verzonnen"})
    assert Inzending.objects.order_by("-pk")[0].hulp == ""
