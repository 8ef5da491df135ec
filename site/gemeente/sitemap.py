"""The sitemap: every public page of the site in every language, with its last change and its other languages."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils.translation import get_language_info
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page


class PagesSitemap(Sitemap):
    """Live pages below the home page of each language. A constant number of queries."""

    def items(self) -> Any:
        """Those that visitors can open: not private, and with the gate's record."""
        homes = self.get_wagtail_site().root_page.get_translations(inclusive=True).live()
        pages = Page.objects.none()
        for home in homes:
            pages |= Page.objects.descendant_of(home, inclusive=True)
        fields = ("url_path", "path", "last_published_at", "translation_key", "locale__language_code")
        public = pages.live().public().filter(gate_record__isnull=False)
        return public.select_related("locale").order_by("path").only(*fields)

    def _urls(self, page: Any, protocol: str, domain: str) -> list[dict[str, Any]]:
        """As Wagtail's, with the same page in other languages as `alternates`."""
        languages: defaultdict[str, dict[str, str]] = defaultdict(dict)
        everything = {item.pk: item for item in self.items()}
        addresses = {pk: item.get_full_url(self.request) or "" for pk, item in everything.items()}
        for pk, item in everything.items():
            languages[str(item.translation_key)][item.locale.language_code] = addresses[pk]
        urls = []
        for item in self.paginator.page(page).object_list:
            others = languages[str(item.translation_key)]
            urls.append(
                {
                    "location": addresses.get(item.pk) or item.get_full_url(self.request),
                    "lastmod": item.last_published_at,
                    "alternates": _alternates(others) if len(others) > 1 else [],
                }
            )
        changed = [url["lastmod"] for url in urls if url["lastmod"]]
        if changed and len(changed) == len(urls):
            self.latest_lastmod = max(changed)
        return urls


def _alternates(addresses: dict[str, str]) -> list[dict[str, str]]:
    return [
        {"lang_code": get_language_info(code)["code"], "location": url}
        for code, url in sorted(addresses.items())
    ]
