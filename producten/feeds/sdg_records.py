"""PURE: the shape of a product text for the SDG entry service (sdg-invoervoorziening, contract 1.8.3).

Limits and rules are those of the contract: a title of at most 150 characters, addresses of at most 1,000 that begin
with https://, and explanations only where the answer to "do you offer this?" asks for one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TALEN = ("nl", "en")
MAX_TITEL = 150
MAX_URL = 1000

# Our section -> the field of the service. What has no field of its own stands in the main text, under its heading.
VELDEN: dict[str, str] = {
    "inleiding": "tekst",
    "aanvragen": "procedureBeschrijving",
    "nodig": "bewijs",
    "voorwaarden": "vereisten",
    "kosten": "kostenEnBetaalmethoden",
    "termijn": "uitersteTermijn",
    "bezwaar": "bezwaarEnBeroep",
    "geen_reactie": "wtdBijGeenReactie",
    "bijzonderheden": "tekst",
    "contact": "tekst",
}
_TEKSTEN = (
    *("titel", "tekst", "procedureBeschrijving", "bewijs", "vereisten", "bezwaarEnBeroep"),
    *("kostenEnBetaalmethoden", "uitersteTermijn", "wtdBijGeenReactie"),
    *("productAanwezigToelichting", "productValtOnderToelichting"),
)


@dataclass(frozen=True, slots=True)
class SdgLink:
    """An address with its label."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SdgVertaling:
    """The texts in one language: `teksten` that are not empty by the names of the service, Markdown but the title."""

    taal: str
    teksten: Mapping[str, str]
    links: tuple[SdgLink, ...] = ()
    procedure_link: SdgLink = SdgLink("", "")

    def to_payload(self) -> dict[str, Any]:
        """As the service takes it."""
        return {
            "taal": self.taal,
            **{name: self.teksten.get(name, "") for name in _TEKSTEN},
            "links": [{"label": link.label, "url": link.url} for link in self.links],
            "procedureLink": {"label": self.procedure_link.label, "url": self.procedure_link.url},
        }

    @classmethod
    def from_payload(cls, data: Mapping[str, Any]) -> SdgVertaling:
        """As the service gives it back; what it adds itself (datumWijziging) is left out."""
        link = data.get("procedureLink") or {}
        return cls(
            taal=str(data.get("taal", "")),
            teksten={name: str(data[name]) for name in _TEKSTEN if data.get(name)},
            links=tuple(SdgLink(one.get("label", ""), one.get("url", "")) for one in data.get("links") or []),
            procedure_link=SdgLink(link.get("label") or "", link.get("url") or ""),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SdgProduct:
    """A product for one doelgroep of the service ("eu-burger", "eu-bedrijf").

    `aanwezig` whether we offer it; `valt_onder` the national name of the product it is part of ("" when none);
    `locaties` names of counters; `publicatie_datum` "" is a concept.
    """

    upn_uri: str
    upn_label: str
    doelgroep: str
    organisatie_uri: str
    organisatie_label: str
    vertalingen: tuple[SdgVertaling, ...]
    aanwezig: bool = True
    valt_onder: str = ""
    locaties: tuple[str, ...] = ()
    publicatie_datum: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What makes a product one of its kind at the service: the national name and the doelgroep."""
        return self.upn_uri, self.doelgroep

    def to_payload(self) -> dict[str, Any]:
        """The body of a POST on /producten."""
        return {
            "upnLabel": self.upn_label,
            "upnUri": self.upn_uri,
            "publicatieDatum": self.publicatie_datum or None,
            "productAanwezig": self.aanwezig,
            "productValtOnder": {"upnUri": self.valt_onder} if self.valt_onder else None,
            "doelgroep": self.doelgroep,
            "verantwoordelijkeOrganisatie": {
                "owmsIdentifier": self.organisatie_uri,
                "owmsPrefLabel": self.organisatie_label,
            },
            "bevoegdeOrganisatie": None,
            "locaties": [{"naam": naam} for naam in self.locaties],
            "vertalingen": [vertaling.to_payload() for vertaling in self.vertalingen],
        }

    @classmethod
    def from_payload(cls, data: Mapping[str, Any]) -> SdgProduct:
        """A product as the service gives it back."""
        organisatie = data.get("verantwoordelijkeOrganisatie") or {}
        valt_onder = data.get("productValtOnder") or {}
        vertalingen = (SdgVertaling.from_payload(one) for one in data.get("vertalingen") or [])
        return cls(
            upn_uri=str(data.get("upnUri") or ""),
            upn_label=str(data.get("upnLabel") or ""),
            doelgroep=str(data.get("doelgroep") or ""),
            organisatie_uri=str(organisatie.get("owmsIdentifier") or ""),
            organisatie_label=str(organisatie.get("owmsPrefLabel") or ""),
            vertalingen=tuple(sorted(vertalingen, key=_order)),
            aanwezig=data.get("productAanwezig") is not False,
            valt_onder=str(valt_onder.get("upnUri") or ""),
            locaties=tuple(str(one.get("naam") or "") for one in data.get("locaties") or []),
            publicatie_datum=str(data.get("publicatieDatum") or "")[:10],
        )


@dataclass(frozen=True, slots=True)
class Verschil:
    """One field that would change: its name ("nl: kostenEnBetaalmethoden"), what is there and what comes."""

    veld: str
    nu: str
    straks: str


@dataclass(slots=True)
class SdgPlan:
    """What pushing would do: products that are new, changed with their differences, and the same."""

    nieuw: list[SdgProduct] = field(default_factory=list)
    anders: list[tuple[SdgProduct, list[Verschil]]] = field(default_factory=list)
    gelijk: list[SdgProduct] = field(default_factory=list)

    @property
    def to_send(self) -> list[SdgProduct]:
        """What must be sent, new ones first."""
        return [*self.nieuw, *(product for product, _differences in self.anders)]


def make_plan(ours: list[SdgProduct], theirs: list[SdgProduct], *, publish: bool) -> SdgPlan:
    """Compare what we have with what the service has; the date counts only when publishing a concept."""
    known = {product.key: product for product in theirs}
    plan = SdgPlan()
    for product in ours:
        other = known.get(product.key)
        if other is None or not other.vertalingen:
            plan.nieuw.append(product)
        elif differences := compare(other, product, publish=publish):
            plan.anders.append((product, differences))
        else:
            plan.gelijk.append(product)
    return plan


def compare(theirs: SdgProduct, ours: SdgProduct, *, publish: bool = False) -> list[Verschil]:
    """Field by field, in the order of the service."""
    pairs = [
        ("productAanwezig", _yes_no(theirs.aanwezig), _yes_no(ours.aanwezig)),
        ("productValtOnder", theirs.valt_onder, ours.valt_onder),
        ("locaties", ", ".join(sorted(theirs.locaties)), ", ".join(sorted(ours.locaties))),
    ]
    if publish and not theirs.publicatie_datum:
        pairs.append(("publicatieDatum", "concept", ours.publicatie_datum))
    known = {vertaling.taal: _flat(vertaling) for vertaling in theirs.vertalingen}
    for vertaling in ours.vertalingen:
        before = known.get(vertaling.taal, {})
        after = _flat(vertaling)
        pairs += [(f"{vertaling.taal}: {name}", before.get(name, ""), text) for name, text in after.items()]
    return [Verschil(name, nu, straks) for name, nu, straks in pairs if nu != straks]


def _flat(vertaling: SdgVertaling) -> dict[str, str]:
    link = vertaling.procedure_link
    return {
        **{name: vertaling.teksten.get(name, "") for name in _TEKSTEN},
        "links": ", ".join(f"{one.label} ({one.url})" for one in vertaling.links),
        "procedureLink": f"{link.label} ({link.url})" if link.url else "",
    }


def _yes_no(value: bool) -> str:
    return "ja" if value else "nee"


def _order(vertaling: SdgVertaling) -> int:
    return TALEN.index(vertaling.taal) if vertaling.taal in TALEN else len(TALEN)
