"""The work list: what must be done, by whom and by when; and handing over what was ticked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from formulieren.zaken.beheer.werkvoorraad_form import WerkvoorraadForm
from formulieren.zaken.models import Afwezigheid
from formulieren.zaken.services.afwezig import away_on
from formulieren.zaken.services.behandelen import assign_many, handlers, name_of
from formulieren.zaken.services.meester import local_is_master
from formulieren.zaken.services.werkvoorraad import (
    BehandelaarKeuze,
    StandKeuze,
    Tellingen,
    TermijnKeuze,
    count_werkvoorraad,
    regels_of,
    zaken_for,
)

PER_PAGE = 50
READ, CHANGE = "zaken.view_zaak", "zaken.change_zaak"


def may_read(user: Any) -> bool:
    """Whether an employee may see zaken."""
    return bool(user.has_perm(READ) or user.has_perm(CHANGE))


def colleague_choices(colleagues: list[Any], away: dict[int, Afwezigheid]) -> list[tuple[str, str]]:
    """Who can get a zaak, with who is away and until when."""
    rows = []
    for user in colleagues:
        absence = away.get(user.pk)
        words = {"naam": name_of(user)}
        if absence is not None:
            words |= {"datum": f"{absence.eind:%d-%m-%Y}", "vervanger": name_of(absence.vervanger)}
            rows.append(
                (str(user.pk), _("%(naam)s (weg tot en met %(datum)s, %(vervanger)s vervangt)") % words)
            )
        else:
            rows.append((str(user.pk), words["naam"]))
    return rows


class WerkvoorraadView(WagtailAdminTemplateMixin, View):
    """The list for who may see zaken; ticking and handing over for who may handle them."""

    template_name = "formulieren/beheer/werkvoorraad.html"
    page_title = gettext_lazy("Zaken")
    header_icon = "folder-open-inverse"
    http_method_names = ["get", "head", "options"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, and here."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest) -> HttpResponse:
        """One page of what was asked for."""
        if not may_read(request.user):
            raise PermissionDenied
        colleagues, away = list(handlers()), away_on()
        form = WerkvoorraadForm(request.GET, colleagues=colleagues)
        vraag = form.vraag()
        page = Paginator(zaken_for(vraag, user=request.user), PER_PAGE).get_page(request.GET.get("p"))
        master = local_is_master()
        context = self.get_context_data(
            view=self,
            form=form,
            regels=regels_of(list(page.object_list), away=away),
            page=page,
            vorige=form.query(p=str(page.previous_page_number())) if page.has_previous() else "",
            volgende=form.query(p=str(page.next_page_number())) if page.has_next() else "",
            hier=form.query(p=str(page.number) if page.number > 1 else ""),
            tellingen=_counts(count_werkvoorraad(user=request.user), form),
            collegas=colleague_choices(colleagues, away),
            alleen_lezen=not master,
            may_handle=master and request.user.has_perm(CHANGE) and vraag.open is not StandKeuze.KLAAR,
        )
        response = TemplateResponse(request, self.template_name, context)
        response.headers["Cache-Control"] = "private, no-store"
        return response


class OverdragenView(View):
    """POST gives what was ticked to me or to a colleague, and goes back to the same list."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Each zaak by itself: what a colleague took meanwhile stays with that colleague."""
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        back = self._back(request)
        chosen = _chosen(request.POST.getlist("zaak"))
        if not chosen:
            messages.error(request, _("Zet eerst een vinkje bij een zaak."))
            return back
        try:
            to = self._to(request)
            outcome = assign_many(chosen=chosen, behandelaar=to, actor=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return back
        if outcome.gelukt:
            words = {"aantal": outcome.gelukt, "naam": name_of(to) if to is not None else _("niemand")}
            messages.success(
                request,
                ngettext(
                    "%(aantal)s zaak is nu van %(naam)s.",
                    "%(aantal)s zaken zijn nu van %(naam)s.",
                    outcome.gelukt,
                )
                % words,
            )
        if outcome.niet:
            messages.error(
                request,
                _("Deze zaken zijn net veranderd, kijk opnieuw: %(nummers)s")
                % {"nummers": ", ".join(outcome.niet)},
            )
        return back

    def _to(self, request: HttpRequest) -> Any | None:
        if "neem" in request.POST:
            return request.user
        wanted = request.POST.get("behandelaar", "")
        if wanted == "niemand":
            return None
        found = (
            get_user_model()._default_manager.filter(pk=int(wanted)).first() if wanted.isdecimal() else None
        )
        if found is None:
            raise ValidationError(_("Kies aan wie u de zaken overdraagt."))
        return found

    def _back(self, request: HttpRequest) -> HttpResponse:
        """The list as it was: only its own filters, never another address."""
        form = WerkvoorraadForm(QueryDict(request.POST.get("terug", "")[:1000]), colleagues=list(handlers()))
        query = form.query()
        return redirect(f"{reverse('zaken:index')}?{query}" if query else reverse("zaken:index"))


def _chosen(values: list[str]) -> list[tuple[int, int | None]]:
    """What was ticked: "12:5" is zaak 12, which on the screen was of employee 5; "12:" was of nobody."""
    found = []
    for value in values[:PER_PAGE]:
        pk, _colon, seen = value.partition(":")
        if pk.isdecimal() and (seen.isdecimal() or not seen):
            found.append((int(pk), int(seen) if seen else None))
    return found


def _counts(tellingen: Tellingen, form: WerkvoorraadForm) -> list[dict[str, Any]]:
    """The counts as links to what they count."""
    rows: list[tuple[str, int, dict[str, str]]] = [
        (_("Van mij"), tellingen.mij, {"wie": BehandelaarKeuze.MIJ}),
        (_("Van mij en wie ik vervang"), tellingen.vervanging, {"wie": BehandelaarKeuze.MIJ_EN_VERVANGING}),
        (_("Nog van niemand"), tellingen.niemand, {"wie": BehandelaarKeuze.NIEMAND}),
        (_("Te laat"), tellingen.te_laat, {"termijn": TermijnKeuze.TE_LAAT}),
        (_("Deze week klaar"), tellingen.deze_week, {"termijn": TermijnKeuze.DEZE_WEEK}),
        (
            _("Geen antwoord van de inwoner"),
            tellingen.geen_antwoord,
            {"termijn": TermijnKeuze.GEEN_ANTWOORD},
        ),
    ]
    now = {name: value for name, value in form.cleaned_data.items() if value}
    return [
        {
            "naam": naam,
            "aantal": aantal,
            "query": "&".join(f"{key}={value}" for key, value in query.items()),
            "gekozen": now == query,
        }
        for naam, aantal, query in rows
    ]
