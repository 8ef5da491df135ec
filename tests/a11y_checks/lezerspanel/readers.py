"""A panel and somebody who reads, for the tests of lezerspanels."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bs4 import BeautifulSoup
from django.utils import timezone

from a11y_checks.lezerspanel.services import create_lezerspanel, link_path
from a11y_checks.models import Lezerspanel
from tests.support.site import make_home, make_page, make_user, publish

HARD = "De beschikking wordt aan de aanvrager toegezonden."
BLOCK = {
    "type": "tekst",
    "value": f"<h2>Wanneer komen wij?</h2><p>Wij komen op dinsdag. {HARD}</p>"
    "<ul><li>Zet de bak voor zeven uur buiten.</li><li>Haal de bak dezelfde dag weer binnen.</li></ul>",
    "id": "c1111111-1111-4111-8111-111111111111",
}


def in_days(days: int) -> dt.date:
    """A date from today on."""
    return timezone.localdate() + dt.timedelta(days=days)


def make_draft() -> Any:
    """A draft of eight sentences below a live home page."""
    page = make_page(publish(make_home()), "Afval", BLOCK, intro="Lees wanneer wij uw afval halen.")
    page.save_revision()
    return page


def make_panel(page: Any = None, user: Any = None, **values: Any) -> Lezerspanel:
    """An open panel about a draft."""
    page = page or make_draft()
    values = {"ends_on": in_days(14), **values}
    return create_lezerspanel(page=page, user=user or make_user(), **values)


class Reader:
    """Goes through the screens with the links and forms that are on them."""

    def __init__(self, client: Any, panel: Lezerspanel) -> None:
        self.client = client
        self.panel = panel
        self.answer: Any = None
        self.url = ""

    def open(self, url: str) -> BeautifulSoup:
        """Fetch a page."""
        self.url = url
        self.answer = self.client.get(url)
        return self.page

    @property
    def page(self) -> BeautifulSoup:
        """The page that is open."""
        return BeautifulSoup(self.answer.content, "lxml")

    def begin(self) -> BeautifulSoup:
        """From the link to the first part."""
        self.open(link_path(self.panel))
        return self.send()

    def send(self, **fields: Any) -> BeautifulSoup:
        """Post the form of this page as it stands with these fields, and follow."""
        answer = self.client.post(self.url, {**self.filled(), **fields})
        assert answer.status_code == 302, answer.status_code
        return self.open(answer.url)

    def filled(self) -> dict[str, str]:
        """What the browser would send without typing anything."""
        data = {str(box["name"]): str(box["value"]) for box in self.page.select("input[type=radio][checked]")}
        return data | {
            str(area["name"]): area.text.removeprefix("\n") for area in self.page.select("textarea")
        }

    def said(self) -> str:
        """The text of the main part."""
        main = self.page.main
        assert main is not None
        return " ".join(main.get_text(" ").split())


def numbers(page: BeautifulSoup) -> list[str]:
    """The ids of the sentences on this page."""
    return [str(box["name"]).removeprefix("keuze-") for box in page.select("input[value=duidelijk]")]
