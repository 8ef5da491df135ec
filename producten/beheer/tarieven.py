"""The price list in the admin: tarieven with their choices, and entering what they cost from a day on."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput
from wagtail.permission_policies import ModelPermissionPolicy

from producten.models import Tarief
from producten.models.tarief import HOOGSTE_BEDRAG
from producten.services.tarieven import TariefStand, current_tarieven, set_bedragen

ZONDER_KEUZE = "bedrag"


class BedragenForm(forms.Form):
    """From which day, and an amount for each choice; filled with what counts now."""

    vanaf = forms.DateField(
        label=gettext_lazy("Vanaf welke dag?"),
        widget=AdminDateInput,
        help_text=gettext_lazy("De pagina's en formulieren rekenen vanaf deze dag met de nieuwe bedragen."),
    )

    def __init__(self, tarief: Tarief, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keuzes = {f"keuze-{keuze.pk}": keuze for keuze in tarief.keuzes.all()}
        now = {regel.keuze: regel.bedrag for regel in current_tarieven([tarief.pk])[tarief.pk].regels}
        for name, label in [(name, keuze.naam) for name, keuze in self.keuzes.items()] or [
            (ZONDER_KEUZE, "")
        ]:
            self.fields[name] = forms.DecimalField(
                label=capfirst(label) or _("Bedrag in euro"),
                initial=now.get(label),
                min_value=Decimal(0),
                max_value=Decimal(HOOGSTE_BEDRAG),
                decimal_places=2,
                localize=True,
                help_text=_("In euro, met een komma: 12,50. Gratis is 0."),
            )

    def bedragen(self) -> dict[int | None, Decimal]:
        """The amounts by the primary key of their choice (None without choices)."""
        if not self.keuzes:
            return {None: self.cleaned_data[ZONDER_KEUZE]}
        return {keuze.pk: self.cleaned_data[name] for name, keuze in self.keuzes.items()}


class BedragenView(WagtailAdminTemplateMixin, View):
    """What one tarief costs from a day on."""

    template_name = "producten/beheer/bedragen.html"
    header_icon = "tag"
    page_title = gettext_lazy("Nieuw bedrag")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back: the price list and this tarief."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("tarieven:index"), "label": _("Tarieven")},
            {"url": reverse("tarieven:edit", args=[self.tarief.pk]), "label": str(self.tarief)},
            {"url": "", "label": self.get_page_title()},
        ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only for who may change tarieven."""
        if not ModelPermissionPolicy(Tarief).user_has_permission(request.user, "change"):
            raise PermissionDenied
        self.tarief = get_object_or_404(Tarief, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The form, with today's amounts filled in."""
        return self._show(BedragenForm(self.tarief))

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Keep the amounts, or show what is wrong with everything still filled in."""
        form = BedragenForm(self.tarief, request.POST)
        if not form.is_valid():
            return self._show(form)
        vanaf: dt.date = form.cleaned_data["vanaf"]
        try:
            set_bedragen(self.tarief, vanaf=vanaf, bedragen=form.bedragen(), actor=request.user)
        except ValidationError as problem:
            form.add_error("vanaf", problem)
            return self._show(form)
        messages.success(request, _("De bedragen zijn bewaard. U hoeft geen pagina aan te passen."))
        return HttpResponseRedirect(reverse("tarieven:edit", args=[self.tarief.pk]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The tarief with what it costs now, and the way back."""
        context = super().get_context_data(**kwargs)
        context["tarief"] = self.tarief
        context["stand"] = current_tarieven([self.tarief.pk])[self.tarief.pk]
        context["terug"] = reverse("tarieven:edit", args=[self.tarief.pk])
        return context

    def _show(self, form: BedragenForm) -> TemplateResponse:
        return TemplateResponse(self.request, self.template_name, self.get_context_data(form=form))


class BedragenPanel(HelpPanel):
    """In the editor of a tarief: what it costs now and later, with the way to enter a new amount."""

    class BoundPanel(HelpPanel.BoundPanel):
        """The panel of one tarief."""

        @property
        def stand(self) -> TariefStand | None:
            """What the tarief costs; None for one that was never saved."""
            return current_tarieven([self.instance.pk]).get(self.instance.pk) if self.instance.pk else None

        @property
        def alle(self) -> QuerySet[Any]:
            """Every amount that was ever entered, the latest first."""
            return self.instance.bedragen.select_related("keuze").order_by("-vanaf", "keuze__sort_order")


class TariefIndexView(generic.IndexView):
    """The price list with what everything costs today."""

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Works out the amounts of the tarieven on this screen: three queries."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        shown = list(context["object_list"])
        standen = current_tarieven([tarief.pk for tarief in shown])
        for tarief in shown:
            tarief.vandaag = _in_words(standen[tarief.pk])
        return context


def _in_words(stand: TariefStand) -> str:
    amounts = [f"{regel.keuze}: {regel.tekst}" if regel.keuze else regel.tekst for regel in stand.regels]
    return ", ".join(amounts) or _("nog geen bedrag")


class TariefViewSet(ModelViewSet):
    """The price list."""

    model = Tarief
    name = "tarieven"
    icon = "tag"
    menu_label = gettext_lazy("Tarieven")
    add_to_admin_menu = False
    index_view_class = TariefIndexView
    search_fields = ("naam", "code")
    search_backend_name = None
    copy_view_enabled = False
    ordering = ("naam",)
    list_display = (
        "naam",
        Column("vandaag", label=gettext_lazy("Vandaag"), accessor=lambda t: getattr(t, "vandaag", "")),
        "code",
    )
    edit_handler = ObjectList(
        [
            FieldPanel("naam"),
            FieldPanel("code"),
            FieldPanel("toelichting"),
            InlinePanel(
                "keuzes",
                heading=gettext_lazy("Keuzes"),
                label=gettext_lazy("Keuze"),
                help_text=gettext_lazy("Alleen als het bedrag verschilt. Bijvoorbeeld: volwassene, kind."),
            ),
            BedragenPanel(template="producten/beheer/bedragen_panel.html", heading=gettext_lazy("Bedragen")),
        ]
    )

    def get_urlpatterns(self) -> list[Any]:
        """With the form for new amounts."""
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/bedragen/", BedragenView.as_view(), name="bedragen"),
        ]
