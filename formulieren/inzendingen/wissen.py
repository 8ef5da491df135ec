"""Service: removes concepts with everything that belongs to them: answers, files, links and mails that wait."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from formulieren.inzendingen.bestanden import purge_files
from formulieren.inzendingen.models import Inzending, InzendingState, OutboxItem


def delete_concepts(concepts: QuerySet[Inzending]) -> int:
    """Deletes these inzendingen as far as they are concepts; the number deleted.

    A mail with a link that still waits goes along: it would lead to nothing. What was sent is never touched.
    """
    with transaction.atomic():
        # The rows' locks first, so that a submit of this very moment is waited for and then left alone.
        rows = concepts.filter(state=InzendingState.CONCEPT).select_for_update(of=("self",)).order_by("pk")
        found = dict(rows.values_list("pk", "uuid"))
        purge_files(list(found.values()))
        OutboxItem.objects.filter(inzending_id__in=found).delete()
        deleted = Inzending.objects.filter(pk__in=found, state=InzendingState.CONCEPT).delete()[1]
    return deleted.get("inzendingen.Inzending", 0)


def wis_concept(inzending: Inzending) -> bool:
    """Removes the concept because the resident asks for it; False when it was sent or gone already."""
    return bool(delete_concepts(Inzending.objects.filter(pk=inzending.pk)))
