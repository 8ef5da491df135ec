"""The list of UPL names in the admin, and the chooser for a product's name."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from producten.models import UniformeProductnaam
from producten.services.upl import current_list

ALLEEN_GEMEENTE = "gemeente"


class UpnFilterSet(WagtailFilterSet):
    """Municipal or not, and still on the list or not."""

    gemeente = django_filters.BooleanFilter(label=_("Voor gemeenten"))
    verdwenen_op = django_filters.BooleanFilter(label=_("Verdwenen"), lookup_expr="isnull", exclude=True)

    class Meta:
        model = UniformeProductnaam
        fields = ["gemeente", "verdwenen_op"]


class UpnIndexView(generic.IndexView):
    """The list, with the date of the loaded file above it."""

    template_name = "producten/beheer/upn_index.html"

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `lijst`: the list that was loaded last, or None."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        context["lijst"] = current_list()
        return context


class UpnViewSet(ModelViewSet):
    """Read only: names come from the national file (`load_upl`), never from a form."""

    model = UniformeProductnaam
    icon = "list-ul"
    menu_label = _("UPL-namen")
    name = "upl-namen"
    add_to_admin_menu = False
    index_view_class = UpnIndexView
    filterset_class = UpnFilterSet
    search_fields = ["naam", "uri"]
    search_backend_name = None
    list_display = [
        TitleColumn(
            "naam",
            label=_("Naam"),
            accessor="naam",
            sort_key="naam",
            url_name="upl-namen:inspect",
            width="50%",
        ),
        BooleanColumn("gemeente", label=_("Gemeente"), sort_key="gemeente"),
        BooleanColumn("burger", label=_("Inwoners"), sort_key="burger"),
        BooleanColumn("bedrijf", label=_("Ondernemers"), sort_key="bedrijf"),
        Column("verdwenen_op", label=_("Verdwenen op"), accessor="verdwenen_op", sort_key="verdwenen_op"),
    ]
    list_per_page = 50
    ordering = ["naam"]
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["naam", "uri", "gemeente", "burger", "bedrijf", "sdg_codes", "verdwenen_op"]
    form_fields = ["naam"]

    @property
    def index_template_name(self) -> str:
        """The template with the list's date; a viewset would else pass Wagtail's own."""
        return UpnIndexView.template_name


class UpnFilterForm(BaseFilterForm):
    """Search in the name, among municipal names unless asked otherwise.

    Plain `icontains`: a thousand names need no search index, and "pas" must find "paspoort".
    """

    q = forms.CharField(label=_("Zoek op naam"), required=False, max_length=100)
    bereik = forms.ChoiceField(
        label=_("Welke namen"),
        choices=[(ALLEEN_GEMEENTE, _("Alleen voor gemeenten")), ("alle", _("Alle namen"))],
        required=False,
    )

    def filter(self, objects: Any) -> Any:
        """Narrow the names down to what was asked."""
        objects = super().filter(objects)
        if self.cleaned_data.get("bereik") != "alle":
            objects = objects.filter(gemeente=True)
        query = self.cleaned_data.get("q", "").strip()
        if query:
            objects = objects.filter(naam__icontains=query)
            self.is_searching = True
            self.search_query = query
        return objects


class UpnChooseView(chooser.ChooseView):
    """The chooser's window."""

    filter_form_class = UpnFilterForm


class UpnChooseResultsView(chooser.ChooseResultsView):
    """The chooser's results while typing."""

    filter_form_class = UpnFilterForm


class UpnChooserViewSet(ChooserViewSet):
    """Choose a name for a product; names that vanished from the list can't be chosen any more."""

    model = UniformeProductnaam
    name = "upl-naam-kiezen"
    icon = "list-ul"
    choose_one_text = _("Kies een UPL-naam")
    choose_another_text = _("Kies een andere UPL-naam")
    edit_item_text = _("Bekijk deze UPL-naam")
    choose_view_class = UpnChooseView
    choose_results_view_class = UpnChooseResultsView
    per_page = 20

    def get_object_list(self) -> QuerySet[UniformeProductnaam]:
        """Names that are on the list, by name."""
        return UniformeProductnaam.objects.filter(verdwenen_op__isnull=True).order_by("naam")


class OldListPanel(Component):
    """On the admin's first page, when the list is missing or more than a year old."""

    name = "upl"
    template_name = "producten/beheer/upl_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """`lijst` is None when no list was ever loaded."""
        lijst = current_list()
        return {"lijst": lijst, "show": lijst is None or lijst.oud}
