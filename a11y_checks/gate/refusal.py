"""The one error of the gate: a page may not go live, with the reasons at their fields."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from a11y_checks.rules.base import Bevinding, Niveau


class PublishRefused(ValidationError):
    """Publishing was refused; the draft is untouched.

    A ValidationError with an `error_dict` (field name -> messages), since wagtail-localize and API clients
    handle exactly that. `bevindingen` holds the faults and the open questions; it is empty when the audit could
    not run or the page went round the gate.
    """

    def __init__(self, reason: str, bevindingen: Sequence[Bevinding] = ()) -> None:
        self.reason = reason
        self.bevindingen = tuple(b for b in bevindingen if b.niveau is not Niveau.NOTE)
        messages: dict[str, list[str]] = {}
        for bevinding in self.bevindingen:
            field = bevinding.source.split("/")[0] or NON_FIELD_ERRORS
            messages.setdefault(field, []).append(text_at_field(bevinding))
        if not messages:
            messages[NON_FIELD_ERRORS] = [reason]
        super().__init__(messages)


def text_at_field(bevinding: Bevinding) -> str:
    """What the editor reads beside the field that a fault or a question came from."""
    text = f"{bevinding.message} {bevinding.help}".strip()
    if bevinding.is_agreement:
        agreement = _("Dit is een afspraak van de gemeente, geen eis van de wet.")
        text = f"{text} {agreement}"
    if bevinding.niveau is not Niveau.ASK:
        return text
    return _("Vraag: %(text)s Geef uw antwoord bij 'Controle voor publicatie'.") % {"text": text}


def refused_for(bevindingen: Sequence[Bevinding]) -> PublishRefused:
    """The refusal for faults and open questions, with a B1 sentence that counts them. Notes don't count."""
    faults = sum(1 for b in bevindingen if b.niveau is Niveau.BLOCK)
    questions = sum(1 for b in bevindingen if b.niveau is Niveau.ASK)
    faults_text = (
        ngettext("Los eerst %(number)d fout op.", "Los eerst %(number)d fouten op.", faults)
        % {"number": faults}
        if faults
        else ""
    )
    questions_text = (
        ngettext(
            "Beantwoord eerst %(number)d vraag, bij 'Controle voor publicatie'.",
            "Beantwoord eerst %(number)d vragen, bij 'Controle voor publicatie'.",
            questions,
        )
        % {"number": questions}
        if questions
        else ""
    )
    parts = [_("De pagina is niet gepubliceerd."), faults_text, questions_text, _("Uw concept is bewaard.")]
    return PublishRefused(" ".join(part for part in parts if part), bevindingen)


def refused_unchecked(cause: str) -> PublishRefused:
    """The refusal when the audit could not run. `cause`: one Dutch sentence for the editor."""
    return PublishRefused(
        _(
            "De pagina is niet gepubliceerd, want de controle kon niet draaien. Uw concept is bewaard. %(cause)s"
        )
        % {"cause": cause}
    )
