"""Plans what must be written to the ZGW backend: one outbox row per call, each after what it needs."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from formulieren.inzendingen.models import Inzending, OutboxItem
from formulieren.inzendingen.outbox import add
from formulieren.zaken.client import DOCUMENTEN, ZAKEN
from formulieren.zaken.mapping.regels import Koppeling
from formulieren.zaken.models import Status, Zaak
from formulieren.zaken.zgw import kinds


def plan_zaak(zaak: Zaak, *, koppeling: Koppeling) -> OutboxItem:
    """Writes all rows for a new zaak, in the caller's transaction; the row of the zaak itself.

    zaak -> rol, each eigenschap, each zaakobject, each document -> its link, and the first status. A constant
    number of queries.
    """
    inzending = zaak.inzending
    first = add(inzending=inzending, kind=kinds.ZAAK)
    tasks = [(kinds.ROL, "initiator")]
    tasks += [(kinds.EIGENSCHAP, str(pk)) for pk in zaak.eigenschappen.values_list("pk", flat=True)]
    tasks += [(kinds.ZAAKOBJECT, str(pk)) for pk in zaak.objecten.values_list("pk", flat=True)]
    tasks += [(kinds.STATUS, str(pk)) for pk in zaak.statussen.values_list("pk", flat=True)]
    documents = [str(pk) for pk in zaak.documenten.values_list("pk", flat=True)]
    if koppeling.informatieobjecttype:
        documents.append(kinds.BEWIJS)
    rows = _add_all(inzending, [*tasks, *((kinds.DOCUMENT, key) for key in documents)], [first])
    sent = [row for row in rows if row.kind == kinds.DOCUMENT]
    _add_all(inzending, [(kinds.KOPPELING, row.key) for row in sent], sent)
    return first


def plan_status(status: Status) -> None:
    """A status that was set here after the first one (the resident took the request back), with its result. Once.

    Needs the scope `zaken.statussen.toevoegen`.
    """
    with transaction.atomic():
        inzending = status.zaak.inzending
        before = _zaak_row(inzending)
        first = OutboxItem.objects.filter(inzending=inzending, kind=kinds.STATUS).order_by("-pk").first()
        if status.statustype.is_eindstatus and hasattr(status.zaak, "resultaat"):
            before = _once(inzending, kinds.RESULTAAT, str(status.zaak.resultaat.pk), first or before)
        elif first is not None:
            before = first
        _once(inzending, kinds.STATUS, str(status.pk), before)


def _once(inzending: Inzending, kind: str, key: str, after: OutboxItem | None) -> OutboxItem:
    known = OutboxItem.objects.filter(inzending=inzending, kind=kind, key=key).first()
    return known or add(inzending=inzending, kind=kind, key=key, after=after)


def _zaak_row(inzending: Inzending) -> OutboxItem | None:
    return OutboxItem.objects.filter(inzending=inzending, kind=kinds.ZAAK).first()


def _add_all(
    inzending: Inzending, tasks: Sequence[tuple[str, str]], after: Sequence[OutboxItem]
) -> list[OutboxItem]:
    """One INSERT for all; each after the row of its place, or all after the only one."""
    rows = [
        OutboxItem(
            inzending=inzending,
            kind=kind,
            key=key,
            after=after[place] if len(after) == len(tasks) else after[0],
            service=DOCUMENTEN if kind == kinds.DOCUMENT else ZAKEN,
        )
        for place, (kind, key) in enumerate(tasks)
    ]
    return OutboxItem.objects.bulk_create(rows)
