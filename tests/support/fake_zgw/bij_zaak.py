"""What belongs to a zaak: rollen, statussen, resultaten, zaakeigenschappen, zaakobjecten and document links.

The values are looked at first, whether the zaak is closed after that: a repeat is told that it is one, even then.
"""

from __future__ import annotations

import re
from datetime import UTC
from typing import Any

from tests.support.fake_zgw import checks
from tests.support.fake_zgw.auth import need
from tests.support.fake_zgw.messages import Answer, Request
from tests.support.fake_zgw.problems import Problem, denied, invalid
from tests.support.fake_zgw.state import Resource, State, check_params, page_of
from tests.support.fake_zgw.zaken import need_open

SCOPES: dict[str, tuple[str, ...]] = {
    # `zaken.aanmaken` alone makes the zaak, its first status, objects and document links: no rol, no eigenschap.
    "rollen": ("zaken.bijwerken", "zaken.geforceerd-bijwerken"),
    "resultaten": ("zaken.bijwerken", "zaken.geforceerd-bijwerken"),
    "zaakeigenschappen": ("zaken.bijwerken", "zaken.geforceerd-bijwerken"),
    "statussen": ("zaken.aanmaken", "zaken.statussen.toevoegen", "zaken.heropenen"),
    "zaakobjecten": ("zaken.aanmaken", "zaken.bijwerken", "zaken.geforceerd-bijwerken"),
    "zaakinformatieobjecten": ("zaken.aanmaken", "zaken.bijwerken", "zaken.geforceerd-bijwerken"),
}
_BSN = "betrokkeneIdentificatie__natuurlijkPersoon__inpBsn"
FILTERS: dict[str, tuple[str, ...]] = {
    "rollen": ("zaak", "betrokkeneType", "omschrijving", "omschrijvingGeneriek", "roltype", _BSN),
    "statussen": ("zaak", "statustype"),
    "resultaten": ("zaak", "resultaattype"),
    "zaakobjecten": ("zaak", "objectType", "object"),
    "zaakinformatieobjecten": ("zaak", "informatieobject"),
    "zaakeigenschappen": (),
}
# The lists that a real backend gives whole, as an array without pages.
PLAIN = {"zaakinformatieobjecten", "zaakeigenschappen"}


def answer(state: State, request: Request, table: str, key: str, zaak_key: str = "") -> Answer:
    """One call about one of these tables; `zaak_key` for what stands under its zaak in the address."""
    if request.method == "GET":
        need(request, "zaken.lezen")
        return Answer(200, state.get(table, key)) if key else _listed(state, request, table, zaak_key)
    if request.method == "DELETE" and table in {"rollen", "zaakinformatieobjecten"}:
        need(request, "zaken.bijwerken", "zaken.geforceerd-bijwerken")
        need_open(request, state.resolve("zaak", state.get(table, key)["zaak"], "zaken"))
        del state.tables[table][key]
        return Answer(204)
    if request.method != "POST" or key:
        raise Problem(405, "method_not_allowed")
    need(request, *SCOPES[table])
    data = request.json()
    return Answer(201, MAKERS[table](state, request, data))


def _listed(state: State, request: Request, table: str, zaak_key: str) -> Answer:
    query = request.query
    check_params(query, FILTERS[table])
    rows = list(state.tables[table].values())
    if zaak_key:
        zaak = state.get("zaken", zaak_key)
        rows = [row for row in rows if row["zaak"] == zaak["url"]]
    for name, value in query.items():
        if name == _BSN:
            rows = [row for row in rows if (row.get("betrokkeneIdentificatie") or {}).get("inpBsn") == value]
        elif name not in {"page", "pageSize"}:
            rows = [row for row in rows if row.get(name) == value]
    if table in PLAIN:
        return Answer(200, rows)
    return Answer(200, page_of(rows, query, f"{state.root('zaken')}{table}", lambda row: row))


def _zaak(state: State, data: dict[str, Any]) -> Resource:
    return state.resolve("zaak", data["zaak"], "zaken")


def _of_type(state: State, zaak: Resource, name: str, url: Any, table: str) -> Resource:
    kind = state.resolve(name, url, table)
    if kind["zaaktype"] != zaak["zaaktype"]:
        raise invalid(
            name if name == "roltype" else "nonFieldErrors",
            "zaaktype-mismatch",
            f"De {name} hoort niet bij het zaaktype van de zaak.",
        )
    return kind


def make_rol(state: State, request: Request, data: dict[str, Any]) -> Resource:
    """At most one initiator; a BSN passes the eleven-test; somebody must be named in betrokkeneIdentificatie."""
    checks.need_fields(data, "zaak", "betrokkeneType", "roltype")
    kinds = (
        "natuurlijk_persoon",
        "niet_natuurlijk_persoon",
        "vestiging",
        "organisatorische_eenheid",
        "medewerker",
    )
    checks.choice(data, "betrokkeneType", kinds, blank=False)
    checks.max_length(data, roltoelichting=1000)
    zaak = _zaak(state, data)
    roltype = _of_type(state, zaak, "roltype", data["roltype"], "roltypen")
    identity = data.get("betrokkeneIdentificatie") or {}
    if not identity and not data.get("betrokkene"):
        raise invalid(
            "nonFieldErrors", "invalid-betrokkene", "betrokkene or betrokkeneIdentificatie must be provided"
        )
    _check_identity(data["betrokkeneType"], identity)
    _check_contact(data.get("contactpersoonRol"))
    generiek = roltype["omschrijvingGeneriek"]
    if generiek == "initiator" and state.rows("rollen", zaak=zaak["url"], omschrijvingGeneriek=generiek):
        raise invalid("roltype", "max-occurences", "There are already 1 `initiator` occurences")
    need_open(request, zaak)
    return state.add(
        "rollen",
        {
            "zaak": zaak["url"],
            "betrokkene": data.get("betrokkene", ""),
            "betrokkeneType": data["betrokkeneType"],
            "afwijkendeNaamBetrokkene": data.get("afwijkendeNaamBetrokkene", ""),
            "roltype": roltype["url"],
            "omschrijving": roltype["omschrijving"],
            "omschrijvingGeneriek": generiek,
            "roltoelichting": data.get("roltoelichting", ""),
            "registratiedatum": state.now().isoformat(),
            "indicatieMachtiging": data.get("indicatieMachtiging", ""),
            "contactpersoonRol": data.get("contactpersoonRol"),
            "betrokkeneIdentificatie": identity or None,
            "authenticatieContext": data.get("authenticatieContext"),
        },
    )


def _check_identity(kind: str, identity: dict[str, Any]) -> None:
    if kind != "natuurlijk_persoon":
        return
    bsn = identity.get("inpBsn")
    if bsn and not checks.is_eleven(str(bsn)):
        raise invalid("betrokkeneIdentificatie.inpBsn", "invalid", "Onjuist BSN nummer.")
    checks.max_length(identity, geslachtsnaam=200, voorvoegselGeslachtsnaam=80, voorletters=20, voornamen=200)
    address = identity.get("verblijfsadres")
    if address:
        for name in ("aoaIdentificatie", "wplWoonplaatsNaam", "gorOpenbareRuimteNaam", "aoaHuisnummer"):
            if not address.get(name):
                raise invalid(
                    f"betrokkeneIdentificatie.verblijfsadres.{name}", "required", "Dit veld is vereist."
                )


def _check_contact(contact: Any) -> None:
    if not contact:
        return
    if not contact.get("naam"):
        raise invalid("contactpersoonRol.naam", "required", "Dit veld is vereist.")
    email = contact.get("emailadres")
    if email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", email):
        raise invalid("contactpersoonRol.emailadres", "invalid", "Voer een geldig e-mailadres in.")
    if len(contact.get("telefoonnummer") or "") > 20:
        raise invalid("contactpersoonRol.telefoonnummer", "max_length", "Niet meer dan 20 karakters.")


def make_status(state: State, request: Request, data: dict[str, Any]) -> Resource:
    """Never in the future, never twice at the same moment; the eindstatus closes the zaak, if it may be closed."""
    checks.need_fields(data, "zaak", "statustype", "datumStatusGezet")
    checks.max_length(data, statustoelichting=1000)
    zaak = state.resolve("zaak", data["zaak"], "zaken")
    known = state.rows("statussen", zaak=zaak["url"])
    statustype = _of_type(state, zaak, "statustype", data["statustype"], "statustypen")
    moment = checks.as_moment(data, "datumStatusGezet")
    if moment > state.now():
        raise invalid("datumStatusGezet", "date-in-future", "Deze datum mag niet in de toekomst zijn")
    stamp = moment.astimezone(UTC).isoformat()
    if any(row["datumStatusGezet"] == stamp for row in known):
        raise invalid(
            "nonFieldErrors", "unique", "De velden zaak, datumStatusGezet moeten een unieke set zijn."
        )
    if statustype["isEindstatus"]:
        _check_end(state, zaak)
    if known and not request.may("zaken.statussen.toevoegen", "zaken.heropenen"):
        raise denied("Met de 'zaken.aanmaken' scope mag je slechts 1 status zetten")
    if zaak["einddatum"] is not None and not request.may("zaken.heropenen"):
        raise denied("Je mag geen gegevens aanpassen van een gesloten zaak.")
    status = state.add(
        "statussen",
        {
            "zaak": zaak["url"],
            "statustype": statustype["url"],
            "datumStatusGezet": stamp,
            "statustoelichting": data.get("statustoelichting", ""),
            "indicatieLaatstGezetteStatus": True,
            "gezetdoor": data.get("gezetdoor"),
            "zaakinformatieobjecten": [],
        },
    )
    zaak["einddatum"] = moment.date().isoformat() if statustype["isEindstatus"] else None
    return status


def _check_end(state: State, zaak: Resource) -> None:
    if not state.rows("resultaten", zaak=zaak["url"]):
        raise invalid("nonFieldErrors", "resultaat-does-not-exist", "De zaak heeft geen resultaat.")
    for link in state.rows("zaakinformatieobjecten", zaak=zaak["url"]):
        document = state.resolve(
            "informatieobject", link["informatieobject"], "enkelvoudiginformatieobjecten"
        )
        if document["locked"]:
            raise invalid("nonFieldErrors", "informatieobject-locked", "Een document is nog gelocked.")
        if document["indicatieGebruiksrecht"] is None:
            raise invalid(
                "nonFieldErrors",
                "indicatiegebruiksrecht-unset",
                "Er zijn documenten waarvoor `indicatieGebruiksrecht` nog niet gezet is.",
            )


def make_resultaat(state: State, request: Request, data: dict[str, Any]) -> Resource:
    """One for a zaak."""
    checks.need_fields(data, "zaak", "resultaattype")
    checks.max_length(data, toelichting=1000)
    zaak = _zaak(state, data)
    kind = _of_type(state, zaak, "resultaattype", data["resultaattype"], "resultaattypen")
    if state.rows("resultaten", zaak=zaak["url"]):
        raise invalid("zaak", "unique", "Dit veld moet uniek zijn.")
    need_open(request, zaak)
    fields = {"zaak": zaak["url"], "resultaattype": kind["url"], "toelichting": data.get("toelichting", "")}
    return state.add("resultaten", fields)


def make_eigenschap(state: State, request: Request, data: dict[str, Any]) -> Resource:
    """A second value of the same eigenschap is taken: looking first is the caller's work."""
    checks.need_fields(data, "zaak", "eigenschap", "waarde")
    zaak = _zaak(state, data)
    kind = _of_type(state, zaak, "eigenschap", data["eigenschap"], "eigenschappen")
    if not isinstance(data["waarde"], str):
        raise invalid("waarde", "invalid", "Geen geldige string.")
    need_open(request, zaak)
    fields = {
        "zaak": zaak["url"],
        "eigenschap": kind["url"],
        "naam": kind["naam"],
        "waarde": data["waarde"],
    }
    return state.add("zaakeigenschappen", fields, under=zaak["url"])


def make_object(state: State, request: Request, data: dict[str, Any]) -> Resource:
    """A second one that is the same is taken too. `overige` needs objectTypeOverige and its data."""
    checks.need_fields(data, "zaak", "objectType")
    checks.max_length(data, objectTypeOverige=100, relatieomschrijving=80)
    zaak = _zaak(state, data)
    identity = data.get("objectIdentificatie")
    if not data.get("object") and not identity:
        raise invalid(
            "nonFieldErrors", "invalid-zaakobject", "object or objectIdentificatie must be provided"
        )
    if data["objectType"] == "overige":
        if not data.get("objectTypeOverige") and not data.get("objectTypeOverigeDefinitie"):
            raise invalid("objectTypeOverige", "missing-object-type-overige", "Dit veld is vereist.")
        if not data.get("object") and "overigeData" not in (identity or {}):
            raise invalid("objectIdentificatie.overigeData", "required", "Dit veld is vereist.")
    if data["objectType"] == "adres" and identity:
        for name in ("wplWoonplaatsNaam", "gorOpenbareRuimteNaam", "huisnummer"):
            if not identity.get(name):
                raise invalid(f"objectIdentificatie.{name}", "required", "Dit veld is vereist.")
    need_open(request, zaak)
    return state.add(
        "zaakobjecten",
        {
            "zaak": zaak["url"],
            "object": data.get("object", ""),
            "zaakobjecttype": data.get("zaakobjecttype"),
            "objectType": data["objectType"],
            "objectTypeOverige": data.get("objectTypeOverige", ""),
            "objectTypeOverigeDefinitie": data.get("objectTypeOverigeDefinitie"),
            "relatieomschrijving": data.get("relatieomschrijving", ""),
            "objectIdentificatie": identity,
        },
    )


def make_link(state: State, request: Request, data: dict[str, Any]) -> Resource:
    """Once per zaak and document; only here it shows that the zaaktype doesn't know this kind of document.

    A document whose parts are still to come may be linked already.
    """
    checks.need_fields(data, "zaak", "informatieobject")
    checks.max_length(data, titel=200)
    zaak = _zaak(state, data)
    document = state.resolve("informatieobject", data["informatieobject"], "enkelvoudiginformatieobjecten")
    zaaktype = state.resolve("zaaktype", zaak["zaaktype"], "zaaktypen")
    if document["informatieobjecttype"] not in zaaktype["informatieobjecttypen"]:
        raise invalid(
            "nonFieldErrors",
            "missing-zaaktype-informatieobjecttype-relation",
            "Het informatieobjecttype hoort niet bij het zaaktype van de zaak.",
        )
    if state.rows("zaakinformatieobjecten", zaak=zaak["url"], informatieobject=document["url"]):
        raise invalid(
            "nonFieldErrors", "unique", "De velden zaak, informatieobject moeten een unieke set zijn."
        )
    need_open(request, zaak)
    fields = {"object": zaak["url"], "informatieobject": document["url"], "objectType": "zaak"}
    state.add("objectinformatieobjecten", fields)
    return state.add(
        "zaakinformatieobjecten",
        {
            "zaak": zaak["url"],
            "informatieobject": document["url"],
            "aardRelatieWeergave": "Hoort bij, omgekeerd: kent",
            "titel": data.get("titel", ""),
            "beschrijving": data.get("beschrijving", ""),
            "registratiedatum": state.now().isoformat(),
            "vernietigingsdatum": None,
            "status": data.get("status"),
        },
    )


MAKERS = {
    "rollen": make_rol,
    "statussen": make_status,
    "resultaten": make_resultaat,
    "zaakeigenschappen": make_eigenschap,
    "zaakobjecten": make_object,
    "zaakinformatieobjecten": make_link,
}
