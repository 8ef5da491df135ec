"""Files of a zaak for an employee: who may open them, that it is recorded, and that a waiting file stays shut."""

from __future__ import annotations

from typing import Any

import pytest

from basis.logboek.models import LogboekRegel
from formulieren.bijlagen import services
from formulieren.bijlagen.models import Bijlage, BijlageState
from formulieren.zaken.models import Zaak
from tests.formulieren.bijlagen.files import GOOD
from tests.formulieren.bijlagen.support import upload
from tests.formulieren.conftest import Resident
from tests.formulieren.test_beheer import employee
from tests.support.client import CheckingClient

PDF = GOOD["brief.pdf"]


@pytest.fixture
def zaak(sender: Resident, monkeypatch: pytest.MonkeyPatch) -> Zaak:
    monkeypatch.setattr(services, "kind_of", lambda file: "pdf")
    sender.post("melding", {"wat": "a", "foto": upload("<b>brief.pdf", PDF)})
    sender.post("extra")
    sender.post("controleren")
    return Zaak.objects.get()


def path_of(zaak: Zaak, bijlage: Bijlage) -> str:
    return f"/beheer/zaken/{zaak.pk}/bijlage/{bijlage.uuid}/"


def test_a_reader_of_the_zaak_downloads_and_it_is_recorded(zaak: Zaak, django_user_model: Any) -> None:
    client, bijlage = CheckingClient(), Bijlage.objects.get()
    user = employee(django_user_model, "zaken.view_zaak")
    client.force_login(user)
    page = client.get(f"/beheer/zaken/{zaak.pk}/").content.decode()
    assert path_of(zaak, bijlage) in page and "<b>" not in page
    before = LogboekRegel.objects.filter(medewerker=user).count()
    file = client.get(path_of(zaak, bijlage))
    assert b"".join(file.streaming_content) == PDF
    assert file["Content-Disposition"].startswith("attachment;")
    assert file["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in file["Cache-Control"] and "private" in file["Cache-Control"]
    lines = LogboekRegel.objects.filter(medewerker=user)
    assert lines.count() == before + 1 and str(bijlage.uuid) in str(list(lines.values_list("reden")))


@pytest.mark.parametrize("state", [BijlageState.QUARANTAINE, BijlageState.GEWEIGERD, BijlageState.VERWIJDERD])
def test_what_is_not_released_stays_shut(zaak: Zaak, django_user_model: Any, state: BijlageState) -> None:
    client, bijlage = CheckingClient(), Bijlage.objects.get()
    client.force_login(employee(django_user_model, "zaken.view_zaak"))
    Bijlage.objects.update(state=state)
    assert client.get(path_of(zaak, bijlage)).status_code == 404
    page = client.get(f"/beheer/zaken/{zaak.pk}/").content.decode()
    assert path_of(zaak, bijlage) not in page


def test_nobody_else(zaak: Zaak, django_user_model: Any, sender: Resident) -> None:
    bijlage = Bijlage.objects.get()
    other = CheckingClient()
    assert other.get(path_of(zaak, bijlage)).status_code == 302
    assert sender.client.get(path_of(zaak, bijlage)).status_code == 302
    other.force_login(employee(django_user_model))
    assert other.get(path_of(zaak, bijlage)).status_code in (302, 403)
    # A file of another inzending can't be reached through a zaak that may be read.
    bijlage.inzending_uuid = bijlage.uuid
    bijlage.save()
    reader = CheckingClient()
    reader.force_login(employee(django_user_model, "zaken.view_zaak"))
    assert reader.get(path_of(zaak, bijlage)).status_code == 404
