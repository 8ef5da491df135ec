"""Admin lists of teams and of the care for pages: handing over a page is not publishing it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from basis.models import PaginaBeheer, Team


def _owner_name(beheer: PaginaBeheer) -> str:
    return str(beheer.eigenaar.get_full_name() or beheer.eigenaar) if beheer.eigenaar else ""


def _review_date(beheer: PaginaBeheer) -> str:
    """A date to come in full: Wagtail's own column only says how long ago something was."""
    return date_format(beheer.review_op, "j F Y") if beheer.review_op else ""


class TeamViewSet(ModelViewSet):
    """The teams of the municipality."""

    model = Team
    name = "teams"
    icon = "group"
    menu_label = _("Teams")
    form_fields = ("naam", "slug", "telefoon", "email")
    list_display = ("naam", "telefoon", "email")
    search_fields = ("naam",)


class BeheerFilterSet(WagtailFilterSet):
    """By team and by owner."""

    class Meta:
        model = PaginaBeheer
        fields = ("team", "eigenaar")


class BeheerIndexView(generic.IndexView):
    """The pages, those that wait longest for a look first; one query for page, team and owner together."""

    default_ordering = "review_op"

    def get_base_queryset(self) -> QuerySet[PaginaBeheer]:
        """With what the columns show."""
        return super().get_base_queryset().select_related("page", "team", "eigenaar")


class BeheerViewSet(ModelViewSet):
    """Team, owner and review date of each page. Rows come with their page, so none are added by hand."""

    model = PaginaBeheer
    name = "paginabeheer"
    icon = "calendar-check"
    menu_label = _("Wie beheert wat")
    index_view_class = BeheerIndexView
    filterset_class = BeheerFilterSet
    form_fields = ("team", "eigenaar", "review_op")
    search_fields = ("page__title",)

    list_display = (
        TitleColumn("page", label=_("Pagina"), url_name="paginabeheer:edit", sort_key="page__title"),
        Column("team", label=_("Team"), sort_key="team__naam"),
        Column("eigenaar", label=_("Eigenaar"), accessor=_owner_name),
        Column("review_op", label=_("Opnieuw bekijken op"), accessor=_review_date, sort_key="review_op"),
    )


class BeheerGroup(ViewSetGroup):
    """The menu "Beheer"."""

    menu_label = _("Beheer")
    menu_icon = "calendar-check"
    menu_order = 700
    items = (BeheerViewSet, TeamViewSet)
