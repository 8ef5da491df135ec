"""Question type: the number plate of a vehicle."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from localflavor.nl.forms import NLLicensePlateFormField
from localflavor.nl.validators import NLLicensePlateFieldValidator
from wagtail import blocks

from formulieren.flow.schema import VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.base import VraagType
from formulieren.vragen.nummers import compact

# django-localflavor knows the fourteen side codes and the special series. Its own field checks before it puts the
# hyphens in, and so refuses a plate without them: here it is the other way round.
_SERIES = tuple(NLLicensePlateFormField.SANITIZE_REGEXS.values())
_is_plate = NLLicensePlateFieldValidator()
# Letters and combinations the RDW does not give out ("Uitleg over de cijfers en letters op de kentekenplaat").
# Vowels, C and Q stopped with the fourth side code; only semi-trailers begin with an O since.
_NEVER = re.compile(r"S[SD]|GVD|KKK|NSB|PKK|PSV|TBS")
_NEVER_SINCE_11 = re.compile(r"PVV|SGP|VVD")
_NO_LETTERS = re.compile(r"[AEIUCQ]|(?<!\A)O")
_OLD = re.compile(r"[A-Z]{2}-\d\d-\d\d|\d\d-\d\d-[A-Z]{2}|\d\d-[A-Z]{2}-\d\d")  # side codes 1 to 3
_SINCE_11 = re.compile(r"[A-Z]{3}-\d\d-[A-Z]|[A-Z]-\d\d-[A-Z]{3}|\d-[A-Z]{2}-\d{3}|\d{3}-[A-Z]{2}-\d")
# The royal house (AA), the international court of justice (CDJ): series of their own.
_SPECIAL = re.compile(r"AA-|CDJ-")
_FOREIGN = re.compile(r"(?=.*[0-9])[A-Z0-9]{2,12}\Z")


class Kenteken(VraagType):
    """A Dutch plate with its hyphens ("GBB-01-B"); a foreign one, where the editor allows it, without."""

    name = "kenteken"
    label = gettext_lazy("Kenteken")
    icon = "tag"
    personal = True
    defaults = {"buitenlands": False}

    def config_blocks(self) -> list[tuple[str, blocks.Block]]:
        """Whether plates of other countries are all right."""
        return [
            (
                "buitenlands",
                blocks.BooleanBlock(
                    label=gettext_lazy("Een kenteken uit een ander land mag ook"), required=False
                ),
            )
        ]

    def attrs(self, vraag: VraagSchema) -> dict[str, Any]:
        """Capitals and digits, not words."""
        return {
            **super().attrs(vraag),
            "autocomplete": "off",
            "spellcheck": "false",
            "autocapitalize": "characters",
        }

    def normalise(self, vraag: VraagSchema, raw: Any) -> str | None:
        """The plate in capitals, or None; spaces, dots and hyphens may stand anywhere."""
        text = compact(raw, max_length=20).upper()
        if not text:
            return None
        if (plate := _dutch(text)) is not None:
            return plate
        if self.setting(vraag, "buitenlands"):
            if _FOREIGN.match(text):
                return text
            raise AnswerError(_("Vul de letters en cijfers van het kenteken in. Bijvoorbeeld: AB-123-C."))
        raise AnswerError(
            _("Dit is geen Nederlands kenteken. Kijk het na op de nummerplaat. Bijvoorbeeld: AB-123-C.")
        )

    def required_text(self, vraag: VraagSchema) -> str:
        """With an example."""
        return _("Vul het kenteken in. Bijvoorbeeld: AB-123-C.")


def _dutch(text: str) -> str | None:
    """The plate with its hyphens, None when the RDW gives out no such plate. `text` is short and compact."""
    groups = next((match.groups() for series in _SERIES if (match := series.fullmatch(text))), ())
    plate = "-".join(filter(None, groups))
    try:
        _is_plate(plate)
    except ValidationError:
        return None
    letters = "".join(char if char.isalpha() else " " for char in plate.replace("-", ""))
    if _SPECIAL.match(plate):
        return plate
    if _NEVER.search(letters) or (_SINCE_11.fullmatch(plate) and _NEVER_SINCE_11.search(letters)):
        return None
    if not _OLD.fullmatch(plate) and _NO_LETTERS.search(plate):
        return None
    return plate


TYPE = Kenteken()
