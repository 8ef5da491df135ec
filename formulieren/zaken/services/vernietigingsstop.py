"""Service: a person stops the destruction of what a zaak holds, and lifts that again; both with a reason."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.inzendingen.models import InzendingState
from formulieren.zaken.models import Vernietigingsstop, Zaak


def set_stop(*, zaak: Zaak, reden: str, actor: Any) -> Vernietigingsstop:
    """Nothing of this zaak is destroyed until the stop is lifted.

    Raises ValidationError without a reason, when there is a stop already, and when the answers are gone.
    """
    reden = _reason(reden)
    with transaction.atomic():
        # The lock that destroying takes too: a stop that is set holds from this moment on.
        locked = Zaak.objects.select_for_update(of=("self",)).select_related("inzending").get(pk=zaak.pk)
        if locked.inzending.state == InzendingState.VERNIETIGD:
            raise ValidationError(_("De antwoorden van deze zaak zijn al vernietigd."))
        if active_stop(locked) is not None:
            raise ValidationError(_("Deze zaak heeft al een vernietigingsstop."))
        stop = Vernietigingsstop.objects.create(
            zaak=locked, reden=reden, gezet_door=actor if getattr(actor, "pk", None) else None
        )
        _record(locked, actor, "Vernietigingsstop gezet")
    return stop


def lift_stop(*, zaak: Zaak, reden: str, actor: Any) -> bool:
    """The terms count again; False when there was no stop. Raises ValidationError without a reason."""
    reden = _reason(reden)
    with transaction.atomic():
        lifted = Vernietigingsstop.objects.filter(zaak=zaak, opgeheven_op__isnull=True).update(
            opgeheven_op=timezone.now(),
            opgeheven_door=actor if getattr(actor, "pk", None) else None,
            reden_opheffen=reden,
        )
        if lifted:
            _record(zaak, actor, "Vernietigingsstop weggehaald")
    return bool(lifted)


def active_stop(zaak: Zaak) -> Vernietigingsstop | None:
    """The stop that holds now."""
    return zaak.vernietigingsstops.filter(opgeheven_op__isnull=True).select_related("gezet_door").first()


def _reason(text: str) -> str:
    reason = " ".join(text.split())
    if not reason:
        raise ValidationError({"reden": _("Vul in waarom.")})
    if len(reason) > 200:
        raise ValidationError({"reden": _("Gebruik niet meer dan 200 tekens.")})
    return reason


def _record(zaak: Zaak, actor: Any, what: str) -> None:
    """Without the reason, which stands with the stop itself: the logboek keeps no free text."""
    record(actor=actor, handeling=Handeling.CHANGE, onderwerp=f"zaak:{zaak.identificatie}", reden=what)
