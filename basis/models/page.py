"""BasePage: the abstract page that every page type of the site inherits."""

from __future__ import annotations

from http import HTTPMethod
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from a11y_checks.mixins import GatedPage
from a11y_checks.rules.base import Bevinding


class BasePage(GatedPage, Page):
    """A page of the site: gated, with a lead text, a breadcrumb and no user bar.

    Public pages are the same bytes for everyone, so nothing here may look at the user or the session.
    """

    intro = models.TextField(
        gettext_lazy("inleiding"),
        blank=True,
        max_length=500,
        help_text=gettext_lazy("Eén of twee korte zinnen. Zeg wat de lezer hier kan vinden."),
    )

    #: Whether a visit counts as demand (see basis.measure).
    measured = True

    #: Pages are read. What residents send goes to addresses of its own.
    allowed_http_methods: ClassVar[list[HTTPMethod]] = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    content_panels = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `kruimelpad` (the pages above this one, top first, as title and url) and `talen`."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["kruimelpad"] = self.kruimelpad(request)
        context["talen"] = self.talen(request)
        return context

    def talen(self, request: HttpRequest) -> list[dict[str, Any]]:
        """This page in every language that has it live: code, naam (in itself), title, url and current.

        Empty when there is only this one. The page itself counts also as a draft: it will be live.
        """
        others = self.get_translations().live().select_related("locale")
        pages: dict[str, Page] = {page.locale.language_code: page for page in others}
        if not pages:
            return []
        pages[self.locale.language_code] = self
        return [
            {
                "code": code,
                "naam": get_language_info(code)["name_local"].capitalize(),
                "title": pages[code].title,
                "url": pages[code].get_url(request) or "",
                "current": pages[code] is self,
            }
            for code, _name in settings.LANGUAGES
            if code in pages
        ]

    def kruimelpad(self, request: HttpRequest) -> list[dict[str, str]]:
        """The breadcrumb: ancestors from the home page down, without the root of the tree and this page."""
        ancestors = self.get_ancestors().filter(depth__gt=1).order_by("path")
        return [
            {"title": _("Home") if page.depth == 2 else page.title, "url": page.get_url(request) or ""}
            for page in ancestors
        ]

    def gate_checks(self) -> list[Bevinding]:
        """Adds the links to our own site that lead nowhere."""
        from basis.links.internal import link_bevindingen

        return [*super().gate_checks(), *link_bevindingen(self)]

    def on_publish(self, revision: Any) -> None:
        """Keeps which links stand on the page now, for the link checker."""
        from basis.links.services import record_links

        super().on_publish(revision)
        record_links(self)
