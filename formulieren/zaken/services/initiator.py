"""Service: who asked for a zaak, proven. What somebody typed, a BSN too, is never an identity."""

from __future__ import annotations

from dataclasses import dataclass, field

from formulieren.inzendingen.persoon import MEDEWERKER, bsn_of
from formulieren.zaken.models import Zaak


@dataclass(frozen=True, slots=True)
class Initiator:
    """The person behind a zaak. `persoon_hmac` finds all zaken of the person without opening any BSN.

    `middel` is the means to log in, or "medewerker" for an employee who saw the proof of identity.
    """

    bsn: str = field(repr=False)
    persoon_hmac: str
    middel: str

    @property
    def by_employee(self) -> bool:
        """Whether an employee checked who it is, and no login."""
        return self.middel == MEDEWERKER


def initiator_of(zaak: Zaak) -> Initiator | None:
    """Who asked for `zaak`; None when nobody proved who that is. SealError when the BSN can't be opened."""
    inzending = zaak.inzending
    bsn = bsn_of(inzending)
    if not bsn:
        return None
    return Initiator(bsn, inzending.persoon_hmac, inzending.inlogmiddel)
