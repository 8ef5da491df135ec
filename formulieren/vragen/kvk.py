"""Question type: the number of a company in the Handelsregister (KVK number)."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from formulieren.flow.schema import VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.base import VraagType
from formulieren.vragen.nummers import compact
from formulieren.vragen.texts import digits_only


class Kvk(VraagType):
    """Eight digits, leading zeros included. They have no check digit (Kamer van Koophandel, "KVK-nummer"), so
    neither python-stdnum nor django-localflavor can tell more. Twelve digits are a vestigingsnummer.

    Personal: many companies are one person, and the register then names that person.
    """

    name = "kvk"
    label = gettext_lazy("KVK-nummer")
    icon = "order"
    personal = True
    inputmode = "numeric"

    def normalise(self, vraag: VraagSchema, raw: Any) -> str | None:
        """Eight digits, or None; spaces and dots are allowed."""
        number = compact(raw)
        if not number:
            return None
        if digits_only(number) and len(number) == 12:
            raise AnswerError(
                _("Dit is het nummer van een vestiging. Vul de 8 cijfers van het KVK-nummer in.")
            )
        if not digits_only(number) or len(number) != 8 or number == "00000000":
            raise AnswerError(_("Vul de 8 cijfers van het KVK-nummer in. Bijvoorbeeld: 12345678."))
        return number

    def required_text(self, vraag: VraagSchema) -> str:
        """What and where."""
        return _("Vul het KVK-nummer in. U vindt het in brieven van de Kamer van Koophandel.")


TYPE = Kvk()
