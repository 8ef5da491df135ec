"""The report "Toegankelijkheid: verklaring" in the admin, and the yearly renewal."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Site

from a11y_checks.reports.access import ReportAccessMixin
from a11y_checks.reports.verklaring import draft_verklaring, needs_renewal
from a11y_checks.reports.verklaring_text import as_data, as_text, pages_text

#: In Wagtail's log of the default site: who renewed the statement in the register, and when.
LOG_ACTION = "a11y_checks.verklaring_vernieuwd"
#: Whoever registers evaluations may also say that the statement was renewed.
RENEW_PERMISSION = "a11y_checks.add_wcagonderzoek"


def renewed_on() -> date | None:
    """The day on which somebody last said that the statement in the register was renewed; one query."""
    entry = ModelLogEntry.objects.filter(action=LOG_ACTION).order_by("-timestamp").first()
    return timezone.localdate(entry.timestamp) if entry is not None else None


class VerklaringView(ReportAccessMixin, WagtailAdminTemplateMixin, TemplateView):
    """The draft, what is missing in it, and when the statement was renewed last."""

    template_name = "a11y_checks/rapport_verklaring.html"
    page_title = gettext_lazy("Concept van de verklaring")
    header_icon = "doc-full"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds `verklaring`, `afwijkingen` with their pages as text, and the renewal."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        today = timezone.localdate()
        verklaring = draft_verklaring(today)
        last = renewed_on()
        context |= {
            "verklaring": verklaring,
            "afwijkingen": [(afwijking, pages_text(afwijking)) for afwijking in verklaring.afwijkingen],
            "extra": [(afwijking, pages_text(afwijking)) for afwijking in verklaring.extra],
            "renewed_on": last,
            "needs_renewal": needs_renewal(last, today),
            "may_renew": self.request.user.has_perm(RENEW_PERMISSION),
        }
        return context

    def post(self, request: HttpRequest) -> HttpResponse:
        """Note that this user renewed the statement in the register today."""
        if not request.user.has_perm(RENEW_PERMISSION):
            raise PermissionDenied
        log(Site.objects.get(is_default_site=True), LOG_ACTION, user=request.user)
        messages.success(request, _("Opgeschreven: u hebt de verklaring vandaag vernieuwd."))
        return redirect("a11y_verklaring")


class VerklaringFileView(ReportAccessMixin, View):
    """The draft as a file: text, or JSON with `?vorm=json`."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The same as the command `toegankelijkheidsverklaring`."""
        verklaring = draft_verklaring(timezone.localdate())
        if request.GET.get("vorm") == "json":
            text, kind, name = json.dumps(as_data(verklaring), ensure_ascii=False, indent=1), "json", "json"
        else:
            text, kind, name = as_text(verklaring), "plain", "txt"
        family = "application" if kind == "json" else "text"
        answer = HttpResponse(text, content_type=f"{family}/{kind}; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="concept-verklaring-{verklaring.day}.{name}"'
        return answer
