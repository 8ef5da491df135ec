"""Question type: any of a few options."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from formulieren.flow.conditions import Waardesoort
from formulieren.flow.schema import VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.keuze import OptiesType
from formulieren.vragen.texts import clean_line
from formulieren.vragen.widgets import Checkboxes


class Meerkeuze(OptiesType):
    """Checkboxes; stored as a list of the options' waarden, in the order of the options."""

    name = "meerkeuze"
    label = gettext_lazy("Keuze: meer antwoorden")
    icon = "tick-inverse"
    soort_waarde = Waardesoort.MEERKEUZE

    def widget(self, vraag: VraagSchema) -> forms.Widget:
        """Checkboxes."""
        return Checkboxes(choices=self.choices(vraag))

    def to_raw(self, value: Any) -> list[str]:
        """The ticked waarden."""
        return list(value)

    def normalise(self, vraag: VraagSchema, raw: Any) -> list[str] | None:
        """The chosen waarden without doubles, or None."""
        given = list(raw) if isinstance(raw, list | tuple) else [raw]
        if len(given) > 100:
            raise AnswerError(_("Wij begrijpen dit antwoord niet. Vul het opnieuw in."))
        chosen = {clean_line(item) for item in given} - {""}
        if not chosen:
            return None
        known = [waarde for waarde, _tekst in self.choices(vraag)]
        if chosen - set(known):
            raise AnswerError(_("Kies uit de antwoorden bij “%(vraag)s”.") % {"vraag": vraag.label})
        return [waarde for waarde in known if waarde in chosen]

    def required_text(self, vraag: VraagSchema) -> str:
        """Choose."""
        return _("Kies een of meer antwoorden bij “%(vraag)s”.") % {"vraag": vraag.label}

    def display(self, vraag: VraagSchema, value: Any) -> str:
        """The options' texts, one a line."""
        texts = dict(self.choices(vraag))
        return "\n".join(texts.get(waarde, waarde) for waarde in value)


TYPE = Meerkeuze()
