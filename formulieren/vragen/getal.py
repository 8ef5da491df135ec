"""Question type: a whole number."""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from formulieren.flow.conditions import Waardesoort
from formulieren.flow.schema import SchemaError, VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.base import VraagType
from formulieren.vragen.texts import clean_line

_NUMBER = re.compile(r"-?(?:[0-9]{1,12}|[0-9]{1,3}(?:\.[0-9]{3}){1,3})\Z")


class Getal(VraagType):
    """A whole number between `minimum` and `maximum`, stored as a JSON number."""

    name = "getal"
    label = gettext_lazy("Getal")
    icon = "decimal"
    soort_waarde = Waardesoort.GETAL
    inputmode = "numeric"
    defaults = {"minimum": None, "maximum": None, "eenheid": ""}

    def config_blocks(self) -> list[tuple[str, blocks.Block]]:
        """The bounds and the unit."""
        return [
            ("minimum", blocks.IntegerBlock(label=gettext_lazy("Laagste getal"), required=False)),
            ("maximum", blocks.IntegerBlock(label=gettext_lazy("Hoogste getal"), required=False)),
            (
                "eenheid",
                blocks.CharBlock(
                    label=gettext_lazy("Eenheid"),
                    help_text=gettext_lazy("Bijvoorbeeld: personen"),
                    required=False,
                    max_length=30,
                ),
            ),
        ]

    def check_config(self, vraag: VraagSchema) -> None:
        """The bounds are whole numbers in the right order."""
        super().check_config(vraag)
        low, high = vraag.config.get("minimum"), vraag.config.get("maximum")
        if any(bound is not None and type(bound) is not int for bound in (low, high)):
            raise SchemaError(f"De grenzen bij '{vraag.label}' moeten hele getallen zijn.", vraag.bron)
        if low is not None and high is not None and low > high:
            raise SchemaError(f"Bij '{vraag.label}' is het laagste getal hoger dan het hoogste.", vraag.bron)

    def normalise(self, vraag: VraagSchema, raw: Any) -> int | None:
        """The number, or None; dots between thousands are allowed."""
        text = clean_line(raw, max_length=40).replace(" ", "")
        if not text:
            return None
        if not _NUMBER.match(text):
            raise AnswerError(_("Vul een heel getal in, met alleen cijfers. Bijvoorbeeld: 25."))
        number = int(text.replace(".", ""))
        low, high = vraag.config.get("minimum"), vraag.config.get("maximum")
        if low is not None and number < low:
            raise AnswerError(_("Vul een getal in van %(grens)s of hoger.") % {"grens": low})
        if high is not None and number > high:
            raise AnswerError(_("Vul een getal in van %(grens)s of lager.") % {"grens": high})
        return number

    def display(self, vraag: VraagSchema, value: Any) -> str:
        """The number with its unit."""
        return f"{value} {self.setting(vraag, 'eenheid')}".strip()


TYPE = Getal()
