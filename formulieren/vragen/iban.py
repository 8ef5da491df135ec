"""Question type: a bank account number (IBAN). Sensitive."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum import iban as stdnum_iban
from stdnum.exceptions import ValidationError as NumberError

from formulieren.flow.schema import VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.base import VraagType
from formulieren.vragen.texts import HIDDEN, clean_line


class Iban(VraagType):
    """An account number with its check digits (ISO 13616), stored without spaces."""

    name = "iban"
    label = gettext_lazy("Rekeningnummer (IBAN)")
    icon = "key"
    sensitive = True

    def attrs(self, vraag: VraagSchema) -> dict[str, Any]:
        """Capitals and digits, not words; the browser keeps no copy."""
        return {
            **super().attrs(vraag),
            "autocomplete": "off",
            "spellcheck": "false",
            "autocapitalize": "characters",
        }

    def normalise(self, vraag: VraagSchema, raw: Any) -> str | None:
        """The number in capitals without spaces, or None."""
        text = clean_line(raw, max_length=60)
        if not text:
            return None
        try:
            return str(stdnum_iban.validate(text))
        except NumberError:
            raise AnswerError(
                _(
                    "Dit rekeningnummer klopt niet. Kijk het na op uw bankpas. "
                    "Bijvoorbeeld: NL91 ABNA 0417 1643 00."
                )
            ) from None

    def to_raw(self, value: Any) -> str:
        """In groups of four, as on the card."""
        text = str(value)
        return " ".join(text[start : start + 4] for start in range(0, len(text), 4))

    def required_text(self, vraag: VraagSchema) -> str:
        """What and where."""
        return _("Vul uw rekeningnummer in. Het staat op uw bankpas en begint met NL.")

    def display(self, vraag: VraagSchema, value: Any) -> str:
        """The country and the last four signs: enough to recognise, too few to use."""
        return f"{str(value)[:2]}{HIDDEN}{str(value)[-4:]}"


TYPE = Iban()
