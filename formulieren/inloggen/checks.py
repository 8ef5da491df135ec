"""System check: a login that proves nothing never runs in production."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from formulieren.inloggen.registry import middelen


@register
def check_no_demo_login(**_kwargs: Any) -> list[CheckMessage]:
    """An error when production settings allow the demo, or when a demo login is there without it."""
    proef = [middel.naam for middel in middelen() if middel.proef]
    production = str(settings.SETTINGS_MODULE).endswith(".production")
    if settings.LOKET_DEMO_ALLOWED and not production:
        return []
    if not settings.LOKET_DEMO_ALLOWED and not proef:
        return []
    return [
        Error(
            "The demo login would let anybody be anybody.",
            hint="Leave LOKET_DEMO_ALLOWED off in production, and connect a real means to log in.",
            id="formulieren.E001",
        )
    ]
