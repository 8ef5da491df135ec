"""Zaken in the admin: who sees what, setting a status, and that reading is recorded."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.utils.formats import date_format

from basis.logboek.models import LogboekRegel
from formulieren.inzendingen.models import OutboxItem, OutboxState
from formulieren.models import FormulierVersie
from formulieren.zaken.models import Zaak
from formulieren.zaken.services import submit_inzending
from formulieren.zaken.services.receipt import ONTVANGST
from tests.formulieren.conftest import BSN
from tests.formulieren.test_submit import concept


@pytest.fixture
def zaak(versie: FormulierVersie) -> Zaak:
    submit_inzending(
        inzending=concept(versie, gegevens={"naam": "Jan Jansen", "email": "j@voorbeeld.nl", "bsn": BSN})
    )
    return Zaak.objects.get()


def employee(django_user_model: Any, *rights: str) -> Any:
    user = django_user_model.objects.create_user(f"user-{len(rights)}")
    for right in ("wagtailadmin.access_admin", *rights):
        app_label, codename = right.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app_label, codename=codename)
        )
    return user


def test_reader_sees_the_zaak_masked_and_it_is_recorded(
    client: Any, zaak: Zaak, django_user_model: Any
) -> None:
    user = employee(django_user_model, "zaken.view_zaak")
    client.force_login(user)
    listing = client.get("/beheer/zaken/").content.decode()
    assert zaak.identificatie in listing and date_format(zaak.uiterlijke_einddatum, "j b Y") in listing
    page = client.get(f"/beheer/zaken/{zaak.pk}/")
    html = page.content.decode()
    assert page.status_code == 200 and "De lamp is stuk" in html and "Jan Jansen" in html
    assert BSN not in html and "Zet deze status" not in html
    assert LogboekRegel.objects.filter(medewerker=user, handeling="read").count() == 1
    client.post(f"/beheer/zaken/{zaak.pk}/", {"statustype": zaak.next_statustypen()[0].pk})
    assert zaak.statussen.count() == 1


def test_changer_sets_the_next_status(client: Any, zaak: Zaak, django_user_model: Any) -> None:
    client.force_login(employee(django_user_model, "zaken.view_zaak", "zaken.change_zaak"))
    url = f"/beheer/zaken/{zaak.pk}/"
    assert "Zet deze status" in client.get(url).content.decode()
    for wrong in ({}, {"statustype": "x"}, {"statustype": "999999", "toelichting": "y" * 5000}):
        assert client.post(url, wrong).status_code == 422
    done = client.post(
        url, {"statustype": zaak.next_statustypen()[0].pk, "toelichting": "Morgen."}, follow=True
    )
    assert "Morgen." in done.content.decode() and zaak.statussen.count() == 2


@pytest.mark.parametrize("path", ["zaken/", "zaken/1/", "uitgaande-taken/", "uitgaande-taken/1/"])
def test_others_see_nothing(client: Any, zaak: Zaak, django_user_model: Any, path: str) -> None:
    assert client.get(f"/beheer/{path}").status_code == 302
    client.force_login(employee(django_user_model))
    assert client.get(f"/beheer/{path}").status_code in (302, 403, 404)


def test_superuser_makes_and_removes_nothing_by_hand(admin_client: Any, zaak: Zaak) -> None:
    html = admin_client.get("/beheer/zaken/").content.decode()
    assert "/beheer/zaken/new/" not in html
    for action in ("new/", f"edit/{zaak.pk}/", f"delete/{zaak.pk}/"):
        assert admin_client.get(f"/beheer/zaken/{action}").status_code == 404


def test_a_task_for_a_person_is_tried_again(admin_client: Any, zaak: Zaak) -> None:
    item = OutboxItem.objects.get(kind=ONTVANGST)
    others = OutboxItem.objects.exclude(pk=item.pk)
    OutboxItem.objects.update(state=OutboxState.MENS, last_error="De mailserver weigert.")
    assert "De mailserver weigert." in admin_client.get("/beheer/uitgaande-taken/").content.decode()
    assert "Probeer opnieuw" in admin_client.get(f"/beheer/uitgaande-taken/{item.pk}/").content.decode()
    admin_client.post(f"/beheer/uitgaande-taken/{item.pk}/")
    item.refresh_from_db()
    assert item.state == OutboxState.WACHT
    assert [other.state for other in others] == [OutboxState.MENS], "only the row that was asked for"


def test_a_person_who_did_the_work_says_what_and_the_task_is_done(admin_client: Any, zaak: Zaak) -> None:
    item = OutboxItem.objects.get(kind=ONTVANGST)
    OutboxItem.objects.filter(pk=item.pk).update(state=OutboxState.MENS, last_error="De mailserver weigert.")
    screen = f"/beheer/uitgaande-taken/{item.pk}/"
    shown = admin_client.get(screen).content.decode()
    assert (
        all(label in shown for label in ("Hoe staat het?", "Pogingen", "Laatste fout"))
        and "Attempts" not in shown
    )
    assert (
        "Schrijf op wat u hebt gedaan"
        in admin_client.post(screen, {"klaar": "1", "reden": " "}, follow=True).content.decode()
    )
    item.refresh_from_db()
    assert item.state == OutboxState.MENS
    done = admin_client.post(screen, {"klaar": "1", "reden": "Gebeld, brief gestuurd."}, follow=True)
    item.refresh_from_db()
    assert "De taak is klaar." in done.content.decode()
    assert item.state == OutboxState.KLAAR and item.done_at is not None and item.last_error == ""
    line = LogboekRegel.objects.get(onderwerp=f"taak:{item.pk}")
    assert line.reden == "Gebeld, brief gestuurd." and line.medewerker is not None and line.herkomst
    again = admin_client.post(screen, {"klaar": "1", "reden": "Nog een keer."}, follow=True).content.decode()
    assert (
        "wacht niet op u" in again and LogboekRegel.objects.filter(onderwerp=f"taak:{item.pk}").count() == 1
    )


def test_form_editor_opens_and_shows_the_steps(admin_client: Any, formulier: Any) -> None:
    page = admin_client.get(f"/beheer/pages/{formulier.pk}/edit/")
    assert page.status_code == 200 and "Waarover gaat het?" in page.content.decode()
