"""How forms go, for who looks after them: a list of all forms, and the steps and questions of one."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import page_permission_policy

from formulieren.editor.meting import PERIODES, Formuliermeting, measure_formulier, measure_formulieren
from formulieren.models import FormulierPage
from producten.reports.access import PortfolioAccessMixin
from producten.reports.staven import Staafdiagram, draw_bars


class MetingenView(PortfolioAccessMixin, WagtailAdminTemplateMixin, View):
    """All live forms that the user works on, the most begun first."""

    template_name = "formulieren/beheer/metingen.html"
    page_title = gettext_lazy("Hoe gaan de formulieren?")
    header_icon = "form"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list over the chosen period."""
        pages = page_permission_policy.instances_user_has_permission_for(request.user, "change")
        formulieren = FormulierPage.objects.live().filter(pk__in=pages.values("pk"))
        dagen = _dagen(request)
        context = self.get_context_data(
            metingen=measure_formulieren(formulieren, dagen=dagen), dagen=dagen, periodes=PERIODES, view=self
        )
        return TemplateResponse(request, self.template_name, context)


class MetingView(PortfolioAccessMixin, WagtailAdminTemplateMixin, View):
    """One form: who begins and sends, each step, and the questions with errors, the worst on top."""

    template_name = "formulieren/beheer/meting.html"
    page_title = gettext_lazy("Hoe gaat dit formulier?")
    header_icon = "form"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The figures; PermissionDenied for who may not edit the form."""
        formulier = get_object_or_404(FormulierPage, pk=pk)
        if not formulier.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        meting = measure_formulier(formulier, dagen=_dagen(request))
        context = self.get_context_data(
            formulier=formulier,
            meting=meting,
            dagen=meting.dagen,
            periodes=PERIODES,
            trechter=_funnel(meting),
            view=self,
        )
        return TemplateResponse(request, self.template_name, context)


def _funnel(meting: Formuliermeting) -> Staafdiagram:
    """The steps from the top down: how many people came that far."""
    rows: list[tuple[str, float, str, bool]] = [
        (stap.titel, stap.gedaan, str(stap.gedaan), False) for stap in meting.stappen
    ]
    return draw_bars([*rows, (str(gettext_lazy("Verstuurd")), meting.verstuurd, str(meting.verstuurd), True)])


def _dagen(request: HttpRequest) -> int:
    """The chosen period in days; four weeks without a good choice."""
    text = request.GET.get("dagen", "")
    return int(text) if text in {str(days) for days in PERIODES} else 28
