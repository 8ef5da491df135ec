"""Which pages are imported: brought in from an older website by a script, which says so in the same run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import Page, PageLogEntry

from a11y_checks.gate.uitzondering_errors import UitzonderingInvalid, UitzonderingNotAllowed
from a11y_checks.models import GateRecord, GepubliceerdeVersie, Uitzondering, UitzonderingStatus

IMPORTED = "a11y_checks.page_imported"

# How a person makes a page. Such an entry with a user means: this page is new, whatever a script says later.
_MADE = ("wagtail.create", "wagtail.copy", "wagtail.create_alias", "wagtail.copy_for_translation")


@transaction.atomic
def register_import(*, naam: str, pages: Iterable[Page]) -> int:
    """Note in the history of these pages that they came from an older website; returns how many.

    Only for scripts: in a request of an employee it is refused, so nobody makes a new page old. Raises
    UitzonderingNotAllowed for that, and UitzonderingInvalid with the titles of pages that are not old.
    """
    if get_active_log_context().user is not None:
        raise UitzonderingNotAllowed(_("Alleen een script dat pagina's overzet mag dit bewaren."))
    chosen = list(pages)
    new = _made_by_a_person([p.pk for p in chosen]) | _through_the_gate([p.pk for p in chosen])
    if new:
        titles = ", ".join(page.title for page in chosen if page.pk in new)
        raise UitzonderingInvalid(
            {"pages": _("Deze pagina's zijn niet overgezet: %(titles)s.") % {"titles": titles}}
        )
    known = imported_ids()
    fresh = [page for page in chosen if page.pk not in known]
    for page in fresh:
        log(instance=page.specific_deferred, action=IMPORTED, data={"naam": naam})
    return len(fresh)


def imported_ids(naam: str | None = None) -> set[int]:
    """Primary keys of the imported pages that still exist, all or those of one import."""
    entries = PageLogEntry.objects.filter(action=IMPORTED, page__isnull=False)
    if naam is not None:
        entries = entries.filter(data__naam=naam)
    return set(entries.values_list("page_id", flat=True)) & set(Page.objects.values_list("pk", flat=True))


def list_imports() -> list[tuple[str, int]]:
    """Each import by name, with how many of its pages may still be in a reeks."""
    entries = PageLogEntry.objects.filter(action=IMPORTED, page__isnull=False)
    counts = Counter[str]()
    refused = refused_for_reeks(imported_ids())
    for naam, page_id in entries.values_list("data__naam", "page_id"):
        counts[naam] += page_id not in refused
    return sorted(counts.items())


def refused_for_reeks(page_ids: Iterable[int]) -> dict[int, str]:
    """Why each of these pages can't be in a reeks; pages that can are left out.

    A page can when a script brought it in, no person made it here, it never went live through the gate, and
    it was in no reeks before: 90 days is the most a page ever gets.
    """
    ids = list(page_ids)
    reasons: dict[int, str] = {}
    imported = imported_ids()
    for page_id in ids:
        if page_id not in imported:
            reasons[page_id] = _("is niet overgezet van een oude website")
    for page_id in _made_by_a_person(ids):
        reasons[page_id] = _("is hier nieuw gemaakt")
    for page_id in _through_the_gate(ids):
        reasons[page_id] = _("is al door de controle gekomen")
    for page_id in _had_a_reeks(ids):
        reasons[page_id] = _("zat al in een reeks")
    return reasons


def _made_by_a_person(ids: list[int]) -> set[int]:
    made = PageLogEntry.objects.filter(action__in=_MADE, user_id__isnull=False)
    return set(made.values_list("page_id", flat=True)).intersection(ids)


def _through_the_gate(ids: list[int]) -> set[int]:
    """Live now or ever. The proof ends when a page is taken down; its history and evidence stay."""
    published = PageLogEntry.objects.filter(action__startswith="wagtail.publish")
    shown = {
        *GateRecord.objects.values_list("page_id", flat=True),
        *GepubliceerdeVersie.objects.values_list("page_ref", flat=True),
        *published.exclude(action="wagtail.publish.schedule").values_list("page_id", flat=True),
    }
    return shown.intersection(ids)


def _had_a_reeks(ids: list[int]) -> set[int]:
    refused = (UitzonderingStatus.AFGEWEZEN,)
    rows = Uitzondering.objects.filter(reeks__isnull=False).exclude(status__in=refused)
    # Asked for and taken back before anybody decided costs a page nothing.
    rows = rows.exclude(status=UitzonderingStatus.INGETROKKEN, reeks__decided_at__isnull=True)
    return set(rows.values_list("page_id", flat=True)).intersection(ids)
