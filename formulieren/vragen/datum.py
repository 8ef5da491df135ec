"""Question type: a date, in three inputs."""

import re
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from formulieren.flow.conditions import Waardesoort
from formulieren.flow.schema import SchemaError, VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.base import Part, VraagType
from formulieren.vragen.texts import clean_line, digits_only

MOMENTS = (
    ("alle", gettext_lazy("Elke datum")),
    ("verleden", gettext_lazy("Vandaag of eerder")),
    ("toekomst", gettext_lazy("Vandaag of later")),
)
_MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")


class Datum(VraagType):
    """Day, month and year; stored as ISO 8601 ("2026-03-09"). A date of birth is sensitive."""

    name = "datum"
    label = gettext_lazy("Datum")
    icon = "date"
    soort_waarde = Waardesoort.DATUM
    parts = (
        Part(name="dag", label=gettext_lazy("Dag"), inputmode="numeric", width=3),
        Part(name="maand", label=gettext_lazy("Maand"), inputmode="numeric", width=3),
        Part(name="jaar", label=gettext_lazy("Jaar"), inputmode="numeric", width=6),
    )
    defaults = {"moment": "alle", "geboortedatum": False}

    def config_blocks(self) -> list[tuple[str, blocks.Block]]:
        """Which dates are allowed, and whether it is a date of birth."""
        return [
            (
                "moment",
                blocks.ChoiceBlock(label=gettext_lazy("Welke datum mag?"), choices=MOMENTS, default="alle"),
            ),
            (
                "geboortedatum",
                blocks.BooleanBlock(
                    label=gettext_lazy("Dit is een geboortedatum"),
                    help_text=gettext_lazy("Dan bewaren wij het antwoord versleuteld."),
                    required=False,
                ),
            ),
        ]

    def check_config(self, vraag: VraagSchema) -> None:
        """The moment is a known one."""
        super().check_config(vraag)
        if self.setting(vraag, "moment") not in {name for name, _label in MOMENTS}:
            raise SchemaError(f"De instelling 'moment' bij '{vraag.label}' klopt niet.", vraag.bron)

    def is_sensitive(self, vraag: VraagSchema) -> bool:
        """A date of birth is."""
        return bool(self.setting(vraag, "geboortedatum"))

    def to_raw(self, value: Any) -> dict[str, str]:
        """The three inputs."""
        match = _ISO.match(str(value))
        if match is None:
            return {}
        year, month, day = match.groups()
        return {"dag": str(int(day)), "maand": str(int(month)), "jaar": year}

    def normalise(self, vraag: VraagSchema, raw: Any) -> str | None:
        """The date, or None when all three inputs are blank."""
        given = self.to_raw(raw) if isinstance(raw, str) and _ISO.match(raw) else raw
        if given in (None, ""):
            return None
        if not isinstance(given, dict):
            raise AnswerError(_("Wij begrijpen dit antwoord niet. Vul het opnieuw in."))
        texts = {part.name: clean_line(given.get(part.name), max_length=20) for part in self.parts}
        if not any(texts.values()):
            return None
        found = self._date(texts)
        self._check_moment(found, self.setting(vraag, "moment"))
        return found.isoformat()

    def _date(self, texts: dict[str, str]) -> date:
        for part in self.parts:
            if not texts[part.name]:
                raise AnswerError(
                    _("Vul ook dit deel van de datum in: %(deel)s.") % {"deel": str(part.label).lower()},
                    part.name,
                )
        month = texts["maand"].lower().rstrip(".").replace("mrt", "maa")
        if month[:3] in _MONTHS and month.isalpha():
            month = str(_MONTHS.index(month[:3]) + 1)
        if not digits_only(texts["dag"]) or not 1 <= int(texts["dag"]) <= 31:
            raise AnswerError(_("Vul bij dag een getal in van 1 tot en met 31."), "dag")
        if not digits_only(month) or not 1 <= int(month) <= 12:
            raise AnswerError(_("Vul bij maand een getal in van 1 tot en met 12."), "maand")
        if (
            not digits_only(texts["jaar"])
            or len(texts["jaar"]) != 4
            or not 1890 <= int(texts["jaar"]) <= 2200
        ):
            raise AnswerError(_("Vul het jaar in met 4 cijfers. Bijvoorbeeld: 2026."), "jaar")
        try:
            return date(int(texts["jaar"]), int(month), int(texts["dag"]))
        except ValueError:
            raise AnswerError(_("Deze datum bestaat niet. Kijk de dag en de maand na."), "dag") from None

    def _check_moment(self, found: date, moment: str) -> None:
        today = timezone.localdate()
        if moment == "verleden" and found > today:
            raise AnswerError(
                _("Deze datum ligt in de toekomst. Vul een datum in van vandaag of eerder."), "dag"
            )
        if moment == "toekomst" and found < today:
            raise AnswerError(_("Deze datum is al voorbij. Vul een datum in van vandaag of later."), "dag")

    def required_text(self, vraag: VraagSchema) -> str:
        """What the three inputs want."""
        return _("Vul een dag, een maand en een jaar in. Bijvoorbeeld: 9, 3 en 2026.")

    def display(self, vraag: VraagSchema, value: Any) -> str:
        """As in "9 maart 2026"."""
        return date_format(date.fromisoformat(value), "j F Y")


TYPE = Datum()
