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
    handle exactly that. `bevindingen` holds the blocking findings; it is empty when the audit could not run
    or the page went round the gate.
    """

    def __init__(self, reason: str, bevindingen: Sequence[Bevinding] = ()) -> None:
        self.reason = reason
        self.bevindingen = tuple(b for b in bevindingen if b.niveau is Niveau.BLOCK)
        messages: dict[str, list[str]] = {}
        for bevinding in self.bevindingen:
            field = bevinding.source.split("/")[0] or NON_FIELD_ERRORS
            messages.setdefault(field, []).append(f"{bevinding.message} {bevinding.help}".strip())
        if not messages:
            messages[NON_FIELD_ERRORS] = [reason]
        super().__init__(messages)


def refused_for(bevindingen: Sequence[Bevinding]) -> PublishRefused:
    """The refusal for blocking findings, with a B1 sentence that counts them."""
    number = sum(1 for b in bevindingen if b.niveau is Niveau.BLOCK)
    reason = ngettext(
        "De pagina is niet gepubliceerd. Los eerst %(number)d fout op. Uw concept is bewaard.",
        "De pagina is niet gepubliceerd. Los eerst %(number)d fouten op. Uw concept is bewaard.",
        number,
    ) % {"number": number}
    return PublishRefused(reason, bevindingen)


def refused_unchecked(cause: str) -> PublishRefused:
    """The refusal when the audit could not run. `cause`: one Dutch sentence for the editor."""
    return PublishRefused(
        _(
            "De pagina is niet gepubliceerd, want de controle kon niet draaien. Uw concept is bewaard. %(cause)s"
        )
        % {"cause": cause}
    )
