"""What went wrong, and what that means: a person must look, or it is tried again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.utils.translation import gettext as _

# A server that asks for a week of patience is asked again within the hour all the same.
LONGEST_ASKED = timedelta(hours=1)
CLOCK_WAIT = timedelta(minutes=1)

# Codes of a ZGW backend. What was made before an answer was lost: look it up and go on from there.
MADE_BEFORE = frozenset({"identificatie-niet-uniek", "unique", "max-occurences", "max-occurrences"})
# A token that is too old, or too new for the other clock.
TOKEN_TIME = frozenset({"jwt-expired", "jwt-not-yet-valid"})
CLOCK_SKEW = frozenset({"date-in-future"})
# Another writer has the row at this moment.
BUSY = frozenset({"locked", "existing-lock"})


class NeedsHuman(Exception):
    """Trying again will not help; `reason` (Dutch, no personal data) is shown to the functional manager.

    `answered`: the service outside gave this answer itself, so it works.
    """

    def __init__(self, reason: str, *, answered: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.answered = answered


class RetryLater(Exception):
    """Tried again, without a limit; `reason` is a kind of error, never a text of the other side.

    `wait` is what the service asked for (None: our own back-off). `counts`: the service fails, and after some of
    these in a row all its work waits; False when only this task can't go on now. `answered`: it can't, yet the
    service gave the answer itself, so it works.
    """

    def __init__(
        self, reason: str, wait: timedelta | None = None, *, counts: bool = True, answered: bool = False
    ) -> None:
        super().__init__(reason)
        self.answered = answered and not counts
        self.reason = reason
        self.wait = wait
        self.counts = counts


def failure_of(
    *, status: int, codes: Collection[str] = (), wait: timedelta | None = None
) -> NeedsHuman | RetryLater:
    """What an HTTP answer that is no success means; the one place that decides it.

    `codes` are those of the problem JSON (`code` and each `invalidParams[].code`), `wait` what
    Retry-After asked for. A handler looks for what it made before (MADE_BEFORE) itself; what arrives here with such a
    code is tried once more.
    """
    found = set(codes)
    name = f"HTTP {status}" + (f" {min(found)}" if found else "")
    name = name[:120]
    wait = min(wait, LONGEST_ASKED) if wait is not None else None
    if found & CLOCK_SKEW:
        return RetryLater(name, wait or CLOCK_WAIT, counts=False, answered=True)
    if found & (MADE_BEFORE | BUSY):
        return RetryLater(name, wait, counts=False, answered=True)
    # A real backend says 403 to a token that is too old; others say 401.
    if status >= 500 or status in {401, 408, 425, 429} or found & TOKEN_TIME:
        return RetryLater(name, wait)
    if 300 <= status < 400 or status < 200:
        return NeedsHuman(
            _("Het zaaksysteem stuurt ons naar een ander adres. Kijk het adres van de verbinding na."),
            answered=True,
        )
    return NeedsHuman(_reason(status, found), answered=True)


def _reason(status: int, codes: set[str]) -> str:
    code = f" ({', '.join(sorted(codes))[:80]})" if codes else ""
    if "not-published" in codes:
        text = _("Het zaaktype of een ander type is in het zaaksysteem nog een concept. Publiceer het daar.")
    elif "unknown-service" in codes:
        text = _(
            "Het zaaksysteem kent een adres niet. Gebruik in de verbinding de naam die het zaaksysteem zelf gebruikt."
        )
    elif "invalid-jwt-signature" in codes:
        text = _("Het wachtwoord van de verbinding met het zaaksysteem klopt niet. Kijk de verbinding na.")
    elif status == 403:
        text = _("Wij mogen dit niet in het zaaksysteem. Kijk de rechten van de verbinding na.")
    elif status in {404, 410}:
        text = _("Het zaaksysteem kent dit niet, of niet meer. Kijk of de zaak en het zaaktype daar staan.")
    elif status == 413:
        text = _("Een bestand is te groot voor het zaaksysteem. Zet het er met de hand in.")
    elif status in {406, 412, 415}:
        text = _("Het zaaksysteem begrijpt ons verzoek niet. Vraag de beheerder om hulp.")
    else:
        text = _("Het zaaksysteem neemt dit niet aan. Kijk of het zaaktype bij het formulier past.")
    return f"{text}{code}"[:200]
