"""Question type: an address by postcode and house number; street and place are found where they are known."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum.exceptions import ValidationError as NumberError
from stdnum.nl import postcode as stdnum_postcode

from formulieren.flow.schema import VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.adressen import find_adres
from formulieren.vragen.base import Part, VraagType
from formulieren.vragen.texts import clean_line, digits_only
from formulieren.vragen.widgets import PartsInput

_TOEVOEGING = re.compile(r"[0-9A-Za-z]{1,4}(?:[ \-/]?[0-9A-Za-z]{1,4}){0,2}\Z")


class PostcodeHuisnummer(VraagType):
    """Stored as {"postcode": "1234 AB", "huisnummer": 12, "toevoeging": "A", "straat": "", "plaats": ""}.

    Street and place are those of the register, else what the resident typed, else "". Answers from before they
    were kept lack both.
    """

    name = "postcode_huisnummer"
    label = gettext_lazy("Postcode en huisnummer")
    icon = "home"
    personal = True
    parts = (
        Part(name="postcode", label=gettext_lazy("Postcode"), autocomplete="postal-code", width=10),
        Part(name="huisnummer", label=gettext_lazy("Huisnummer"), inputmode="numeric", width=6),
        Part(name="toevoeging", label=gettext_lazy("Toevoeging (niet verplicht)"), width=6),
        Part(
            name="straat",
            label=gettext_lazy("Straat (niet verplicht)"),
            autocomplete="address-line1",
            width=0,
            aside=True,
        ),
        Part(
            name="plaats",
            label=gettext_lazy("Plaats (niet verplicht)"),
            autocomplete="address-level2",
            width=0,
            aside=True,
        ),
    )

    def widget(self, vraag: VraagSchema) -> forms.Widget:
        """Three inputs, and two more for a new street or another way to write it."""
        return PartsInput(self.parts, aside_label=_("Straat en plaats zelf invullen"))

    def to_raw(self, value: Any) -> dict[str, str]:
        """The inputs."""
        if not isinstance(value, dict):
            return {}
        return {part.name: str(value.get(part.name, "")) for part in self.parts}

    def normalise(self, vraag: VraagSchema, raw: Any) -> dict[str, Any] | None:
        """The address, or None when all inputs are blank."""
        if raw in (None, ""):
            return None
        if not isinstance(raw, dict):
            raise AnswerError(_("Wij begrijpen dit antwoord niet. Vul het opnieuw in."))
        texts = adres_texts(raw)
        streets = {key: _place_text(raw.get(key), key) for key in ("straat", "plaats")}
        if not any((*texts.values(), *streets.values())):
            return None
        found = read_adres(texts)
        adres = find_adres(found["postcode"], found["huisnummer"], found["toevoeging"])
        if adres is not None:
            streets = {"straat": adres.straat, "plaats": adres.plaats}
        return {**found, **streets}

    def required_text(self, vraag: VraagSchema) -> str:
        """With an example."""
        return _("Vul een postcode en een huisnummer in. Bijvoorbeeld: 1234 AB en 12.")

    def display(self, vraag: VraagSchema, value: Any) -> str:
        """As on an envelope, in two lines; "1234 AB, huisnummer 12 A" without a street."""
        number = f"{value['huisnummer']} {value.get('toevoeging', '')}".strip()
        place = f"{value['postcode']} {value.get('plaats', '')}".strip()
        if straat := value.get("straat"):
            return f"{straat} {number}\n{place}"
        return _("%(postcode)s, huisnummer %(nummer)s") % {"postcode": place, "nummer": number}


def adres_texts(raw: Mapping[str, Any]) -> dict[str, str]:
    """What was typed at postcode, house number and addition, as single lines; AnswerError with its part."""
    texts = {}
    for part in ("postcode", "huisnummer", "toevoeging"):
        try:
            texts[part] = clean_line(raw.get(part), max_length=20)
        except AnswerError as error:
            raise AnswerError(error.message, part) from None
    return texts


def read_adres(texts: Mapping[str, str]) -> dict[str, Any]:
    """The address in `texts` as {"postcode", "huisnummer", "toevoeging"}; AnswerError with its part."""
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
    return {
        "postcode": str(postcode),
        "huisnummer": int(number),
        "toevoeging": texts["toevoeging"].upper(),
    }


def _place_text(raw: Any, part: str) -> str:
    try:
        return clean_line(raw, max_length=80)
    except AnswerError as error:
        raise AnswerError(error.message, part) from None


TYPE = PostcodeHuisnummer()
