"""The dialogue that chooses a document, in a real browser: Wagtail's script and our answer fit together."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from selenium.webdriver.common.by import By
from selenium.webdriver.support import expected_conditions as seen

from tests.support.browser import wait_for
from tests.support.document_files import make_pdf
from tests.support.site import make_home, make_page, make_user

OPEN = "new DocumentChooserModal(arguments[0]).open({}, chosen => { window.chosenDocument = chosen; });"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.usefixtures("quiet_browser")
def test_uploading_shows_what_is_wrong_and_can_be_chosen_anyway(
    live_server: Any, browser: Any, tmp_path: Any
) -> None:
    file = tmp_path / "folder.pdf"
    file.write_bytes(make_pdf(pages=5, tagged=False))
    client = Client()
    client.force_login(make_user())
    page = make_page(make_home())
    browser.get(f"{live_server.url}/robots.txt")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    browser.add_cookie({"name": settings.SESSION_COOKIE_NAME, "value": session, "path": "/"})
    browser.get(live_server.url + reverse("wagtailadmin_pages:edit", args=[page.pk]))
    wait_for(browser, lambda b: b.execute_script("return typeof DocumentChooserModal === 'function'"))
    browser.execute_script(OPEN, reverse("wagtaildocs_chooser:choose"))
    wait_for(browser, seen.element_to_be_clickable((By.ID, "tab-label-upload"))).click()
    wait_for(
        browser, seen.visibility_of_element_located((By.ID, "id_document-chooser-upload-title"))
    ).send_keys("Folder")
    browser.find_element(By.ID, "id_document-chooser-upload-file").send_keys(str(file))
    browser.find_element(By.CSS_SELECTOR, "#tab-upload button[type=submit]").click()
    alert = wait_for(
        browser, seen.visibility_of_element_located((By.CSS_SELECTOR, "#tab-upload [role=alert]"))
    )
    assert "Dit bestand heeft geen labels" in alert.text
    button = browser.find_element(By.CSS_SELECTOR, "#tab-upload button[type=submit]")
    assert button.text == "Toch kiezen"
    button.click()
    wait_for(browser, lambda b: b.execute_script("return window.chosenDocument?.title") == "Folder")
