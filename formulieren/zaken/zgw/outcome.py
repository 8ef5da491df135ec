"""What an error of the ZGW backend means for the outbox: try again, or a person with a sentence that helps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.utils.translation import gettext as _

from formulieren.inzendingen.outbox import NeedsHuman, RetryLater, failure_of
from formulieren.zaken.client import (
    Storing,
    ZgwError,
    ZgwMalformed,
    ZgwNotConfigured,
    ZgwRefused,
    ZgwUnavailable,
)

# The clocks differ so much that a token can be refused for it.
SKEW = 60.0
# As the outbox names them.
_NAMES = {
    Storing.DNS: "gaierror",
    Storing.REFUSED: "ConnectionRefusedError",
    Storing.TLS: "SSLError",
    Storing.TIMEOUT: "Timeout",
    Storing.NETWORK: "ConnectionError",
}


def meaning_of(error: ZgwError) -> RetryLater | NeedsHuman:
    """RetryLater without a limit for what can pass by itself, NeedsHuman (Dutch, nothing personal) for the rest."""
    if isinstance(error, ZgwNotConfigured):
        return NeedsHuman(error.what)
    if isinstance(error, ZgwUnavailable):
        wait = timedelta(seconds=error.retry_after) if error.retry_after else None
        if isinstance(error, ZgwMalformed):
            return RetryLater(f"Wij begrijpen het antwoord van het zaaksysteem niet ({error.storing.value})")
        name = f"HTTP {error.status}" if error.status else _NAMES.get(error.storing, error.storing.value)
        return RetryLater(name, wait)
    if isinstance(error, ZgwRefused):
        return _refused(error)
    return RetryLater(type(error).__name__)


@contextmanager
def for_outbox() -> Iterator[None]:
    """Turns every error of the client into one that the outbox knows."""
    try:
        yield
    except ZgwError as error:
        raise meaning_of(error) from None


def _refused(error: ZgwRefused) -> RetryLater | NeedsHuman:
    if error.status in (401, 403) and abs(error.skew) > SKEW:
        # The token is judged by a clock that differs from ours: nobody's rights are wrong.
        return RetryLater(f"HTTP {error.status} jwt-clock", counts=True)
    meaning = failure_of(status=error.status, codes=error.codes)
    if isinstance(meaning, RetryLater):
        return meaning
    text = _reason(error)
    return NeedsHuman(f"{text} ({_place(error)})"[:200], answered=True) if text else meaning


def _place(error: ZgwRefused) -> str:
    """The call, the first field and its code: what a helpdesk asks for."""
    first = error.params[0] if error.params else None
    named = f"{first.name}: {first.code}" if first else error.code or str(error.status)
    return f"{error.call}, {named}"[:90]


def _reason(error: ZgwRefused) -> str:
    names = {part for param in error.params for part in param.name.split(".")}
    codes = error.codes
    if "inpBsn" in names:
        return _("Het zaaksysteem neemt het BSN niet aan. Zet de aanvrager daar zelf bij de zaak.")
    if "emailadres" in names or "telefoonnummer" in names:
        return _(
            "Het zaaksysteem neemt het e-mailadres of telefoonnummer niet aan. Zet de aanvrager daar zelf bij."
        )
    if "bronorganisatie" in names or "verantwoordelijkeOrganisatie" in names:
        return _("Het RSIN van de gemeente klopt niet. Kijk dat na bij de verbinding met het zaaksysteem.")
    if "informatieobjecttype" in names or "missing-zaaktype-informatieobjecttype-relation" in codes:
        return _("Dit soort document hoort niet bij het zaaktype. Kies bij de koppeling een ander soort.")
    if "file-size" in codes:
        return _("Het bestand kwam niet heel aan. Probeer de taak opnieuw.")
    if codes & {"zaaktype-mismatch"}:
        return _("De catalogus is veranderd. Lees de catalogus opnieuw in, en probeer de taak dan opnieuw.")
    if (error.status == 403 and codes & {"permission_denied", ""}) or (not codes and error.status == 403):
        return _("Wij mogen dit niet in het zaaksysteem. Geef Loket daar de rechten uit het handboek.")
    return ""
