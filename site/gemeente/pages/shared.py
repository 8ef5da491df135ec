"""What the site tells the gate: what stands on the home page, in the menu and around every page."""

from __future__ import annotations

from typing import Any

from wagtail.images import get_image_model
from wagtail.models import Page, Site

from a11y_checks.gate.shared import all_pages, pages_using, register_shared
from basis.models import LocationPage
from gemeente.pages.models import Crisisbericht, HomePage, Huisstijl, NewsIndexPage, NewsPage, SiteSettings
from producten.models import ProductgroepPage
from toptaken.models import Toptaak

# The root of the tree is 1, a home page 2, and what the menu holds 3.
_MENU_DEPTH = 3


def register() -> None:
    """Called once, when the apps are ready."""
    # Minutes count: who switches it on never waits for a browser.
    register_shared(Crisisbericht, all_pages, browser=False)
    register_shared(Page, in_menu)
    register_shared(get_image_model(), pages_using)
    register_shared(get_image_model(), as_logo)
    for model in (Toptaak, ProductgroepPage, LocationPage):
        register_shared(model, home_pages)
    register_shared(NewsPage, news_lists)


def home_pages(_instance: Any) -> list[int]:
    """The home page of every language."""
    return list(HomePage.objects.live().values_list("pk", flat=True))


def news_lists(page: Page) -> list[int]:
    """The three newest stand on the home page, all of them on their index."""
    return [*home_pages(page), *NewsIndexPage.objects.ancestor_of(page).values_list("pk", flat=True)]


def in_menu(page: Page) -> list[int]:
    """A page in the menu shows on every page; another one on none by that."""
    return all_pages(page) if page.depth == _MENU_DEPTH and page.show_in_menus else []


def as_logo(image: Any) -> list[int]:
    """The logo stands on every page."""
    return all_pages(image) if Huisstijl.objects.filter(logo_id=image.pk).exists() else []


def own_telephone() -> str:
    """The number of the municipality as its settings write it: the example for all others. "" when there is none."""
    first = SiteSettings.objects.exclude(telefoon="").order_by("-site__is_default_site", "pk").first()
    return first.telefoon if first else ""


def own_facts(page: Page) -> dict[str, str]:
    """Who the municipality of `page` is and how to reach it, by the names that templates of forms use."""
    site = page.get_site() or Site.objects.filter(is_default_site=True).first()
    if site is None:
        return {}
    facts = SiteSettings.for_site(site)
    return {
        "gemeente": facts.naam,
        "telefoon": facts.telefoon,
        "bezoekadres": ", ".join(facts.bezoekadres.splitlines()),
        "postadres": ", ".join(facts.postadres.splitlines()),
    }
