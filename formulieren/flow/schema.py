"""PURE: the frozen, normalised description of one form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

SCHEMA_VERSION = 1


class SchemaError(ValueError):
    """The description of a form is not acceptable; `path` says where, the message says why (Dutch)."""

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.path = path


def freeze(value: Any) -> Any:
    """`value` (JSON) as a read-only structure: mappings become proxies, lists become tuples."""
    if isinstance(value, Mapping):
        return MappingProxyType({str(key): freeze(item) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return tuple(freeze(item) for item in value)
    return value


def thaw(value: Any) -> Any:
    """The opposite of `freeze`: plain dicts and lists, ready for `json.dumps`."""
    if isinstance(value, Mapping):
        return {key: thaw(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [thaw(item) for item in value]
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class VraagSchema:
    """One question. `code` is unique in the form and never changes; `config` belongs to the type.

    `doel` says why a personal datum is asked, `foutmelding` replaces the text for a missing answer, `bron` is
    where in the editor the question comes from.
    """

    code: str
    type: str
    label: str
    hint: str = ""
    doel: str = ""
    verplicht: bool = True
    foutmelding: str = ""
    config: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    bron: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The question as plain JSON."""
        return {
            "code": self.code,
            "type": self.type,
            "label": self.label,
            "hint": self.hint,
            "doel": self.doel,
            "verplicht": self.verplicht,
            "foutmelding": self.foutmelding,
            "config": thaw(self.config),
            "bron": self.bron,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class StapSchema:
    """One step: a page with its questions, in order."""

    slug: str
    titel: str
    uitleg: str = ""
    vragen: tuple[VraagSchema, ...] = ()
    bron: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The step as plain JSON."""
        return {
            "slug": self.slug,
            "titel": self.titel,
            "uitleg": self.uitleg,
            "vragen": [vraag.to_dict() for vraag in self.vragen],
            "bron": self.bron,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSchema:
    """A whole form, as residents of one FormulierVersie see it.

    `zaaktype` is the identificatie of the zaaktype a submission makes, `dank_tekst` what happens next,
    `andere_kanalen` how to do this without the form.
    """

    titel: str
    stappen: tuple[StapSchema, ...]
    zaaktype: str = ""
    officieel_bericht: bool = False
    dank_tekst: str = ""
    andere_kanalen: str = ""
    schema_version: int = SCHEMA_VERSION

    def stap(self, slug: str) -> StapSchema | None:
        """The step named `slug`, or None."""
        return next((stap for stap in self.stappen if stap.slug == slug), None)

    def vragen(self) -> tuple[VraagSchema, ...]:
        """All questions of all steps, in order."""
        return tuple(vraag for stap in self.stappen for vraag in stap.vragen)

    def to_dict(self) -> dict[str, Any]:
        """The form as plain JSON, always of the newest `schema_version`."""
        return {
            "schema_version": self.schema_version,
            "titel": self.titel,
            "zaaktype": self.zaaktype,
            "officieel_bericht": self.officieel_bericht,
            "dank_tekst": self.dank_tekst,
            "andere_kanalen": self.andere_kanalen,
            "stappen": [stap.to_dict() for stap in self.stappen],
        }

    def canonical_json(self) -> str:
        """One spelling of the JSON for one meaning: sorted keys, no spaces."""
        return json.dumps(self.to_dict(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    def sha256(self) -> str:
        """Hexadecimal SHA-256 of `canonical_json` in UTF-8; equal forms have equal hashes."""
        return hashlib.sha256(self.canonical_json().encode()).hexdigest()
