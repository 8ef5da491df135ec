"""The page with the part of the zaken that was in time, per kanaal and month, in figures and in bars."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from formulieren.zaken.beheer.werkvoorraad import may_read
from formulieren.zaken.models import Zaaktype
from formulieren.zaken.services.op_tijd import DOEL, KanaalReeks, OpTijd, measure_op_tijd
from producten.reports.staven import Staafdiagram, draw_bars


class OpTijdView(WagtailAdminTemplateMixin, View):
    """GET shows the last twelve months, of all zaaktypen or of one."""

    template_name = "formulieren/beheer/zaken_op_tijd.html"
    page_title = gettext_lazy("Hoeveel is op tijd?")
    header_icon = "time"
    http_method_names = ["get", "head", "options"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the list."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("zaken:index"), "label": _("Zaken")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The same few queries, however many zaken there are."""
        if not may_read(request.user):
            raise PermissionDenied
        zaaktypen = list(Zaaktype.objects.all())
        wanted = request.GET.get("zaaktype", "")
        chosen = next((zaaktype for zaaktype in zaaktypen if str(zaaktype.pk) == wanted), None)
        figures = measure_op_tijd(zaaktype=chosen.pk if chosen is not None else None)
        series = [*figures.kanalen, *([figures.alles] if len(figures.kanalen) > 1 else [])]
        context = self.get_context_data(
            view=self,
            cijfers=figures,
            doel=DOEL,
            zaaktypen=zaaktypen,
            gekozen=chosen,
            reeksen=[
                {
                    "id": f"reeks-{number}",
                    "reeks": reeks,
                    "naam": reeks.naam or _("Alle kanalen samen"),
                    "diagram": _draw(figures, reeks),
                    "rijen": list(zip(figures.maanden, reeks.cellen, strict=True)),
                }
                for number, reeks in enumerate(series, start=1)
            ],
        )
        return TemplateResponse(request, self.template_name, context)


def _draw(figures: OpTijd, reeks: KanaalReeks) -> Staafdiagram:
    """A bar for each month with zaken: filled when it reaches the goal, outlined when it doesn't."""
    rows = [
        (date_format(maand, "M Y"), cel.deel, _words(cel.deel, cel.op_tijd, cel.aantal), cel.haalt_doel)
        for maand, cel in zip(figures.maanden, reeks.cellen, strict=True)
        if cel.deel is not None
    ]
    return draw_bars(rows, top=120, doel=DOEL)


def _words(part: float, some: int, whole: int) -> str:
    return _("%(deel)s %% (%(op_tijd)s van %(aantal)s)") % {
        "deel": number_format(part, 1),
        "op_tijd": some,
        "aantal": whole,
    }
