"""The resident's journey in a real browser: without JavaScript, with the keyboard alone, 320 pixels wide."""

from __future__ import annotations

from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from formulieren.inzendingen import outbox
from formulieren.inzendingen.models import Inzending
from formulieren.zaken.models import Zaak
from producten.services.paginas import (
    create_product,
    create_producten,
    create_productgroep,
    sections_from_dict,
)
from tests.formulieren.conftest import make_formulier, zaaktype  # noqa: F401 - a fixture
from tests.support.keyboard import Keyboard
from tests.support.site import make_home, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

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
def site(zaaktype: Any, quiet_browser: None) -> None:  # noqa: F811
    """A home page, a product with three routes, and the form in which the first one ends."""
    home = publish(make_home())
    index = publish(create_producten(home, slug="producten", title="Producten"))
    group = publish(create_productgroep(index, slug="straat", title="Straat", routes=ROUTES))
    product = create_product(
        group,
        slug="lamp-melden",
        title="Kapotte lamp melden",
        kort="Brandt een lamp op straat niet? Meld het ons.",
        upn_reden="Dit doet alleen onze gemeente.",
        doelgroepen=["inwoner"],
        inhoud=sections_from_dict([{"type": "inleiding", "html": "<p>Wij maken de lamp.</p>"}], seed="lamp"),
    )
    home.refresh_from_db()
    formulier = make_formulier(home, title="Een lamp melden")
    formulier.product = product
    publish(formulier)
    publish(product)


def test_from_search_to_a_zaak_that_can_be_followed(
    plain_browser: webdriver.Chrome, live_server: Any, site: None, mailoutbox: Any
) -> None:
    user = Keyboard(plain_browser, live_server.url)

    # Home, search, product, form.
    user.open("/")
    assert plain_browser.get_cookies() == []
    user.type("main input[name=q]", "lamp")
    user.choose("main form button[type=submit]")
    user.choose("main a", "Kapotte lamp melden")
    assert user.heading() == "Kapotte lamp melden"
    routes = [
        e.text.split("\n")[0] for e in plain_browser.find_elements(By.CSS_SELECTOR, ".loket-kanalen > li")
    ]
    assert routes == ["Online", "Telefoon", "Post"]
    user.choose(".loket-kanalen > li:first-child a.utrecht-button")
    assert user.heading() == "Een lamp melden"
    user.choose("main a.utrecht-button")
    assert "Stap 1 van 3" in plain_browser.page_source

    # An empty step comes back, with the focus on what is wrong; the link leads to the question.
    user.choose("form.loket-formulier button")
    assert plain_browser.switch_to.active_element.get_attribute("id") == "fouten"
    user.go_to("#fouten li:nth-child(2) a")
    user.press(Keys.ENTER)
    assert plain_browser.switch_to.active_element.get_attribute("id") == "id_wat"
    user.press("De lamp is stuk")
    user.choose("form.loket-formulier button")
    assert plain_browser.switch_to.active_element.get_attribute("id") == "fouten"
    assert plain_browser.find_element(By.ID, "id_wat").get_attribute("value") == "De lamp is stuk"
    user.go_to("#id_soort_0")
    user.press(Keys.SPACE)
    user.type("#id_dag-dag", "9")
    user.type("#id_dag-maand", "maart")
    user.type("#id_dag-jaar", "2026")
    user.go_to("#id_gevaar_0")
    user.press(Keys.ARROW_DOWN)
    user.choose("form.loket-formulier button")
    assert user.heading() == "Uw gegevens"

    # Back and reload keep what was typed; the answers are ours, not the browser's.
    user.choose("form.loket-formulier a", "Vorige stap")
    assert plain_browser.find_element(By.ID, "id_wat").get_attribute("value") == "De lamp is stuk"
    user.choose("form.loket-formulier button")
    user.type("#id_naam", "Jan Jansen")
    user.type("#id_email", "jan@voorbeeld.nl")
    user.type("#id_bsn", "111222333")
    user.choose("form.loket-formulier button")

    # Check, change one answer, send.
    assert "9 maart 2026" in plain_browser.page_source and "111222333" not in plain_browser.page_source
    user.choose("dd a", "Verander: Wat is uw naam?")
    user.go_to("#id_naam")
    user.press(Keys.END, " de Vries")
    user.choose("form.loket-formulier button")
    assert "Jan Jansen de Vries" in plain_browser.page_source
    user.choose("form.loket-formulier button", "Verstuur")
    assert user.heading() == "Wij hebben uw bericht"
    reference, code = [e.text for e in plain_browser.find_elements(By.CSS_SELECTOR, ".loket-bewijs strong")]
    zaak = Zaak.objects.get()
    assert zaak.identificatie == reference and Inzending.objects.count() == 1

    # Back and sending again: the same receipt.
    plain_browser.back()
    plain_browser.refresh()
    assert reference in plain_browser.page_source

    # The PDF and the mail follow by themselves, and the status can be seen with reference and code.
    assert outbox.process_due() == 2
    assert [mail.to for mail in mailoutbox] == [["jan@voorbeeld.nl"]] and reference in mailoutbox[0].subject
    user.open("/volg-uw-aanvraag/")
    user.type("#id_nummer", reference.lower())
    user.type("#id_code", code)
    user.choose("form.loket-formulier button")
    assert user.heading() == "Een lamp melden"
    assert "Wij hebben het." in plain_browser.page_source
    # Chromium notes each answer 422 as an error; there is no other.
    errors = [line for line in plain_browser.get_log("browser") if line["level"] == "SEVERE"]
    assert [line for line in errors if "422" not in line["message"]] == []
