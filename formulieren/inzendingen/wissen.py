"""Service: removes inzendingen with everything that belongs to them: answers, files, links and mails that wait."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet

from basis.faults import crash_point
from formulieren.inzendingen.bestanden import purge_files
from formulieren.inzendingen.hervatlink import Hervatlink
from formulieren.inzendingen.models import Antwoord, Inzending, InzendingState, OutboxItem
from formulieren.inzendingen.vernietiging import (
    Vernietiging,
    VernietigingRegel,
    VernietigingSoort,
    hash_kenmerk,
)


def delete_concepts(concepts: QuerySet[Inzending], *, regel: VernietigingRegel) -> int:
    """Deletes these inzendingen as far as they are concepts, and writes the proof; the number deleted.

    A mail with a link that still waits goes along: it would lead to nothing. What was sent is never touched.
    """
    with transaction.atomic():
        # The rows' locks first, so that a submit of this very moment is waited for and then left alone.
        rows = concepts.filter(state=InzendingState.CONCEPT).select_for_update(of=("self",)).order_by("pk")
        found = dict(rows.values_list("pk", "uuid"))
        bestanden = purge_files(list(found.values()))
        delete_tasks(found)
        gone = Inzending.objects.filter(pk__in=found, state=InzendingState.CONCEPT).delete()[1]
        deleted = gone.get("inzendingen.Inzending", 0)
        if deleted:
            Vernietiging.objects.create(
                soort=VernietigingSoort.CONCEPT, regel=regel, aantal=deleted, bestanden=bestanden
            )
    return deleted


def delete_tasks(inzendingen: Collection[int]) -> None:
    """Removes the outbox rows of these inzendingen (primary keys), in the caller's transaction."""
    rows = OutboxItem.objects.filter(inzending_id__in=inzendingen)
    # Rows hold on to the row that goes before them.
    rows.filter(after__isnull=False).update(after=None)
    rows.delete()


def wis_concept(inzending: Inzending) -> bool:
    """Removes the concept because the resident asks for it; False when it was sent or gone already."""
    mine = Inzending.objects.filter(pk=inzending.pk)
    return bool(delete_concepts(mine, regel=VernietigingRegel.INWONER))


def strip_sent(inzending: Inzending, *, regel: VernietigingRegel) -> None:
    """Removes all that a sent inzending holds of the person and writes the proof; the row stays for its zaak.

    In the caller's transaction, which holds the row's lock and knows that it may go. The files leave the disk after
    the commit.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("strip_sent needs the transaction that locks the inzending.")
    mine = Inzending.objects.filter(pk=inzending.pk, state=InzendingState.INGEDIEND)
    changed = mine.update(
        state=InzendingState.VERNIETIGD,
        stappen={},
        laatste_stap="",
        identiteit="",
        hulp="",
        prijsregels=[],
        persoon_geheim="",
        persoon_sleutel_id="",
        persoon_hmac="",
        inlogmiddel="",
    )
    if not changed:
        raise ValueError("Only a sent inzending can be stripped.")
    crash_point("purge:stripped")
    bestanden = purge_files([inzending.uuid])
    crash_point("purge:files-gone")
    Antwoord.objects.filter(inzending_id=inzending.pk).delete()
    Hervatlink.objects.filter(inzending_id=inzending.pk).delete()
    delete_tasks([inzending.pk])
    Vernietiging.objects.create(
        soort=VernietigingSoort.INZENDING,
        regel=regel,
        kenmerk_hash=hash_kenmerk(str(inzending.reference)),
        bestanden=bestanden,
    )
