"""Question type: the address of a website."""

import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from formulieren.flow.schema import VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.base import VraagType
from formulieren.vragen.texts import clean_line

MAX_LENGTH = 500
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]{0,20}:", re.IGNORECASE)
# "voorbeeld.nl:8080" is a place with a port and not an address of the kind "voorbeeld.nl".
_PORT = re.compile(r"[^/?#]{1,255}:[0-9]{1,5}(?:[/?#]|\Z)")
_is_address = URLValidator(schemes=["http", "https"])


class Website(VraagType):
    """One https or http address; "www.voorbeeld.nl" becomes "https://www.voorbeeld.nl"."""

    name = "website"
    label = gettext_lazy("Website")
    icon = "globe"
    inputmode = "url"
    autocomplete = "url"

    def attrs(self, vraag: VraagSchema) -> dict[str, Any]:
        """No spelling check on an address."""
        return {**super().attrs(vraag), "spellcheck": "false", "autocapitalize": "none"}

    def normalise(self, vraag: VraagSchema, raw: Any) -> str | None:
        """The address with scheme and host in lower case, or None.

        Refused: another scheme (javascript:, mailto:), white space, a name or password in it, a host without a dot.
        """
        text = clean_line(raw, max_length=MAX_LENGTH)
        if not text:
            return None
        if not _SCHEME.match(text) or _PORT.match(text):
            text = f"https://{text}"
        try:
            _is_address(text)
            parts = urlsplit(text)
        except (ValidationError, ValueError):
            raise self._wrong() from None
        host = parts.netloc.lower()
        if "." not in host or "@" in host or any(_is_unseen(char) for char in text):
            raise self._wrong()
        scheme = parts.scheme.lower()
        return scheme + "://" + host + text[len(parts.scheme) + 3 + len(parts.netloc) :]

    def required_text(self, vraag: VraagSchema) -> str:
        """With an example."""
        return _("Vul het adres van de website in. Bijvoorbeeld: www.voorbeeld.nl.")

    def _wrong(self) -> AnswerError:
        return AnswerError(
            _("Vul het adres van een website in, zonder spaties. Bijvoorbeeld: www.voorbeeld.nl.")
        )


def _is_unseen(char: str) -> bool:
    """White space, and signs that change how an address looks without being seen."""
    return char.isspace() or unicodedata.category(char) == "Cf"


TYPE = Website()
