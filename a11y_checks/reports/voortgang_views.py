"""The report "Toegankelijkheid: voortgang" in the admin, and its rows as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from a11y_checks.gate.stale import stale_records
from a11y_checks.gate.teams import teams_of
from a11y_checks.models import BevindingVerloop, GateRecord
from a11y_checks.reports.access import ReportAccessMixin
from a11y_checks.reports.trend import draw_trend, measure_trend
from a11y_checks.reports.voortgang import measure_voortgang
from a11y_checks.rules.base import Niveau

_PER_PAGE = 50
_PERIODS = {"13": _("3 maanden"), "26": _("half jaar"), "52": _("jaar")}
_LEVELS = {"": _("Alles"), "block": _("Fouten"), "ask": _("Vragen")}


def _choice(request: HttpRequest, name: str, options: dict[str, Any], default: str) -> str:
    value = request.GET.get(name, default)
    return value if value in options else default


class VoortgangView(ReportAccessMixin, WagtailAdminTemplateMixin, TemplateView):
    """What is open and what was fixed: the site, its teams, its pages, and the trend."""

    template_name = "a11y_checks/rapport_voortgang.html"
    page_title = _("Toegankelijkheid: voortgang")
    header_icon = "view"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the figures, the trend as `weeks` and `drawing`, and the filters as they stand."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        niveau = _choice(self.request, "niveau", _LEVELS, "")
        period = _choice(self.request, "weken", _PERIODS, "26")
        voortgang = measure_voortgang(niveau=niveau)
        team = self.request.GET.get("team", "")
        if team in voortgang.team_names:
            voortgang = measure_voortgang(team=team, niveau=niveau)
        else:
            team = ""
        weeks = measure_trend(voortgang.rows, weeks=int(period), today=timezone.localdate())
        query = self.request.GET.copy()
        query.pop("bladzijde", None)
        context |= {
            "voortgang": voortgang,
            "weeks": weeks,
            "drawing": draw_trend(weeks),
            "bladzijde": Paginator(voortgang.pages, _PER_PAGE).get_page(self.request.GET.get("bladzijde")),
            "waiting": stale_records().count(),
            "team": team,
            "team_names": voortgang.team_names,
            "niveau": niveau,
            "niveaus": _LEVELS,
            "weken": period,
            "periods": _PERIODS,
            "query": query.urlencode(),
        }
        return context


class PaginaVoortgangView(ReportAccessMixin, WagtailAdminTemplateMixin, TemplateView):
    """The history of one page: what is open, and what was fixed when."""

    template_name = "a11y_checks/rapport_pagina.html"
    page_title = _("Toegankelijkheid van een pagina")
    header_icon = "view"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds `pagina`, `team`, `record`, `open` and the last `fixed` findings."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        page = get_object_or_404(Page, pk=self.kwargs["pk"])
        rows = BevindingVerloop.objects.filter(page=page)
        context |= {
            "pagina": page,
            "team": teams_of([page.pk]).get(page.pk, ""),
            "record": GateRecord.objects.filter(page=page).select_related("audit").first(),
            "open": list(rows.filter(fixed_on__isnull=True).order_by("-niveau", "first_seen")),
            "fixed": list(rows.filter(fixed_on__isnull=False).order_by("-fixed_on")[:_PER_PAGE]),
        }
        return context


class VoortgangCsvView(ReportAccessMixin, View):
    """Every row of the history, one per line; opens in a spreadsheet."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The same filters as the report."""
        niveau = _choice(request, "niveau", _LEVELS, "")
        answer = HttpResponse(content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="toegankelijkheid-voortgang.csv"'
        answer.write("\ufeff")  # without it a spreadsheet reads the accents wrong
        writer = csv.writer(answer, delimiter=";")
        writer.writerow(_HEAD)
        for row in _rows(request.GET.get("team", ""), niveau):
            writer.writerow([_plain(value) for value in row])
        return answer


_HEAD = (
    "pagina", "adres", "team", "regel", "niveau", "succescriteria", "bevinding", "eerst gezien", "laatst gezien",
    "opgelost op",
)  # fmt: skip


def _rows(team: str, niveau: str) -> Iterator[tuple[Any, ...]]:
    rows = BevindingVerloop.objects.select_related("page").order_by("page__title", "first_seen", "pk")
    if niveau in (Niveau.BLOCK, Niveau.ASK):
        rows = rows.filter(niveau=niveau)
    found = list(rows)
    teams = teams_of(row.page_id for row in found)
    for row in found:
        name = teams.get(row.page_id, "")
        if team and name != team:
            continue
        yield (
            row.page.title,
            row.page.url_path,
            name,
            row.rule,
            row.niveau,
            " ".join(row.bevinding.get("criteria", [])),
            row.bevinding.get("message", ""),
            timezone.localtime(row.first_seen).strftime("%Y-%m-%d %H:%M"),
            timezone.localtime(row.last_seen).strftime("%Y-%m-%d %H:%M"),
            timezone.localtime(row.fixed_on).strftime("%Y-%m-%d %H:%M") if row.fixed_on else "",
        )


def _plain(value: Any) -> str:
    """A text that begins like a formula would run in a spreadsheet."""
    text = str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
