"""Take a request back, after a page that asks whether one is sure."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy

from formulieren.views.access import private
from formulieren.views.zaak.toegang import ZaakView
from formulieren.zaken.services.intrekken import LONGEST, NotWithdrawable, can_withdraw, withdraw_zaak


class IntrekForm(forms.Form):
    """Why; nobody has to say."""

    use_required_attribute = False
    reden = forms.CharField(
        label=gettext_lazy("Waarom trekt u uw aanvraag in?"),
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": gettext_lazy("Gebruik niet meer dan 500 tekens.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class IntrekkenView(ZaakView):
    """GET asks whether one is sure; POST takes the request back, once."""

    http_method_names = ["get", "head", "post", "options"]
    whole = True

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """What happens when one goes on; the page of the zaak when it isn't possible (any more)."""
        if not can_withdraw(self.zaak):
            return private(redirect(self.url()))
        return self._page(request, IntrekForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """The page of the zaak, which says how it stands."""
        form = IntrekForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        try:
            withdraw_zaak(zaak=self.zaak, reden=form.cleaned_data["reden"], way=self.rights.way)
        except NotWithdrawable:
            return private(redirect(f"{self.url()}?te_laat"))
        return private(redirect(f"{self.url()}?ingetrokken"))

    def _page(self, request: HttpRequest, form: IntrekForm, *, status: int = 200) -> HttpResponse:
        errors = [{"message": str(texts[0]), "target": f"id_{name}"} for name, texts in form.errors.items()]
        context = {"zaak": self.zaak, "form": form, "fouten": errors, "eigen_url": self.url("volg_intrekken")}
        return private(render(request, "formulieren/zaak_intrekken.html", context, status=status))
