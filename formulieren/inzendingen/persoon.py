"""Service: who sends an inzending, when a login or an employee says so. A typed BSN never gets here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from formulieren.crypto import Sealed, keyring
from formulieren.inloggen.sessie import Ingelogd, person_hash
from formulieren.inzendingen.models import Inzending, InzendingState

if TYPE_CHECKING:
    from uuid import UUID

# What stands in `inlogmiddel` when an employee checked the proof of identity at the counter.
MEDEWERKER = "medewerker"


def persoon_fields(uuid: UUID, bsn: str, middel: str) -> dict[str, str]:
    """The fields of an Inzending with this uuid that say who sends it: the BSN sealed, its keyed hash, the means."""
    sealed = keyring().seal(bsn, context=_context(uuid))
    return {
        "persoon_geheim": sealed.ciphertext,
        "persoon_sleutel_id": sealed.key_id,
        "persoon_hmac": person_hash(bsn),
        "inlogmiddel": middel,
    }


def bind(inzending: Inzending, login: Ingelogd) -> bool:
    """Makes a concept that was begun without a login the one of who is logged in; False when it is somebody's.

    A compare-and-set: of two people at the same moment one gets it.
    """
    fields = persoon_fields(inzending.uuid, login.bsn, login.middel)
    mine = Inzending.objects.filter(pk=inzending.pk, state=InzendingState.CONCEPT, persoon_hmac="")
    if not mine.update(**fields):
        return False
    for name, value in fields.items():
        setattr(inzending, name, value)
    return True


def needs_login(inzending: Inzending) -> bool:
    """Whether only who began it, logged in, may see it. What an employee fills in is guarded by the permission."""
    return bool(inzending.persoon_hmac) and inzending.inlogmiddel != MEDEWERKER


def is_of(inzending: Inzending, login: Ingelogd | None) -> bool:
    """Whether who is logged in (or nobody) may see it."""
    return not needs_login(inzending) or (login is not None and login.persoon_hmac == inzending.persoon_hmac)


def bsn_of(inzending: Inzending) -> str:
    """The BSN of who sends it, "" when nobody proved who that is; SealError when it can't be opened."""
    if not inzending.persoon_geheim:
        return ""
    sealed = Sealed(inzending.persoon_sleutel_id, inzending.persoon_geheim)
    return str(keyring().unseal(sealed, context=_context(inzending.uuid)))


def latest_concept(login: Ingelogd, formulier_id: int, taal: str) -> Inzending | None:
    """What this person left unfinished of a form, newest first; found without opening any BSN."""
    mine: Any = Inzending.objects.select_related("versie", "versie__formulier").filter(
        persoon_hmac=login.persoon_hmac,
        state=InzendingState.CONCEPT,
        versie__formulier_id=formulier_id,
        taal=taal,
    )
    found: Inzending | None = mine.exclude(inlogmiddel=MEDEWERKER).order_by("-gewijzigd_op", "-pk").first()
    return found


def own_concepts(login: Ingelogd) -> QuerySet[Inzending]:
    """What this person left unfinished, newest first; not what an employee was filling in."""
    mine = Inzending.objects.filter(persoon_hmac=login.persoon_hmac, state=InzendingState.CONCEPT)
    found = mine.select_related("versie", "versie__formulier").prefetch_related("hervatlinks")
    return found.exclude(inlogmiddel=MEDEWERKER).order_by("-gewijzigd_op", "-pk")


def _context(uuid: UUID) -> str:
    return f"{uuid}/persoon"
