"""System check: without a register of addresses nobody's street is filled in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Info, register

from formulieren.vragen.adressen import has_adressen


@register
def check_adressen(**_kwargs: Any) -> list[CheckMessage]:
    """A remark outside the demo when there is no register: residents then type street and place themselves."""
    if settings.LOKET_DEMO_ALLOWED or has_adressen():
        return []
    return [
        Info(
            "There is no register of addresses: street and place are what residents type.",
            hint="Run load_adressen with a CSV file of the addresses of your area (an extract of the BAG).",
            id="formulieren.I010",
        )
    ]
