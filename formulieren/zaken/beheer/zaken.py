"""The list of zaken, and one zaak: what was sent, how far it is, and its next status."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import FilterSet, ModelChoiceFilter
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.bijlagen.services import bijlagen_of
from formulieren.inloggen.registry import label_of
from formulieren.inzendingen.antwoorden import read_answers, route_of
from formulieren.inzendingen.models import InzendingState
from formulieren.screens import answer_copy
from formulieren.zaken.beheer.vernietigingsstop import stop_context
from formulieren.zaken.beheer.viewset import PlainDateColumn, ReadViewSet
from formulieren.zaken.models import Statustype, Zaak, Zaaktype
from formulieren.zaken.services import set_status
from formulieren.zaken.services.initiator import initiator_of


class StatusForm(forms.Form):
    """The next status with a note for the resident."""

    statustype = forms.ModelChoiceField(
        label=gettext_lazy("Nieuwe status"),
        queryset=Statustype.objects.none(),
        error_messages={
            "required": gettext_lazy("Kies een status."),
            "invalid_choice": gettext_lazy("Deze status kan nu niet meer. Kijk welke status de zaak heeft."),
        },
    )
    toelichting = forms.CharField(
        label=gettext_lazy("Uitleg voor de inwoner"),
        help_text=gettext_lazy(
            "De inwoner leest dit op de statuspagina. Schrijf hier geen gegevens van anderen."
        ),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, zaak: Zaak, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statustype"].queryset = zaak.next_statustypen()  # type: ignore[attr-defined]


class ZaakFilterSet(FilterSet):
    """By zaaktype."""

    zaaktype = ModelChoiceFilter(queryset=Zaaktype.objects.all(), label=gettext_lazy("Zaaktype"))

    class Meta:
        model = Zaak
        fields = ["zaaktype"]


class ZaakIndexView(generic.IndexView):
    """Newest first."""

    def get_base_queryset(self) -> Any:
        """With what the columns show."""
        return (
            super().get_base_queryset().select_related("zaaktype").prefetch_related("statussen__statustype")
        )


class ZaakView(generic.InspectView):
    """One zaak. Opening it is recorded: it shows what a resident wrote."""

    template_name = "formulieren/beheer/zaak.html"
    page_title = gettext_lazy("Zaak")
    # Not reusing the list's "any": reading needs view or change.
    any_permission_required = ["view", "change"]
    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The zaak with its answers."""
        self._record_reading()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sets the next status; a wrong form comes back with what to do."""
        if not self.user_has_permission("change"):
            messages.error(request, _("U mag de status van een zaak niet veranderen."))
            return redirect(self._url())
        form = StatusForm(request.POST, zaak=self.object)
        if form.is_valid():
            try:
                set_status(
                    zaak=self.object,
                    statustype=form.cleaned_data["statustype"],
                    toelichting=form.cleaned_data["toelichting"],
                    actor=request.user,
                )
            except ValidationError as error:
                form.add_error(None, error.messages[0])
            else:
                messages.success(
                    request, _("De status is veranderd. De inwoner ziet dit op de statuspagina.")
                )
                return redirect(self._url())
        self._record_reading()
        return self.render_to_response(self.get_context_data(status_form=form), status=422)

    def get_page_subtitle(self) -> str:
        """The reference."""
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The answers (sensitive ones masked), contact, statussen and the form for the next one."""
        form = kwargs.pop("status_form", None) or StatusForm(zaak=self.object)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        inzending = self.object.inzending
        there = inzending.state != InzendingState.VERNIETIGD
        answers = read_answers(inzending)
        may_change = self.user_has_permission("change") and self.object.next_statustypen().exists()
        context.update(
            zaak=self.object,
            aanvrager=_aanvrager(self.object) if there else "",
            bijlagen=[bijlage.item() for bijlage in bijlagen_of(inzending.uuid)],
            contact=rol.contact() if (rol := self.object.initiator) else [],
            stappen_kopie=answer_copy(route_of(inzending, answers), answers, masked=True) if there else [],
            statussen=self.object.statussen.select_related("statustype", "gezet_door"),
            status_form=form if may_change else None,
            **stop_context(self.object, may_change=self.user_has_permission("change")),
        )
        return context

    def _url(self) -> str:
        return reverse("zaken:inspect", args=[self.object.pk])

    def _record_reading(self) -> None:
        record(
            actor=self.request.user,
            handeling=Handeling.READ,
            onderwerp=f"zaak:{self.object.identificatie}",
            reden="Zaak geopend in het beheer",
        )


def _aanvrager(zaak: Zaak) -> str:
    """How sure it is who asked for `zaak`, with the last three digits of a proven BSN."""
    initiator = initiator_of(zaak)
    if initiator is None:
        return _("Er is geen bewijs wie dit is.")
    digits = initiator.bsn[-3:]
    if initiator.by_employee:
        return _(
            "Een medewerker zag het paspoort, de ID-kaart of het rijbewijs. Het BSN eindigt op %(cijfers)s."
        ) % {"cijfers": digits}
    return _("Ingelogd met: %(middel)s. Het BSN eindigt op %(cijfers)s.") % {
        "middel": label_of(initiator.middel),
        "cijfers": digits,
    }


class ZaakViewSet(ReadViewSet):
    """Only a list and a zaak: nothing is made or removed here."""

    model = Zaak
    icon = "folder-open-inverse"
    menu_label = gettext_lazy("Zaken")
    menu_order = 250
    index_view_class = ZaakIndexView
    inspect_view_class = ZaakView
    inspect_template_name = "formulieren/beheer/zaak.html"
    filterset_class = ZaakFilterSet
    search_fields = ["identificatie", "omschrijving"]
    search_backend_name = None
    list_per_page = 50
    form_fields = ["omschrijving"]
    list_display = [
        TitleColumn("identificatie", label=gettext_lazy("Nummer"), url_name="zaken:inspect"),
        "omschrijving",
        Column("current_status", label=gettext_lazy("Status")),
        PlainDateColumn("registratiedatum", label=gettext_lazy("Ontvangen"), sort_key="registratiedatum"),
        PlainDateColumn(
            "uiterlijke_einddatum",
            label=gettext_lazy("Op zijn laatst klaar"),
            sort_key="uiterlijke_einddatum",
        ),
    ]
