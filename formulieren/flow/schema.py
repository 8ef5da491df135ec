"""PURE: the frozen, normalised description of one form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from formulieren.flow.toegang import Login

if TYPE_CHECKING:
    from formulieren.flow.conditions import Voorwaarde

SCHEMA_VERSION = 3


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

    `doel` says why a personal datum is asked and `grondslag` by which right (a key of `privacy.Grondslag`);
    `foutmelding` replaces the text for a missing answer, `foutmelding_onjuist` the one for a wrong answer.
    `prefill` names where a known answer may come from ("brp.naam"); with `prefill_aanpassen` it only fills the
    field in, else it takes the place of the question. Without `toon_als` the question is always asked;
    `verplicht_als` makes an optional question required. `bron` is where in the editor the question comes from.
    """

    code: str
    type: str
    label: str
    hint: str = ""
    doel: str = ""
    verplicht: bool = True
    foutmelding: str = ""
    foutmelding_onjuist: str = ""
    grondslag: str = ""
    prefill: str = ""
    prefill_aanpassen: bool = False
    toon_als: Voorwaarde | None = None
    verplicht_als: Voorwaarde | None = None
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
            "foutmelding_onjuist": self.foutmelding_onjuist,
            "grondslag": self.grondslag,
            "prefill": self.prefill,
            "prefill_aanpassen": self.prefill_aanpassen,
            "toon_als": _condition(self.toon_als),
            "verplicht_als": _condition(self.verplicht_als),
            "config": thaw(self.config),
            "bron": self.bron,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class StopSchema:
    """Where a form ends early: when `als` holds after its step, `tekst` explains and the link leads elsewhere."""

    als: Voorwaarde
    titel: str
    tekst: str
    link_tekst: str = ""
    link_url: str = ""
    bron: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The stop as plain JSON."""
        return {
            "als": self.als.to_dict(),
            "titel": self.titel,
            "tekst": self.tekst,
            "link_tekst": self.link_tekst,
            "link_url": self.link_url,
            "bron": self.bron,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ZaaktypeSchema:
    """Another zaaktype than the form's own, for who answers so; the first one that holds counts."""

    als: Voorwaarde
    zaaktype: str
    bron: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The choice as plain JSON."""
        return {"als": self.als.to_dict(), "zaaktype": self.zaaktype, "bron": self.bron}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrijsSchema:
    """A line of the price: a tarief (`tarief` with its choice `keuze`, or the one chosen at question `vraag`).

    `aantal` is the code of the question that says how many, "" for one. The amount is never here: it is read
    from the tarieven on the day of sending. All lines that hold are added up.
    """

    tarief: str = ""
    keuze: str = ""
    vraag: str = ""
    aantal: str = ""
    als: Voorwaarde | None = None
    bron: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The line as plain JSON."""
        return {
            "tarief": self.tarief,
            "keuze": self.keuze,
            "vraag": self.vraag,
            "aantal": self.aantal,
            "als": _condition(self.als),
            "bron": self.bron,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class StapSchema:
    """One step: a page with its questions, in order, and where the form may end after it."""

    slug: str
    titel: str
    uitleg: str = ""
    vragen: tuple[VraagSchema, ...] = ()
    toon_als: Voorwaarde | None = None
    stops: tuple[StopSchema, ...] = ()
    bron: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The step as plain JSON."""
        return {
            "slug": self.slug,
            "titel": self.titel,
            "uitleg": self.uitleg,
            "vragen": [vraag.to_dict() for vraag in self.vragen],
            "toon_als": _condition(self.toon_als),
            "stops": [stop.to_dict() for stop in self.stops],
            "bron": self.bron,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSchema:
    """A whole form, as residents of one FormulierVersie see it.

    `inloggen` says whether residents log in first (a value of `toegang.Login`).
    `zaaktype` is the identificatie of the zaaktype a submission makes unless one of `zaaktype_keuzes` holds,
    `dank_tekst` what happens next, `mail_tekst` what the mail of the receipt says on top, `andere_kanalen` how
    to do this without the form.
    """

    titel: str
    stappen: tuple[StapSchema, ...]
    zaaktype: str = ""
    officieel_bericht: bool = False
    inloggen: str = Login.NIET.value
    dank_tekst: str = ""
    mail_tekst: str = ""
    andere_kanalen: str = ""
    zaaktype_keuzes: tuple[ZaaktypeSchema, ...] = ()
    prijzen: tuple[PrijsSchema, ...] = ()
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
            "inloggen": self.inloggen,
            "dank_tekst": self.dank_tekst,
            "mail_tekst": self.mail_tekst,
            "andere_kanalen": self.andere_kanalen,
            "zaaktype_keuzes": [keuze.to_dict() for keuze in self.zaaktype_keuzes],
            "prijzen": [prijs.to_dict() for prijs in self.prijzen],
            "stappen": [stap.to_dict() for stap in self.stappen],
        }

    def canonical_json(self) -> str:
        """One spelling of the JSON for one meaning: sorted keys, no spaces."""
        return json.dumps(self.to_dict(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    def sha256(self) -> str:
        """Hexadecimal SHA-256 of `canonical_json` in UTF-8; equal forms have equal hashes."""
        return hashlib.sha256(self.canonical_json().encode()).hexdigest()


def _condition(voorwaarde: Voorwaarde | None) -> dict[str, Any] | None:
    return voorwaarde.to_dict() if voorwaarde is not None else None
