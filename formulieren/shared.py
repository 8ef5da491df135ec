"""What the forms tell the gate: a product's online route leads to its formulier."""

from __future__ import annotations

from a11y_checks.gate.shared import pages_using, register_shared
from formulieren.models import FormulierPage


def register() -> None:
    """Called once, when the apps are ready."""
    register_shared(FormulierPage, shown_on)


def shown_on(formulier: FormulierPage) -> list[int]:
    """Its product, and pages that link to it."""
    product = [formulier.product_id] if formulier.product_id is not None else []
    return [*product, *pages_using(formulier)]
