"""Question type: an amount in euros."""

import re
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from formulieren.flow.conditions import Waardesoort
from formulieren.flow.schema import VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.base import VraagType
from formulieren.vragen.texts import clean_line

# 1250  1250,5  1250.50  1.250,50  1.250
_AMOUNT = re.compile(r"(?P<whole>[0-9]{1,3}(?:\.[0-9]{3}){1,3}|[0-9]{1,10})(?:[.,](?P<cents>[0-9]{1,2}))?\Z")


class Bedrag(VraagType):
    """Euros of zero or more, stored as text with two decimals ("1250.50"): JSON numbers would round."""

    name = "bedrag"
    label = gettext_lazy("Bedrag in euro")
    icon = "tag"
    soort_waarde = Waardesoort.GETAL
    inputmode = "decimal"

    def normalise(self, vraag: VraagSchema, raw: Any) -> str | None:
        """The amount, or None; a comma or dot before the cents, dots between thousands."""
        text = clean_line(raw, max_length=40).replace(" ", "").removeprefix("€").removesuffix(",-")
        if not text:
            return None
        match = _AMOUNT.match(text)
        if match is None:
            raise AnswerError(_("Vul een bedrag in met alleen cijfers en een komma. Bijvoorbeeld: 12,50."))
        cents = (match["cents"] or "").ljust(2, "0")
        return f"{int(match['whole'].replace('.', ''))}.{cents}"

    def to_raw(self, value: Any) -> str:
        """With the comma that people type."""
        return str(value).replace(".", ",")

    def display(self, vraag: VraagSchema, value: Any) -> str:
        """As in "€ 1.250,50"."""
        english = f"{Decimal(value):,.2f}"
        return "€ " + english.replace(",", " ").replace(".", ",").replace(" ", ".")


TYPE = Bedrag()
