"""Files in a real browser: without JavaScript, with the keyboard, 320 pixels wide; a hostile name runs nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from formulieren.bijlagen.models import Bijlage
from formulieren.models import FormulierPage
from formulieren.zaken.models import Zaak
from tests.formulieren.bijlagen.files import GOOD
from tests.formulieren.bijlagen.support import stored_names
from tests.journeys.test_resident import Keyboard
from tests.support.browser import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


# Not the hidden button that the Enter key presses: nobody can go there.
NEXT = "form.loket-formulier button.utrecht-button--primary-action"


@pytest.fixture
def on_disk(tmp_path: Path) -> dict[str, Path]:
    """Files as somebody has them."""
    found = {}
    for name, source in (("foto.png", "schets.png"), ("brief.pdf", "brief.pdf"), ("virus.exe", "brief.pdf")):
        found[name] = tmp_path / name
        found[name].write_bytes(GOOD[source])
    return found


def test_upload_see_remove_and_send(
    plain_browser: webdriver.Chrome,
    live_server: Any,
    bestand_formulier: FormulierPage,
    on_disk: dict[str, Path],
    upload_dir: Path,
) -> None:
    user = Keyboard(plain_browser, live_server.url)

    def names() -> list[str]:
        return [e.text for e in plain_browser.find_elements(By.CSS_SELECTOR, ".loket-bestanden bdi")]

    def pick(*files: str) -> None:
        chooser = plain_browser.find_element(By.ID, "id_foto")
        chooser.send_keys("\n".join(str(on_disk[name]) for name in files))

    user.open("/formulier/stukken/stap/melding/")
    pick("foto.png", "brief.pdf")
    user.choose("button", "Voeg dit bestand toe")
    assert names() == ["foto.png", "brief.pdf"]
    user.choose("button", "Verwijder foto.png")
    assert names() == ["brief.pdf"] and "Het bestand is verwijderd." in plain_browser.page_source
    assert len(stored_names(upload_dir)) == 1

    # Enter in a text goes on, and never presses a button that removes.
    user.type("#id_wat", "Een boom ligt op de weg")
    pick("virus.exe")
    user.choose(NEXT)
    assert plain_browser.switch_to.active_element.get_attribute("id") == "fouten"
    assert "“virus.exe” kunnen wij niet openen" in plain_browser.find_element(By.ID, "fouten").text
    assert names() == ["brief.pdf"]
    user.go_to("#fouten a")
    user.press(Keys.ENTER)
    assert plain_browser.switch_to.active_element.get_attribute("id") == "id_foto"
    user.go_to("#id_wat")
    user.press(Keys.ENTER)
    wait_for(plain_browser, lambda b: b.current_url.endswith("/stap/extra/"))
    assert user.heading() == "Meer stukken"
    assert Bijlage.objects.count() == 1

    user.choose(NEXT)
    assert "brief.pdf (" in plain_browser.page_source
    user.choose(NEXT)
    assert "brief.pdf (" in plain_browser.page_source and Zaak.objects.count() == 1


def test_a_hostile_name_runs_nothing(
    browser: webdriver.Chrome, live_server: Any, bestand_formulier: FormulierPage, tmp_path: Path
) -> None:
    path = tmp_path / "x' onerror=alert(1) &lt;img src=x onerror=alert(2)>.png"
    path.write_bytes(GOOD["schets.png"])
    browser.get(f"{live_server.url}/formulier/stukken/stap/melding/")
    browser.find_element(By.ID, "id_wat").send_keys("a")
    browser.find_element(By.ID, "id_foto").send_keys(str(path))
    browser.find_element(By.CSS_SELECTOR, "button[value='foto voeg']").click()
    for address in ("stap/melding/", "stap/extra/", "controleren/"):
        browser.get(f"{live_server.url}/formulier/stukken/{address}")
        assert not browser.find_elements(By.CSS_SELECTOR, "main img, main [onerror]")
        assert [line for line in browser.get_log("browser") if "script" in line["message"].lower()] == []
