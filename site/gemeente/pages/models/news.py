"""News: a list with the newest first, and its items."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from a11y_checks.leesbaarheid.beleid import NIEUWS
from basis.blocks import InhoudBlock
from basis.models import BasePage

PER_PAGE = 10


class NewsIndexPage(BasePage):
    """All news, newest first."""

    template = "gemeente/news_index_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["pages.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("nieuwsoverzicht")
        verbose_name_plural = _("nieuwsoverzichten")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `bladzijde`: a paginator page of NewsPage; a wrong number gives the nearest page."""
        context = super().get_context(request, *args, **kwargs)
        items = NewsPage.objects.live().child_of(self).order_by("-datum", "-pk")
        context["bladzijde"] = Paginator(items, PER_PAGE).get_page(request.GET.get("bladzijde"))
        context["nieuws"] = context["bladzijde"].object_list
        return context


class NewsPage(BasePage):
    """One news item."""

    datum = models.DateField(_("datum"), db_index=True)
    inhoud = StreamField(InhoudBlock(), verbose_name=_("inhoud"), blank=True)

    leesbaarheid_beleid = NIEUWS
    template = "gemeente/news_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = [*BasePage.content_panels, FieldPanel("datum"), FieldPanel("inhoud")]

    class Meta:
        verbose_name = _("nieuwsbericht")
        verbose_name_plural = _("nieuwsberichten")
