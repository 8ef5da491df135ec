"""Question type: a box to tick, for agreeing with something."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from formulieren.flow.schema import VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.base import VraagType
from formulieren.vragen.texts import clean_line
from formulieren.vragen.widgets import Checkbox


class Toestemming(VraagType):
    """One checkbox; the question is the text beside it. Stored as true, or not at all."""

    name = "toestemming"
    label = gettext_lazy("Toestemming")
    icon = "tick"
    defaults = {"voor_email": False}

    def config_blocks(self) -> list[tuple[str, blocks.Block]]:
        """What the tick allows."""
        return [
            (
                "voor_email",
                blocks.BooleanBlock(
                    label=gettext_lazy("Hiermee mag u e-mail sturen over deze aanvraag"),
                    help_text=gettext_lazy("Zonder vinkje sturen wij dan geen e-mail, ook geen bevestiging."),
                    required=False,
                ),
            )
        ]

    def widget(self, vraag: VraagSchema) -> forms.Widget:
        """The box."""
        return Checkbox()

    def to_raw(self, value: Any) -> str:
        """The posted word."""
        return "ja" if value else ""

    def normalise(self, vraag: VraagSchema, raw: Any) -> bool | None:
        """True when ticked, else None."""
        if isinstance(raw, bool):
            return raw or None
        text = clean_line(raw, max_length=20)
        if text not in ("", "ja"):
            raise AnswerError(_("Wij begrijpen dit antwoord niet. Vul het opnieuw in."))
        return True if text else None

    def required_text(self, vraag: VraagSchema) -> str:
        """Tick it."""
        return _("Zet een vinkje bij “%(vraag)s” om verder te gaan.") % {"vraag": vraag.label}

    def display(self, vraag: VraagSchema, value: Any) -> str:
        """The tick as a word."""
        return _("Ja")

    def display_blank(self) -> str:
        """No tick."""
        return _("Nee")

    def contact_role(self, vraag: VraagSchema) -> str:
        """The consent that mail about this inzending needs, where a form asks for it (Awb 2:8)."""
        return "email_toestemming" if self.setting(vraag, "voor_email") else ""


TYPE = Toestemming()
