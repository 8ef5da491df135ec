"""Cleaning typed text: one spelling, no control characters, bounded length."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from formulieren.flow.privacy import Grondslag
from formulieren.flow.validate import AnswerError

HIDDEN = "•••"
# The grounds of the AVG in words of an editor, by the value that a form keeps.
GRONDSLAGEN: dict[str, Any] = {
    Grondslag.PUBLIEKE_TAAK.value: gettext_lazy(
        "Publieke taak: wij hebben dit nodig voor ons werk als gemeente"
    ),
    Grondslag.WETTELIJKE_PLICHT.value: gettext_lazy(
        "Wettelijke plicht: in de wet staat dat wij dit moeten vragen"
    ),
    Grondslag.TOESTEMMING.value: gettext_lazy("Toestemming: wie het invult, mag ook nee zeggen"),
    Grondslag.OVEREENKOMST.value: gettext_lazy("Overeenkomst: nodig voor een afspraak met deze persoon"),
    Grondslag.VITAAL_BELANG.value: gettext_lazy("Levensbelang: het gaat om iemands leven"),
    Grondslag.GERECHTVAARDIGD_BELANG.value: gettext_lazy(
        "Gerechtvaardigd belang: niet voor het werk als gemeente"
    ),
}
# The same for who fills in the form: one short sentence after the purpose.
GRONDSLAG_VOOR_LEZER: dict[str, Any] = {
    Grondslag.PUBLIEKE_TAAK.value: gettext_lazy("Dit hoort bij ons werk als gemeente."),
    Grondslag.WETTELIJKE_PLICHT.value: gettext_lazy("Dit moeten wij van de wet vragen."),
    Grondslag.TOESTEMMING.value: gettext_lazy("U beslist zelf of u dit geeft."),
    Grondslag.OVEREENKOMST.value: gettext_lazy("Dit is nodig voor een afspraak met u."),
    Grondslag.VITAAL_BELANG.value: gettext_lazy("Dit is nodig om iemands leven te redden."),
    Grondslag.GERECHTVAARDIGD_BELANG.value: gettext_lazy("Wij hebben hier een goede reden voor."),
}


def clean_line(raw: Any, *, max_length: int = 1000) -> str:
    """`raw` as one line, white space collapsed; AnswerError as in `clean_text`."""
    return " ".join(clean_text(raw, max_length=max_length).split())


def clean_text(raw: Any, *, max_length: int) -> str:
    """`raw` as NFC text with unix line ends; AnswerError when it is no text, too long or has control signs."""
    if raw is None:
        return ""
    if isinstance(raw, int) and not isinstance(raw, bool):
        raw = str(raw)
    if not isinstance(raw, str):
        raise AnswerError(_("Wij begrijpen dit antwoord niet. Vul het opnieuw in."))
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(text) > max_length:
        raise AnswerError(
            _("Uw antwoord is te lang: %(lengte)s tekens. Gebruik niet meer dan %(grens)s tekens.")
            % {"lengte": len(text), "grens": max_length}
        )
    if any(unicodedata.category(char) in {"Cc", "Cs", "Cn", "Co"} and char not in "\n\t" for char in text):
        raise AnswerError(
            _("In uw antwoord staat een teken dat wij niet kunnen lezen. Typ uw antwoord opnieuw.")
        )
    return text


def digits_only(text: str) -> bool:
    """Whether `text` is one or more ASCII digits (str.isdigit also takes other scripts)."""
    return text.isascii() and text.isdigit()
