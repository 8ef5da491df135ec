"""The page with a form's logic in words and as a drawing, at its draft."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from formulieren.editor.overzicht import overview_of
from formulieren.editor.proef_views import draft_of
from formulieren.editor.scherm import FormulierScherm
from formulieren.editor.tekening import draw


class LogicaView(FormulierScherm):
    """What each condition touches, and what can't be right."""

    template_name = "formulieren/editor/logica.html"
    page_title = gettext_lazy("Logica van dit formulier")
    header_icon = "cogs"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page; Http404 and PermissionDenied as in `draft_of`."""
        self.formulier = draft_of(request, pk)
        schema = self.formulier.form_schema()
        overzicht = overview_of(schema, today=timezone.localdate())
        context = self.get_context_data(
            formulier=self.formulier,
            overzicht=overzicht,
            tekening=draw(schema, last=_("Controleren en versturen")) if schema.stappen else None,
            probeer_url="" if overzicht.problem else reverse("formulier_proef", args=[pk]),
            view=self,
        )
        return TemplateResponse(request, self.template_name, context)
