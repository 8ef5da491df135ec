"""What stands around every page: menu, settings, crisis message; and no page in the wrong language."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, Site

from gemeente.pages.context import site_chrome
from gemeente.pages.models import Crisisbericht
from tests.support.site import make_home, make_page, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


@pytest.fixture
def home() -> Any:
    return publish(make_home())


def menu(client: Any, address: str) -> dict[str, str | None]:
    soup = BeautifulSoup(client.get(address).content, "lxml")
    links = soup.select("header nav[aria-label=Hoofdmenu] a")
    return {a.text: a.get("aria-current") for a in links}  # type: ignore[misc]


def test_menu_in_the_order_of_the_tree_with_the_branch_marked(client: Any, home: Any) -> None:
    waste = publish(make_page(home, "Afval", show_in_menus=True))
    publish(make_page(home, "Afvalstoffen", show_in_menus=True))
    publish(make_page(home, "Niet in het menu"))
    make_page(home, "Concept", show_in_menus=True)
    glass = publish(make_page(waste, "Glas", show_in_menus=True))
    assert menu(client, "/") == {"Afval": None, "Afvalstoffen": None}
    assert menu(client, waste.url) == {"Afval": "true", "Afvalstoffen": None}
    assert menu(client, glass.url) == {"Afval": "true", "Afvalstoffen": None}
    assert menu(client, "/zoeken/") == {"Afval": None, "Afvalstoffen": None}


def test_taken_down_is_out_of_the_menu(client: Any, home: Any) -> None:
    page = publish(make_page(home, "Afval", show_in_menus=True))
    page.unpublish()
    assert menu(client, "/") == {}


def chrome_queries(rf: RequestFactory) -> int:
    site_chrome(rf.get("/"))
    with CaptureQueriesContext(connection) as asked:
        site_chrome(rf.get("/"))
    return len(asked)


def test_the_number_of_queries_is_constant(rf: RequestFactory, home: Any) -> None:
    publish(make_page(home, "Een", show_in_menus=True))
    before = chrome_queries(rf)
    for number in range(4):
        publish(make_page(home, f"Wijk {number}", show_in_menus=True))
    assert chrome_queries(rf) == before <= 6


def test_nothing_for_the_admin_and_without_a_site(rf: RequestFactory, home: Any) -> None:
    assert site_chrome(rf.get("/beheer/pages/")) == {}
    Site.objects.all().delete()
    assert site_chrome(rf.get("/")) == {}


def switch_on(**fields: str) -> Crisisbericht:
    crisis = Crisisbericht.for_site(Site.objects.get(is_default_site=True))
    crisis.actief = True
    crisis.titel = fields.get("titel", "Hoog water")
    crisis.tekst = fields.get("tekst", "Blijf weg van de kade.\nBel 112 bij gevaar.")
    crisis.telefoon = fields.get("telefoon", "(0590) 01 23 45")
    crisis.full_clean()
    crisis.save()
    return crisis


def test_the_crisis_message_shows_on_every_page_and_goes_again(client: Any, home: Any) -> None:
    """The checking client sees to it that each page stays valid with it."""
    page = publish(make_page(home))
    addresses = ["/", page.url, "/zoeken/?q=afval", "/zoeken/?q=!", "/volg-uw-aanvraag/", "/componenten/"]
    crisis = switch_on()
    for address in addresses:
        soup = BeautifulSoup(client.get(address).content, "lxml")
        banner = soup.select_one("section[aria-labelledby=crisisbericht-titel]")
        assert banner is not None, address
        assert "Hoog water" in banner.text and "Bel 112" in banner.text
        assert banner.select_one("a[href='tel:0590012345']") is not None
        assert banner.find_next("main") is not None, "it comes before the content"
    crisis.actief = False
    crisis.save()
    for address in addresses:
        assert b"crisisbericht-titel" not in client.get(address).content


def test_the_crisis_message_is_plain_text(client: Any, home: Any) -> None:
    switch_on()  # the form refuses HTML; what got in another way is shown as text
    Crisisbericht.objects.update(titel="<b>Let op</b>", tekst="<script>alert(1)</script>")
    html = client.get("/").content.decode()
    assert "&lt;script&gt;alert(1)" in html and "&lt;b&gt;Let op" in html


def test_publishing_goes_on_during_a_crisis(client: Any, home: Any) -> None:
    switch_on()
    page = publish(make_page(home))
    assert client.get(page.url).status_code == 200


@pytest.mark.parametrize(
    ("fields", "where", "message"),
    [
        ({"titel": " ", "tekst": "Blijf binnen."}, "titel", "Vul een titel in"),
        ({"titel": "Brand", "tekst": " "}, "tekst", "Vul het bericht in"),
        ({"titel": "Brand", "tekst": "BLIJF ALLEMAAL BINNEN"}, "tekst", "niet alles in hoofdletters"),
        (
            {"titel": "GROTE BRAND IN HET CENTRUM", "tekst": "Blijf binnen."},
            "titel",
            "niet alles in hoofdletters",
        ),
        ({"titel": "Brand", "tekst": "x" * 401}, "tekst", "400"),
    ],
)
def test_a_message_that_helps_nobody_is_refused(
    fields: dict[str, str], where: str, message: str, home: Any
) -> None:
    form_class = _settings_form()
    form = form_class(
        {"actief": "on", "telefoon": "", **fields}, instance=Crisisbericht(site=Site.objects.get())
    )
    assert not form.is_valid()
    assert list(form.errors) == [where]
    assert message in str(form.errors[where])


def _settings_form() -> Any:
    from wagtail.contrib.settings.views import get_setting_edit_handler

    return get_setting_edit_handler(Crisisbericht).get_form_class()


def test_what_is_off_may_be_empty(home: Any) -> None:
    Crisisbericht(site=Site.objects.get(), actief=False).clean()
    with pytest.raises(ValidationError):
        Crisisbericht(site=Site.objects.get(), actief=True).clean()


def test_a_dutch_page_is_never_served_as_english(plain_client: Any, home: Any) -> None:
    publish(make_page(home))
    for address in ("/en/", "/en/afval/"):
        assert plain_client.get(address).status_code == 404, address
    for address in ("/en/zoeken/?q=afval", "/en/volg-uw-aanvraag/"):
        answer = plain_client.get(address)
        assert answer.status_code == 200 and 'lang="en"' in answer.content.decode(), address


def test_a_translated_page_has_its_own_address(plain_client: Any, home: Any) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    copy = home.copy_for_translation(english)
    copy.title, copy.slug = "Municipality", "home-en"
    publish(copy)
    publish(make_page(home))
    assert 'lang="en"' in plain_client.get("/en/").content.decode()
    assert 'lang="nl"' in plain_client.get("/").content.decode()
    assert plain_client.get("/en/afval/").status_code == 404
    assert Page.objects.filter(locale=english).count() == 1
