"""Remove my answers, and the term that begins anew with each page."""

from datetime import timedelta

from django.utils import timezone

from formulieren.inzendingen.models import Antwoord, Inzending, InzendingState
from tests.formulieren.conftest import GEGEVENS, MELDING, Resident
from tests.formulieren.test_hervatten import LATER
from tests.support.client import CheckingClient

WISSEN, GEWIST = "/formulier/proef/wissen/", "/formulier/proef/gewist/"


def test_remove_asks_first_and_removes_everything(resident: Resident) -> None:
    resident.post("melding", MELDING)
    resident.client.post(LATER, {"email": "jan@voorbeeld.nl"})  # a mail that waits doesn't stand in the way
    assert WISSEN in resident.get("gegevens").content.decode()
    page = resident.client.get(WISSEN)
    assert "wizard_formulier_nl_proef" in resident.client.session
    assert page.status_code == 200 and Inzending.objects.exists()
    assert resident.client.post(WISSEN).url == GEWIST
    assert not Inzending.objects.exists() and not Antwoord.objects.exists()
    assert "wizard_formulier_nl_proef" not in resident.client.session
    assert resident.client.get(GEWIST).status_code == 200


def test_remove_works_when_the_answers_are_gone_already(resident: Resident) -> None:
    resident.post("melding", MELDING)
    Inzending.objects.all().delete()
    assert resident.client.post(WISSEN).url == GEWIST
    assert "wizard_formulier_nl_proef" not in resident.client.session
    assert CheckingClient().post(WISSEN).url == GEWIST and CheckingClient().get(WISSEN).url == GEWIST


def test_what_was_sent_is_not_removed(resident: Resident) -> None:
    resident.send()
    for answer in (resident.client.get(WISSEN), resident.client.post(WISSEN)):
        assert answer.url == resident.url("ontvangen")
    assert Inzending.objects.get().state == InzendingState.INGEDIEND


def test_each_page_says_until_when_and_begins_the_term_anew(resident: Resident) -> None:
    resident.post("melding", MELDING)
    html = resident.get("gegevens").content.decode()
    assert "data-bewaar-tot=" in html and "Uw tijd was bijna om" not in html
    old = timezone.now() - timedelta(hours=23, minutes=30)
    Inzending.objects.update(gewijzigd_op=old)
    expiry = resident.client.session.get_expiry_date()
    assert "Uw tijd was bijna om" in resident.get("gegevens").content.decode()
    assert Inzending.objects.get().gewijzigd_op > timezone.now() - timedelta(minutes=1)
    assert resident.client.session.get_expiry_date() > expiry
    assert resident.client.session.get_expiry_age() >= 23 * 3600
    assert resident.post("gegevens", GEGEVENS).status_code == 302
