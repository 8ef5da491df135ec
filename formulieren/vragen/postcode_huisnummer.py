"""Question type: an address by postcode and house number."""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum.exceptions import ValidationError as NumberError
from stdnum.nl import postcode as stdnum_postcode

from formulieren.flow.schema import VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.base import Part, VraagType
from formulieren.vragen.texts import clean_line, digits_only

_TOEVOEGING = re.compile(r"[0-9A-Za-z]{1,4}(?:[ \-/]?[0-9A-Za-z]{1,4}){0,2}\Z")


class PostcodeHuisnummer(VraagType):
    """Three inputs; stored as {"postcode": "1234 AB", "huisnummer": 12, "toevoeging": "A"}."""

    name = "postcode_huisnummer"
    label = gettext_lazy("Postcode en huisnummer")
    icon = "home"
    parts = (
        Part(name="postcode", label=gettext_lazy("Postcode"), autocomplete="postal-code", width=10),
        Part(name="huisnummer", label=gettext_lazy("Huisnummer"), inputmode="numeric", width=6),
        Part(name="toevoeging", label=gettext_lazy("Toevoeging (niet verplicht)"), width=6),
    )

    def to_raw(self, value: Any) -> dict[str, str]:
        """The three inputs."""
        if not isinstance(value, dict):
            return {}
        return {part.name: str(value.get(part.name, "")) for part in self.parts}

    def normalise(self, vraag: VraagSchema, raw: Any) -> dict[str, Any] | None:
        """The address, or None when all inputs are blank."""
        if raw in (None, ""):
            return None
        if not isinstance(raw, dict):
            raise AnswerError(_("Wij begrijpen dit antwoord niet. Vul het opnieuw in."))
        texts = {part.name: clean_line(raw.get(part.name), max_length=20) for part in self.parts}
        if not any(texts.values()):
            return None
        try:
            postcode = stdnum_postcode.validate(texts["postcode"])
        except NumberError:
            raise AnswerError(
                _("Vul een postcode in van 4 cijfers en 2 letters. Bijvoorbeeld: 1234 AB."), "postcode"
            ) from None
        number = texts["huisnummer"]
        if not digits_only(number) or not 1 <= int(number) <= 99_999:
            raise AnswerError(_("Vul een huisnummer in met alleen cijfers. Bijvoorbeeld: 12."), "huisnummer")
        if texts["toevoeging"] and not _TOEVOEGING.match(texts["toevoeging"]):
            raise AnswerError(
                _("Vul bij toevoeging alleen letters en cijfers in. Bijvoorbeeld: A of 2."), "toevoeging"
            )
        return {"postcode": postcode, "huisnummer": int(number), "toevoeging": texts["toevoeging"].upper()}

    def required_text(self, vraag: VraagSchema) -> str:
        """With an example."""
        return _("Vul een postcode en een huisnummer in. Bijvoorbeeld: 1234 AB en 12.")

    def display(self, vraag: VraagSchema, value: Any) -> str:
        """As in "1234 AB, huisnummer 12 A"."""
        number = f"{value['huisnummer']} {value.get('toevoeging', '')}".strip()
        return _("%(postcode)s, huisnummer %(nummer)s") % {"postcode": value["postcode"], "nummer": number}


TYPE = PostcodeHuisnummer()
