"""Puts the reports in Wagtail's admin: addresses, the menu "Rapporten", and a warning on the home page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from a11y_checks.gate.live import PATIENCE
from a11y_checks.models import BevindingVerloop, GateRecord
from a11y_checks.reports.access import POLICY, ReportMenuItem
from a11y_checks.reports.bewijs_views import BewijsView, BewijsZipView, VersieHtmlView, VersieView
from a11y_checks.reports.onderzoek_views import OnderzoekViewSet
from a11y_checks.reports.verklaring import needs_renewal
from a11y_checks.reports.verklaring_views import LOG_ACTION, VerklaringFileView, VerklaringView, renewed_on
from a11y_checks.reports.voortgang_views import PaginaVoortgangView, VoortgangCsvView, VoortgangView
from a11y_checks.rules.base import Niveau


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """The addresses of the reports."""
    base = "rapporten/toegankelijkheid"
    return [
        path(f"{base}/", VoortgangView.as_view(), name="a11y_voortgang"),
        path(f"{base}/csv/", VoortgangCsvView.as_view(), name="a11y_voortgang_csv"),
        path(f"{base}/pagina/<int:pk>/", PaginaVoortgangView.as_view(), name="a11y_voortgang_pagina"),
        path(f"{base}/online/", BewijsView.as_view(), name="a11y_bewijs"),
        path(f"{base}/online/zip/", BewijsZipView.as_view(), name="a11y_bewijs_zip"),
        path(f"{base}/online/<int:pk>/", VersieView.as_view(), name="a11y_versie"),
        path(f"{base}/online/<int:pk>/html/", VersieHtmlView.as_view(), name="a11y_versie_html"),
        path(f"{base}/verklaring/", VerklaringView.as_view(), name="a11y_verklaring"),
        path(f"{base}/verklaring/bestand/", VerklaringFileView.as_view(), name="a11y_verklaring_file"),
    ]


@hooks.register("register_admin_viewset")
def onderzoek_viewset() -> OnderzoekViewSet:
    """Evaluations by people."""
    return OnderzoekViewSet()


@hooks.register("register_reports_menu_item")
def voortgang_item() -> MenuItem:
    """The figures in the menu."""
    label, url = _("Toegankelijkheid: voortgang"), reverse("a11y_voortgang")
    return ReportMenuItem(label, url, icon_name="view", order=320)


@hooks.register("register_reports_menu_item")
def bewijs_item() -> MenuItem:
    """The evidence in the menu."""
    label, url = _("Toegankelijkheid: wat stond er online"), reverse("a11y_bewijs")
    return ReportMenuItem(label, url, icon_name="history", order=322)


@hooks.register("register_reports_menu_item")
def verklaring_item() -> MenuItem:
    """The draft statement in the menu."""
    label, url = _("Toegankelijkheid: verklaring"), reverse("a11y_verklaring")
    return ReportMenuItem(label, url, icon_name="doc-full", order=324)


@hooks.register("register_log_actions")
def register_renewal(actions: Any) -> None:
    """How the renewal reads in Wagtail's log."""
    text = _("Toegankelijkheidsverklaring vernieuwd in het register")
    actions.register_action(LOG_ACTION, text, text)


class StatePanel(Component):
    """On the admin's home page: open faults on live pages, audits that are late, and the yearly renewal."""

    name = "toegankelijkheid"
    template_name = "a11y_checks/rapport_thuis.html"
    order = 55

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """`faults`, `late` and `renew`; three queries."""
        now = timezone.now()
        faults = BevindingVerloop.objects.filter(fixed_on__isnull=True, niveau=Niveau.BLOCK)
        late = GateRecord.objects.filter(page__live=True, stale_since__lt=now - PATIENCE)
        last = renewed_on()
        return {
            "faults": faults.count(),
            "late": late.count(),
            "renew": needs_renewal(last, timezone.localdate(now)),
            "renewed_on": last,
        }


@hooks.register("construct_homepage_panels")
def add_state_panel(request: HttpRequest, panels: list[Any]) -> None:
    """For whoever may open the reports."""
    if POLICY.user_has_permission(request.user, "view"):
        panels.append(StatePanel())
