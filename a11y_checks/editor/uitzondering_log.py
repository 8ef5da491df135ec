"""How the steps of an uitzondering, an import and a restoration read in Wagtail's history."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from a11y_checks.gate.restored import CAME_AS_DRAFT
from a11y_checks.gate.uitzondering_einde import ENDED, SOLVED
from a11y_checks.gate.uitzondering_import import IMPORTED

# Action -> its name in the filter, and the sentence in the list.
_STEPS: dict[str, tuple[Any, Any]] = {
    "a11y_checks.uitzondering_asked": (
        _("Uitzondering gevraagd"),
        _("Vroeg een uitzondering tot en met %(end)s"),
    ),
    "a11y_checks.uitzondering_approved": (
        _("Uitzondering goedgekeurd"),
        _("Keurde een uitzondering goed tot en met %(end)s"),
    ),
    "a11y_checks.uitzondering_rejected": (
        _("Uitzondering niet goedgekeurd"),
        _("Wees een uitzondering af (gevraagd tot en met %(end)s)"),
    ),
    "a11y_checks.uitzondering_withdrawn": (
        _("Uitzondering ingetrokken"),
        _("Trok een uitzondering in (die liep tot en met %(end)s)"),
    ),
    ENDED: (_("Uitzondering voorbij"), _("Een uitzondering is voorbij. De laatste dag was %(end)s")),
    SOLVED: (
        _("Pagina uit reeks opgelost"),
        _("De pagina heeft de uitzondering van haar reeks niet meer nodig"),
    ),
}


def register_uitzondering_actions(actions: Any) -> None:
    """Adds each step, with the reason that the person gave."""
    for action, (step_label, text) in _STEPS.items():
        actions.register_action(action)(_formatter(step_label, text))
    actions.register_action(IMPORTED, _("Pagina overgezet"), _("Overgezet van een oude website"))
    actions.register_action(
        CAME_AS_DRAFT,
        _("Als concept teruggezet"),
        _("Kwam als concept uit een bestand. De pagina stond online en moet opnieuw worden gepubliceerd"),
    )


def _formatter(step_label: Any, text: Any) -> type[LogFormatter]:
    class StepFormatter(LogFormatter):
        """One step of an uitzondering."""

        label = step_label

        def format_message(self, log_entry: Any) -> str:
            """The sentence, with the date that is in the entry."""
            return str(text) % {"end": log_entry.data.get("ends_on", "")}

        def format_comment(self, log_entry: Any) -> str:
            """What the person wrote: why it was rejected, or why it was asked."""
            return str(log_entry.data.get("comment") or log_entry.data.get("reason") or "")

    return StepFormatter
