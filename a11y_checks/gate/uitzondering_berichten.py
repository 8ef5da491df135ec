"""Who hears what about an uitzondering: writes the mail that the worker sends, in the caller's transaction."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from a11y_checks.gate.teams import contacts_of
from a11y_checks.gate.uitzondering import DECIDE, current_uitzonderingen
from a11y_checks.models import (
    BerichtSoort,
    GateRecord,
    Uitzondering,
    UitzonderingBericht,
    UitzonderingReeks,
    UitzonderingStatus,
)

logger = logging.getLogger("loket.gate")

#: So long before its last day a team hears that an uitzondering ends.
REMIND_BEFORE = dt.timedelta(days=14)


def who_may_decide(requested_by_id: int) -> QuerySet[Any]:
    """The employees who can be the second person and can be reached: active, with the right and an address.

    The owner of the page is among them when the owner has the right; who asked never is.
    """
    users: QuerySet[Any] = get_user_model().objects.with_perm(DECIDE)
    return users.exclude(pk=requested_by_id).exclude(email="").order_by("pk")


def tell_deciders(item: Uitzondering | UitzonderingReeks) -> int:
    """Ask everybody who may decide to look at it. Returns to how many."""
    people = list(who_may_decide(item.requested_by_id).values_list("pk", flat=True))
    if not people:
        logger.warning("%s %s: nobody who may decide can be reached by mail", item._meta.model_name, item.pk)
    return _write(item, BerichtSoort.GEVRAAGD, users=people)


def tell_requester(item: Uitzondering | UitzonderingReeks, user: Any) -> int:
    """Say what became of the request, unless `user`, who did it, asked for it. Returns 1 or 0."""
    if user.pk == item.requested_by_id:
        return 0
    return _write(item, BerichtSoort.BESLUIT, users=[item.requested_by_id], moment=item.status)


def remind_of_ends(today: dt.date | None = None) -> int:
    """Write to team and owner what ends within two weeks, once for each. Returns how many mails that makes.

    Without a team or owner who asked hears it. A page that is live without needing its uitzondering is no news.
    """
    today = today or timezone.localdate()
    soon = {"ends_on__range": (today, today + REMIND_BEFORE)}
    reminded = {"berichten__soort": BerichtSoort.EINDIGT}
    written = 0
    solved = GateRecord.objects.exclude(uitzondering__isnull=False).values("page_id")
    single = current_uitzonderingen().filter(reeks__isnull=True, **soon).exclude(page_id__in=solved)
    for row in single.exclude(**reminded):
        written += _remind(row, [row.page_id])
    signed = UitzonderingReeks.objects.filter(status=UitzonderingStatus.GOEDGEKEURD, **soon)
    for reeks in signed.exclude(**reminded):
        still_open = reeks.uitzonderingen.exclude(status=UitzonderingStatus.INGETROKKEN)
        if ids := list(still_open.values_list("page_id", flat=True)):
            written += _remind(reeks, ids)
    return written


def is_owner(user_id: int, page: Page) -> bool:
    """Whether this person looks after the page: by its team's table, or as its owner in Wagtail."""
    contact = contacts_of([page.pk]).get(page.pk)
    return user_id in {contact.owner_id if contact else None, page.owner_id}


def _remind(item: Uitzondering | UitzonderingReeks, page_ids: list[int]) -> int:
    found = contacts_of(page_ids).values()
    emails = dict.fromkeys(contact.team_email for contact in found if contact.team_email)
    owners = {contact.owner_id for contact in found if contact.owner_id}
    people = list(_reachable(owners)) or ([] if emails else list(_reachable({item.requested_by_id})))
    if not emails and not people:
        people = list(who_may_decide(0).values_list("pk", flat=True))
    return _write(item, BerichtSoort.EINDIGT, users=people, emails=list(emails))


def _reachable(user_ids: Iterable[int | None]) -> QuerySet[Any, int]:
    users = get_user_model().objects.filter(~Q(email=""), is_active=True, pk__in=list(user_ids))
    return users.order_by("pk").values_list("pk", flat=True)


def _write(
    item: Uitzondering | UitzonderingReeks,
    soort: BerichtSoort,
    *,
    users: Sequence[int] = (),
    emails: Sequence[str] = (),
    moment: str = "",
) -> int:
    """One row per reader; a mail that was written before is not written again."""
    name = "reeks" if isinstance(item, UitzonderingReeks) else "uitzondering"
    stem = f"{name}:{item.pk}:{soort}:{moment}"
    rows = [UitzonderingBericht(key=f"{stem}:{pk}", soort=soort, user_id=pk, **{name: item}) for pk in users]
    rows += [
        UitzonderingBericht(key=f"{stem}:{email}"[:320], soort=soort, email=email, **{name: item})
        for email in emails
    ]
    UitzonderingBericht.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
