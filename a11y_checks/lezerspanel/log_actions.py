"""How requests to readers read in Wagtail's history of a page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from a11y_checks.lezerspanel.retention import REMARK_REMOVED
from a11y_checks.lezerspanel.services import CLOSED, CREATED, LINK_RENEWED

_STEPS: dict[str, tuple[Any, Any]] = {
    CREATED: (_("Lezers gevraagd"), _("Vroeg lezers om te reageren tot en met %(end)s")),
    CLOSED: (_("Vraag aan lezers gesloten"), _("Sloot de vraag aan lezers (die liep tot en met %(end)s)")),
    LINK_RENEWED: (_("Nieuwe link voor lezers"), _("Maakte een nieuwe link voor lezers")),
    REMARK_REMOVED: (_("Opmerking van een lezer weggehaald"), _("Haalde een opmerking van een lezer weg")),
}


def register_lezerspanel_actions(actions: Any) -> None:
    """Adds each step."""
    for action, (step_label, text) in _STEPS.items():
        actions.register_action(action)(_formatter(step_label, text))


def _formatter(step_label: Any, text: Any) -> type[LogFormatter]:
    class StepFormatter(LogFormatter):
        """One step of a request to readers."""

        label = step_label

        def format_message(self, log_entry: Any) -> str:
            """The sentence, with the date that is in the entry."""
            return str(text) % {"end": log_entry.data.get("ends_on", "")}

    return StepFormatter
