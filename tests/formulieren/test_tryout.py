"""The try-out of a draft: the real screens and the same decisions, and nothing is stored or sent."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from formulieren.editor.loading import regels_from_dict
from formulieren.inzendingen.models import Antwoord, Inzending, OutboxItem
from formulieren.models import FormulierPage
from formulieren.zaken.models import Zaak
from tests.formulieren.conftest import make_formulier
from tests.formulieren.logica_form import REGELS, STAPPEN


@pytest.fixture
def page(home: Any, zaaktype: Any) -> FormulierPage:
    email = {
        "type": "email",
        "code": "mail",
        "label": "Uw e-mail?",
        "verplicht": False,
        "doel": "Om te mailen.",
        "grondslag": "toestemming",
    }
    wie = {**STAPPEN[2], "vraag": [*STAPPEN[2]["vraag"], email]}
    made = make_formulier(
        home,
        stappen=[*STAPPEN[:2], wie],
        regels=regels_from_dict(REGELS, seed="x"),
        mail_tekst="Bewaar deze mail.",
    )
    made.save_revision()
    return made


def test_a_whole_try_out_stores_and_sends_nothing(page: FormulierPage, admin_client: Any) -> None:
    start = f"/beheer/formulieren/{page.pk}/proberen/"
    first = admin_client.get(start, follow=True)
    assert first.request["PATH_INFO"] == f"{start}stap/wat/"
    assert "Dit is een proef" in first.content.decode()
    assert first["X-Robots-Tag"] == "noindex" and "no-store" in first["Cache-Control"]
    wrong = admin_client.post(f"{start}stap/wat/", {"soort": "", "mensen": "x"})
    assert wrong.status_code == 422 and "Dit is een proef" in wrong.content.decode()
    # A later step can't be opened before this one.
    assert admin_client.get(f"{start}stap/wie/").url == f"{start}stap/wat/"
    assert admin_client.post(f"{start}stap/wat/", {"soort": "feest", "mensen": "500"}).url == f"{start}stop/"
    assert "Dit is te groot" in admin_client.get(f"{start}stop/").content.decode()
    assert (
        admin_client.post(f"{start}stap/wat/", {"soort": "markt", "mensen": "20"}).url
        == f"{start}stap/kramen/"
    )
    assert admin_client.post(f"{start}stap/kramen/", {"kramen": "3"}).url == f"{start}stap/wie/"
    last = {"naam": "Jan", "mail": "jan@voorbeeld.nl"}
    assert admin_client.post(f"{start}stap/wie/", last).url == f"{start}controleren/"
    check = admin_client.get(f"{start}controleren/").content.decode()
    assert (
        "Dit is een proef" in check and f"{start}stap/wat/#vraag-soort" in check and "Wat kost het?" in check
    )
    assert admin_client.post(f"{start}controleren/").url == f"{start}ontvangen/"
    end = admin_client.get(f"{start}ontvangen/").content.decode()
    for part in ("MARKT", "jan@voorbeeld.nl", "Bewaar deze mail.", "Een markt", "Dit is een proef"):
        assert part in end
    for model in (Inzending, Antwoord, OutboxItem, Zaak):
        assert not model.objects.exists()
    assert not mail.outbox
    stored = str(dict(admin_client.session))
    assert "jan@voorbeeld.nl" not in stored and f"formulier_proef_{page.pk}" in stored
    assert admin_client.post(start).url == f"{start}stap/wat/"
    assert 'value="20"' not in admin_client.get(f"{start}stap/wat/").content.decode()


def test_another_draft_begins_anew(page: FormulierPage, admin_client: Any) -> None:
    start = f"/beheer/formulieren/{page.pk}/proberen/"
    admin_client.post(f"{start}stap/wat/", {"soort": "feest", "mensen": "5"})
    assert admin_client.get(start).url == f"{start}stap/wie/"
    page.stappen[0].value["titel"] = "Anders"
    page.save_revision()
    again = admin_client.get(start, follow=True)
    assert (
        again.request["PATH_INFO"] == f"{start}stap/wat/"
        and "begint de proef opnieuw" in again.content.decode()
    )


def test_only_who_may_edit_the_form_may_try_it(
    page: FormulierPage, client: Client, django_user_model: Any
) -> None:
    start = f"/beheer/formulieren/{page.pk}/proberen/"
    assert "/login" in client.get(start).url
    django_user_model.objects.create_user("lezer", "lezer@voorbeeld.nl", "een-lang-wachtwoord")
    client.login(username="lezer", password="een-lang-wachtwoord")
    assert client.get(start).status_code in (302, 403)
    assert client.get(f"{start}stap/wat/").status_code in (302, 403)


def test_a_draft_that_is_not_whole_leads_to_the_reason(page: FormulierPage, admin_client: Any) -> None:
    page.stappen[1].value["toon_als"]["delen"][0].value["vraag"] = "bestaat_niet"
    page.save_revision()
    address = f"/beheer/formulieren/{page.pk}/"
    assert admin_client.get(f"{address}proberen/").url == f"{address}logica/"
    assert "bestaat_niet" in admin_client.get(f"{address}logica/").content.decode()
