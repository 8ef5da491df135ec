"""How what people do to the catalogue's lists reads in Wagtail's history."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from producten.services.tarieven import LOG_ACTION


def register_tarief_actions(actions: Any) -> None:
    """Adds the entering of a new amount, with its day and amounts."""

    @actions.register_action(LOG_ACTION)
    class BedragFormatter(LogFormatter):
        """ "Nieuw bedrag vanaf 2027-01-01: 90.00"."""

        label = _("Nieuw bedrag ingevuld")

        def format_message(self, log_entry: Any) -> str:
            """The day and the amounts in the order of the choices."""
            data = log_entry.data
            return _("Nieuw bedrag vanaf %(vanaf)s: %(bedragen)s") % {
                "vanaf": data.get("vanaf", ""),
                "bedragen": ", ".join(data.get("bedragen", [])),
            }
