"""Service: consent to electronic replies about a zaak, taken back by its owner."""

from __future__ import annotations

from django.utils import timezone

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.zaken.models import Rol, Zaak


def withdraw_email(*, zaak: Zaak) -> bool:
    """No mail about this zaak from now on (Awb 2:8); False when none was allowed. What was sent stays sent."""
    allowed = Rol.objects.filter(zaak=zaak, email_sinds__isnull=False, email_ingetrokken_op__isnull=True)
    if not allowed.update(email_ingetrokken_op=timezone.now()):
        return False
    record(
        actor=None,
        handeling=Handeling.CHANGE,
        onderwerp=f"zaak:{zaak.identificatie}",
        reden="De inwoner wil geen e-mail meer",
    )
    return True
