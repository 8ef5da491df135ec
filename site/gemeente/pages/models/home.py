"""The home page: search, toptaken, productgroepen, locations and news."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from basis.models import BasePage, LocationPage
from gemeente.pages.models.news import NewsPage
from producten.models import ProductgroepPage
from toptaken.services import current_toptaken


class HomePage(BasePage):
    """The top of the site in one language."""

    template = "gemeente/home_page.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("homepage")
        verbose_name_plural = _("homepages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `toptaken`, `groepen`, `nieuws` (three newest) and `locaties`."""
        context = super().get_context(request, *args, **kwargs)
        context["toptaken"] = [
            {"title": t.label, "url": t.page.get_url(request), "description": t.omschrijving}
            for t in current_toptaken(limit=8, locale=self.locale)
        ]
        context["groepen"] = [
            {"title": g.title, "url": g.get_url(request), "intro": g.intro}
            for g in ProductgroepPage.objects.live().descendant_of(self).order_by("path")
        ]
        context["nieuws"] = list(NewsPage.objects.live().descendant_of(self).order_by("-datum", "-pk")[:3])
        context["locaties"] = list(LocationPage.objects.live().descendant_of(self).order_by("path"))
        return context
