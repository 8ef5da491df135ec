"""How the gate's own acts read in Wagtail's history of a page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from a11y_checks.gate.oordeel import LOG_ACTION


def register_log_actions(actions: Any) -> None:
    """Adds the answer to a question of the audit, with the question and the reason."""

    @actions.register_action(LOG_ACTION)
    class OordeelFormatter(LogFormatter):
        """ "Is deze tekst juist? Ja, dit is goed zo. Reden: …"."""

        label = _("Vraag van de controle beantwoord")

        def format_message(self, log_entry: Any) -> str:
            return _("Vraag: %(vraag)s Antwoord: %(antwoord)s. Reden: %(reden)s") % {
                key: log_entry.data.get(key) or _("geen") for key in ("vraag", "antwoord", "reden")
            }
