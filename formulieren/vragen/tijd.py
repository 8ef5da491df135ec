"""Question type: a time of day."""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from formulieren.flow.conditions import Waardesoort
from formulieren.flow.schema import VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.base import VraagType
from formulieren.vragen.texts import clean_line

_TIME = re.compile(r"([0-9]{1,2})(?:[:.h]([0-9]{2}))?(?:uur|u)?\Z")


class Tijd(VraagType):
    """Hours and minutes of 24 hours, stored as "09:30"."""

    name = "tijd"
    label = gettext_lazy("Tijd")
    icon = "time"
    soort_waarde = Waardesoort.TEKST

    def normalise(self, vraag: VraagSchema, raw: Any) -> str | None:
        """The time, or None; "9", "9.30", "09:30" and "9.30 uur" are all right."""
        text = clean_line(raw, max_length=20).lower().replace(" ", "")
        if not text:
            return None
        match = _TIME.match(text)
        hours, minutes = (int(match[1]), int(match[2] or 0)) if match else (24, 60)
        if hours > 23 or minutes > 59:
            raise AnswerError(_("Vul een tijd in met uren en minuten. Bijvoorbeeld: 13:30."))
        return f"{hours:02}:{minutes:02}"

    def display(self, vraag: VraagSchema, value: Any) -> str:
        """As in "13.30 uur"."""
        return _("%(tijd)s uur") % {"tijd": str(value).replace(":", ".")}


TYPE = Tijd()
