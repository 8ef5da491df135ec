"""PURE: the shape of one product in Samenwerkende Catalogi 4.0, and its names in the XML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

OVERHEIDPRODUCT = "http://standaarden.overheid.nl/product/terms/"
OVERHEID = "http://standaarden.overheid.nl/owms/terms/"
DCTERMS = "http://purl.org/dc/terms/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA = "http://standaarden.overheid.nl/sc/4.0/xsd/sc.xsd"
VERSION = "4.0"

# Prefix in a written feed -> namespace.
PREFIXES = {"overheidproduct": OVERHEIDPRODUCT, "overheid": OVERHEID, "dcterms": DCTERMS, "xsi": XSI}

TYPE = "productbeschrijving"
DOELGROEPEN = ("particulier", "ondernemer")
ONLINE = ("ja", "nee", "digid")

# Lists of values that an element takes its value from.
SCHEME_TYPE = "overheid:Informatietype"
SCHEME_GEMEENTE = "overheid:Gemeente"
SCHEME_DOELGROEP = "overheid:Doelgroep"
SCHEME_UPN = "overheid:UniformeProductnaam"


class ScError(ValueError):
    """The feed is refused as a whole. `reason` is one Dutch sentence, `line` where in the file (1 = first)."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        self.reason = reason
        self.line = line
        super().__init__(reason if line is None else f"Regel {line}: {reason}")


@dataclass(frozen=True, slots=True)
class Waarde:
    """A value out of a national list: its address there and its name."""

    uri: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScProduct:
    """One scproduct. Texts hold no markup; `audience` comes from DOELGROEPEN, `online_aanvragen` from ONLINE.

    `identifier` is the address of the page, `aanvraag_url` where the application starts ("" when it can't be
    made online), `gerelateerd` the national names of related products, `html` the optional producthtml.
    """

    identifier: str
    title: str
    language: str
    modified: date
    spatial: Waarde
    authority: Waarde
    audience: tuple[str, ...]
    abstract: str
    product_id: str
    online_aanvragen: str
    aanvraag_url: str = ""
    upns: tuple[Waarde, ...] = ()
    gerelateerd: tuple[Waarde, ...] = ()
    html: str = ""
