"""Builds a small site for tests: a home page and pages that pass, or do not pass, the gate."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import Locale, Page, Site

from gemeente.pages.models import ContentPage, HomePage, SiteSettings

GOOD_TEXT = "<p>Wij halen uw afval op. Dat doen wij elke week.</p>"

# One fault of each blocking family that the foundation promises: block, and the field path it must be found at.
FAULTS: dict[str, dict[str, Any]] = {
    "vague link": {
        "type": "tekst",
        "value": '<p>Voor het afval <a href="https://voorbeeld.example/">klik hier</a>.</p>',
        "id": "a1111111-1111-4111-8111-111111111111",
    },
    "skipped heading": {
        "type": "tekst",
        "value": "<h4>Wanneer komen wij?</h4><p>Wij komen op dinsdag.</p>",
        "id": "b1111111-1111-4111-8111-111111111111",
    },
}


def make_home(title: str = "Gemeente Testdorp") -> HomePage:
    """The home page of the default site, still a draft; Wagtail's welcome page is removed."""
    root = Page.get_first_root_node()
    locale = Locale.objects.get_or_create(language_code="nl")[0]
    home = HomePage(title=title, slug="thuis", intro="Hier regelt u uw zaken.", live=False, locale=locale)
    root.add_child(instance=home)
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    Page.objects.filter(slug="home", depth=2).exclude(pk=home.pk).delete()
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.naam, settings.telefoon = "Gemeente Testdorp", "(0590) 01 23 45"
    settings.save()
    return HomePage.objects.get(pk=home.pk)


def make_page(home: HomePage, title: str = "Afval", *blocks: dict[str, Any], **fields: Any) -> ContentPage:
    """A draft content page below `home` with good text and the given blocks."""
    text = {"type": "tekst", "value": GOOD_TEXT, "id": "01111111-1111-4111-8111-111111111111"}
    values = {"slug": title.lower().replace(" ", "-"), "inhoud": [text, *blocks], "live": False, **fields}
    page = ContentPage(title=title, **values)
    home.add_child(instance=page)
    return page


def make_user(name: str = "eindredacteur", **rights: Any) -> Any:
    """A superuser by default: tests about rights make their own."""
    return get_user_model().objects.create_user(
        name, f"{name}@voorbeeld.example", "x", **{"is_superuser": True, **rights}
    )


def publish(page: Any, user: Any = None) -> Any:
    """Publish through the gate; returns the page as stored."""
    page.save_revision(user=user).publish(user=user)
    return type(page).objects.get(pk=page.pk)
