"""Service: who handles a zaak: taken, handed over, or handed back; of two at the same moment one wins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.zaken.models import Zaak
from formulieren.zaken.services.meester import ChangedMeanwhile, check_master

HANDLE = "zaken.change_zaak"


@dataclass(frozen=True, slots=True)
class Overgedragen:
    """What came of a number of zaken: how many went over, and the kenmerken of those that didn't."""

    gelukt: int
    niet: tuple[str, ...]


def handlers() -> QuerySet[Any]:
    """The employees who may handle a zaak, by name."""
    users: Any = get_user_model()._default_manager
    found: QuerySet[Any] = users.with_perm(HANDLE, backend="django.contrib.auth.backends.ModelBackend")
    return found.order_by("first_name", "last_name", "username")


def name_of(user: Any) -> str:
    """How colleagues know an employee."""
    return str(user.get_full_name() or user.get_username())


def assign(*, zaak: Zaak, behandelaar: Any | None, seen: int | None, actor: Any) -> Zaak:
    """Gives the zaak to `behandelaar` (None: to nobody); `seen` is the primary key of the handler on the screen.

    Raises ReadCopy, ValidationError for a closed zaak or somebody who may not handle any, and ChangedMeanwhile
    when a colleague gave it to another one in between.
    """
    check_master()
    if behandelaar is not None and not handlers().filter(pk=behandelaar.pk).exists():
        raise ValidationError({"behandelaar": _("Deze collega mag geen zaken behandelen. Kies een andere.")})
    with transaction.atomic():
        _move(zaak.pk, behandelaar, seen, actor, zaak.identificatie)
    zaak.behandelaar = behandelaar
    return zaak


def assign_many(
    *, chosen: Iterable[tuple[int, int | None]], behandelaar: Any | None, actor: Any
) -> Overgedragen:
    """Gives each zaak of (primary key, handler on the screen) to `behandelaar`, each by itself.

    Raises ReadCopy and ValidationError before anything is done.
    """
    check_master()
    if behandelaar is not None and not handlers().filter(pk=behandelaar.pk).exists():
        raise ValidationError(_("Deze collega mag geen zaken behandelen. Kies een andere."))
    wanted = dict(chosen)
    names = dict(Zaak.objects.filter(pk__in=wanted).values_list("pk", "identificatie"))
    done, not_done = 0, []
    for pk, identificatie in names.items():
        try:
            with transaction.atomic():
                _move(pk, behandelaar, wanted[pk], actor, identificatie)
        except ValidationError:
            not_done.append(identificatie)
        else:
            done += 1
    return Overgedragen(done, tuple(not_done))


def _move(pk: int, behandelaar: Any | None, seen: int | None, actor: Any, identificatie: str) -> None:
    """The compare-and-set, with its line in the logboek."""
    mine = Zaak.objects.filter(pk=pk, einddatum=None, behandelaar_id=seen)
    if not mine.update(behandelaar=behandelaar):
        raise _why_not(pk)
    to = f"aan {behandelaar.get_username()}" if behandelaar is not None else "aan niemand"
    record(
        actor=actor,
        handeling=Handeling.CHANGE,
        onderwerp=f"zaak:{identificatie}",
        reden=f"Zaak gegeven {to}",
    )


def _why_not(pk: int) -> ValidationError:
    now = Zaak.objects.select_related("behandelaar").get(pk=pk)
    if now.einddatum is not None:
        return ValidationError(_("Deze zaak is al klaar. U kunt er niets meer aan veranderen."))
    if now.behandelaar is None:
        return ChangedMeanwhile(_("Een collega heeft deze zaak net losgelaten. Kijk opnieuw."))
    return ChangedMeanwhile(
        _("Deze zaak is nu van %(naam)s. Overleg met uw collega.") % {"naam": name_of(now.behandelaar)}
    )
