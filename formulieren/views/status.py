"""Follow a zaak without an account: reference and code, then its timeline."""

from __future__ import annotations

import time
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from basis.security.limits import client_key, rate_limit
from basis.security.views import too_many_requests
from formulieren.inzendingen.kenmerk import as_reference
from formulieren.views.access import private
from formulieren.zaken.models import Rol, Zaak
from formulieren.zaken.services import look_up
from formulieren.zaken.services.toestemming import withdraw_email
from formulieren.zaken.services.volgen import timeline

SESSION_KEY = "volgen"
# Seconds that a zaak stays open in this browser after reference and code were right.
OPEN_FOR = 30 * 60
HOUR = 60 * 60
TRIES_PER_REFERENCE = 10
TRIES_PER_CLIENT = 60


class VolgForm(forms.Form):
    """Reference and code, as on the receipt."""

    use_required_attribute = False
    nummer = forms.CharField(
        label=gettext_lazy("Wat is uw nummer?"),
        help_text=gettext_lazy("Dit staat op de bevestiging. Bijvoorbeeld: K7M-34X-RTP."),
        max_length=40,
        error_messages={"required": gettext_lazy("Vul uw nummer in. U vindt het op de bevestiging.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )
    code = forms.CharField(
        label=gettext_lazy("Wat is uw code?"),
        help_text=gettext_lazy("Deze staat onder het nummer. De streepjes hoeft u niet te typen."),
        max_length=40,
        error_messages={"required": gettext_lazy("Vul uw code in. Deze staat onder het nummer.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )


class VolgenView(View):
    """GET asks for reference and code; POST opens the zaak, or says that nothing was found (404)."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form."""
        return _form_page(request, VolgForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """One try; too many an hour, for one reference or from one place, get 429."""
        form = VolgForm(request.POST)
        if not form.is_valid():
            return _form_page(request, form, status=422)
        kenmerk, code = form.cleaned_data["nummer"], form.cleaned_data["code"]
        allowed = [
            rate_limit("volgen-kenmerk", as_reference(kenmerk) or "geen", TRIES_PER_REFERENCE, HOUR)
            or not as_reference(kenmerk),
            rate_limit("volgen-bezoeker", client_key(request), TRIES_PER_CLIENT, HOUR),
        ]
        if not all(allowed):
            return too_many_requests(request)
        zaak = look_up(reference=kenmerk, code=code)
        if zaak is None:
            return not_found(request)
        request.session.cycle_key()
        opened = _open_zaken(request)
        opened[zaak.identificatie] = int(time.time()) + OPEN_FOR
        request.session[SESSION_KEY] = opened
        return private(redirect("formulieren:volg_zaak", reference=zaak.identificatie))


class VolgZaakView(View):
    """The timeline of a zaak that this browser opened; everything else is the same 404."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Status and dates; no answers."""
        zaak = _opened(request, reference)
        if zaak is None:
            return not_found(request)
        initiator = Rol.objects.filter(zaak=zaak).first()
        context = {
            "zaak": zaak,
            "statussen": timeline(zaak),
            "mailt": initiator is not None and initiator.may_mail,
            "gestopt": "gestopt" in request.GET and initiator is not None and not initiator.may_mail,
        }
        return private(render(request, "formulieren/volg_zaak.html", context))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """No more mail about this zaak."""
        zaak = _opened(request, reference)
        if zaak is None:
            return not_found(request)
        withdraw_email(zaak=zaak)
        target = reverse("formulieren:volg_zaak", kwargs={"reference": reference})
        return private(redirect(f"{target}?gestopt"))


def _opened(request: HttpRequest, reference: str) -> Zaak | None:
    """The zaak, when reference and code were right in this browser a while ago."""
    if reference not in _open_zaken(request):
        return None
    return Zaak.objects.select_related("zaaktype").filter(identificatie=reference).first()


def not_found(request: HttpRequest) -> HttpResponse:
    """404, and the form again. The same for unknown, wrong, expired and tampered."""
    return _form_page(request, VolgForm(), status=404, not_found=True)


def _open_zaken(request: HttpRequest) -> dict[str, int]:
    """Reference -> until when (unix time) it is open in this browser; expired ones left out."""
    stored: Any = request.session.get(SESSION_KEY)
    if not isinstance(stored, dict):
        return {}
    now = time.time()
    return {str(key): until for key, until in stored.items() if isinstance(until, int) and until > now}


def _form_page(
    request: HttpRequest, form: VolgForm, *, status: int = 200, not_found: bool = False
) -> HttpResponse:
    errors = [{"message": str(messages[0]), "target": f"id_{name}"} for name, messages in form.errors.items()]
    if not_found:
        errors = [
            {
                "message": _("Wij vinden niets met dit nummer en deze code. Kijk ze na op uw bevestiging."),
                "target": "id_nummer",
            }
        ]
    context = {"form": form, "fouten": errors}
    return private(render(request, "formulieren/volgen.html", context, status=status))
