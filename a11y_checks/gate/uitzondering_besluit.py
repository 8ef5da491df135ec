"""Asking for an uitzondering, and deciding about it by a second person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from a11y_checks.gate.uitzondering import ASK, DECIDE, fingerprint_of
from a11y_checks.gate.uitzondering_berichten import tell_deciders, tell_requester
from a11y_checks.gate.uitzondering_errors import (
    UitzonderingConflict,
    UitzonderingInvalid,
    UitzonderingNoSecondPerson,
    UitzonderingNotAllowed,
    already_decided,
)
from a11y_checks.models import Lezerspanel, Uitzondering, UitzonderingStatus
from a11y_checks.rules.base import Bevinding, Niveau

#: No uitzondering of one page lasts longer than this.
MAX_DAYS = 365
MAX_TEXT = 2000

#: From which status to which; what is not here can't happen.
TRANSITIONS: dict[UitzonderingStatus, tuple[UitzonderingStatus, ...]] = {
    UitzonderingStatus.GOEDGEKEURD: (UitzonderingStatus.AANGEVRAAGD,),
    UitzonderingStatus.AFGEWEZEN: (UitzonderingStatus.AANGEVRAAGD,),
    UitzonderingStatus.INGETROKKEN: (UitzonderingStatus.AANGEVRAAGD, UitzonderingStatus.GOEDGEKEURD),
}


def is_wcag_failure(bevindingen: Sequence[Bevinding]) -> bool:
    """Whether one of them fails a success criterion; good practice alone does not."""
    return any(bevinding.criteria for bevinding in bevindingen)


@transaction.atomic
def request_uitzondering(
    *,
    page: Any,
    bevindingen: Sequence[Bevinding],
    reason: str,
    ends_on: dt.date | None,
    user: Any,
    cause: str = "",
    effect: str = "",
    measure: str = "",
    measure_on: dt.date | None = None,
    lezerspanel: Lezerspanel | None = None,
) -> Uitzondering:
    """Ask that `page` may be live with these faults and open questions until and with `ends_on`.

    On a WCAG failure cause, effect, measure and its date are needed: the national register asks for them at
    each deviation in the toegankelijkheidsverklaring. `lezerspanel`: what readers of this page said.

    Raises UitzonderingNotAllowed or UitzonderingInvalid.
    """
    page = page.specific
    if not user.has_perm(ASK) or not page.permissions_for_user(user).can_edit():
        raise UitzonderingNotAllowed(_("U mag voor deze pagina geen uitzondering vragen."))
    stopping = [b for b in bevindingen if b.niveau is not Niveau.NOTE]
    texts = {
        "reason": reason.strip(),
        "cause": cause.strip(),
        "effect": effect.strip(),
        "measure": measure.strip(),
    }
    problems = end_problems(ends_on, MAX_DAYS) | _text_problems(texts, measure_on, is_wcag_failure(stopping))
    marks = [fingerprint_of(page, b) for b in stopping]
    if not stopping:
        problems["bevindingen"] = _("Kies minstens één fout.")
    elif _is_waiting(page, marks):
        problems["bevindingen"] = _("Voor een van deze fouten wacht al een aanvraag op een besluit.")
    if lezerspanel is not None and lezerspanel.page_id != page.pk:
        problems["lezerspanel"] = _("Dit lezerspanel ging over een andere pagina.")
    if problems or ends_on is None:
        raise UitzonderingInvalid(problems)
    uitzondering = Uitzondering.objects.create(
        page_id=page.pk,
        requested_by=user,
        ends_on=ends_on,
        fingerprints=marks,
        bevindingen=[b.to_dict() for b in stopping],
        measure_on=measure_on,
        lezerspanel=lezerspanel,
        **texts,
    )
    _note(uitzondering, "asked", user)
    tell_deciders(uitzondering)
    return uitzondering


def end_problems(ends_on: dt.date | None, most_days: int) -> dict[str, str]:
    """What is wrong with an end date: there is none, it has passed, or it lies too far ahead."""
    if ends_on is None:
        return {"ends_on": _("Kies een einddatum.")}
    today = timezone.localdate()
    if ends_on < today:
        return {"ends_on": _("Deze datum is al voorbij. Kies een datum in de toekomst.")}
    if ends_on > today + dt.timedelta(days=most_days):
        return {
            "ends_on": _("Kies een datum binnen %(days)d dagen. Langer mag een uitzondering niet duren.")
            % {"days": most_days}
        }
    return {}


def _text_problems(texts: dict[str, str], measure_on: dt.date | None, wcag: bool) -> dict[str, str]:
    problems = {}
    needed = {"reason": _("Schrijf waarom de pagina nu toch online moet.")}
    if wcag:
        needed |= {
            "cause": _("Schrijf waardoor de fout er is. Dat moet in de toegankelijkheidsverklaring staan."),
            "effect": _("Schrijf wat bezoekers van de fout merken."),
            "measure": _("Schrijf wat u doet om de fout op te lossen."),
        }
        if measure_on is None:
            problems["measure_on"] = _("Vul in wanneer de fout is opgelost.")
    if measure_on is not None and measure_on < timezone.localdate():
        problems["measure_on"] = _("Deze datum is al voorbij. Kies een datum in de toekomst.")
    for name, text in texts.items():
        if len(text) > MAX_TEXT:
            problems[name] = _("Gebruik niet meer dan %(number)d tekens.") % {"number": MAX_TEXT}
        elif name in needed and not text:
            problems[name] = needed[name]
    return problems


def _is_waiting(page: Any, marks: Sequence[str]) -> bool:
    waiting = Uitzondering.objects.filter(
        page_id=page.pk, status=UitzonderingStatus.AANGEVRAAGD, reeks__isnull=True
    )
    return any(set(marks).intersection(found) for found in waiting.values_list("fingerprints", flat=True))


def approve(*, uitzondering: Uitzondering, user: Any) -> Uitzondering:
    """Sign it as the second person: from now the page may go live with these faults until its end.

    Raises UitzonderingNotAllowed, UitzonderingNoSecondPerson, or UitzonderingConflict when somebody else
    decided first or its last day has passed.
    """
    if uitzondering.ends_on < timezone.localdate():
        raise UitzonderingConflict(_("De einddatum is al voorbij. Vraag om een nieuwe aanvraag."))
    return _decide(uitzondering, user, UitzonderingStatus.GOEDGEKEURD, "approved")


def reject(*, uitzondering: Uitzondering, user: Any, reason: str = "") -> Uitzondering:
    """Refuse it as the second person; the reason goes into the page's history. Raises what `approve` raises."""
    return _decide(uitzondering, user, UitzonderingStatus.AFGEWEZEN, "rejected", reason.strip())


def _decide(
    uitzondering: Uitzondering, user: Any, status: UitzonderingStatus, verb: str, comment: str = ""
) -> Uitzondering:
    check_second_person(uitzondering.requested_by_id, user)
    if uitzondering.reeks_id:
        raise UitzonderingNotAllowed(_("Deze uitzondering hoort bij een reeks. Beslis over de hele reeks."))
    return change_status(
        uitzondering, status, user, verb, comment, decided_by=user, decided_at=timezone.now()
    )


def check_second_person(requested_by_id: int, user: Any) -> None:
    """Refuse whoever may not decide, or asked for it. The page's owner may decide."""
    if not user.has_perm(DECIDE):
        raise UitzonderingNotAllowed(_("U mag niet beslissen over uitzonderingen."))
    if requested_by_id == user.pk:
        raise UitzonderingNoSecondPerson


def withdraw(*, uitzondering: Uitzondering, user: Any) -> Uitzondering:
    """End it at once, asked for or approved: by who asked, or by who may decide. The page stays live as it is."""
    if uitzondering.requested_by_id != user.pk and not user.has_perm(DECIDE):
        raise UitzonderingNotAllowed(_("U mag deze uitzondering niet intrekken."))
    if uitzondering.reeks_id:
        raise UitzonderingNotAllowed(_("Deze uitzondering hoort bij een reeks. Trek de hele reeks in."))
    return change_status(uitzondering, UitzonderingStatus.INGETROKKEN, user, "withdrawn")


@transaction.atomic
def change_status(
    uitzondering: Uitzondering,
    status: UitzonderingStatus,
    user: Any,
    verb: str,
    comment: str = "",
    **values: Any,
) -> Uitzondering:
    """One compare-and-set UPDATE and its log entry: of two people at once, one gets UitzonderingConflict."""
    standing = Uitzondering.objects.filter(pk=uitzondering.pk, status__in=TRANSITIONS[status])
    if standing.update(status=status, **values) != 1:
        raise already_decided()
    uitzondering.refresh_from_db()
    _note(uitzondering, verb, user, comment)
    if uitzondering.reeks_id is None:  # who asked for a reeks hears once, not once a page
        tell_requester(uitzondering, user)
    return uitzondering


def _note(uitzondering: Uitzondering, verb: str, user: Any, comment: str = "") -> None:
    """A line in the page's history and in the report of the whole site."""
    log(
        instance=uitzondering.page.specific_deferred,
        action=f"a11y_checks.uitzondering_{verb}",
        user=user,
        data={
            "uitzondering": uitzondering.pk,
            "ends_on": uitzondering.ends_on.isoformat(),
            "faults": len(uitzondering.fingerprints),
            "reason": uitzondering.reason,
            "comment": comment,
        },
    )
