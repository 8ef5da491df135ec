"""A product page as schema.org GovernmentService, for search engines: what the page says, in their words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from producten.kanaalroutes import Kanaalroute
from producten.keuzes import Aanbod, Kanaal
from producten.models import Organisatie, ProductPage

# In a script element these could end it or begin something else; in JSON their code means the same.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def service_data(
    page: ProductPage, routes: Iterable[Kanaalroute], *, url: str, gemeente: str
) -> dict[str, Any]:
    """The GovernmentService of `page`, without empty properties.

    Addresses on this site stay paths: a reader resolves them against the address of the page, and the page is the
    same on each machine that serves it.
    """
    provider = _organisation(page.verantwoordelijke_organisatie, gemeente)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": page.title,
        "alternateName": [word.strip() for word in page.synoniemen.split(",") if word.strip()],
        "description": page.kort,
        "url": url,
        "inLanguage": page.locale.language_code,
        "identifier": page.upn.uri if page.upn else "",
        "audience": [{"@type": "Audience", "audienceType": naam} for naam in page.doelgroep_namen()],
        "provider": provider,
        "serviceOperator": _organisation(page.uitvoerende_organisatie, ""),
        "availableChannel": [_channel(route, page) for route in routes],
    }
    if page.aanbod == Aanbod.NEE:
        data.pop("provider")
    return {name: value for name, value in data.items() if value}


def as_script_text(data: dict[str, Any]) -> str:
    """JSON that can stand inside a script element: without a sign that HTML could take for markup."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _organisation(organisatie: Organisatie | None, otherwise: str) -> dict[str, str]:
    if organisatie is not None:
        found = {"name": organisatie.naam, "url": organisatie.website, "sameAs": organisatie.owms_uri}
        return {"@type": "Organization", **{name: value for name, value in found.items() if value}}
    return {"@type": "GovernmentOrganization", "name": otherwise} if otherwise else {}


def _channel(route: Kanaalroute, page: ProductPage) -> dict[str, Any]:
    """One route as ServiceChannel."""
    channel: dict[str, Any] = {
        "@type": "ServiceChannel",
        "name": route.titel,
        "description": route.wat_doet_u,
        "availableLanguage": page.locale.language_code,
        "serviceUrl": route.url,
        "servicePhone": _phone(route.telefoonnummer),
        "serviceLocation": _place(route),
        "servicePostalAddress": _postal(route.adres) if route.kanaal is Kanaal.POST else {},
    }
    return {name: value for name, value in channel.items() if value}


def _phone(number: str) -> dict[str, str]:
    return {"@type": "ContactPoint", "telephone": number} if number else {}


def _place(route: Kanaalroute) -> dict[str, Any]:
    locatie = route.locatie
    if locatie is not None:
        address = {
            "@type": "PostalAddress",
            "streetAddress": f"{locatie.straat} {locatie.huisnummer}",
            "postalCode": locatie.postcode,
            "addressLocality": locatie.plaats,
            "addressCountry": "NL",
        }
        return {"@type": "Place", "name": locatie.title, "address": address}
    if route.adres and route.kanaal is not Kanaal.POST:
        return {"@type": "Place", "address": _postal(route.adres)}
    return {}


def _postal(adres: str) -> dict[str, str]:
    """An address of lines, the last of which is postcode and place (see producten.controle)."""
    lines = [line.strip() for line in adres.splitlines() if line.strip()]
    if len(lines) < 2:
        return {}
    code, _space, place = lines[-1].partition(" ")
    if len(code) == 4:  # "1234 AB Buren"
        letters, _space, place = place.partition(" ")
        code = f"{code} {letters}"
    return {
        "@type": "PostalAddress",
        "streetAddress": ", ".join(lines[:-1]),
        "postalCode": code,
        "addressLocality": place.strip(),
        "addressCountry": "NL",
    }
