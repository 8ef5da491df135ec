"""Every template from start page to receipt: no JavaScript, the keyboard alone, 1280 by 900 pixels at 400 % zoom."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from formulieren.editor.sjablonen import formulier_from, sjablonen
from formulieren.flow.schema import FormSchema
from formulieren.flow.toegang import Login
from formulieren.flow.validate import validate_all
from formulieren.inzendingen.models import Inzending
from formulieren.vragen.registry import check, type_of
from formulieren.zaken.models import Zaak
from formulieren.zaken.services import save_zaaktype
from tests.formulieren.test_sjablonen import FACTS, walks
from tests.support.browser import ZOOMED, start_browser
from tests.support.keyboard import Keyboard
from tests.support.site import make_home, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

# What starts closed has no way through.
OPEN = [one for one in sjablonen() if not one.dicht]
STATUSTYPEN = [
    {"volgnummer": 1, "omschrijving": "Ontvangen", "statustekst": "Wij hebben het."},
    {"volgnummer": 2, "omschrijving": "Klaar", "statustekst": "Het is klaar.", "is_eindstatus": True},
]
DONE = "Wij hebben uw bericht"


def one_way_through(schema: FormSchema) -> dict[str, Any]:
    """Answers with which the form is sent: of all walks the one that meets the most questions."""
    today = timezone.localdate()
    ways = [
        (len(outcome.route.codes), number, answers)
        for number, answers in enumerate(walks(schema, only_required=False))
        if (outcome := validate_all(schema, answers, check, today=today)).route.stop is None
    ]
    return max(ways)[2]


LOOK = """
    const e = document.activeElement, r = e.getBoundingClientRect();
    return {
        inside: Boolean(e.closest("form.loket-formulier")), seen: r.bottom > 0 && r.top < innerHeight,
        kind: e.type || "", name: e.name || "", value: e.value || "",
    };
"""


@dataclass(frozen=True)
class Focus:
    """What has the focus: whether it is of the form, and whether it stands in the window."""

    inside: bool
    seen: bool
    kind: str
    name: str
    value: str


def as_typed(value: Any) -> str:
    """A stored answer as the form's own fields say it."""
    return ("ja" if value else "nee") if isinstance(value, bool) else str(value)


class Filler:
    """Fills in the step that is open by walking over it with Tab, as the answers say."""

    def __init__(self, user: Keyboard, schema: FormSchema, answers: dict[str, Any]) -> None:
        self.user = user
        self.answers = answers
        self.vragen = {vraag.code: vraag for vraag in schema.vragen()}
        self.met: set[str] = set()

    def step(self) -> None:
        """From the first field to the button that goes on, and over it."""
        browser = self.user.browser
        old = browser.find_element(By.TAG_NAME, "html")
        for _tab in range(150):
            self.user.press(Keys.TAB)
            focus = Focus(**browser.execute_script(LOOK))
            if not focus.seen:  # the browser scrolls to it in its next frame
                self.user.sees(browser.switch_to.active_element)
            if focus.inside and focus.kind == "submit" and not focus.name:
                break
            if focus.inside and focus.name:
                self._answer(focus)
        else:
            raise AssertionError(f"Tab never reaches the button of {browser.current_url}")
        self.user.press(Keys.ENTER)
        self.user.wait_for_next_page(old)

    def _answer(self, focus: Focus) -> None:
        code, _, part = focus.name.partition("-")
        if code not in self.vragen:
            return
        self.met.add(code)
        value = self.answers.get(code)
        if value is not None:
            self._give(focus, self.vragen[code].type, part, value)

    def _give(self, focus: Focus, type_name: str, part: str, value: Any) -> None:
        if focus.kind == "radio":
            self._move_to(focus, as_typed(value))
        elif focus.kind == "checkbox":
            chosen = value if isinstance(value, list | tuple) else [value]
            if focus.value in map(as_typed, chosen) or part == "later":
                self.user.press(Keys.SPACE)
        elif focus.value:
            return  # a register filled this in already
        elif type_name == "datum":
            year, month, day = str(value).split("-")
            self.user.press({"dag": day, "maand": month, "jaar": year}[part])
        elif isinstance(value, dict):
            if part in value and isinstance(value[part], str | int):
                self.user.press(str(value[part]))
        elif focus.kind != "file":
            self.user.press(str(value))

    def _move_to(self, focus: Focus, wanted: str) -> None:
        """Arrow down over the radio buttons until the wanted one is chosen."""
        self.user.press(Keys.SPACE)
        for _arrow in range(30):
            now = self.user.browser.switch_to.active_element
            if now.get_attribute("value") == wanted and now.is_selected():
                return
            self.user.press(Keys.ARROW_DOWN)
        raise AssertionError(f"{focus.name} has no choice {wanted}")


def test_each_template_is_sent_without_script_with_the_keyboard_at_400_percent(
    live_server: Any, quiet_browser: None, tmp_path: Path, subtests: Any
) -> None:
    home = publish(make_home())
    forms = []
    for one in OPEN:
        code = one.data["zaaktype"]
        save_zaaktype(identificatie=code, omschrijving=code, doorlooptijd=28, statustypen=STATUSTYPEN)
        page = formulier_from(one, FACTS)
        page.live = False
        home.add_child(instance=page)
        forms.append(publish(page))
    browser = start_browser(tmp_path / "chromium", javascript=False, size=ZOOMED)
    try:
        for page in forms:
            with subtests.test(page.slug):
                send(browser, live_server.url, page.form_schema(), page.slug)
    finally:
        browser.quit()
    assert Zaak.objects.count() == Inzending.objects.filter(state="ingediend").count() == len(forms)


def send(browser: webdriver.Chrome, base: str, schema: FormSchema, slug: str) -> None:
    """From the start page of the form to its receipt; every question on the way was met by Tab."""
    user = Keyboard(browser, base)
    answers = one_way_through(schema)
    user.open(f"/{slug}/")
    assert user.heading() == schema.titel
    user.choose("main a.utrecht-button")
    if schema.inloggen == Login.MOET:
        log_in(user)
    filler = Filler(user, schema, answers)
    for _step in range(12):
        if user.heading() == DONE:
            break
        filler.step()
        wrong = browser.find_elements(By.ID, "fouten")
        assert not wrong, f"{browser.current_url}: {wrong[0].text}"
    assert user.heading() == DONE, browser.current_url
    route = validate_all(schema, answers, check, today=timezone.localdate()).route
    known = {code for code, vraag in filler.vragen.items() if vraag.prefill and not vraag.prefill_aanpassen}
    asked = {code for code in route.codes if type_of(filler.vragen[code]).asks} - known
    assert asked - filler.met == set()


def log_in(user: Keyboard) -> None:
    """With the demo's own login, as the first of its invented people."""
    user.choose("main button[name=middel]")
    user.go_to("main input[type=radio]")
    user.press(Keys.SPACE)
    user.choose("main form button[type=submit]")
