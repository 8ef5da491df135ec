"""Handling a zaak in a real browser: taken at a desk, closed outside on a telephone with a picture; by keyboard too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from a11y_checks.browser.data import AXE_SCRIPT
from formulieren.inzendingen.antwoorden import store_stap
from formulieren.inzendingen.models import Inzending
from formulieren.models import FormulierVersie
from formulieren.zaken.models import Resultaattype, Zaak
from formulieren.zaken.services import submit_inzending
from formulieren.zaken.services.behandelen_document import add_document
from formulieren.zaken.services.op_tijd import measure_op_tijd
from gemeente.roles import Rol, setup_roles
from tests.formulieren.bijlagen.files import image
from tests.formulieren.bijlagen.support import upload
from tests.formulieren.conftest import make_formulier, zaaktype  # noqa: F401 - a fixture
from tests.formulieren.zaken.test_werklijst import copy_zaak
from tests.support.browser import NARROW, WIDE, wait_for
from tests.support.site import make_home, make_user, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

STAPPEN = [
    {
        "slug": "melding",
        "titel": "Uw melding",
        "vraag": [
            {"type": "lange_tekst", "code": "wat", "label": "Wat ziet u?"},
            {"type": "locatie", "code": "plek", "label": "Waar is het?"},
        ],
    }
]
PLEK = {
    "omschrijving": "Bij de brug",
    "postcode": "",
    "huisnummer": None,
    "toevoeging": "",
    "lon": 6.0,
    "lat": 53.6,
}
ANSWERS = {"wat": "De lantaarnpaal hangt scheef.", "plek": PLEK}


@pytest.fixture
def zaak(zaaktype: Any, quiet_browser: None, settings: Any, tmp_path: Path) -> Zaak:  # noqa: F811
    """A report of a lamp with a point on the map and a photo, that nobody handles yet."""
    settings.LOKET_UPLOAD_DIR = tmp_path / "bijlagen"
    settings.LOKET_KAART_VOORBEELD, settings.LOKET_KAART_BRON = True, ""
    page = publish(make_formulier(publish(make_home()), stappen=STAPPEN, title="Een lamp melden"))
    Resultaattype.objects.create(zaaktype=zaaktype, omschrijving="Gerepareerd", archiefactietermijn="P1Y")
    versie = FormulierVersie.objects.get(formulier=page)
    inzending = Inzending.objects.create(versie=versie)
    store_stap(inzending=inzending, stap=versie.form_schema.stappen[0], answers=ANSWERS)
    submit_inzending(inzending=inzending)
    made = Zaak.objects.get()
    add_document(zaak=made, upload=upload("lamp.jpg", image("JPEG", (900, 600))), actor=None)
    return made


@pytest.fixture
def desk(zaak: Zaak, browser: webdriver.Chrome, live_server: Any) -> webdriver.Chrome:
    """The browser of somebody with the role behandelaar."""
    user = make_user("behandelaar", is_superuser=False)
    user.groups.add(setup_roles()[Rol.BEHANDELAAR])
    client = Client()
    client.force_login(user)
    browser.get(f"{live_server.url}/robots.txt")
    name = django_settings.SESSION_COOKIE_NAME
    browser.add_cookie({"name": name, "value": client.cookies[name].value})
    return browser


def resize(browser: webdriver.Chrome, size: tuple[int, int]) -> None:
    width, height = size
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def look(browser: webdriver.Chrome, folder: Path, name: str, area: str) -> list[str]:
    """What sticks out sideways of our part, and what axe sees; at both widths, with a picture for who looks on."""
    wrong: list[str] = []
    browser.execute_script("document.querySelectorAll('main details').forEach((d) => { d.open = true; })")
    for size in (WIDE, NARROW):
        resize(browser, size)
        script = "return document.querySelector(arguments[0]).scrollHeight"
        resize(browser, (size[0], min(int(browser.execute_script(script, area)) + 300, 6000)))
        browser.save_screenshot(str(folder / f"{name}-{size[0]}.png"))
        resize(browser, size)
        wide = browser.execute_script(
            "return [...document.querySelectorAll(arguments[0] + ' *')]"
            ".filter((e) => !e.closest('[tabindex=\"0\"], svg, .w-sr-only, thead, caption'))"
            ".filter((e) => e.getBoundingClientRect().right > arguments[1] + 1).map((e) => e.outerHTML)",
            area,
            size[0],
        )
        wrong += [f"{name} at {size[0]} too wide: {html[:200]}" for html in wide[:3]]
        browser.execute_script(AXE_SCRIPT.read_text(encoding="utf-8"))
        found = browser.execute_async_script(
            "const done = arguments[1]; axe.run(arguments[0])"
            ".then((r) => done(r.violations.map((v) => [v.id, v.nodes.map((n) => n.html)])));",
            area,
        )
        wrong += [f"{name} at {size[0]}: {fault}" for fault in found]
    return wrong


def test_taken_at_the_desk_and_closed_outside(
    desk: webdriver.Chrome, zaak: Zaak, live_server: Any, tmp_path: Path
) -> None:
    for number in range(1, 5):
        copy_zaak(zaak, number, uiterlijke_einddatum=timezone.localdate())
    base, wrong = live_server.url, []
    desk.get(f"{base}/beheer/zaken/")
    wrong += look(desk, tmp_path, "werkvoorraad", ".loket-zaken")
    resize(desk, WIDE)
    desk.find_element(By.CSS_SELECTOR, ".loket-zaken__alles input").send_keys(Keys.SPACE)
    assert all(box.is_selected() for box in desk.find_elements(By.NAME, "zaak"))
    desk.find_element(By.NAME, "neem").send_keys(Keys.ENTER)
    wait_for(desk, lambda b: "5 zaken zijn nu van behandelaar" in b.find_element(By.TAG_NAME, "body").text)
    desk.get(f"{base}/beheer/zaken/{zaak.pk}/")
    wrong += look(desk, tmp_path, "zaak", ".loket-zaak")
    desk.get(f"{base}/beheer/zaken/{zaak.pk}/vraag/")
    wrong += look(desk, tmp_path, "vraag", ".loket-zaak")
    desk.get(f"{base}/beheer/zaken/{zaak.pk}/buiten/")
    wait_for(desk, lambda b: b.execute_script("return document.images[0].complete"))
    wrong += look(desk, tmp_path, "buiten", ".loket-zaak")
    resize(desk, NARROW)
    photo = tmp_path / "na.jpg"
    photo.write_bytes(image("JPEG", (1200, 900)))
    desk.find_element(By.NAME, "foto").send_keys(str(photo))
    desk.find_element(By.NAME, "toelichting").send_keys("De paal staat weer recht.")
    desk.find_element(By.CSS_SELECTOR, ".loket-zaak form button[type=submit]").send_keys(Keys.ENTER)
    wait_for(desk, lambda b: "Kies hoe de zaak eindigt." in b.find_element(By.TAG_NAME, "body").text)
    assert desk.find_element(By.NAME, "toelichting").get_property("value") == "De paal staat weer recht."
    wrong += look(desk, tmp_path, "buiten-fout", ".loket-zaak")
    desk.find_element(By.NAME, "foto").send_keys(str(photo))
    desk.find_element(By.CSS_SELECTOR, "[name=resultaattype] option:last-child").click()
    desk.find_element(By.CSS_SELECTOR, ".loket-zaak form button[type=submit]").send_keys(Keys.ENTER)
    wait_for(desk, lambda b: "De zaak is klaar." in b.find_element(By.TAG_NAME, "body").text)
    zaak.refresh_from_db()
    assert zaak.einddatum is not None and zaak.documenten.count() == 2
    assert measure_op_tijd().alles.totaal.op_tijd == 1
    desk.get(f"{base}/beheer/zaken/op-tijd/")
    wrong += look(desk, tmp_path, "op-tijd", ".loket-zaken")
    desk.get(f"{base}/beheer/zaken/afwezig/")
    wrong += look(desk, tmp_path, "afwezig", ".loket-zaak")
    assert wrong == []
