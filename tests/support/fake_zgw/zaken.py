"""Zaken: making one, finding it, and reading it back.

`identificatie` is the caller's own and unique within its bronorganisatie; a repeat is `identificatie-niet-uniek`.
The zaaktype must be published (`not-published`). A geometry is not checked: swapped coordinates and metres are taken.
Fields that the API doesn't know are ignored without a word.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from tests.support.fake_zgw import checks
from tests.support.fake_zgw.auth import LEVELS, Application, need, need_level
from tests.support.fake_zgw.messages import Answer, Request
from tests.support.fake_zgw.problems import Problem, denied, invalid
from tests.support.fake_zgw.state import Resource, State, check_params, page_of

_BSN = "betrokkeneIdentificatie__natuurlijkPersoon__inpBsn"
FILTERS = (
    "identificatie",
    "bronorganisatie",
    "zaaktype",
    "startdatum",
    "startdatum__gte",
    "startdatum__lte",
    "registratiedatum",
    "einddatum__isnull",
    "maximaleVertrouwelijkheidaanduiding",
    "rol__betrokkeneType",
    "rol__omschrijvingGeneriek",
    f"rol__{_BSN}",
    "ordering",
    "expand",
)
FIELDS: dict[str, Any] = {
    "omschrijving": "",
    "toelichting": "",
    "einddatumGepland": None,
    "uiterlijkeEinddatumAfdoening": None,
    "publicatiedatum": None,
    "laatstGeopend": None,
    "communicatiekanaal": "",
    "communicatiekanaalNaam": "",
    "productenOfDiensten": [],
    "betalingsindicatie": "",
    "laatsteBetaaldatum": None,
    "zaakgeometrie": None,
    "verlenging": None,
    "opschorting": None,
    "selectielijstklasse": "",
    "hoofdzaak": None,
    "kenmerken": [],
    "archiefnominatie": None,
    "archiefstatus": "nog_te_archiveren",
    "archiefactiedatum": None,
    "opdrachtgevendeOrganisatie": "",
    "processobjectaard": "",
    "startdatumBewaartermijn": None,
    "processobject": None,
}


def answer(state: State, request: Request, application: Application, key: str) -> Answer:
    """One call about zaken."""
    checks.crs(request)
    match request.method, key:
        case "POST", "":
            need(request, "zaken.aanmaken")
            return Answer(201, shown(state, _create(state, request, application)))
        case "POST", "_zoek":
            need(request, "zaken.lezen")
            return _listed(state, request, application, request.json())
        case "GET", "":
            need(request, "zaken.lezen")
            return _listed(state, request, application, request.query)
        case "GET", _:
            need(request, "zaken.lezen")
            zaak = state.get("zaken", key)
            need_level(application, zaak["vertrouwelijkheidaanduiding"])
            return with_etag(request, _expanded(state, shown(state, zaak), request.query.get("expand", "")))
        case "PATCH", _:
            need(request, "zaken.bijwerken", "zaken.geforceerd-bijwerken")
            return Answer(200, shown(state, _patch(state, request, state.get("zaken", key))))
        case "DELETE", _:
            need(request, "zaken.verwijderen")
            _delete(state, state.get("zaken", key))
            return Answer(204)
    raise Problem(405, "method_not_allowed")


def with_etag(request: Request, body: Resource) -> Answer:
    """200 with an ETag, or 304 when the caller has this one."""
    tag = '"' + hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:32] + '"'
    if request.headers.get("if-none-match") == tag:
        return Answer(304, headers={"ETag": tag})
    return Answer(200, body, {"ETag": tag})


def need_open(request: Request, zaak: Resource) -> None:
    """Nothing is added to a closed zaak."""
    if zaak["einddatum"] is not None and not request.may("zaken.geforceerd-bijwerken"):
        raise denied("Je mag geen gegevens aanpassen van een gesloten zaak.")


def _check(state: State, data: dict[str, Any]) -> None:
    checks.max_length(data, identificatie=40, omschrijving=80, toelichting=1000, communicatiekanaalNaam=250)
    checks.choice(data, "vertrouwelijkheidaanduiding", LEVELS)
    checks.choice(data, "betalingsindicatie", ("nvt", "nog_niet", "gedeeltelijk", "geheel"))
    for name in ("registratiedatum", "startdatum", "einddatumGepland", "uiterlijkeEinddatumAfdoening"):
        checks.as_date(data, name)
    for index, each in enumerate(data.get("kenmerken") or []):
        checks.max_length(each, kenmerk=40, bron=40)
        if not each.get("kenmerk") or not each.get("bron"):
            raise invalid(f"kenmerken.{index}", "required", "Dit veld is vereist.")
    paid = data.get("laatsteBetaaldatum")
    if paid and data.get("betalingsindicatie") == "nvt":
        raise invalid("laatsteBetaaldatum", "betaling-nvt", "Mag niet gezet worden als de indicatie nvt is.")
    if paid and checks.as_moment(data, "laatsteBetaaldatum") > state.now():
        raise invalid("laatsteBetaaldatum", "date-in-future", "Deze datum mag niet in de toekomst zijn")


def _create(state: State, request: Request, application: Application) -> Resource:
    data = request.json()
    checks.need_fields(data, "zaaktype", "bronorganisatie", "verantwoordelijkeOrganisatie", "startdatum")
    for name in ("bronorganisatie", "verantwoordelijkeOrganisatie"):
        checks.rsin(data, name)
    _check(state, data)
    zaaktype = state.resolve("zaaktype", data["zaaktype"], "zaaktypen")
    if zaaktype["concept"]:
        raise invalid("zaaktype", "not-published", "De resource is niet gepubliceerd.")
    level = data.get("vertrouwelijkheidaanduiding") or zaaktype["vertrouwelijkheidaanduiding"]
    need_level(application, level)
    identificatie = data.get("identificatie") or _number(state)
    if state.rows("zaken", bronorganisatie=data["bronorganisatie"], identificatie=identificatie):
        raise invalid(
            "identificatie",
            "identificatie-niet-uniek",
            f"Deze identificatie ({identificatie}) bestaat al voor deze bronorganisatie",
        )
    today = state.now().date().isoformat()
    return state.add(
        "zaken",
        {
            "identificatie": identificatie,
            "bronorganisatie": data["bronorganisatie"],
            "verantwoordelijkeOrganisatie": data["verantwoordelijkeOrganisatie"],
            "zaaktype": data["zaaktype"],
            "startdatum": data["startdatum"],
            "registratiedatum": data.get("registratiedatum") or today,
            "vertrouwelijkheidaanduiding": level,
            "einddatum": None,
            **{name: data.get(name, default) for name, default in FIELDS.items()},
        },
    )


def _number(state: State) -> str:
    state.numbers += 1
    return f"ZAAK-{state.now().year}-{state.numbers:010d}"


def _patch(state: State, request: Request, zaak: Resource) -> Resource:
    need_open(request, zaak)
    data = request.json()
    _check(state, data)
    if data.get("zaaktype", zaak["zaaktype"]) != zaak["zaaktype"]:
        raise invalid("zaaktype", "wijzigen-niet-toegelaten", "Dit veld mag niet gewijzigd worden.")
    changeable = {*FIELDS, "startdatum", "vertrouwelijkheidaanduiding"}
    zaak.update({name: value for name, value in data.items() if name in changeable})
    return zaak


def _delete(state: State, zaak: Resource) -> None:
    for table in (
        "rollen",
        "statussen",
        "resultaten",
        "zaakobjecten",
        "zaakinformatieobjecten",
        "zaakeigenschappen",
    ):
        for row in state.rows(table, zaak=zaak["url"]):
            del state.tables[table][row["uuid"]]
    for key, row in list(state.tables["objectinformatieobjecten"].items()):
        if row["object"] == zaak["url"]:
            del state.tables["objectinformatieobjecten"][key]
    del state.tables["zaken"][zaak["uuid"]]


def shown(state: State, zaak: Resource) -> Resource:
    """A zaak with the addresses of what belongs to it."""

    def urls(table: str) -> list[str]:
        return [row["url"] for row in state.rows(table, zaak=zaak["url"])]

    statuses = sorted(state.rows("statussen", zaak=zaak["url"]), key=lambda row: row["datumStatusGezet"])
    results = urls("resultaten")
    return {
        **zaak,
        "status": statuses[-1]["url"] if statuses else None,
        "resultaat": results[0] if results else None,
        "rollen": urls("rollen"),
        "eigenschappen": urls("zaakeigenschappen"),
        "zaakinformatieobjecten": urls("zaakinformatieobjecten"),
        "zaakobjecten": urls("zaakobjecten"),
        "deelzaken": [],
        "relevanteAndereZaken": [],
        "betalingsindicatieWeergave": "",
    }


def _expanded(state: State, zaak: Resource, expand: str) -> Resource:
    """`expand` puts whole resources beside their addresses, under `_expand`."""
    if not expand:
        return zaak
    tables = {"status": "statussen", "resultaat": "resultaten", "rollen": "rollen", "zaaktype": "zaaktypen"}
    tables |= {"zaakinformatieobjecten": "zaakinformatieobjecten", "zaakobjecten": "zaakobjecten"}
    tables["eigenschappen"] = "zaakeigenschappen"
    found: Resource = {}
    for name in expand.split(","):
        first = name.split(".")[0]
        if first not in tables:
            raise invalid("expand", "invalid_choice", f"{name} is geen geldige keuze.")
        urls = zaak[first] if isinstance(zaak[first], list) else [zaak[first]]
        rows = [row for row in state.tables[tables[first]].values() if row["url"] in urls]
        found[first] = rows if isinstance(zaak[first], list) else next(iter(rows), {})
    return {**zaak, "_expand": found}


def _listed(state: State, request: Request, application: Application, query: dict[str, Any]) -> Answer:
    check_params(query, [*FILTERS, "uuid__in", "zaaktype__in"] if request.method == "POST" else FILTERS)
    most = LEVELS.index(application.max_vertrouwelijkheid)
    rows = [
        zaak
        for zaak in state.tables["zaken"].values()
        if LEVELS.index(zaak["vertrouwelijkheidaanduiding"]) <= most and _matches(state, zaak, query)
    ]
    order = (
        str(query.get("ordering", ""))
        if not isinstance(query.get("ordering"), list)
        else query["ordering"][0]
    )
    if order:
        rows.sort(key=lambda row: row[order.removeprefix("-")] or "", reverse=order.startswith("-"))
    expand = query.get("expand", "")
    expand = ",".join(expand) if isinstance(expand, list) else expand
    paging = {name: str(value) for name, value in query.items() if name in {"page", "pageSize"}}
    paging = paging if request.method == "POST" else {k: str(v) for k, v in query.items()}
    here = f"{state.root('zaken')}zaken" + ("/_zoek" if request.method == "POST" else "")
    return Answer(200, page_of(rows, paging, here, lambda row: _expanded(state, shown(state, row), expand)))


def _matches(state: State, zaak: Resource, query: dict[str, Any]) -> bool:
    for name in ("identificatie", "bronorganisatie", "zaaktype", "startdatum", "registratiedatum"):
        if name in query and zaak[name] != query[name]:
            return False
    if "startdatum__gte" in query and zaak["startdatum"] < query["startdatum__gte"]:
        return False
    if "startdatum__lte" in query and zaak["startdatum"] > query["startdatum__lte"]:
        return False
    if "einddatum__isnull" in query:
        wanted = str(query["einddatum__isnull"]).lower() == "true"
        if (zaak["einddatum"] is None) != wanted:
            return False
    if "uuid__in" in query and zaak["uuid"] not in query["uuid__in"]:
        return False
    if "zaaktype__in" in query and zaak["zaaktype"] not in query["zaaktype__in"]:
        return False
    most = query.get("maximaleVertrouwelijkheidaanduiding")
    if most and LEVELS.index(zaak["vertrouwelijkheidaanduiding"]) > LEVELS.index(most):
        return False
    return _has_rol(state, zaak, query)


def _has_rol(state: State, zaak: Resource, query: dict[str, Any]) -> bool:
    """Each rol__ filter must hold for one and the same rol or for several: a real backend joins them."""
    wanted = {name.removeprefix("rol__"): value for name, value in query.items() if name.startswith("rol__")}
    if not wanted:
        return True
    for rol in state.rows("rollen", zaak=zaak["url"]):
        identity = rol.get("betrokkeneIdentificatie") or {}
        values = {**rol, _BSN: identity.get("inpBsn")}
        if all(values.get(name) == value for name, value in wanted.items()):
            return True
    return False
