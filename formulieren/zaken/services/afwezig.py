"""Service: an employee is away and somebody else sees the zaken meanwhile."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.zaken.models import Afwezigheid
from formulieren.zaken.services.behandelen import handlers

# Who may write down that a colleague is away.
MANAGE = "zaken.change_afwezigheid"
# A replacement who is away too: so many steps, and then it is nobody.
STEPS = 3


def away_on(day: date | None = None) -> dict[int, Afwezigheid]:
    """Who is away on that day (today): primary key of the employee -> the absence with its replacement. One query."""
    on = day or timezone.localdate()
    found = Afwezigheid.objects.filter(begin__lte=on, eind__gte=on).select_related("vervanger", "medewerker")
    return {absence.medewerker_id: absence for absence in found}


def replaced_by(user: Any, *, day: date | None = None) -> list[int]:
    """The primary keys of the colleagues whose zaken `user` sees on that day, because they are away."""
    on = day or timezone.localdate()
    mine = Afwezigheid.objects.filter(vervanger=user, begin__lte=on, eind__gte=on)
    return list(mine.values_list("medewerker_id", flat=True))


def stand_in(user: Any, away: dict[int, Afwezigheid]) -> Any | None:
    """Who looks after the zaken of `user` now: the employee, or the replacement; None when all of them are away."""
    for _step in range(STEPS):
        if user.pk not in away:
            return user
        user = away[user.pk].vervanger
    return None


def may_manage(actor: Any, medewerker: Any) -> bool:
    """Whether `actor` may write down an absence of `medewerker`: everybody their own."""
    return bool(actor.pk == medewerker.pk or actor.has_perm(MANAGE))


@transaction.atomic
def set_absence(*, medewerker: Any, vervanger: Any, begin: date, eind: date, actor: Any) -> Afwezigheid:
    """Writes down that `medewerker` is away from `begin` until and with `eind`.

    Raises PermissionDenied, and ValidationError (fields `vervanger`, `begin`, `eind`).
    """
    if not may_manage(actor, medewerker):
        raise PermissionDenied
    if medewerker.pk == vervanger.pk:
        raise ValidationError({"vervanger": _("Kies een collega als vervanger.")})
    if not handlers().filter(pk=vervanger.pk).exists():
        raise ValidationError({"vervanger": _("Deze collega mag geen zaken behandelen. Kies een andere.")})
    if eind < begin:
        raise ValidationError({"eind": _("De laatste dag is eerder dan de eerste. Kies een latere dag.")})
    if eind < timezone.localdate():
        raise ValidationError({"eind": _("Deze dagen zijn al voorbij. Kies een latere dag.")})
    # The row of the employee is the lock: two absences at the same moment never overlap.
    get_user_model()._default_manager.select_for_update().get(pk=medewerker.pk)
    same = Q(begin__lte=eind, eind__gte=begin)
    if Afwezigheid.objects.filter(same, medewerker=medewerker).exists():
        raise ValidationError({"begin": _("In deze dagen staat al een afwezigheid. Haal die eerst weg.")})
    absence = Afwezigheid.objects.create(medewerker=medewerker, vervanger=vervanger, begin=begin, eind=eind)
    record(
        actor=actor,
        handeling=Handeling.CREATE,
        onderwerp=f"medewerker:{medewerker.pk}",
        reden=f"Afwezig {begin:%d-%m-%Y} tot en met {eind:%d-%m-%Y}, vervanger {vervanger.get_username()}",
    )
    return absence


@transaction.atomic
def end_absence(*, absence: Afwezigheid, actor: Any) -> bool:
    """Removes an absence; whether it was there. Raises PermissionDenied."""
    if not may_manage(actor, absence.medewerker):
        raise PermissionDenied
    deleted, _rows = Afwezigheid.objects.filter(pk=absence.pk).delete()
    if deleted:
        record(
            actor=actor,
            handeling=Handeling.DELETE,
            onderwerp=f"medewerker:{absence.medewerker_id}",
            reden=f"Afwezigheid van {absence.begin:%d-%m-%Y} tot en met {absence.eind:%d-%m-%Y} weggehaald",
        )
    return bool(deleted)
