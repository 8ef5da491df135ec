"""The report "Toegankelijkheid: wat stond er online" in the admin: a day, its pages, and the stored HTML."""

from __future__ import annotations

import tempfile
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from a11y_checks.gate.bewijs import html_of, live_on
from a11y_checks.models import GepubliceerdeVersie
from a11y_checks.reports.access import ReportAccessMixin
from a11y_checks.reports.bewijs import write_evidence

_PER_PAGE = 50

# An old page is shown as a document without rights: no script, no forms. Style and images come from the site.
_SANDBOX = "sandbox; default-src 'none'; style-src 'self'; img-src 'self' data:; frame-ancestors 'self'"


def _day(request: HttpRequest) -> tuple[date, bool]:
    """The day that was asked for, and whether it was one; else today. A day to come has nothing to show."""
    text = request.GET.get("dag", "")
    today = timezone.localdate()
    try:
        asked = parse_date(text)
    except ValueError:
        asked = None
    good = asked is not None and date(2000, 1, 1) <= asked <= today
    return (asked, True) if good and asked is not None else (today, not text)


class BewijsView(ReportAccessMixin, WagtailAdminTemplateMixin, TemplateView):
    """Every page that was live at some moment of a day."""

    template_name = "a11y_checks/rapport_bewijs.html"
    page_title = _("Toegankelijkheid: wat stond er online")
    header_icon = "history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds `dag`, `good` (whether the day asked for was one) and a page of versions."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        day, good = _day(self.request)
        context |= {
            "dag": day,
            "good": good,
            "today": timezone.localdate(),
            "bladzijde": Paginator(live_on(day), _PER_PAGE).get_page(self.request.GET.get("bladzijde")),
            "query": f"dag={day.isoformat()}",
        }
        return context


class VersieView(ReportAccessMixin, WagtailAdminTemplateMixin, TemplateView):
    """One stored version, in a frame without rights, with the verdict it went live with."""

    template_name = "a11y_checks/rapport_versie.html"
    page_title = _("Wat stond er online")
    header_icon = "history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds `versie` and the findings it went live with."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        versie = get_object_or_404(
            GepubliceerdeVersie.objects.defer("html").select_related("audit"), pk=self.kwargs["pk"]
        )
        context["versie"] = versie
        context["bevindingen"] = versie.audit.findings if versie.audit else []
        return context


class VersieHtmlView(ReportAccessMixin, View):
    """The stored HTML itself: in the frame, or as a file with `?download`."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Never runs script, whatever was stored."""
        versie = get_object_or_404(GepubliceerdeVersie, pk=pk)
        answer = HttpResponse(html_of(versie))
        answer["Content-Security-Policy"] = _SANDBOX
        if "download" in request.GET:
            answer["Content-Disposition"] = (
                f'attachment; filename="pagina-{versie.page_ref}-{versie.pk}.html"'
            )
        return answer


class BewijsZipView(ReportAccessMixin, View):
    """The same zip file as `export_evidence` makes."""

    def get(self, request: HttpRequest) -> FileResponse:
        """Written to a temporary file, since a site has many pages; the answer closes it."""
        day, _good = _day(request)
        file = tempfile.TemporaryFile()  # noqa: SIM115 (FileResponse closes it)
        write_evidence(day, file)
        file.seek(0)
        return FileResponse(
            file,
            as_attachment=True,
            filename=f"online-op-{day.isoformat()}.zip",
            content_type="application/zip",
        )
