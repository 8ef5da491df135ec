"""The outgoing tasks that wait or need a person, with a button to try again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from formulieren.inzendingen.models import OutboxItem, OutboxState
from formulieren.inzendingen.outbox import put_back, settle
from formulieren.zaken.beheer.viewset import PlainDateColumn, ReadViewSet


class OutboxIndexView(generic.IndexView):
    """What is not done yet, oldest first."""

    def get_base_queryset(self) -> Any:
        """Without what is done."""
        return super().get_base_queryset().exclude(state=OutboxState.KLAAR).select_related("inzending")


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
        """Whether it waits for a person."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["may_retry"] = self.object.state == OutboxState.MENS and self.user_has_permission("change")
        return context


class OutboxViewSet(ReadViewSet):
    """Only a list and a task."""

    model = OutboxItem
    icon = "mail"
    menu_label = gettext_lazy("Uitgaande taken")
    menu_order = 260
    index_view_class = OutboxIndexView
    inspect_view_class = OutboxItemView
    inspect_template_name = "formulieren/beheer/uitgaande_taak.html"
    inspect_view_fields = ["kind", "inzending", "state", "attempts", "created_at", "next_at", "last_error"]
    form_fields = ["state"]
    ordering = ["next_at"]
    list_display = [
        TitleColumn("kind", label=gettext_lazy("Taak"), url_name="uitgaande-taken:inspect"),
        Column("inzending", label=gettext_lazy("Inzending")),
        Column("get_state_display", label=gettext_lazy("Hoe staat het?")),
        Column("attempts", label=gettext_lazy("Pogingen")),
        PlainDateColumn("next_at", label=gettext_lazy("Volgende poging")),
        Column("last_error", label=gettext_lazy("Laatste fout")),
    ]
