"""The screen for a resident who asks what we have, or asks to remove it: look up, give along, destroy.

Everything goes by POST: what was typed stands in no address, no log and no session. What was found travels between
two pages as a signed list of primary keys, bound to the employee and to half an hour.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from basis.security.limits import rate_limit
from formulieren.inzendingen.betrokkene import MOST, BetrokkeneSoort
from formulieren.zaken.services.betrokkene import (
    Stuk,
    look_up_betrokkene,
    record_export,
    stukken_of,
    wis_betrokkene,
)
from formulieren.zaken.services.betrokkene_export import export_betrokkene

PERMISSION = "inzendingen.handle_person_request"
SALT = "formulieren.betrokkene"
# Seconds in which what was found can be given along or destroyed.
GOOD_FOR = 30 * 60
HOUR = 60 * 60
# Look-ups of one employee in an hour: enough for a busy desk, too few to go through a list.
PER_HOUR = 30


class ZoekForm(forms.Form):
    """By what, and what."""

    use_required_attribute = False
    soort = forms.ChoiceField(
        label=gettext_lazy("Waarmee zoekt u?"),
        choices=BetrokkeneSoort.choices,
        widget=forms.RadioSelect,
        initial=BetrokkeneSoort.KENMERK,
        error_messages={
            "required": gettext_lazy("Kies waarmee u zoekt."),
            "invalid_choice": gettext_lazy("Kies waarmee u zoekt."),
        },
    )
    waarde = forms.CharField(
        label=gettext_lazy("Wat zoekt u?"),
        help_text=gettext_lazy("Kijk eerst na wie het vraagt. In het logboek komt dat u zocht, en niet wat."),
        max_length=254,
        error_messages={"required": gettext_lazy("Vul in wat u zoekt.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class BetrokkeneView(WagtailAdminTemplateMixin, View):
    """GET asks; POST looks up (`zoek`), gives along (`export`) or destroys (`wis`)."""

    http_method_names = ["get", "head", "post", "options"]
    template_name = "formulieren/beheer/betrokkene.html"
    page_title = gettext_lazy("Gegevens van een inwoner")
    header_icon = "user"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only who has the permission; no browser keeps any of it."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def get(self, request: HttpRequest) -> HttpResponse:
        """The question."""
        return self._page(form=ZoekForm())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """One of the three."""
        action = request.POST.get("actie")
        if action == "export":
            return self._export()
        if action == "wis":
            return self._wis()
        return self._zoek()

    def _zoek(self) -> HttpResponse:
        form = ZoekForm(self.request.POST)
        if not form.is_valid():
            return self._page(form=form, status=422)
        if not rate_limit("betrokkene", str(self.request.user.pk), PER_HOUR, HOUR):
            form.add_error(None, _("U zocht vaak in een uur. Wacht een uur en zoek dan verder."))
            return self._page(form=form, status=429)
        try:
            stukken = look_up_betrokkene(
                soort=BetrokkeneSoort(form.cleaned_data["soort"]),
                waarde=form.cleaned_data["waarde"],
                actor=self.request.user,
            )
        except ValidationError as error:
            form.add_error("waarde", error.messages[0])
            return self._page(form=form, status=422)
        return self._found(stukken)

    def _export(self) -> HttpResponseBase:
        stukken = self._chosen()
        if not stukken:
            return self._nothing_chosen()
        file = export_betrokkene(stukken)
        record_export(stukken, actor=self.request.user)
        name = f"gegevens-{timezone.localdate():%Y%m%d}.zip"
        return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")

    def _wis(self) -> HttpResponse:
        stukken = self._chosen()
        if not stukken:
            return self._nothing_chosen()
        if self.request.POST.get("zeker") != "ja":
            messages.error(self.request, _("Zet eerst een vinkje bij: ja, wis dit."))
            return self._found(self._offered(), status=422)
        return self._page(
            uitslag=wis_betrokkene(pks=[stuk.inzending.pk for stuk in stukken], actor=self.request.user)
        )

    def _found(self, stukken: list[Stuk], *, status: int = 200) -> HttpResponse:
        pks = [stuk.inzending.pk for stuk in stukken]
        ticket = signing.dumps([self.request.user.pk, pks], salt=SALT)
        return self._page(stukken=stukken, ticket=ticket, vol=len(stukken) >= MOST, status=status)

    def _nothing_chosen(self) -> HttpResponse:
        messages.error(self.request, _("Kies eerst wat u wilt meegeven of wissen. Of zoek opnieuw."))
        offered = self._offered()
        return self._found(offered, status=422) if offered else self._page(form=ZoekForm(), status=422)

    def _offered(self) -> list[Stuk]:
        """What this employee found a while ago; nothing when the list was changed, is old, or is a colleague's."""
        try:
            user, pks = signing.loads(self.request.POST.get("gevonden", ""), salt=SALT, max_age=GOOD_FOR)
        except (signing.BadSignature, ValueError, TypeError):
            return []
        return stukken_of(pks) if user == self.request.user.pk else []

    def _chosen(self) -> list[Stuk]:
        wanted = set(self.request.POST.getlist("kies"))
        return [stuk for stuk in self._offered() if str(stuk.inzending.pk) in wanted]

    def _page(self, *, status: int = 200, **context: Any) -> HttpResponse:
        full = self.get_context_data(view=self, **context)
        return TemplateResponse(self.request, self.template_name, full, status=status)
