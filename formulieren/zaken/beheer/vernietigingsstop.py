"""The stop on a zaak: set or lifted by POST from the screen of the zaak."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from formulieren.inzendingen.models import InzendingState
from formulieren.inzendingen.vernietiging import proof_of
from formulieren.zaken.models import Zaak
from formulieren.zaken.services.vernietigingsstop import active_stop, lift_stop, set_stop


class StopForm(forms.Form):
    """Why; the same for setting and for lifting."""

    reden = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Bijvoorbeeld: er loopt een bezwaar. Schrijf hier geen namen."),
        max_length=200,
    )


class VernietigingsstopView(View):
    """POST sets a stop, or lifts it with `opheffen`; back to the zaak with what happened."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Who may change the zaak may stop its destruction."""
        if not request.user.has_perm("zaken.change_zaak"):
            raise PermissionDenied
        zaak = get_object_or_404(Zaak, pk=pk)
        reden, lifting = request.POST.get("reden", "")[:1000], bool(request.POST.get("opheffen"))
        try:
            if not lifting:
                set_stop(zaak=zaak, reden=reden, actor=request.user)
                messages.success(request, _("Niets van deze zaak wordt nu vernietigd."))
            elif lift_stop(zaak=zaak, reden=reden, actor=request.user):
                messages.success(request, _("De stop is weg. De bewaartermijn telt weer."))
            else:
                messages.error(request, _("Deze zaak had geen vernietigingsstop meer."))
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect("zaken:inspect", zaak.pk)


def stop_context(zaak: Zaak, *, may_change: bool) -> dict[str, Any]:
    """What the screen of a zaak shows of keeping and destroying."""
    gone = zaak.inzending.state == InzendingState.VERNIETIGD
    return {
        "vernietigd": proof_of(zaak.identificatie) if gone else None,
        "stop": active_stop(zaak),
        "stop_form": StopForm() if may_change and not gone else None,
    }
