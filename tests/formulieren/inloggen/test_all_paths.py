"""No way round the login: every address of a form × nobody, somebody else and the owner, and the way it is guarded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from formulieren import urls
from formulieren.bijlagen.models import Bijlage
from formulieren.inloggen.sessie import LoginNeeded
from formulieren.inzendingen import outbox
from formulieren.inzendingen.models import Inzending, InzendingState
from formulieren.views.access import session_key
from formulieren.views.toegang import behind_login
from formulieren.zaken.models import Zaak
from formulieren.zaken.services import submit_inzending
from formulieren.zaken.services.submit import IncompleteInzending
from tests.formulieren.inloggen.support import SLUG, Bezoeker, goes_to_login
from tests.support.client import CheckingClient

pytestmark = pytest.mark.django_db

# Of the residents' addresses with a slug those that hold nothing of anybody: they lead to the form, or to its login.
OPEN = {"start", "inloggen"}
PAGES = ("stap/wie/", "stap/wat/", "stop/", "controleren/", "later/", "bewaard/", "wissen/", "gewist/")


def slugged() -> Iterator[Any]:
    """The residents' addresses of one form."""
    for pattern in urls.urlpatterns:
        if str(pattern.pattern).startswith("formulier/<slug:slug>/"):
            yield pattern


def test_every_address_of_a_form_is_guarded() -> None:
    found = {pattern.name: getattr(pattern.callback, "behind_login", False) for pattern in slugged()}
    assert {name for name, guarded in found.items() if not guarded} == OPEN
    assert len(found) >= 12


def test_the_guard_answers_whatever_the_view_asks() -> None:
    def view(request: Any, slug: str) -> Any:
        raise LoginNeeded

    answer = behind_login(view)(_request(f"/formulier/{SLUG}/wissen/"), slug=SLUG)
    assert goes_to_login(answer, f"/formulier/{SLUG}/wissen/")


def _request(path: str) -> Any:
    from django.test import RequestFactory

    return RequestFactory().get(path)


@pytest.fixture
def busy(achter: Any, bezoeker: Bezoeker) -> Inzending:
    """Sara's concept with a file, whole and not sent."""
    bezoeker.log_in("sara")
    assert bezoeker.post("stap/wie/", {"email": ""}).status_code == 302
    file = SimpleUploadedFile("brief.txt", b"Beste gemeente")
    assert bezoeker.post("stap/wat/", {"wens": "Een geheim", "brief": file}).status_code == 302
    return Inzending.objects.get()


def everything(who: Bezoeker, file: Bijlage) -> dict[str, Any]:
    """Each address with GET, and with POST where that does something; the answers by name."""
    found = {f"GET {rest}": who.get(rest) for rest in (*PAGES, f"bestand/{file.uuid}/")}
    found |= {f"GET {rest}": who.get(rest) for rest in ("ontvangen/", "ontvangen/bewijs.pdf")}
    posts: dict[str, dict[str, Any]] = {
        "stap/wie/": {"email": "x@voorbeeld.nl"},
        "stap/wat/": {"wens": "Van een ander"},
        "controleren/": {},
        "later/": {"email": "x@voorbeeld.nl"},
    }
    return found | {f"POST {rest}": who.post(rest, data) for rest, data in posts.items()}


def take_session(client: Client, uuid: Any) -> None:
    """The worst case: somebody's session names an inzending that isn't theirs."""
    session = client.session
    session[f"wizard_{session_key(SLUG)}"] = str(uuid)
    session.save()


def unchanged(busy: Inzending) -> bool:
    """Whether the concept is as its owner left it, and nothing was sent."""
    fresh = Inzending.objects.get(pk=busy.pk)
    same = fresh.stappen == busy.stappen and fresh.persoon_hmac == busy.persoon_hmac
    return same and fresh.state == InzendingState.CONCEPT and not Zaak.objects.exists()


def test_nobody_gets_anything(busy: Inzending, ander: Bezoeker) -> None:
    file = Bijlage.objects.get()
    for name, answer in everything(ander, file).items():
        if "bestand" in name:
            assert answer.status_code == 404
        elif "ontvangen" in name:
            assert answer.status_code == 302 and "Een geheim" not in answer.content.decode()
        elif name == "GET wissen/":
            assert answer["Location"] == ander.url("gewist/")
        else:
            assert goes_to_login(answer), name
    assert unchanged(busy)


def test_a_session_without_the_login_opens_nothing(busy: Inzending, ander: Bezoeker) -> None:
    """Who has the uuid in the session (logged out by the clock, or worse) still has to log in."""
    file = Bijlage.objects.get()
    ander.client.get("/")
    ander.post("inloggen/", {"middel": "proef"})
    take_session(ander.client, busy.uuid)
    for name, answer in everything(ander, file).items():
        assert goes_to_login(answer), name
    assert unchanged(busy) and not mail.outbox


def test_somebody_else_finds_a_form_of_their_own(busy: Inzending, ander: Bezoeker) -> None:
    ander.log_in("karim")
    take_session(ander.client, busy.uuid)
    seen = {"bestand": ander.get(f"bestand/{Bijlage.objects.get().uuid}/")}
    seen |= {rest: ander.get(rest) for rest in (*PAGES, "ontvangen/", "ontvangen/bewijs.pdf")}
    for name, answer in seen.items():
        text = answer.content.decode()
        assert "Een geheim" not in text and "Sara" not in text and "brief.txt" not in text, name
        assert answer.status_code in (200, 302, 404), name
    assert seen["bestand"].status_code == 404
    assert ander.post("controleren/").status_code in (302, 410)
    assert ander.post("wissen/").status_code == 302
    assert unchanged(busy)
    # And the same when there is nothing of anybody in the session: no difference to see.
    third = Bezoeker(CheckingClient())
    third.log_in("lin")
    for rest in PAGES:
        assert third.get(rest).status_code == seen[rest].status_code, rest


def test_the_owner_gets_it_all(busy: Inzending, bezoeker: Bezoeker) -> None:
    for rest in ("stap/wie/", "stap/wat/", "controleren/", "later/", "wissen/"):
        assert bezoeker.get(rest).status_code == 200, rest
    assert bezoeker.get(f"bestand/{Bijlage.objects.get().uuid}/").status_code == 200
    assert "Een geheim" in bezoeker.get("controleren/").content.decode()
    assert bezoeker.post("controleren/").status_code == 302
    page = bezoeker.get("ontvangen/")
    assert page.status_code == 200 and "U bent ingelogd" in page.content.decode()


def test_a_receipt_is_only_for_who_sent_it(busy: Inzending, bezoeker: Bezoeker, ander: Bezoeker) -> None:
    bezoeker.post("controleren/")
    ander.post("inloggen/", {"middel": "proef"})
    take_session(ander.client, busy.uuid)
    for rest in ("ontvangen/", "ontvangen/bewijs.pdf", "stap/wie/", "controleren/"):
        assert goes_to_login(ander.get(rest)), rest
    ander.log_in("karim")
    take_session(ander.client, busy.uuid)
    assert ander.get("ontvangen/")["Location"] == "/volg-uw-aanvraag/"
    assert ander.get("ontvangen/bewijs.pdf").status_code == 302


def test_a_mailed_link_asks_for_the_login_of_the_same_person(
    busy: Inzending, bezoeker: Bezoeker, ander: Bezoeker
) -> None:
    assert bezoeker.post("later/", {"email": "sara@voorbeeld.nl"}).status_code == 302
    outbox.process_due()
    found = re.search(r"https?://[^/]+(/verder-gaan/\S+/)", str(mail.outbox[-1].body))
    assert found is not None
    path = found[1]
    kept = re.search(r"<strong>([A-Z0-9]{4}-[A-Z0-9]{4})</strong>", bezoeker.get("bewaard/").content.decode())
    assert kept is not None
    code = {"code": kept[1]}
    for answer in (ander.client.get(path), ander.client.post(path, code)):
        assert goes_to_login(answer, path)
    assert ander.log_in("karim", path)["Location"] == path
    for answer in (ander.client.get(path), ander.client.post(path, code)):
        assert answer.status_code == 404
    third = Bezoeker(CheckingClient())
    assert third.log_in("sara", path)["Location"] == path
    assert third.client.get(path).status_code == 200
    assert third.client.post(path).status_code == 404
    assert third.client.post(path, code).status_code == 302
    assert "Een geheim" in third.get("controleren/").content.decode()


def test_nothing_is_sent_without_a_person_whatever_goes_round_the_pages(achter: Any) -> None:
    versie = achter.versies.get()
    stappen = {"wie": 1, "wat": 1}
    loose = Inzending.objects.create(versie=versie, stappen=stappen)
    with pytest.raises(IncompleteInzending):
        submit_inzending(inzending=loose)
    loose.refresh_from_db()
    assert loose.is_concept and not Zaak.objects.exists()


def test_an_employee_is_no_resident(achter: Any, ander: Bezoeker, django_user_model: Any) -> None:
    """A login for the admin opens no form behind a login, and the employee's own pages ask who the resident is."""
    staff = django_user_model.objects.create_user("balie")
    staff.user_permissions.add(Permission.objects.get(codename="fill_in_for_resident"))
    ander.client.force_login(staff)
    for rest in ("stap/wie/", "controleren/", "later/", "stop/"):
        assert goes_to_login(ander.get(rest)), rest
    assert ander.client.get(f"/medewerker/formulier/{SLUG}/stap/wie/")["Location"].endswith(
        f"/medewerker/formulier/{SLUG}/"
    )


def test_a_concept_that_must_have_a_login_is_not_opened_by_closing_the_form(
    busy: Inzending, achter: Any, ander: Bezoeker
) -> None:
    achter.unpublish()
    ander.post("inloggen/", {"middel": "proef"})
    take_session(ander.client, busy.uuid)
    for rest in PAGES:
        assert goes_to_login(ander.get(rest)), rest


def test_a_form_that_asks_no_login_any_more_still_does_for_what_was_begun_with_one(
    busy: Inzending, achter: Any, ander: Bezoeker
) -> None:
    from tests.formulieren.conftest import publish

    achter.inloggen = "mag"
    publish(achter)
    ander.post("inloggen/", {"middel": "proef"})
    take_session(ander.client, busy.uuid)
    for rest in PAGES:
        assert goes_to_login(ander.get(rest)), rest
