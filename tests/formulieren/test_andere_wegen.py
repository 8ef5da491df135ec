"""Every screen of a form names the other ways to arrange its product."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from formulieren.models import FormulierPage
from producten.models import ProductPage
from producten.services.paginas import (
    create_product,
    create_producten,
    create_productgroep,
    sections_from_dict,
)
from tests.formulieren.conftest import GEGEVENS, MELDING, Resident, make_formulier
from tests.support.site import publish

ROUTES = [
    {"kanaal": "online", "wat_doet_u": "Vul het formulier in."},
    {
        "kanaal": "telefoon",
        "wat_doet_u": "Bel ons.",
        "telefoonnummer": "0590 12 34 56",
        "meenemen": "U hebt niets nodig.",
        "kosten": "Gratis.",
        "duur": "U krijgt meteen antwoord.",
    },
    {"kanaal": "post", "wat_doet_u": "Schrijf ons.", "adres": "Postbus 55\n9990 AB Elzenvoort"},
]


@pytest.fixture
def formulier(home: Any, zaaktype: Any, quiet_browser: None) -> FormulierPage:
    """A live form of a live product with two other routes."""
    publish(home)
    index = publish(create_producten(home, slug="producten", title="Producten"))
    group = publish(create_productgroep(index, slug="straat", title="Straat", routes=ROUTES))
    product = create_product(
        group,
        slug="lamp",
        title="Kapotte lamp melden",
        kort="Brandt een lamp niet? Meld het ons.",
        upn_reden="Dit doet alleen onze gemeente.",
        doelgroepen=["inwoner"],
        inhoud=sections_from_dict([{"type": "inleiding", "html": "<p>Wij maken de lamp.</p>"}], seed="lamp"),
    )
    made = make_formulier(home)
    made.product = product
    publish(made)
    publish(product)
    return made


def test_each_screen_names_telephone_and_post_and_leads_to_the_product(
    resident: Resident, formulier: FormulierPage
) -> None:
    screens = [resident.client.get(formulier.url), resident.get("melding")]
    screens.append(resident.post("melding", {}))
    resident.post("melding", MELDING)
    screens.append(resident.get("gegevens"))
    resident.post("gegevens", GEGEVENS)
    screens.append(resident.get("controleren"))
    resident.post("controleren")
    screens.append(resident.get("ontvangen"))
    for screen in screens:
        html = screen.content.decode()
        assert "0590 12 34 56" in html and "Postbus 55" in html, screen.request["PATH_INFO"]
        assert 'href="/producten/straat/lamp/"' in html
        assert ">Online<" not in html


def test_a_product_that_went_offline_is_not_named(resident: Resident, formulier: FormulierPage) -> None:
    ProductPage.objects.get().unpublish()
    html = resident.get("melding").content.decode()
    assert "Postbus 55" not in html and "(0590) 01 23 45" in html


def test_the_list_of_official_messages_is_linked_on_every_page(client: Any, formulier: Any) -> None:
    assert 'href="/officiele-berichten/"' in client.get("/").content.decode()


def test_a_form_that_is_shut_has_no_button_on_the_page_of_its_product(
    client: Any, formulier: FormulierPage
) -> None:
    address = "/producten/straat/lamp/"
    assert "Vul het formulier in<" in client.get(address).content.decode()
    FormulierPage.objects.filter(pk=formulier.pk).update(sluit_op=timezone.now() - timedelta(days=1))
    html = client.get(address).content.decode()
    assert "Vul het formulier in<" not in html and "Dit formulier is gesloten sinds" in html
    assert "Postbus 55" in html
