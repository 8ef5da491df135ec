"""The lists of zaken to destroy: made, looked over and approved by two people; and what is due for the archive."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from formulieren.zaken.beheer.viewset import PlainDateColumn, ReadViewSet
from formulieren.zaken.models import Vernietigingslijst, VernietigingslijstState
from formulieren.zaken.services.overdracht import due_for_transfer, transfer_metadata
from formulieren.zaken.services.vernietigingslijst import (
    approve_lijst,
    make_lijst,
    reject_lijst,
    take_off,
    to_be_listed,
)


class LijstIndexView(generic.IndexView):
    """Newest first; above it what could go on a new list, and what is due for the archive."""

    template_name = "formulieren/beheer/vernietigingslijsten.html"
    http_method_names = ["get", "head", "post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Makes a new list."""
        try:
            lijst = make_lijst(actor=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("vernietigingslijsten:index")
        messages.success(request, _("De lijst is klaar. Kijk of alles erop mag staan."))
        return redirect("vernietigingslijsten:inspect", lijst.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the numbers of today."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        today = timezone.localdate()
        context.update(
            aantal=to_be_listed(today=today).count(),
            overdracht=due_for_transfer(today=today).count(),
            may_make=self.request.user.has_perm("zaken.add_vernietigingslijst"),
        )
        return context


class LijstView(generic.InspectView):
    """One list with its lines. POST approves it, refuses it, or takes a line off."""

    template_name = "formulieren/beheer/vernietigingslijst.html"
    page_title = gettext_lazy("Vernietigingslijst")
    any_permission_required = ["view", "change"]
    http_method_names = ["get", "head", "post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What was pressed; a refusal comes back as a message."""
        actions: dict[str, Callable[[], str]] = {
            "akkoord": self._approve,
            "afwijzen": self._reject,
            "eraf": self._take_off,
        }
        action = actions.get(request.POST.get("actie", ""))
        try:
            messages.success(request, action() if action else _("Er is niets veranderd."))
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect("vernietigingslijsten:inspect", self.object.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The lines, and what this employee may do now."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        lijst = self.object
        running = lijst.state in (VernietigingslijstState.CONCEPT, VernietigingslijstState.EENS_AKKOORD)
        may = running and self.user_has_permission("change")
        context.update(
            lijst=lijst,
            regels=lijst.regels.all(),
            may_decide=may,
            may_approve=may and lijst.eerste_akkoord_id != self.request.user.pk,
        )
        return context

    def _approve(self) -> str:
        lijst = approve_lijst(lijst=self.object, actor=self.request.user)
        if lijst.state == VernietigingslijstState.AKKOORD:
            return _("De lijst is twee keer goedgekeurd. De zaken worden binnen een uur vernietigd.")
        return _("U keurde de lijst goed. Nu moet een collega dat nog doen.")

    def _reject(self) -> str:
        reject_lijst(lijst=self.object, reden=self._reason(), actor=self.request.user)
        return _("De lijst is niet goedgekeurd. Alles wat erop staat, blijft.")

    def _take_off(self) -> str:
        number = self.request.POST.get("regel", "")
        regel = get_object_or_404(self.object.regels, pk=int(number) if number.isdecimal() else 0)
        take_off(regel=regel, reden=self._reason(), actor=self.request.user)
        return _("De zaak is van de lijst. Zet ook een stop als de zaak moet blijven.")

    def _reason(self) -> str:
        return self.request.POST.get("reden", "")[:1000]


class OverdrachtView(View):
    """The metadata of what is due for the archive, as a file."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """A POST, since the logboek says that it was taken along."""
        if not request.user.has_perm("zaken.change_vernietigingslijst"):
            raise PermissionDenied
        today = timezone.localdate()
        data = transfer_metadata(today=today, actor=request.user)
        response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
        response.headers["Content-Disposition"] = f'attachment; filename="overdracht-{today:%Y%m%d}.json"'
        response.headers["Cache-Control"] = "private, no-store"
        return response


class VernietigingslijstViewSet(ReadViewSet):
    """The lists and one list."""

    model = Vernietigingslijst
    icon = "bin"
    menu_label = gettext_lazy("Vernietigingslijsten")
    menu_order = 275
    index_view_class = LijstIndexView
    index_template_name = "formulieren/beheer/vernietigingslijsten.html"
    inspect_view_class = LijstView
    inspect_template_name = "formulieren/beheer/vernietigingslijst.html"
    form_fields = ["state"]
    ordering = ["-gemaakt_op", "-pk"]
    list_per_page = 50
    list_display = [
        TitleColumn("__str__", label=gettext_lazy("Lijst"), url_name="vernietigingslijsten:inspect"),
        Column("get_state_display", label=gettext_lazy("Hoe staat het?")),
        PlainDateColumn("gemaakt_op", label=gettext_lazy("Gemaakt op")),
        PlainDateColumn("vernietigd_op", label=gettext_lazy("Vernietigd op")),
    ]

    def get_urlpatterns(self) -> list[Any]:
        """With the file for the archive."""
        return [*super().get_urlpatterns(), path("overdracht/", OverdrachtView.as_view(), name="overdracht")]
