"""Service: what the owner of a zaak may see of it, with reference and code or with a login."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from formulieren.bijlagen.models import BijlageState
from formulieren.inzendingen.kenmerk import as_reference, hash_code
from formulieren.inzendingen.models import InzendingState
from formulieren.inzendingen.persoon import needs_login
from formulieren.zaken.keuzes import InternExtern, Vertrouwelijkheid, VolgNiveau
from formulieren.zaken.models import Zaak, Zaakinformatieobject, Zaakinstellingen

_NOBODY = "0" * 64


@dataclass(frozen=True, slots=True)
class Rights:
    """How somebody came to a zaak: as its owner by login, or with reference and code and then a one-time code.

    Reference and code alone are for the status; they stand on paper, and in a mailbox for a long time.
    """

    zaak: Zaak
    login: bool = False
    fresh: bool = False

    @property
    def whole(self) -> bool:
        """Whether answers may be seen, questions answered and the request withdrawn."""
        return self.login or self.fresh

    @property
    def documents(self) -> bool:
        """Whether documents and the decision may be seen."""
        return self.whole or self.zaak.zaaktype.volgen == VolgNiveau.DOCUMENTEN

    @property
    def way(self) -> str:
        """The way for the logboek, in words."""
        if self.login:
            return "met een login"
        return "met een code per e-mail" if self.fresh else "met nummer en code"


def allowed_levels() -> list[str]:
    """The values of vertrouwelijkheidaanduiding that residents may see, from open to the set one."""
    highest = Vertrouwelijkheid(Zaakinstellingen.load().hoogste_vertrouwelijkheid).rank
    return [level.value for level in Vertrouwelijkheid if level.rank <= highest]


def visible_zaken(levels: list[str] | None = None) -> QuerySet[Zaak]:
    """The zaken that their owner may see at all: for people outside and not too secret.

    Of a zaak whose answers were destroyed only status and dates are left; who has the code still sees those.
    """
    zaken = Zaak.objects.select_related(
        "zaaktype__team", "inzending__versie__formulier__product", "resultaat__resultaattype", "besluit"
    )
    return zaken.filter(
        zaaktype__indicatie_intern_of_extern=InternExtern.EXTERN,
        zaaktype__vertrouwelijkheidaanduiding__in=allowed_levels() if levels is None else levels,
    )


def followable_zaken() -> QuerySet[Zaak]:
    """Those that can be followed without a login."""
    return visible_zaken().exclude(zaaktype__volgen=VolgNiveau.UIT)


def own_zaken(persoon_hmac: str) -> QuerySet[Zaak]:
    """The zaken of a person who proved who it is; none for nobody."""
    return (
        visible_zaken().filter(inzending__persoon_hmac=persoon_hmac) if persoon_hmac else Zaak.objects.none()
    )


def look_up(*, reference: str, code: str) -> Zaak | None:
    """The zaak of a typed reference and code, or None: unknown, wrong, malformed and not to be followed look the same.

    The same work is done in each case: two queries and one comparison in constant time.
    """
    zaak = followable_zaken().filter(identificatie=as_reference(reference) or "-").first()
    stored = zaak.inzending.code_hash if zaak is not None else _NOBODY
    matches = hmac.compare_digest(stored, hash_code(code))
    return zaak if zaak is not None and matches else None


def code_suffices(zaak: Zaak) -> bool:
    """Whether a one-time code opens the whole zaak: what was sent with a login, only that login opens."""
    return not needs_login(zaak.inzending)


def documents_of(rights: Rights) -> list[Zaakinformatieobject]:
    """The documents that this person may download: meant for the resident, checked, and not too secret.

    Also those that stand in the ZGW backend alone (no `bijlage`); they go with the answers when those are destroyed.
    """
    if not rights.documents:
        return []
    here = Q(bijlage__state=BijlageState.GOEDGEKEURD)
    if rights.zaak.inzending.state != InzendingState.VERNIETIGD:
        here |= Q(bijlage__isnull=True) & ~Q(zgw_url="")
    found = Zaakinformatieobject.objects.select_related("bijlage").filter(
        here,
        zaak=rights.zaak,
        voor_inwoner=True,
        vertrouwelijkheidaanduiding__in=allowed_levels(),
    )
    return list(found)


def document_of(rights: Rights, uuid: UUID) -> Zaakinformatieobject | None:
    """One of `documents_of`, or None."""
    return next((document for document in documents_of(rights) if document.uuid == uuid), None)


def timeline(zaak: Zaak) -> list[dict[str, Any]]:
    """The statussen for the owner, as components/timeline.html takes them.

    What was, what is now, and of what comes only the second and the last: whether the others come depends on
    the zaak.
    """
    found = list(zaak.statussen.select_related("statustype"))
    rows: list[dict[str, Any]] = []
    for status in found:
        current = status is found[-1]
        texts = [status.statustype.statustekst if current else "", status.statustoelichting]
        rows.append(
            {
                "naam": status.statustype.omschrijving,
                "staat": "nu" if current and not status.statustype.is_eindstatus else "klaar",
                "datum": timezone.localtime(status.datum_status_gezet),
                "toelichting": "\n".join(text for text in texts if text),
            }
        )
    coming = list(zaak.next_statustypen())
    shown = coming[:1] if len(found) == 1 else []
    shown += [statustype for statustype in coming if statustype.is_eindstatus and statustype not in shown]
    rows += [{"naam": statustype.omschrijving, "staat": "straks"} for statustype in shown]
    return rows
