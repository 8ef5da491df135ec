"""What an editor gets: asking readers about a page, the link, and what the readers said."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import quote, urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from a11y_checks.lezerspanel.answers import MOST_REACTIES
from a11y_checks.lezerspanel.errors import LezerspanelError, LezerspanelInvalid
from a11y_checks.lezerspanel.forms import LezerspanelForm
from a11y_checks.lezerspanel.results import as_csv, in_one_sentence, measure_panel
from a11y_checks.lezerspanel.retention import KEEP_DAYS, remove_remark
from a11y_checks.lezerspanel.services import (
    close_lezerspanel,
    create_lezerspanel,
    link_path,
    may_ask_readers,
    renew_link,
)
from a11y_checks.lezerspanel.zinnen import changed_zinnen
from a11y_checks.models import Lezerspanel

PAGE_URL = "a11y_lezers"
PANEL_URL = "a11y_lezerspanel"
CSV_URL = "a11y_lezerspanel_csv"

_USUAL_DAYS = 14
_DONE = {
    "close": _("De vraag is gesloten. Lezers kunnen niet meer reageren."),
    "renew": _("Er is een nieuwe link. De oude link werkt niet meer."),
    "remove": _("De opmerking is weg."),
}


class LezersScreen(WagtailAdminTemplateMixin, TemplateView):
    """What the screens share: only for who may edit the page, and the way back in the breadcrumb."""

    header_icon = "group"
    page: Any

    def get_page_subtitle(self) -> str:
        """The page it is about."""
        return str(self.page.get_admin_display_title())

    def check_editor(self, request: HttpRequest) -> None:
        """Raises PermissionDenied for who may not edit the page."""
        if not may_ask_readers(self.page, request.user):
            raise PermissionDenied

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the page, and this screen."""
        return [
            *self.breadcrumbs_items,
            {"url": edit_url(self.page), "label": self.get_page_subtitle()},
            *self.between(),
            {"url": "", "label": self.get_page_title()},
        ]

    def between(self) -> list[dict[str, Any]]:
        """Screens between the page and this one."""
        return []


class PageLezersView(LezersScreen):
    """Every request about one page, and the form for a new one."""

    template_name = "a11y_checks/lezerspanel_vragen.html"
    page_title = _("Vraag lezers")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Finds the page first."""
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        self.check_editor(request)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds `form`, `panels` (panel and its counts), `edit_url` and `most` (answers a panel takes)."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        usual = timezone.localdate() + dt.timedelta(days=_USUAL_DAYS)
        context.setdefault("form", LezerspanelForm(initial={"ends_on": usual}))
        panels = Lezerspanel.objects.filter(page_id=self.page.pk).select_related("created_by")
        return context | {
            "panels": [(panel, measure_panel(panel)) for panel in panels],
            "edit_url": edit_url(self.page),
            "most": MOST_REACTIES,
            "keep_days": KEEP_DAYS,
            "media": context["form"].media,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask; what the service refuses stands at its field."""
        form = LezerspanelForm(request.POST)
        if form.is_valid():
            try:
                panel = create_lezerspanel(page=self.page, user=request.user, **form.service_values())
            except LezerspanelInvalid as refusal:
                form.add_refusal(refusal)
            else:
                messages.success(request, _("De link is klaar. Stuur die naar uw lezers."))
                return redirect(reverse(PANEL_URL, args=[panel.pk]))
        return self.render_to_response(self.get_context_data(form=form))


class PanelView(LezersScreen):
    """One request: its link, how it stands, and what the readers said."""

    template_name = "a11y_checks/lezerspanel_uitslag.html"
    page_title = _("Wat lezers vinden")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Finds the panel first."""
        self.panel = get_object_or_404(
            Lezerspanel.objects.select_related("page", "created_by"), pk=kwargs["pk"]
        )
        self.page = self.panel.page.specific
        self.check_editor(request)
        return super().dispatch(request, *args, **kwargs)

    def between(self) -> list[dict[str, Any]]:
        """The page's own list."""
        return [{"url": reverse(PAGE_URL, args=[self.page.pk]), "label": PageLezersView.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the counts as `stand` and `rows`, the `link` with its `mail`, and what `changed` since."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        gone = changed_zinnen(self.page, self.panel.zinnen)
        stand = measure_panel(self.panel, gone or frozenset())
        in_order = self.request.GET.get("volgorde") == "pagina"
        path = link_path(self.panel)
        link = self.request.build_absolute_uri(path) if path else ""
        return context | {
            "panel": self.panel,
            "stand": stand,
            "summary": in_one_sentence(self.panel, stand),
            "rows": stand.zinnen if in_order else stand.worst_first,
            "in_order": in_order,
            "gone": len(gone) if gone is not None else None,
            "link": link,
            "mail": _mail(self.panel, link),
            "edit_url": edit_url(self.page),
            "csv_url": reverse(CSV_URL, args=[self.panel.pk]),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the button names, and say how it went."""
        action = request.POST.get("action", "")
        try:
            if action == "close":
                close_lezerspanel(panel=self.panel, user=request.user)
            elif action == "renew":
                renew_link(panel=self.panel, user=request.user)
            elif action == "remove":
                number = request.POST.get("reactie", "")
                remove_remark(
                    panel=self.panel,
                    user=request.user,
                    reactie_id=int(number)
                    if number.isascii() and number.isdigit() and len(number) < 16
                    else 0,
                    place=request.POST.get("place", ""),
                )
        except LezerspanelError as problem:
            messages.error(request, problem.reason)
        else:
            if action in _DONE:
                messages.success(request, _DONE[action])
            else:
                messages.error(request, _("Kies wat u wilt doen."))
        return redirect(reverse(PANEL_URL, args=[self.panel.pk]))


class PanelCsvView(PanelView):
    """The counts and remarks as a file for a spreadsheet."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """In the order of the page."""
        answer = HttpResponse(
            as_csv(self.panel, measure_panel(self.panel)), content_type="text/csv; charset=utf-8"
        )
        name = f"lezers-{slugify(self.panel.titel)[:60] or 'pagina'}-{self.panel.pk}.csv"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


def edit_url(page: Any) -> str:
    """The editor of the page."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _mail(panel: Lezerspanel, link: str) -> str:
    """A mailto: address with a message to send on; nobody's address is kept here."""
    if not link:
        return ""
    subject = _("Leest u mee met een nieuwe tekst?")
    body = _(
        "Hallo,\n\nWij schrijven een nieuwe tekst: ‘%(titel)s’. Wilt u lezen of die duidelijk is?\n"
        "Dat kan tot en met %(day)s. U hebt geen account nodig.\n\n%(link)s\n\nAlvast bedankt!"
    ) % {"titel": panel.titel, "day": f"{panel.ends_on:%d-%m-%Y}", "link": link}
    return "mailto:?" + urlencode({"subject": str(subject), "body": str(body)}, quote_via=quote)
