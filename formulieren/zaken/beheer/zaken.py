"""One zaak in the admin: what was sent, how far it is, its next status, and the way to every other act."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views import generic

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.zaken.beheer.acties import put_errors
from formulieren.zaken.beheer.acties_forms import StatusForm, settable_statustypen
from formulieren.zaken.beheer.vernietigingsstop import stop_context
from formulieren.zaken.beheer.viewset import ReadViewSet
from formulieren.zaken.beheer.werkvoorraad import WerkvoorraadView
from formulieren.zaken.beheer.zaak_scherm import acties_for, zaak_context
from formulieren.zaken.models import Zaak
from formulieren.zaken.services import set_status
from formulieren.zaken.services.meester import local_is_master


def record_reading(request: HttpRequest, zaak: Zaak) -> None:
    """Opening a zaak is recorded: it shows what a resident wrote."""
    record(
        actor=request.user,
        handeling=Handeling.READ,
        onderwerp=f"zaak:{zaak.identificatie}",
        reden="Zaak geopend in het beheer",
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
        record_reading(request, self.object)
        return self._private(super().get(request, *args, **kwargs))

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
                    seen=form.cleaned_data["gezien"],
                    actor=request.user,
                )
            except ValidationError as error:
                put_errors(form, error)
            else:
                messages.success(
                    request, _("De status is veranderd. De inwoner ziet dit op de statuspagina.")
                )
                return redirect(self._url())
        record_reading(request, self.object)
        return self._private(self.render_to_response(self.get_context_data(status_form=form), status=422))

    def get_page_subtitle(self) -> str:
        """The reference."""
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The answers (sensitive ones masked), contact, statussen and the acts that are possible."""
        form = kwargs.pop("status_form", None)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        zaak, master = self.object, local_is_master()
        may_change = self.user_has_permission("change")
        may_handle = may_change and master
        if may_handle and form is None and settable_statustypen(zaak).exists():
            form = StatusForm(zaak=zaak)
        context.update(
            zaak_context(zaak),
            alleen_lezen=not master,
            may_handle=may_handle,
            acties=acties_for(zaak) if may_handle else [],
            mag_nemen=may_handle and not zaak.einddatum and zaak.behandelaar_id != self.request.user.pk,
            status_form=form,
            **stop_context(zaak, may_change=may_change),
        )
        return context

    def _url(self) -> str:
        return reverse("zaken:inspect", args=[self.object.pk])

    def _private(self, response: HttpResponse) -> HttpResponse:
        """No browser keeps what a resident wrote."""
        response.headers["Cache-Control"] = "private, no-store"
        return response


class ZaakViewSet(ReadViewSet):
    """Only a list and a zaak: nothing is made or removed here."""

    model = Zaak
    icon = "folder-open-inverse"
    menu_label = gettext_lazy("Zaken")
    menu_order = 250
    inspect_view_class = ZaakView
    inspect_template_name = "formulieren/beheer/zaak.html"
    form_fields = ["omschrijving"]

    def get_urlpatterns(self) -> list[Any]:
        """The work list and one zaak."""
        return [
            path("", WerkvoorraadView.as_view(), name="index"),
            path(f"<{self.pk_path_converter}:pk>/", self.inspect_view, name="inspect"),
        ]
