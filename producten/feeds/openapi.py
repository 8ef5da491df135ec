"""The description of the API as OpenAPI 3.1; a test holds every answer against it."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from producten.blocks import SECTIES
from producten.feeds.api_filters import MOST_PER_PAGE, PER_PAGE
from producten.keuzes import Aanbod, Doelgroep, Kanaal, LoginMiddel, VerbandSoort

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
ADDRESS: Schema = {"type": "string", "format": "uri"}
MAYBE_ADDRESS: Schema = {"type": ["string", "null"], "format": "uri"}
WHOLE: Schema = {"type": "integer", "minimum": 0}
YES_NO: Schema = {"type": "boolean"}


def describe(root_url: str) -> dict[str, Any]:
    """The whole description, for a site at `root_url`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Producten en diensten",
            "version": "1.0.0",
            "description": "De producten en diensten van de gemeente, zoals ze op de site staan. Alleen om te lezen.",
        },
        "servers": [{"url": root_url or "/"}],
        "paths": {
            "/api/producten/": _get(
                "De producten, met filters", "ProductLijst", FILTERS, {"400": "Probleem"}
            ),
            "/api/producten/{id}/": _get(
                "Eén product", "Product", [_ID], {"404": "Probleem", "400": "Probleem"}
            ),
            "/api/themas/": _get("De thema's", "ThemaLijst", [], {}),
            "/api/openapi.json": _get("Deze beschrijving", "Beschrijving", [], {}),
        },
        "components": {"schemas": SCHEMAS},
    }


def _object(**properties: Schema) -> Schema:
    """Every property is always there, and there are no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _values(values: list[str]) -> Schema:
    return {"type": "string", "enum": values}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _param(name: str, description: str, schema: Schema) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


def _get(summary: str, answer: str, parameters: list[Any], errors: dict[str, str]) -> dict[str, Any]:
    responses: dict[str, Any] = {
        "200": {
            "description": "Gelukt",
            "headers": {"ETag": {"schema": TEXT}},
            "content": {"application/json": {"schema": _ref(answer)}},
        },
        "304": {"description": "U hebt dit al: de ETag bij If-None-Match is dezelfde."},
    }
    for status, schema in {**errors, "429": "Probleem"}.items():
        content = {"application/problem+json": {"schema": _ref(schema)}}
        responses[status] = {"description": "Wat er niet klopt", "content": content}
    return {"get": {"summary": summary, "parameters": parameters, "responses": responses}}


TAAL = _values([code for code, _naam in settings.LANGUAGES])
_ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1}}
FILTERS = [
    _param("doelgroep", "Voor wie het product is", _values(list(Doelgroep.values))),
    _param("thema", "De korte naam van een thema, zie /api/themas/", TEXT),
    _param("upn", "Een naam uit de Uniforme Productnamenlijst, of het adres ervan", TEXT),
    _param("kanaal", "Producten met een route langs dit kanaal", _values(list(Kanaal.values))),
    _param(
        "gewijzigd_sinds",
        "Gepubliceerd op of na deze dag of dit moment",
        {"type": "string", "anyOf": [{"format": "date"}, {"format": "date-time"}]},
    ),
    _param(
        "q",
        "Woorden in titel, antwoord, trefwoorden, synoniemen of UPL-naam; ze moeten er alle in staan",
        TEXT,
    ),
    _param("taal", "De taal van de producten", TAAL),
    _param("pagina", "De hoeveelste pagina", {"type": "integer", "minimum": 1, "default": 1}),
    _param(
        "per_pagina",
        "Hoeveel producten op een pagina",
        {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE},
    ),
]

_UPN = _object(uri=ADDRESS, naam=TEXT)
_THEMA = _object(slug=TEXT, naam=TEXT)
_SUMMARY: dict[str, Schema] = {
    "id": {"type": "integer", "minimum": 1},
    "url": ADDRESS,
    "api": ADDRESS,
    "titel": TEXT,
    "taal": TAAL,
    "kort": TEXT,
    "aanbod": _values(list(Aanbod.values)),
    "doelgroepen": _list(_values(list(Doelgroep.values))),
    "themas": _list(_THEMA),
    "upns": _list(_UPN),
    "kanalen": _list(_values(list(Kanaal.values))),
    "online_aanvragen": _values(["ja", "nee", "digid"]),
    "aanvraag_url": MAYBE_ADDRESS,
    "gewijzigd": {"type": ["string", "null"], "format": "date-time"},
}
_ORGANISATIE: Schema = {**_object(naam=TEXT, owms_uri=TEXT, website=TEXT), "type": ["object", "null"]}
_LOCATIE: Schema = {**_object(titel=TEXT, url=ADDRESS, adres=TEXT), "type": ["object", "null"]}
_ROUTE = _object(
    kanaal=_values(list(Kanaal.values)),
    naam=TEXT,
    wat_doet_u=TEXT,
    meenemen=TEXT,
    kosten=TEXT,
    bedragen=_list(_object(keuze=TEXT, bedrag=TEXT, vanaf={"type": "string", "format": "date"})),
    duur=TEXT,
    tijden=TEXT,
    voordeel=TEXT,
    logins=_list(_values(list(LoginMiddel.values))),
    machtigen=YES_NO,
    telefoonnummer=TEXT,
    emailadres=TEXT,
    adres=TEXT,
    url=MAYBE_ADDRESS,
    locatie=_LOCATIE,
)
SCHEMAS: dict[str, Schema] = {
    "Samenvatting": _object(**_SUMMARY),
    "ProductLijst": _object(
        aantal=WHOLE,
        pagina={"type": "integer", "minimum": 1},
        paginas=WHOLE,
        volgende=MAYBE_ADDRESS,
        vorige=MAYBE_ADDRESS,
        resultaten=_list(_ref("Samenvatting")),
    ),
    "Product": _object(
        **_SUMMARY,
        aanbod_toelichting=TEXT,
        productgroep=_object(titel=TEXT, url=ADDRESS),
        trefwoorden=_list(TEXT),
        synoniemen=_list(TEXT),
        verantwoordelijke_organisatie=_ORGANISATIE,
        uitvoerende_organisatie=_ORGANISATIE,
        routes=_list(_ROUTE),
        secties=_list(
            _object(
                soort=_values(list(SECTIES)),
                titel=TEXT,
                tekst={"type": "string", "contentMediaType": "text/markdown"},
            )
        ),
        grondslagen=_list(_object(naam=TEXT, url=TEXT)),
        verbanden=_list(_object(soort=_values(list(VerbandSoort.values)), id=WHOLE, titel=TEXT, api=ADDRESS)),
        talen=_list(_object(taal=TAAL, url=ADDRESS, api=ADDRESS)),
    ),
    "ThemaLijst": _object(resultaten=_list(_object(slug=TEXT, naam=TEXT, omschrijving=TEXT))),
    "Beschrijving": {"type": "object", "required": ["openapi", "info", "paths"]},
    "Probleem": {
        "type": "object",
        "properties": {
            "type": TEXT,
            "title": TEXT,
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": TEXT,
            "fouten": _list(_object(veld=TEXT, melding=TEXT)),
        },
        "required": ["type", "title", "status", "detail"],
        "additionalProperties": False,
    },
}
