"""The report "Uitzonderingen": every one, with who, until when and where it stands."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets import AdminDateInput
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permissions import policy_registry

from a11y_checks.gate.teams import teams_of
from a11y_checks.gate.uitzondering import current_uitzonderingen
from a11y_checks.models import Uitzondering, UitzonderingStatus

REEKSEN_URL = "a11y_reeksen"

_COUNTS, _ENDED = "geldt", "voorbij"


class UitzonderingFilterSet(WagtailFilterSet):
    """Where it stands, of which page, asked by whom, and until when."""

    stand = django_filters.ChoiceFilter(
        label=_("Waar staat het?"),
        method="by_stand",
        choices=[
            (UitzonderingStatus.AANGEVRAAGD.value, UitzonderingStatus.AANGEVRAAGD.label),
            (_COUNTS, _("Geldt nu")),
            (_ENDED, _("Voorbij")),
            (UitzonderingStatus.AFGEWEZEN.value, UitzonderingStatus.AFGEWEZEN.label),
            (UitzonderingStatus.INGETROKKEN.value, UitzonderingStatus.INGETROKKEN.label),
        ],
    )
    pagina = django_filters.CharFilter(label=_("Pagina"), field_name="page__title", lookup_expr="icontains")
    wie = django_filters.CharFilter(
        label=_("Gevraagd door"), field_name="requested_by__username", lookup_expr="icontains"
    )
    eindigt_voor = django_filters.DateFilter(
        label=_("Eindigt voor"), field_name="ends_on", lookup_expr="lt", widget=AdminDateInput
    )

    class Meta:
        model = Uitzondering
        fields = ["stand", "pagina", "wie", "eindigt_voor"]

    def by_stand(self, queryset: QuerySet[Uitzondering], name: str, value: str) -> QuerySet[Uitzondering]:
        """Approved ones are split in what counts today and what is over."""
        if value == _COUNTS:
            return queryset.filter(pk__in=current_uitzonderingen().values("pk"))
        if value == _ENDED:
            return queryset.filter(status=UitzonderingStatus.GOEDGEKEURD, ends_on__lt=timezone.localdate())
        return queryset.filter(status=value)


def _end(row: Uitzondering) -> str:
    """A date to the day: Wagtail's own column says how long ago, which says nothing about the future."""
    return date_format(row.ends_on, "j F Y")


class UitzonderingReport(ReportView):
    """The list, with filters and a download."""

    page_title = _("Uitzonderingen")
    header_icon = "warning"
    model = Uitzondering
    index_url_name = "a11y_uitzonderingen"
    index_results_url_name = "a11y_uitzonderingen_results"
    any_permission_required = ["add", "decide", "view"]
    filterset_class = UitzonderingFilterSet
    default_ordering = "-requested_at"
    is_searchable = False
    columns = [
        TitleColumn(
            "page", label=_("Pagina"), accessor="page.title", url_name="a11y_uitzondering", width="220"
        ),
        Column("stand", label=_("Status"), accessor="stand", sort_key="status"),
        Column("team", label=_("Team"), accessor="team"),
        Column("faults", label=_("Fouten"), accessor="fault_count"),
        Column("requested_by", label=_("Gevraagd door"), accessor="requested_by", sort_key="requested_by"),
        Column("decided_by", label=_("Besloten door"), accessor="decided_by"),
        Column("ends_on", label=_("Tot en met"), accessor=_end, sort_key="ends_on"),
        Column("reeks", label=_("Reeks"), accessor="reeks"),
    ]
    list_export = [
        "page.title", "page_id", "stand", "team", "fault_count", "requested_by", "requested_at", "decided_by",
        "decided_at", "ends_on", "reeks", "reason", "cause", "effect", "measure", "measure_on",
    ]  # fmt: skip
    export_headings = {
        "page.title": _("Pagina"),
        "page_id": _("Nummer van de pagina"),
        "stand": _("Status"),
        "team": _("Team"),
        "fault_count": _("Fouten"),
        "reeks": _("Reeks"),
    }
    export_filename = "uitzonderingen"

    @property
    def permission_policy(self) -> Any:
        """Rights on uitzonderingen."""
        return policy_registry.get_by_type(Uitzondering)

    def get_base_queryset(self) -> QuerySet[Uitzondering]:
        """With its page, people and reeks."""
        return Uitzondering.objects.select_related("page", "reeks", "requested_by", "decided_by")

    def get_header_buttons(self) -> list[Any]:
        """Adds the way to the reeksen."""
        reeksen = HeaderButton(_("Reeksen van oude pagina's"), reverse(REEKSEN_URL), icon_name="list-ul")
        return [*super().get_header_buttons(), reeksen]

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Adds `team` and `fault_count` to what is on this page of the list, or in the file."""
        teams = teams_of(row.page_id for row in object_list)
        for row in object_list:
            row.team = teams.get(row.page_id, "")
            row.fault_count = len(row.fingerprints)
        return object_list
