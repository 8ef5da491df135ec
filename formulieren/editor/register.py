"""The register of processing (AVG, article 30), as far as forms go: what is asked, why, by which right, how long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from formulieren.models import FormulierPage
from formulieren.models.versie import current_versie
from formulieren.vragen.registry import type_of
from formulieren.vragen.texts import GRONDSLAGEN
from producten.reports.access import PortfolioAccessMixin
from producten.reports.export import FORMATS, as_file


@dataclass(frozen=True, slots=True)
class RegisterRegel:
    """One question for a personal datum of one live form; "" where the form doesn't say."""

    formulier: str
    stap: str
    vraag: str
    doel: str
    grondslag: str
    bewaren: str
    zaaktype: str

    def cells(self) -> list[str]:
        """In the order of HEAD."""
        return [getattr(self, name) for name in self.__dataclass_fields__]


HEAD = (
    gettext_lazy("Formulier"),
    gettext_lazy("Stap"),
    gettext_lazy("Vraag"),
    gettext_lazy("Doel"),
    gettext_lazy("Waarom mag dit?"),
    gettext_lazy("Hoe lang bewaren"),
    gettext_lazy("Zaaktype"),
)


def register_regels(formulieren: Iterable[FormulierPage]) -> list[RegisterRegel]:
    """A row for each question for a personal datum, as residents get it: from the newest published version."""
    rows = []
    for formulier in formulieren:
        versie = current_versie(formulier)
        if versie is None:
            continue
        schema = versie.form_schema
        zaaktypen = dict.fromkeys([schema.zaaktype, *(keuze.zaaktype for keuze in schema.zaaktype_keuzes)])
        for stap in schema.stappen:
            for vraag in stap.vragen:
                if not type_of(vraag).is_personal(vraag):
                    continue
                rows.append(
                    RegisterRegel(
                        formulier=schema.titel,
                        stap=stap.titel,
                        vraag=vraag.label,
                        doel=vraag.doel,
                        grondslag=str(GRONDSLAGEN.get(vraag.grondslag, "")),
                        bewaren=_bewaren(formulier),
                        zaaktype=", ".join(filter(None, zaaktypen)),
                    )
                )
    return rows


class RegisterView(PortfolioAccessMixin, WagtailAdminTemplateMixin, View):
    """The register on the screen, and as a file with `?export=csv` or `xlsx`."""

    template_name = "formulieren/beheer/register.html"
    page_title = gettext_lazy("Welke gegevens vragen de formulieren?")
    header_icon = "lock"

    def get(self, request: HttpRequest) -> HttpResponse:
        """All live forms, from A to Z."""
        regels = register_regels(FormulierPage.objects.live().order_by("title", "pk"))
        wanted = request.GET.get("export", "")
        if wanted in FORMATS:
            head = [str(cell) for cell in HEAD]
            return as_file("verwerkingsregister", wanted, head, [regel.cells() for regel in regels])
        context: dict[str, Any] = self.get_context_data(
            regels=regels,
            koppen=HEAD,
            onvolledig=sum(not regel.doel or not regel.grondslag for regel in regels),
            formats=FORMATS,
            view=self,
        )
        return TemplateResponse(request, self.template_name, context)


def _bewaren(formulier: FormulierPage) -> str:
    if formulier.bewaar_dagen is None:
        return _("Zolang de zaak bestaat")
    return _("%(dagen)s dagen na het einde van de zaak") % {"dagen": formulier.bewaar_dagen}
