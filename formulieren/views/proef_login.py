"""The page of the demo login: whom of the invented people to be."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views import View

from formulieren.inloggen import demo
from formulieren.views.access import private
from formulieren.views.inloggen import START_KEY, is_mine


class PersoonKeuze(forms.Form):
    """Whom to be. The list is in the demo login."""

    use_required_attribute = False
    persoon = forms.ChoiceField(
        label=gettext_lazy("Wie wilt u zijn?"),
        choices=demo.choices,
        widget=forms.RadioSelect,
        error_messages={"required": demo.CHOOSE, "invalid_choice": demo.CHOOSE},
    )


class ProefLoginView(View):
    """The demo's own means: a list of invented people. It is not there where the demo isn't allowed."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list; Http404 without the demo or without a login that began."""
        state = request.GET.get("state", "")
        if not _may_demo(request, state):
            raise Http404
        return self._page(request, PersoonKeuze(), state)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Back to the site as the one that was chosen, or as nobody."""
        state = request.POST.get("state", "")
        if not _may_demo(request, state):
            raise Http404
        if "_stop" in request.POST:
            return private(redirect(demo.back_url(state=state, code="")))
        form = PersoonKeuze(request.POST)
        if not form.is_valid():
            return self._page(request, form, state, status=422)
        code = demo.code_for(form.cleaned_data["persoon"], state)
        return private(redirect(demo.back_url(state=state, code=code)))

    def _page(
        self, request: HttpRequest, form: PersoonKeuze, state: str, *, status: int = 200
    ) -> HttpResponse:
        fouten = [{"message": demo.CHOOSE, "target": "id_persoon_0"}] if form.errors else []
        context = {"form": form, "state": state, "fouten": fouten}
        return private(render(request, "formulieren/proef_login.html", context, status=status))


def _may_demo(request: HttpRequest, state: str) -> bool:
    begun = request.session.get(START_KEY) if settings.LOKET_DEMO_ALLOWED else None
    return is_mine(begun, state, demo.ProefLogin.naam)
