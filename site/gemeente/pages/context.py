"""The context processor: what base.html shows around a page. Deterministic, and a few queries a page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, get_language_info, override
from wagtail.models import Page, Site

from gemeente.pages.huisstijl_file import stylesheet_url
from gemeente.pages.models import Crisisbericht, Huisstijl, SiteSettings


def site_chrome(request: HttpRequest) -> dict[str, Any]:
    """`site_settings`, `huisstijl`, `hoofdmenu`, `crisisbericht` and addresses for public pages; none for the admin."""
    if request.path.startswith(reverse("wagtailadmin_home")):
        return {}
    site = Site.find_for_request(request)
    if site is None:
        return {}
    crisis = Crisisbericht.for_request(request)
    huisstijl = Huisstijl.for_request(request)
    home = _home(site)
    return {
        "huisstijl": huisstijl,
        "huisstijl_css": stylesheet_url(huisstijl),
        "site_settings": SiteSettings.for_request(request),
        "crisisbericht": crisis if crisis.actief else None,
        "hoofdmenu": _menu(request, home),
        "home_url": home.get_url(request) if home else "/",
        "zoek_url": reverse("search"),
    }


def view_languages(request: HttpRequest, view_name: str) -> list[dict[str, Any]]:
    """`talen` of a view that is no page: the languages that have a live home page, or none when that is one."""
    site = Site.find_for_request(request)
    if site is None:
        return []
    homes = site.root_page.get_translations(inclusive=True).live()
    codes = set(homes.values_list("locale__language_code", flat=True))
    talen = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            naam = get_language_info(code)["name_local"].capitalize()
            talen.append({"code": code, "naam": naam, "url": reverse(view_name)})
    shown = [{**taal, "current": taal["code"] == get_language()} for taal in talen if taal["code"] in codes]
    return shown if len(shown) > 1 else []


def _home(site: Site) -> Page | None:
    """The site's home page in the active language, or its default home page."""
    root = site.root_page
    language = get_language()
    if root.locale.language_code == language:
        return root
    return root.get_translations().filter(locale__language_code=language).live().first() or root


def _menu(request: HttpRequest, home: Page | None) -> list[dict[str, Any]]:
    """The live children of the home page that show in menus, with the current branch marked."""
    if home is None:
        return []
    items = []
    for page in home.get_children().live().in_menu().order_by("path"):
        url = page.get_url(request) or ""
        items.append({"title": page.title, "url": url, "current": bool(url) and request.path.startswith(url)})
    return items
