"""More than the status: a code by e-mail that works once, or a login."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from basis.security.limits import client_key, rate_limit
from formulieren.inloggen.registry import middelen
from formulieren.views.access import private
from formulieren.views.zaak.toegang import ZaakView, asked, forget_asked, open_whole, remember_asked
from formulieren.zaken.services.eenmaalcode import (
    VALID_FOR,
    ask_code,
    can_mail_code,
    known_address,
    use_code,
)

HOUR = 60 * 60
MAILS_PER_ZAAK = 5
MAILS_PER_CLIENT = 20
TRIES_PER_CLIENT = 60


class EenmaalcodeForm(forms.Form):
    """The code from the mail. Only drawn: `use_code` judges what is typed."""

    use_required_attribute = False
    code = forms.CharField(
        label=gettext_lazy("Welke code staat in de e-mail?"),
        help_text=gettext_lazy("De code heeft 8 tekens. Het streepje hoeft u niet te typen."),
        max_length=40,
        error_messages={"required": gettext_lazy("Vul de code in die in de e-mail staat.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )


class CodeView(ZaakView):
    """GET says how to get further; POST mails a code, or takes one."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """What is possible for this zaak."""
        if self.rights.whole:
            return private(redirect(self.url()))
        return self._page(request, EenmaalcodeForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """The button to get a code, or the form with one."""
        if self.rights.whole:
            return private(redirect(self.url()))
        return self._mail(request) if "_vraag" in request.POST else self._use(request)

    def _mail(self, request: HttpRequest) -> HttpResponse:
        if not can_mail_code(self.zaak):
            return self._page(request, EenmaalcodeForm(), status=409)
        allowed = [
            rate_limit("eenmaalcode-zaak", self.zaak.identificatie, MAILS_PER_ZAAK, HOUR),
            rate_limit("eenmaalcode-bezoeker", client_key(request), MAILS_PER_CLIENT, HOUR),
        ]
        if not all(allowed):
            return self._page(
                request,
                EenmaalcodeForm(),
                status=429,
                fout=_("U vroeg al vaak om een code. Wacht een uur en probeer het dan opnieuw."),
            )
        made = ask_code(zaak=self.zaak)
        if made is not None:
            remember_asked(request, self.zaak, made.uuid)
        return private(redirect(f"{self.url('volg_code')}?gevraagd"))

    def _use(self, request: HttpRequest) -> HttpResponse:
        form = EenmaalcodeForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        if not rate_limit("eenmaalcode-poging", client_key(request), TRIES_PER_CLIENT, HOUR):
            fout = _("U probeerde al vaak een code. Wacht een uur en probeer het dan opnieuw.")
            return self._page(request, EenmaalcodeForm(), status=429, fout=fout)
        try:
            uuid = UUID(asked(request, self.zaak))
        except ValueError:
            uuid = None
        if uuid is None or not use_code(uuid=uuid, zaak=self.zaak, code=form.cleaned_data["code"]):
            fout = _("Deze code werkt niet, of niet meer. Kijk de code na, of vraag een nieuwe code.")
            return self._page(request, EenmaalcodeForm(), status=422, fout=fout)
        open_whole(request, self.zaak)
        forget_asked(request, self.zaak)
        return private(redirect(self.url()))

    def _page(
        self, request: HttpRequest, form: EenmaalcodeForm, *, status: int = 200, fout: str = ""
    ) -> HttpResponse:
        errors = [
            {"message": str(messages[0]), "target": f"id_{name}"} for name, messages in form.errors.items()
        ]
        waiting = bool(asked(request, self.zaak))
        if fout:
            errors = [{"message": fout, "target": "id_code" if waiting else "vraag-een-code"}]
        context = {
            "zaak": self.zaak,
            "form": form if waiting else None,
            "fouten": errors,
            "mail_kan": can_mail_code(self.zaak),
            "login_kan": bool(middelen()) and bool(self.zaak.inzending.persoon_hmac),
            "geen_adres": not known_address(self.zaak),
            "gevraagd": waiting and "gevraagd" in request.GET and not errors,
            "minuten": int(VALID_FOR.total_seconds() // 60),
        }
        response = private(render(request, "formulieren/volg_code.html", context, status=status))
        if status == 429:
            response.headers["Retry-After"] = "3600"
        return response
