"""PURE: what logic must know of a question, whatever its type is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from formulieren.flow.conditions import Waardesoort
from formulieren.flow.schema import FormSchema, VraagSchema


@dataclass(frozen=True, slots=True, kw_only=True)
class VraagFeiten:
    """How conditions see the answers of a question.

    `opties` has the texts by waarde; `minimum` and `maximum` are inclusive, `heel` means whole numbers only.
    `asks` is false for an explanation, `is_tarief` true for a choice of a product with a price, and `contact`
    true when the answer tells how to reach the resident.
    """

    soort: Waardesoort
    opties: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    asks: bool = True
    is_tarief: bool = False
    contact: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    heel: bool = False


FeitenOf = Callable[[VraagSchema], VraagFeiten]


def feiten_by_code(schema: FormSchema, feiten_of: FeitenOf) -> dict[str, VraagFeiten]:
    """The facts of every question of the form."""
    return {vraag.code: feiten_of(vraag) for vraag in schema.vragen()}
