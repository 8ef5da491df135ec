"""The editor's journey in a real browser: what shuts people out is refused at its field, and the draft is kept."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.images import ImageFile
from PIL import Image as Picture
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support import expected_conditions as seen
from wagtail.images import get_image_model

from a11y_checks.models import GateRecord
from gemeente.pages.models import ContentPage
from gemeente.roles import Rol, setup_roles
from tests.support.browser import wait_for
from tests.support.site import GOOD_TEXT, make_home, make_page, make_user, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PASSWORD = "een-lang-wachtwoord-voor-de-proef"


def _picture() -> int:
    stream = BytesIO()
    Picture.new("RGB", (400, 225), "#2e7d5b").save(stream, "PNG")
    image = get_image_model()(title="park", file=ImageFile(BytesIO(stream.getvalue()), name="park.png"))
    image.save()
    return int(image.pk)


def _faults() -> dict[str, tuple[dict[str, Any], str, str]]:
    """Fault -> the block an editor would make, the label of the block it must be shown at, and a word of the reason."""
    return {
        "image without alternative text": (
            {"type": "afbeelding", "value": {"afbeelding": _picture(), "alt": "", "bijschrift": ""}},
            "Alternatieve tekst",
            "alternatieve tekst",
        ),
        "skipped heading": (
            {"type": "tekst", "value": "<h4>Wanneer komen wij?</h4><p>Wij komen op dinsdag.</p>"},
            "Tekst",
            "kop",
        ),
        "klik hier": (
            {
                "type": "tekst",
                "value": '<p>Voor het afval <a href="https://voorbeeld.example/">klik hier</a>.</p>',
            },
            "Tekst",
            "klik hier",
        ),
        "contrast": (
            {
                "type": "uitgelicht",
                "value": {"titel": "Let op", "tekst": GOOD_TEXT, "achtergrond": "geel", "tekstkleur": "wit"},
            },
            "Uitgelicht",
            "contrast",
        ),
    }


def _block_id(number: int) -> str:
    return f"a111111{number}-1111-4111-8111-111111111111"


def _log_in(browser: webdriver.Chrome, base: str, name: str) -> None:
    browser.get(f"{base}/beheer/login/")
    browser.find_element(By.NAME, "username").send_keys(name)
    browser.find_element(By.NAME, "password").send_keys(PASSWORD, Keys.ENTER)
    wait_for(browser, lambda b: "/login/" not in b.current_url)


def _press_publish(browser: webdriver.Chrome) -> None:
    """Open the menu beside "Bewaar concept" and choose to publish."""
    button = wait_for(browser, lambda b: b.find_element(By.NAME, "action-publish"))
    if not button.is_displayed():
        browser.find_element(By.CSS_SELECTOR, "footer [data-w-dropdown-target='toggle']").click()
        wait_for(browser, lambda _b: button.is_displayed())
    button.click()


def _editor(groups: dict[Any, Any]) -> Any:
    user = make_user("eindredacteur", is_superuser=False)
    user.set_password(PASSWORD)
    user.save()
    user.groups.add(groups[Rol.EINDREDACTEUR])
    return user


@pytest.fixture
def groups(transactional_db: None) -> dict[Any, Any]:
    """The roles, in a database that the test empties itself."""
    return setup_roles()


@pytest.mark.usefixtures("use_auditor")
def test_publishing_a_fault_is_refused_at_its_field_and_a_mended_page_goes_live(
    browser: webdriver.Chrome, live_server: Any, groups: dict[Any, Any]
) -> None:
    _editor(groups)
    home = publish(make_home())
    _log_in(browser, live_server.url, "eindredacteur")
    for number, (fault, (block, label, word)) in enumerate(_faults().items()):
        page = make_page(home, f"Afval {number}", {**block, "id": _block_id(number)})
        page.save_revision()
        browser.get(f"{live_server.url}/beheer/pages/{page.pk}/edit/")
        _press_publish(browser)
        message = wait_for(browser, lambda b: b.find_element(By.CSS_SELECTOR, ".messages .error").text)
        assert "niet gepubliceerd" in message, fault
        assert "concept is bewaard" in message, fault
        # The text of the block itself: its label, its fields, and the reason beside them.
        shown = browser.find_element(By.CSS_SELECTOR, f"[data-contentpath='{_block_id(number)}']").text
        assert label in shown, fault
        assert word in shown.lower(), f"{fault} is not shown at its own block: {shown}"
        page.refresh_from_db()
        assert not page.live, fault
        assert len(page.get_latest_revision_as_object().inhoud) == 2, f"{fault}: the draft is kept"
    page.inhoud = page.inhoud.raw_data[:1]
    page.save_revision()
    browser.get(f"{live_server.url}/beheer/pages/{page.pk}/edit/")
    _press_publish(browser)
    wait_for(browser, lambda b: b.find_element(By.CSS_SELECTOR, ".messages .success"))
    page.refresh_from_db()
    assert page.live
    assert "axe-core" in GateRecord.objects.get(page_id=page.pk).audit.engine


@pytest.mark.usefixtures("use_auditor")
def test_a_new_page_that_is_refused_waits_as_a_draft_in_its_edit_form(
    browser: webdriver.Chrome, live_server: Any, groups: dict[Any, Any]
) -> None:
    _editor(groups)
    home = publish(make_home())
    _log_in(browser, live_server.url, "eindredacteur")
    browser.get(f"{live_server.url}/beheer/pages/add/pages/contentpage/{home.pk}/")
    browser.find_element(By.NAME, "title").send_keys("Wijkfeest")
    # The first block of an empty StreamField: a heading that shouts. A skipped level can't be made with it.
    browser.find_element(By.CSS_SELECTOR, "button.c-sf-add-button").click()
    wait_for(
        browser,
        lambda b: [o for o in b.find_elements(By.CSS_SELECTOR, "[role=option]") if o.text.strip() == "Kop"],
    )[0].click()
    field = wait_for(browser, seen.element_to_be_clickable((By.NAME, "inhoud-0-value-tekst")))
    field.send_keys("LEES METEEN WAAR HET FEEST DIT JAAR IS")
    _press_publish(browser)
    wait_for(
        browser, lambda b: "/edit/" in b.current_url and b.find_element(By.CSS_SELECTOR, ".messages .error")
    )
    page = ContentPage.objects.get(slug="wijkfeest")
    assert not page.live
    assert "Kop" in browser.find_element(By.CSS_SELECTOR, f"[data-contentpath='{page.inhoud[0].id}']").text
    shown = browser.find_element(By.CSS_SELECTOR, f"[data-contentpath='{page.inhoud[0].id}']").text
    assert "hoofdletters" in shown.lower()
