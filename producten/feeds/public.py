"""Which products the feeds and the API tell about: live, open to everybody, in the tree of the default site."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import get_supported_language_variant
from wagtail.models import Locale, Site

from producten.models import ProductPage


def default_site() -> Site | None:
    """The site whose catalogue the feeds tell, with its home page."""
    return Site.objects.select_related("root_page").filter(is_default_site=True).first()


def public_products(site: Site | None, taal: str = "") -> Any:
    """The public products of `site` in one language (the site's own when empty), as a queryset.

    Live, with the gate's record (a page without one isn't served either), and without a view restriction on it or
    above it. Nothing of what employees keep about a product is joined.
    """
    code = get_supported_language_variant(taal or settings.LANGUAGE_CODE)
    locale = Locale.objects.filter(language_code=code).first()
    root = site.root_page.get_translation_or_none(locale) if site and locale else None
    if root is None:
        return ProductPage.objects.none()
    pages = ProductPage.objects.descendant_of(root).filter(locale=locale, gate_record__isnull=False)
    return pages.live().public()


def absolute(url: str, site: Site) -> str:
    """`url` with the address of the site in front when it is a path."""
    return urljoin(f"{site.root_url}/", url) if url.startswith("/") else url
