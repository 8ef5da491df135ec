"""The side panel "Controle voor publicatie": what the gate thinks of the draft, and where questions are answered."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from a11y_checks.editor.look import Look, look_at
from a11y_checks.gate.oordeel import REASON_MAX
from a11y_checks.models import OordeelKeuze

RESULT_TEMPLATE = "a11y_checks/controle_uitslag.html"


def result_context(page: Any, look: Look) -> dict[str, Any]:
    """What the template of the findings needs: `look`, the choices of an answer and where it goes."""
    return {
        "look": look,
        "page": page,
        "keuzes": OordeelKeuze.choices,
        "reason_max": REASON_MAX,
        "answer_url": reverse("a11y_controle:oordeel", args=[page.pk]) if page.pk else "",
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.pk else "",
        "overzicht_url": reverse("a11y_controle:leesbaarheid", args=[page.pk]) if page.pk else "",
    }


def render_result(page: Any, look: Look, request: Any) -> str:
    """The findings as HTML, to put in place of the older ones."""
    return render_to_string(RESULT_TEMPLATE, result_context(page, look), request=request)


class ControlePanel(BaseSidePanel):
    """Findings by level and the estimate of the reading level; static/a11y_checks/controle.js keeps it fresh."""

    name = "controle"
    title = _("Controle voor publicatie")
    template_name = "a11y_checks/controle_panel.html"
    order = 340

    class Media:
        """Small files of our own; the admin allows no others."""

        js = ["a11y_checks/bijwerken.js", "a11y_checks/controle.js", "a11y_checks/leesbaarheid.js"]
        css = {"all": ["a11y_checks/controle.css", "a11y_checks/leesbaarheid.css"]}

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button beside the form, with the number of faults and open questions."""

        aria_label = _("Controle voor publicatie tonen of verbergen")
        icon_name = "circle-check"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            """Adds the counter."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["count"] = self.panel.look.stopping
            return context

    def __init__(self, page: Any, request: Any, *, show_at_once: bool = False) -> None:
        super().__init__(page, request)
        self.show_at_once = show_at_once
        self.look = look_at(page) if page.pk else Look()

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Adds the findings, and the addresses that the script asks for newer ones."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        context |= result_context(self.object, self.look)
        if self.object.pk:
            context["typing_url"] = reverse("a11y_controle:typen", args=[self.object.pk])
            context["sentences_url"] = reverse("a11y_controle:zinnen", args=[self.object.pk])
            context["saved_url"] = reverse("a11y_controle:opgeslagen", args=[self.object.pk])
        return context
