"""The side panel "Controle": what the gate would say of the saved draft, and the B1 estimate with its causes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from a11y_checks.gate import PublishRefused
from a11y_checks.gate.verdict import quick_look
from a11y_checks.rules.base import Niveau


class ControlePanel(BaseSidePanel):
    """Findings by level and the estimate of the reading level, for the draft as it was saved last."""

    name = "controle"
    title = _("Controle voor publicatie")
    template_name = "a11y_checks/controle_panel.html"
    order = 340

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button beside the form, with the number of faults."""

        aria_label = _("Controle voor publicatie tonen of verbergen")
        icon_name = "circle-check"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            """Adds the number of faults as the counter."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["count"] = len(self.panel.look["block"])
            return context

    def __init__(self, page: Any, request: Any) -> None:
        super().__init__(page, request)
        self.look = self._look(page)

    def _look(self, page: Any) -> dict[str, Any]:
        look: dict[str, Any] = {
            "block": [],
            "ask": [],
            "note": [],
            "level": {},
            "complete": False,
            "problem": "",
        }
        if not page.pk:
            return look
        try:
            quick = quick_look(page)
        except PublishRefused as refusal:
            look["problem"] = refusal.reason
            return look
        for bevinding in [*page.gate_checks(), *quick.bevindingen]:
            if bevinding.rule.startswith("b1:") and bevinding.niveau is Niveau.NOTE:
                continue  # the causes of the estimate say the same
            look[bevinding.niveau.value].append(bevinding)
        look["level"] = quick.leesbaarheid
        look["complete"] = quick.complete
        return look

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Adds `look`: findings per level, the reading level, and whether the browser has looked too."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        context["look"] = self.look
        context["levels"] = [
            (Niveau.BLOCK, _("Los dit op. Anders kan de pagina niet online."), self.look["block"]),
            (Niveau.ASK, _("Kijk hier zelf naar."), self.look["ask"]),
            (Niveau.NOTE, _("Goed om te weten."), self.look["note"]),
        ]
        return context
