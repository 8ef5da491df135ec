"""Removes what residents wrote a year after the end: a remark may say who somebody is. The totals stay."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from a11y_checks.lezerspanel.errors import LezerspanelError, LezerspanelNotAllowed
from a11y_checks.lezerspanel.results import measure_panel, totals_of
from a11y_checks.lezerspanel.services import may_ask_readers
from a11y_checks.models import Lezerspanel, LezerspanelReactie

#: Days after the last day that answers are kept: long enough to write, publish and look back once.
KEEP_DAYS = 365

REMARK_REMOVED = "a11y_checks.lezerspanel_remark_removed"
_PLACES = ("antwoord", "opmerking")


def purge_reacties(*, today: dt.date | None = None) -> int:
    """Replace the answers of panels that ended KEEP_DAYS ago by their totals; returns how many panels.

    Safe to repeat and to break off: each panel is a transaction of its own.
    """
    last = (today or timezone.localdate()) - dt.timedelta(days=KEEP_DAYS)
    over = Lezerspanel.objects.filter(totalen__isnull=True).filter(
        Q(ends_on__lt=last) | Q(closed_at__date__lt=last)
    )
    numbers = list(over.values_list("pk", flat=True))
    for pk in numbers:
        with transaction.atomic():
            panel = Lezerspanel.objects.select_for_update().get(pk=pk)
            panel.totalen = totals_of(measure_panel(panel))
            panel.save(update_fields=["totalen"])
            panel.reacties.all().delete()
    return len(numbers)


@transaction.atomic
def remove_remark(*, panel: Lezerspanel, user: Any, reactie_id: int, place: str) -> None:
    """Remove one text that a reader typed, because it says who somebody is; the choices stay.

    `place`: the id of a sentence, "antwoord" or "opmerking". Raises LezerspanelNotAllowed, or LezerspanelError when
    there is no such text.
    """
    if not may_ask_readers(panel.page, user):
        raise LezerspanelNotAllowed(_("U mag deze opmerking niet weghalen."))
    reactie = LezerspanelReactie.objects.select_for_update().filter(panel=panel, pk=reactie_id).first()
    if reactie is None or not (
        getattr(reactie, place) if place in _PLACES else reactie.opmerkingen.get(place)
    ):
        raise LezerspanelError(_("Deze opmerking is er niet meer."))
    if place in _PLACES:
        setattr(reactie, place, "")
    else:
        del reactie.opmerkingen[place]
    reactie.save()
    log(
        instance=panel.page.specific_deferred,
        action=REMARK_REMOVED,
        user=user,
        data={"lezerspanel": panel.pk, "ends_on": panel.ends_on.isoformat()},
    )
