"""The logboek in the admin: who read or changed what, to search through; and whether the chain is whole."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, DateFilter, FilterSet, ModelChoiceFilter
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput
from wagtail.permission_policies import ModelPermissionPolicy

from basis.logboek.models import Handeling, LogboekRegel
from basis.logboek.services import record
from basis.logboek.zegels import check_chain


class ViewPolicy(ModelPermissionPolicy):
    """The logboek is read and never written by hand."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """False for all but reading, also for a superuser."""
        return action == "view" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whether one of the actions is allowed."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """The same for each line."""
        return self.user_has_permission(user, action)


class MomentColumn(Column):
    """The moment in full."""

    def get_value(self, instance: LogboekRegel) -> str:
        """As in "9 mrt 2026, 14:05:09"."""
        return str(date_format(timezone.localtime(instance.moment), "j b Y, H:i:s"))


class LogboekFilterSet(FilterSet):
    """By subject, employee, what was done, and days."""

    onderwerp = CharFilter(lookup_expr="icontains", label=_("Onderwerp, zoals een nummer"))
    medewerker = ModelChoiceFilter(
        queryset=get_user_model()._default_manager.order_by("username"), label=_("Medewerker")
    )
    handeling = ChoiceFilter(choices=Handeling.choices, label=_("Wat er gebeurde"), widget=forms.Select)
    vanaf = DateFilter(method="from_day", label=_("Vanaf"), widget=AdminDateInput)
    tot = DateFilter(method="until_day", label=_("Tot en met"), widget=AdminDateInput)

    class Meta:
        model = LogboekRegel
        fields = ["onderwerp", "medewerker", "handeling"]

    def from_day(self, rows: QuerySet[LogboekRegel], _name: str, day: date) -> QuerySet[LogboekRegel]:
        """Lines of that day and later."""
        return rows.filter(moment__date__gte=day)

    def until_day(self, rows: QuerySet[LogboekRegel], _name: str, day: date) -> QuerySet[LogboekRegel]:
        """Lines of that day and before."""
        return rows.filter(moment__date__lte=day)


class LogboekView(generic.IndexView):
    """Newest first. That somebody reads the logboek stands in it too. `keten` goes over the whole chain."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list."""
        answer: Any = super().get(request, *args, **kwargs)
        if hasattr(answer, "render"):
            answer.render()  # what is read first, then that it was read
        record(actor=request.user, handeling=Handeling.READ, onderwerp="logboek", reden="Logboek bekeken")
        answer.headers["Cache-Control"] = "private, no-store"
        return cast("HttpResponse", answer)

    def get_base_queryset(self) -> Any:
        """With the employees."""
        return super().get_base_queryset().select_related("medewerker")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether the chain is whole, when that was asked."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["keten"] = check_chain() if "keten" in self.request.GET else None
        return context


class LogboekViewSet(ModelViewSet):
    """Only the list."""

    model = LogboekRegel
    icon = "history"
    menu_label = _("Logboek")
    menu_order = 290
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = LogboekView
    index_template_name = "basis/beheer/logboek.html"
    filterset_class = LogboekFilterSet
    form_fields = ["reden"]
    list_per_page = 50
    ordering = ["-moment", "-pk"]
    list_export = ["moment", "medewerker", "handeling", "onderwerp", "reden", "herkomst"]
    list_display = [
        MomentColumn("moment", label=_("Wanneer"), sort_key="moment"),
        Column("medewerker", label=_("Wie")),
        Column("get_handeling_display", label=_("Wat")),
        Column("onderwerp", label=_("Onderwerp")),
        Column("reden", label=_("Waarom")),
    ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Without the addresses of views that are not there."""
        given: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        gone = ("history_url_name", "usage_url_name", "add_url_name", "edit_url_name", "delete_url_name")
        return {**given, **dict.fromkeys((*gone, "inspect_url_name"))}

    def get_urlpatterns(self) -> list[Any]:
        """The list and its results."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]
