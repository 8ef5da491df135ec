"""The outgoing tasks that wait or need a person: which service is down, what each task waits for, and two buttons."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from formulieren.inzendingen.models import OutboxItem, OutboxState
from formulieren.inzendingen.outbox import outbox_stand, put_back, settle
from formulieren.inzendingen.outbox.words import cause_in_words, kind_in_words, service_in_words, waits_for
from formulieren.zaken.beheer.viewset import PlainDateColumn, ReadViewSet
from formulieren.zaken.models import Afstemming
from formulieren.zaken.services.reconcile import in_words


def describe(item: OutboxItem) -> dict[str, Any]:
    """A task in words."""
    return {
        "item": item,
        "taak": kind_in_words(item.kind),
        "dienst": service_in_words(item.service),
        "wacht_op": waits_for(item),
        "oorzaak": cause_in_words(item.last_error),
    }


class OutboxIndexView(generic.IndexView):
    """What is not done yet, oldest first, below how the services do."""

    template_name = "formulieren/beheer/uitgaande_taken.html"

    def get_base_queryset(self) -> Any:
        """Without what is done."""
        open_rows = super().get_base_queryset().exclude(state=OutboxState.KLAAR)
        return open_rows.select_related("inzending", "after")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The numbers, the newest comparison of zaken, and each task in words."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        afstemming = Afstemming.objects.first()
        return {
            **context,
            "stand": outbox_stand(),
            "afstemming": afstemming,
            "verschillen": in_words(afstemming) if afstemming is not None else [],
            "regels": [describe(item) for item in context["object_list"]],
        }


class OutboxItemView(generic.InspectView):
    """One task."""

    any_permission_required = ["view", "change"]
    template_name = "formulieren/beheer/uitgaande_taak.html"
    page_title = gettext_lazy("Uitgaande taak")
    http_method_names = ["get", "post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Tries the task again at once, or marks it as done by hand, for the reason that is given."""
        item = get_object_or_404(OutboxItem, pk=self.object.pk)
        if "klaar" in request.POST:
            return self._settle(request, item)
        if self.user_has_permission("change") and put_back(item):
            messages.success(request, _("De taak wordt opnieuw geprobeerd."))
        else:
            messages.error(request, _("Deze taak kan nu niet opnieuw."))
        return redirect(self.index_url_name)

    def _settle(self, request: HttpRequest, item: OutboxItem) -> HttpResponse:
        reden = " ".join(request.POST.get("reden", "").split())[:150]
        if not reden:
            messages.error(request, _("Schrijf op wat u hebt gedaan. Dan kunnen anderen dat later lezen."))
            return redirect(request.path)
        if self.user_has_permission("change") and settle(item, actor=request.user, reden=reden):
            messages.success(request, _("De taak is klaar."))
        else:
            messages.error(request, _("Deze taak wacht niet op u."))
        return redirect(self.index_url_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The task in words, and whether it waits for a person."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        item: OutboxItem = self.object
        waits = item.state == OutboxState.WACHT
        words = describe(item)
        rows = [
            (_("Taak"), words["taak"]),
            (_("Inzending"), str(item.inzending)),
            (_("Dienst die nodig is"), words["dienst"]),
            (_("Hoe staat het?"), item.get_state_display()),
            (_("Waar wacht het op?"), words["wacht_op"]),
            (_("Pogingen"), str(item.attempts)),
            (_("Gemaakt op"), _moment(item.created_at)),
            (_("Volgende poging"), _moment(item.next_at) if waits else _("Geen")),
            (_("Laatste fout"), words["oorzaak"] or _("Geen")),
        ]
        return {
            **context,
            "rijen": rows,
            "may_retry": item.state == OutboxState.MENS and self.user_has_permission("change"),
        }


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j b Y, H:i")


class OutboxViewSet(ReadViewSet):
    """Only a list and a task."""

    model = OutboxItem
    icon = "mail"
    menu_label = gettext_lazy("Uitgaande taken")
    menu_order = 260
    index_view_class = OutboxIndexView
    inspect_view_class = OutboxItemView
    index_template_name = "formulieren/beheer/uitgaande_taken.html"
    inspect_template_name = "formulieren/beheer/uitgaande_taak.html"
    form_fields = ["state"]
    ordering = ["created_at"]
    list_per_page = 50
    list_display = [
        TitleColumn("kind", label=gettext_lazy("Taak"), url_name="uitgaande-taken:inspect"),
        Column("get_state_display", label=gettext_lazy("Hoe staat het?")),
        PlainDateColumn("next_at", label=gettext_lazy("Volgende poging")),
    ]
