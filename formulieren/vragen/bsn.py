"""Question type: burgerservicenummer. Sensitive; a typed number never becomes somebody's identity."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum.exceptions import ValidationError as NumberError
from stdnum.nl import bsn as stdnum_bsn

from formulieren.flow.schema import VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.base import VraagType
from formulieren.vragen.texts import HIDDEN, clean_line, digits_only


class Bsn(VraagType):
    """Nine digits that pass the eleven-test (Wet algemene bepalingen burgerservicenummer)."""

    name = "bsn"
    label = gettext_lazy("Burgerservicenummer (BSN)")
    icon = "key"
    sensitive = True
    inputmode = "numeric"

    def attrs(self, vraag: VraagSchema) -> dict[str, Any]:
        """The browser keeps no copy."""
        return {**super().attrs(vraag), "autocomplete": "off"}

    def normalise(self, vraag: VraagSchema, raw: Any) -> str | None:
        """Nine digits, or None; spaces and dots are allowed."""
        text = clean_line(raw, max_length=40)
        if not text:
            return None
        number = text.replace(" ", "").replace(".", "").replace("-", "")
        if not digits_only(number) or len(number) not in (8, 9):
            raise AnswerError(_("Vul de 9 cijfers van uw burgerservicenummer in."))
        try:
            return str(stdnum_bsn.validate(number))
        except NumberError:
            raise AnswerError(
                _("Dit is geen burgerservicenummer. Kijk de cijfers na op uw paspoort of rijbewijs.")
            ) from None

    def required_text(self, vraag: VraagSchema) -> str:
        """What and where."""
        return _("Vul uw burgerservicenummer in. U vindt het op uw paspoort of rijbewijs.")

    def display(self, vraag: VraagSchema, value: Any) -> str:
        """The last three digits: enough to recognise, too few to use."""
        return f"{HIDDEN}{HIDDEN}{str(value)[-3:]}"


TYPE = Bsn()
