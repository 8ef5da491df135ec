"""Question type: yes or no."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from formulieren.flow.conditions import Waardesoort
from formulieren.flow.schema import VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.base import VraagType
from formulieren.vragen.texts import clean_line
from formulieren.vragen.widgets import Radios


class JaNee(VraagType):
    """Two radio buttons; stored as a JSON boolean."""

    name = "ja_nee"
    label = gettext_lazy("Ja of nee")
    icon = "check"
    soort_waarde = Waardesoort.JA_NEE

    def widget(self, vraag: VraagSchema) -> forms.Widget:
        """Radio buttons."""
        return Radios(choices=[("ja", _("Ja")), ("nee", _("Nee"))])

    def to_raw(self, value: Any) -> str:
        """The posted word."""
        return "ja" if value else "nee"

    def normalise(self, vraag: VraagSchema, raw: Any) -> bool | None:
        """True, False or None."""
        if isinstance(raw, bool):
            return raw
        text = clean_line(raw, max_length=20)
        if not text:
            return None
        if text not in ("ja", "nee"):
            raise AnswerError(self.required_text(vraag))
        return text == "ja"

    def required_text(self, vraag: VraagSchema) -> str:
        """Choose."""
        return _("Kies ja of nee bij “%(vraag)s”.") % {"vraag": vraag.label}

    def display(self, vraag: VraagSchema, value: Any) -> str:
        """The word."""
        return _("Ja") if value else _("Nee")


TYPE = JaNee()
