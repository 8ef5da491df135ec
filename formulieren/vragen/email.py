"""Question type: an e-mail address."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from formulieren.flow.schema import VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.base import VraagType
from formulieren.vragen.texts import clean_line
from formulieren.vragen.widgets import TextInput

_is_address = EmailValidator()


class Email(VraagType):
    """One address. Never required by the gate: who has none gets the receipt on screen and paper."""

    name = "email"
    label = gettext_lazy("E-mailadres")
    icon = "mail"
    personal = True
    inputmode = "email"
    autocomplete = "email"
    defaults = {"ontvangstbevestiging": True}

    def config_blocks(self) -> list[tuple[str, blocks.Block]]:
        """Whether the receipt goes to this address."""
        return [
            (
                "ontvangstbevestiging",
                blocks.BooleanBlock(
                    label=gettext_lazy("Stuur de bevestiging naar dit adres"),
                    required=False,
                    default=True,
                ),
            )
        ]

    def attrs(self, vraag: VraagSchema) -> dict[str, Any]:
        """No spelling check on an address."""
        return {**super().attrs(vraag), "spellcheck": "false", "autocapitalize": "none"}

    def widget(self, vraag: VraagSchema) -> forms.Widget:
        """An e-mail input: telephones show the right keys."""
        return TextInput(attrs=self.attrs(vraag), input_type="email")

    def normalise(self, vraag: VraagSchema, raw: Any) -> str | None:
        """The address with its domain in lower case, or None."""
        text = clean_line(raw, max_length=254)
        if not text:
            return None
        try:
            _is_address(text)
        except ValidationError:
            raise AnswerError(
                _("Vul een e-mailadres in met een @ en een punt. Bijvoorbeeld: naam@voorbeeld.nl.")
            ) from None
        local, _at, domain = text.rpartition("@")
        return f"{local}@{domain.lower()}"

    def required_text(self, vraag: VraagSchema) -> str:
        """With an example."""
        return _("Vul uw e-mailadres in. Bijvoorbeeld: naam@voorbeeld.nl.")

    def lookup_text(self, vraag: VraagSchema, value: Any) -> str:
        """An address in whatever case somebody types it."""
        return str(value).casefold()

    def contact_role(self, vraag: VraagSchema) -> str:
        """The address for the receipt, unless the editor says no."""
        return "email" if self.setting(vraag, "ontvangstbevestiging") else ""


TYPE = Email()
