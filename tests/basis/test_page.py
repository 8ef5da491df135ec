"""BasePage: the breadcrumb, the lead text, and no word to the visitor about who is logged in."""

import pytest
from bs4 import BeautifulSoup

from gemeente.pages.models import ContentPage
from tests.support.client import CheckingClient
from tests.support.site import make_home, make_page, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


def test_breadcrumb_from_home_down(client: CheckingClient) -> None:
    home = publish(make_home())
    parent = publish(make_page(home, "Afval"))
    child = publish(make_page(parent, "Glas"))
    crumbs = child.kruimelpad(None)
    assert [crumb["title"] for crumb in crumbs] == ["Home", "Afval"]
    assert [crumb["url"] for crumb in crumbs] == ["/", "/afval/"]
    soup = BeautifulSoup(client.get(child.url).content, "lxml")
    links = [a["href"] for a in soup.select("nav a") if a["href"] in {"/", "/afval/"}]
    assert links[:2] == ["/", "/afval/"]
    assert home.kruimelpad(None) == []


def test_too_long_a_lead_is_refused() -> None:
    form_class = ContentPage.get_edit_handler().get_form_class()
    data = {"title": "Afval", "slug": "afval", "intro": "x" * 501, "inhoud-count": "0"}
    form = form_class(data, instance=ContentPage())
    assert not form.is_valid()
    assert "500" in str(form.errors["intro"])


def test_lead_carries_its_source(client: CheckingClient) -> None:
    page = publish(make_page(publish(make_home()), intro="Hier leest u over afval."))
    soup = BeautifulSoup(client.get(page.url).content, "lxml")
    lead = soup.select_one("main [data-bron=intro]")
    assert lead is not None and lead.text == "Hier leest u over afval."
    assert soup.h1 is not None and soup.h1["data-bron"] == "title"
