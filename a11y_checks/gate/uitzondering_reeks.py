"""One decision for a set of imported pages: asked, signed by a second person, 90 days, and then it is over."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from a11y_checks.gate.oordeel import open_questions
from a11y_checks.gate.refusal import PublishRefused, refused_unchecked
from a11y_checks.gate.uitzondering import DECIDE, fingerprint_of
from a11y_checks.gate.uitzondering_berichten import tell_deciders, tell_requester
from a11y_checks.gate.uitzondering_besluit import (
    MAX_TEXT,
    TRANSITIONS,
    change_status,
    check_second_person,
    end_problems,
)
from a11y_checks.gate.uitzondering_einde import solve
from a11y_checks.gate.uitzondering_errors import (
    UitzonderingConflict,
    UitzonderingInvalid,
    UitzonderingNotAllowed,
    already_decided,
)
from a11y_checks.gate.uitzondering_import import refused_for_reeks
from a11y_checks.gate.verdict import audit_page
from a11y_checks.models import Uitzondering, UitzonderingReeks, UitzonderingStatus
from a11y_checks.rules.base import Bevinding, Niveau

logger = logging.getLogger("loket.gate")

MAX_REEKS_DAYS = 90
ASK_REEKS = "a11y_checks.add_uitzonderingreeks"


@transaction.atomic
def create_reeks(
    *, naam: str, pages: Iterable[Page], reason: str, ends_on: dt.date, user: Any
) -> UitzonderingReeks:
    """Ask for one uitzondering for all these imported pages, until and with `ends_on`.

    Raises UitzonderingNotAllowed, or UitzonderingInvalid: also when one page is not an imported one.
    """
    if not user.has_perm(ASK_REEKS):
        raise UitzonderingNotAllowed(_("U mag geen uitzondering voor een reeks pagina's vragen."))
    chosen = {page.pk: page for page in pages}
    problems = end_problems(ends_on, MAX_REEKS_DAYS)
    if not naam.strip():
        problems["naam"] = _("Geef de reeks een naam.")
    if not reason.strip() or len(reason) > MAX_TEXT:
        problems["reason"] = _("Schrijf in hoogstens %(number)d tekens waarom dit nodig is.") % {
            "number": MAX_TEXT
        }
    if not chosen:
        problems["pages"] = _("Er is geen pagina die in de reeks mag.")
    elif refused := refused_for_reeks(chosen):
        lines = [f"{chosen[pk].title} {why}" for pk, why in list(refused.items())[:5]]
        problems["pages"] = _("Niet elke pagina mag in de reeks: %(pages)s.") % {"pages": "; ".join(lines)}
    if problems:
        raise UitzonderingInvalid(problems)
    reeks = UitzonderingReeks.objects.create(
        naam=naam.strip()[:200], reason=reason.strip(), ends_on=ends_on, requested_by=user
    )
    Uitzondering.objects.bulk_create(
        Uitzondering(
            page_id=pk,
            reeks=reeks,
            reason=reeks.reason,
            ends_on=ends_on,
            requested_by=user,
            cause=reeks.reason,
            measure=_("Wij lossen de fouten op deze pagina's een voor een op."),
            measure_on=ends_on,
        )
        for pk in chosen
    )
    _note(reeks, "asked", user)
    tell_deciders(reeks)
    return reeks


def approve_reeks(*, reeks: UitzonderingReeks, user: Any) -> UitzonderingReeks:
    """Sign it as the second person. Its pages count from the moment their faults are recorded: see `record_reeksen`.

    Raises UitzonderingNotAllowed, UitzonderingNoSecondPerson or UitzonderingConflict.
    """
    check_second_person(reeks.requested_by_id, user)
    if reeks.ends_on < timezone.localdate():
        raise UitzonderingConflict(_("De einddatum is al voorbij. Vraag om een nieuwe aanvraag."))
    return _change(reeks, UitzonderingStatus.GOEDGEKEURD, user, "approved")


def reject_reeks(*, reeks: UitzonderingReeks, user: Any, reason: str = "") -> UitzonderingReeks:
    """Refuse it as the second person. Raises what `approve_reeks` raises."""
    check_second_person(reeks.requested_by_id, user)
    return _change(reeks, UitzonderingStatus.AFGEWEZEN, user, "rejected", reason.strip())


def withdraw_reeks(*, reeks: UitzonderingReeks, user: Any) -> UitzonderingReeks:
    """End it at once for all its pages: by who asked, or by who may decide."""
    if reeks.requested_by_id != user.pk and not user.has_perm(DECIDE):
        raise UitzonderingNotAllowed(_("U mag deze reeks niet intrekken."))
    return _change(reeks, UitzonderingStatus.INGETROKKEN, user, "withdrawn")


@transaction.atomic
def _change(
    reeks: UitzonderingReeks, status: UitzonderingStatus, user: Any, verb: str, comment: str = ""
) -> UitzonderingReeks:
    """One compare-and-set UPDATE, as for one page. Approved rows follow when their faults are recorded."""
    decision: dict[str, Any] = {}
    if status != UitzonderingStatus.INGETROKKEN:
        decision = {"decided_by": user, "decided_at": timezone.now()}
    standing = UitzonderingReeks.objects.filter(pk=reeks.pk, status__in=TRANSITIONS[status])
    if standing.update(status=status, **decision) != 1:
        raise already_decided()
    if status != UitzonderingStatus.GOEDGEKEURD:
        reeks.uitzonderingen.filter(status__in=TRANSITIONS[status]).update(status=status, **decision)
    reeks.refresh_from_db()
    _note(reeks, verb, user, comment)
    tell_requester(reeks, user)
    return reeks


def unrecorded() -> QuerySet[Uitzondering]:
    """Pages of approved reeksen whose faults are not recorded yet. They are covered by nothing so far."""
    return Uitzondering.objects.filter(
        status=UitzonderingStatus.AANGEVRAAGD,
        reeks__status=UitzonderingStatus.GOEDGEKEURD,
        ends_on__gte=timezone.localdate(),
    ).select_related("reeks", "page")


def record_reeksen(*, limit: int | None = None) -> tuple[int, int]:
    """Look at each page as it was when its reeks was approved, and cover the faults it had then, no later ones.

    Every page by itself and safe to repeat, since an audit takes a browser's time. A page that could not be
    checked waits for the next round. Returns how many pages were recorded, and how many still wait.
    """
    recorded = 0
    for row in unrecorded().order_by("pk")[:limit]:
        try:
            page, faults = _faults_at_approval(row)
        except PublishRefused as problem:
            logger.warning("reeks %s: page %s waits: %s", row.reeks_id, row.page_id, problem.reason)
            continue
        assert row.reeks is not None and row.reeks.decided_by is not None
        if not faults:
            recorded += solve(row)
            continue
        try:
            change_status(
                row,
                UitzonderingStatus.GOEDGEKEURD,
                row.reeks.decided_by,
                "approved",
                decided_by=row.reeks.decided_by,
                decided_at=row.reeks.decided_at,
                fingerprints=[fingerprint_of(page, fault) for fault in faults],
                bevindingen=[fault.to_dict() for fault in faults],
            )
        except UitzonderingConflict:
            continue  # another worker was first, or the reeks was withdrawn meanwhile
        recorded += 1
    return recorded, unrecorded().count()


def _faults_at_approval(row: Uitzondering) -> tuple[Any, list[Bevinding]]:
    """The page as it was at the decision, and what blocked it. Raises PublishRefused when it can't be checked."""
    page = row.page.specific
    assert row.reeks is not None
    revisions = page.revisions.filter(created_at__lte=row.reeks.decided_at)
    if revision := revisions.order_by("-created_at", "-pk").first():
        page = revision.as_object()
    audit = audit_page(page)
    if audit.pk is None:  # static rules only: the browser may find more
        raise refused_unchecked(_("De controle in de browser is nu niet bereikbaar."))
    found = [*page.gate_checks(), *audit.findings]
    return page, [b for b in found if b.niveau is Niveau.BLOCK] + open_questions(page, found)


def _note(reeks: UitzonderingReeks, verb: str, user: Any, comment: str = "") -> None:
    log(
        instance=reeks,
        action=f"a11y_checks.uitzondering_{verb}",
        user=user,
        data={
            "ends_on": reeks.ends_on.isoformat(),
            "pages": reeks.uitzonderingen.count(),
            "reason": reeks.reason,
            "comment": comment,
        },
    )
