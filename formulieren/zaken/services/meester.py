"""Whether the local store is where zaken are handled: not so when they go to a ZGW backend."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from formulieren.zaken.models import Zaak, Zgwinstellingen


class ReadCopy(ValidationError):
    """The zaak is handled in the ZGW backend: here it is a copy to read."""


def local_is_master() -> bool:
    """Whether employees handle zaken here. One query."""
    return not Zgwinstellingen.load().aan


def check_master() -> None:
    """Raises ReadCopy, with what to do, when zaken are handled elsewhere."""
    if not local_is_master():
        raise ReadCopy(_("Deze zaak behandelt u in het zaaksysteem. Hier kunt u de zaak alleen lezen."))


def lock_zaak(zaak: Zaak, *, is_open: bool = True) -> Zaak:
    """The zaak as it is now, locked until the transaction of the caller ends.

    Raises ReadCopy, and ValidationError for a closed zaak unless `is_open` is False.
    """
    check_master()
    locked = Zaak.objects.select_for_update(of=("self",)).select_related("zaaktype").get(pk=zaak.pk)
    if is_open and locked.einddatum is not None:
        raise ValidationError(_("Deze zaak is al klaar. U kunt er niets meer aan veranderen."))
    return locked


class ChangedMeanwhile(ValidationError):
    """A colleague was first: what the employee saw is no longer so."""
