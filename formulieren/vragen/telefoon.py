"""Question type: a telephone number."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from formulieren.flow.schema import VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.base import VraagType
from formulieren.vragen.texts import clean_line
from formulieren.vragen.widgets import TextInput

_DUTCH = re.compile(r"0[1-9][0-9]{8}\Z")
_FOREIGN = re.compile(r"\+[1-9][0-9]{6,14}\Z")


class Telefoon(VraagType):
    """A Dutch number of ten digits ("0612345678") or a foreign one with + and land code (E.164)."""

    name = "telefoon"
    label = gettext_lazy("Telefoonnummer")
    icon = "mobile-alt"
    personal = True
    inputmode = "tel"
    autocomplete = "tel"

    def widget(self, vraag: VraagSchema) -> forms.Widget:
        """A telephone input: telephones show the right keys."""
        return TextInput(attrs=self.attrs(vraag), input_type="tel")

    def normalise(self, vraag: VraagSchema, raw: Any) -> str | None:
        """Digits only, the Dutch land code written as 0; or None."""
        text = clean_line(raw, max_length=40)
        if not text:
            return None
        number = re.sub(r"[\s\-./()]", "", text.replace("(0)", ""))
        number = re.sub(r"^00", "+", number)
        number = re.sub(r"^\+310?", "0", number)
        if not _DUTCH.match(number) and not _FOREIGN.match(number):
            raise AnswerError(
                _(
                    "Vul een telefoonnummer in van 10 cijfers, of begin met + en het landnummer. "
                    "Bijvoorbeeld: 06 12345678."
                )
            )
        return number

    def display(self, vraag: VraagSchema, value: Any) -> str:
        """A mobile number as people say it: "06 12345678"."""
        return f"06 {value[2:]}" if str(value).startswith("06") else str(value)

    def required_text(self, vraag: VraagSchema) -> str:
        """With an example."""
        return _("Vul uw telefoonnummer in. Bijvoorbeeld: 06 12345678.")

    def contact_role(self, vraag: VraagSchema) -> str:
        """A number to call the resident."""
        return "telefoon"


TYPE = Telefoon()
