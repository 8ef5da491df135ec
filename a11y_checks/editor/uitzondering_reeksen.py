"""Screens for reeksen: the list, asking for one, and one reeks with its burn-down list."""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.models import Page

from a11y_checks.editor.uitzondering_forms import ReeksForm
from a11y_checks.editor.uitzondering_report import REEKSEN_URL
from a11y_checks.editor.uitzondering_views import UitzonderingScreen, choices, run_action
from a11y_checks.gate.teams import teams_of
from a11y_checks.gate.uitzondering_errors import UitzonderingError, UitzonderingInvalid
from a11y_checks.gate.uitzondering_import import imported_ids, list_imports, refused_for_reeks
from a11y_checks.gate.uitzondering_reeks import (
    ASK_REEKS,
    approve_reeks,
    create_reeks,
    reject_reeks,
    unrecorded,
    withdraw_reeks,
)
from a11y_checks.gate.uitzondering_voortgang import Voortgang, burn_down
from a11y_checks.models import UitzonderingReeks

REEKS_URL = "a11y_reeks"
# More open pages than this are in the file, not on the screen.
_SHOWN = 200


class ReeksenView(UitzonderingScreen):
    """Every reeks, and the form to ask for one when there is an import with pages that may have it."""

    template_name = "a11y_checks/uitzondering_reeksen.html"
    page_title = _("Reeksen van oude pagina's")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds `reeksen` with their figures, and `form` or None."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        reeksen = UitzonderingReeks.objects.select_related("requested_by", "decided_by")
        context["reeksen"] = [(reeks, burn_down(reeks)) for reeks in reeksen]
        form = context.get("form") or self._form()
        return context | {"form": form, "media": form.media if form else ""}

    def _form(self, data: Any = None) -> ReeksForm | None:
        imports = [(naam, number) for naam, number in list_imports() if number]
        if not self.request.user.has_perm(ASK_REEKS) or not imports:
            return None
        return ReeksForm(data, imports=imports)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for a reeks with every page of the chosen import that may be in it."""
        form = self._form(request.POST)
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            values = form.cleaned_data
            ids = imported_ids(values.pop("bron"))
            pages = Page.objects.filter(pk__in=ids.difference(refused_for_reeks(ids)))
            try:
                reeks = create_reeks(pages=pages, user=request.user, **values)
            except UitzonderingInvalid as refusal:
                form.add_refusal(refusal)
            except UitzonderingError as refusal:
                form.add_error(None, refusal.reason)
            else:
                messages.success(request, _("De reeks is gevraagd. Iemand anders beslist."))
                return redirect(reverse(REEKS_URL, args=[reeks.pk]))
        return self.render_to_response(self.get_context_data(form=form))


class ReeksView(UitzonderingScreen):
    """One reeks: what this person may do, and its burn-down list by team and week. `?csv` gives a file."""

    template_name = "a11y_checks/uitzondering_reeks.html"
    page_title = _("Reeks")
    actions: dict[str, Callable[..., Any]] = {
        "approve": approve_reeks,
        "reject": reject_reeks,
        "withdraw": withdraw_reeks,
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Finds it first."""
        self.object = get_object_or_404(UitzonderingReeks, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """Its name."""
        return self.object.naam

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The list of reeksen stands between."""
        items = super().get_breadcrumbs_items()
        return [*items[:-1], {"url": reverse(REEKSEN_URL), "label": ReeksenView.page_title}, items[-1]]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The screen, or the file."""
        if "csv" in request.GET:
            return _as_csv(self.object, burn_down(self.object))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds `reeks`, `voortgang`, the first `open` pages with their team, and how many wait for a look."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        voortgang = burn_down(self.object)
        shown = voortgang.open[:_SHOWN]
        teams = teams_of(row.page_id for row in shown)
        return context | {
            "reeks": self.object,
            "voortgang": voortgang,
            "open": [(row, teams.get(row.page_id, "")) for row in shown],
            "hidden": len(voortgang.open) - len(shown),
            "unrecorded": unrecorded().filter(reeks=self.object).count(),
            **choices(self.object, self.request.user),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what was chosen."""
        run_action(request, self.actions, reeks=self.object)
        return redirect(reverse(REEKS_URL, args=[self.object.pk]))


def _as_csv(reeks: UitzonderingReeks, voortgang: Voortgang) -> HttpResponse:
    """The open pages: number, title, team, faults."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="reeks-{slugify(reeks.naam)}.csv"'
    teams = teams_of(row.page_id for row in voortgang.open)
    writer = csv.writer(answer)
    writer.writerow([str(_("Nummer van de pagina")), str(_("Pagina")), str(_("Team")), str(_("Fouten"))])
    for row in voortgang.open:
        cells = [row.page.title, teams.get(row.page_id, "")]
        # A cell that begins like a formula would be run by a spreadsheet.
        safe = ["'" + cell if cell[:1] in "=+-@\t\r" and cell else cell for cell in cells]
        writer.writerow([row.page_id, *safe, len(row.fingerprints)])
    return answer
