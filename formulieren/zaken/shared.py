"""What zaken tell the gate: texts that residents read are checked on saving; no page of the site shows them."""

from __future__ import annotations

from typing import Any

from a11y_checks.gate.shared import register_shared
from formulieren.zaken.models import Resultaattype, Statustype, Zaakinstellingen, Zgwinstellingen


def register() -> None:
    """Called once, when the apps are ready."""
    for model in (Statustype, Resultaattype, Zaakinstellingen, Zgwinstellingen):
        register_shared(model, on_no_page)


def on_no_page(_instance: Any) -> list[int]:
    """Personal pages show them, and those are not audited one by one."""
    return []
