"""The catalogue: its lists, and how a test fills it.

`zaaktypen` has versions: the same identificatie with other dates. Without `status` a list shows what is published;
`status=alles` shows concepts too. `datumGeldigheid` keeps the version that holds on that day, both ends included.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.support.fake_zgw.auth import need
from tests.support.fake_zgw.messages import Answer, Request
from tests.support.fake_zgw.state import Resource, State, check_params, page_of

_OF_TYPE = ("datumGeldigheid", "status", "zaaktype", "zaaktypeIdentificatie")
PARAMS: dict[str, tuple[str, ...]] = {
    "catalogussen": ("domein", "domein__in", "rsin", "rsin__in"),
    "zaaktypen": ("catalogus", "datumGeldigheid", "identificatie", "status"),
    "statustypen": _OF_TYPE,
    "roltypen": (*_OF_TYPE, "omschrijving", "omschrijvingGeneriek"),
    "resultaattypen": _OF_TYPE,
    "eigenschappen": _OF_TYPE,
    "informatieobjecttypen": ("catalogus", "datumGeldigheid", "omschrijving", "status", "zaaktype"),
    "zaaktype-informatieobjecttypen": ("informatieobjecttype", "richting", "status", "zaaktype"),
}
_SPECIAL = {"datumGeldigheid", "status", "domein__in", "rsin__in", "page", "pageSize", "zaaktype"}


def answer(state: State, request: Request, table: str, key: str) -> Answer:
    """GET of a list or of one; the fake's catalogue is never written over HTTP."""
    need(request, "catalogi.lezen")
    if key:
        return Answer(200, state.get(table, key))
    query = request.query
    check_params(query, PARAMS[table])
    rows = [row for row in state.tables[table].values() if _matches(state, table, row, query)]
    here = f"{state.root('catalogi')}{table}"
    return Answer(200, page_of(rows, query, here, lambda row: row))


def _matches(state: State, table: str, row: Resource, query: dict[str, str]) -> bool:
    if any(row.get(name) != value for name, value in query.items() if name not in _SPECIAL):
        return False
    for name in ("domein", "rsin"):
        if f"{name}__in" in query and row[name] not in query[f"{name}__in"].split(","):
            return False
    typed = _zaaktype_of(state, table, row)
    if "zaaktype" in query and table == "informatieobjecttypen":
        if query["zaaktype"] not in row["zaaktypen"]:
            return False
    elif "zaaktype" in query and row.get("zaaktype") != query["zaaktype"]:
        return False
    wanted = query.get("status", "definitief")
    if typed is not None and wanted != "alles" and typed["concept"] != (wanted == "concept"):
        return False
    day = query.get("datumGeldigheid")
    return day is None or typed is None or _valid_on(typed, day)


def _zaaktype_of(state: State, table: str, row: Resource) -> Resource | None:
    """What has the dates and the concept mark: the row itself, or its zaaktype."""
    if "concept" in row:
        return row
    return next(iter(state.rows("zaaktypen", url=row["zaaktype"])), None) if "zaaktype" in row else None


def _valid_on(row: Resource, day: str) -> bool:
    return row["beginGeldigheid"] <= day and (row["eindeGeldigheid"] is None or day <= row["eindeGeldigheid"])


# --- filling ---


def add_catalogus(state: State, *, domein: str = "LOKET", rsin: str = "000000000") -> Resource:
    """A catalogue; the pair of domein and rsin is unique."""
    known = state.rows("catalogussen", domein=domein, rsin=rsin)
    return known[0] if known else state.add("catalogussen", {"domein": domein, "rsin": rsin, "naam": domein})


def add_zaaktype(
    state: State,
    *,
    identificatie: str,
    omschrijving: str = "Proefmelding",
    statustypen: Sequence[dict[str, Any]] = (),
    eigenschappen: Sequence[dict[str, Any]] = (),
    informatieobjecttypen: Sequence[str] = ("Bijlage",),
    concept: bool = False,
    begin: str = "2020-01-01",
    einde: str | None = None,
    **fields: Any,
) -> Resource:
    """A version of a zaaktype with its statustypen, roltypen, resultaattypen, eigenschappen and documents."""
    catalogus = add_catalogus(state)
    zaaktype = state.add(
        "zaaktypen",
        {
            "identificatie": identificatie,
            "omschrijving": omschrijving,
            "vertrouwelijkheidaanduiding": "zaakvertrouwelijk",
            "indicatieInternOfExtern": "extern",
            "doorlooptijd": "P28D",
            "servicenorm": "P14D",
            "opschortingEnAanhoudingMogelijk": True,
            "verlengingMogelijk": True,
            "verlengingstermijn": "P6W",
            "productenOfDiensten": [],
            "concept": concept,
            "beginGeldigheid": begin,
            "eindeGeldigheid": einde,
            "versiedatum": begin,
            "catalogus": catalogus["url"],
            "informatieobjecttypen": [],
            **fields,
        },
    )
    shared = {
        "zaaktype": zaaktype["url"],
        "zaaktypeIdentificatie": identificatie,
        "catalogus": catalogus["url"],
    }
    _add_statustypen(state, zaaktype, shared, statustypen)
    for generiek in ("initiator", "behandelaar", "mede_initiator"):
        state.add(
            "roltypen",
            {"omschrijving": generiek.replace("_", "-"), "omschrijvingGeneriek": generiek, **shared},
        )
    for each in ("Afgehandeld", "Ingetrokken"):
        state.add(
            "resultaattypen",
            {
                "omschrijving": each,
                "archiefnominatie": "vernietigen",
                "archiefactietermijn": "P1Y",
                "brondatumArchiefprocedure": {"afleidingswijze": "afgehandeld"},
                **shared,
            },
        )
    for each in eigenschappen:
        specificatie = {
            "groep": "",
            "formaat": each.get("formaat", "tekst"),
            "lengte": str(each.get("lengte", 255)),
            "kardinaliteit": str(each.get("kardinaliteit", 1)),
            "waardenverzameling": list(each.get("waardenverzameling", [])),
        }
        fields_of = {
            "naam": each["naam"],
            "definitie": each.get("definitie", each["naam"]),
            "specificatie": specificatie,
        }
        state.add("eigenschappen", {**fields_of, **shared})
    for each_type in informatieobjecttypen:
        link_informatieobjecttype(state, zaaktype, add_informatieobjecttype(state, each_type))
    for name in ("statustypen", "roltypen", "resultaattypen", "eigenschappen"):
        zaaktype[name] = [row["url"] for row in state.rows(name, zaaktype=zaaktype["url"])]
    return zaaktype


def _add_statustypen(
    state: State, zaaktype: Resource, shared: dict[str, Any], wanted: Sequence[dict[str, Any]]
) -> None:
    rows = wanted or [
        {"volgnummer": 1, "omschrijving": "Ontvangen", "statustekst": "Wij hebben het."},
        {
            "volgnummer": 2,
            "omschrijving": "Bezig",
            "statustekst": "Wij zijn bezig.",
            "informeren": True,
        },
        {"volgnummer": 3, "omschrijving": "Klaar", "statustekst": "Het is klaar.", "informeren": True},
    ]
    last = max(row["volgnummer"] for row in rows)
    for row in rows:
        state.add(
            "statustypen",
            {
                "omschrijving": row["omschrijving"],
                "omschrijvingGeneriek": "",
                "statustekst": row.get("statustekst", ""),
                "volgnummer": row["volgnummer"],
                # The eindstatus is the one with the highest number: it can't be set.
                "isEindstatus": row["volgnummer"] == last,
                "informeren": row.get("informeren", False),
                **shared,
            },
        )


def add_informatieobjecttype(
    state: State,
    omschrijving: str,
    *,
    concept: bool = False,
    begin: str = "2020-01-01",
    einde: str | None = None,
) -> Resource:
    """A kind of document; the same one when it is there already."""
    known = state.rows("informatieobjecttypen", omschrijving=omschrijving, concept=concept)
    return (
        known[0]
        if known
        else state.add(
            "informatieobjecttypen",
            {
                "omschrijving": omschrijving,
                "catalogus": add_catalogus(state)["url"],
                "vertrouwelijkheidaanduiding": "zaakvertrouwelijk",
                "beginGeldigheid": begin,
                "eindeGeldigheid": einde,
                "concept": concept,
                "zaaktypen": [],
            },
        )
    )


def link_informatieobjecttype(
    state: State, zaaktype: Resource, iot: Resource, *, richting: str = "inkomend"
) -> None:
    """A zaak of this type may have documents of this kind."""
    iot["zaaktypen"].append(zaaktype["url"])
    zaaktype["informatieobjecttypen"].append(iot["url"])
    number = len(state.rows("zaaktype-informatieobjecttypen", zaaktype=zaaktype["url"])) + 1
    state.add(
        "zaaktype-informatieobjecttypen",
        {
            "zaaktype": zaaktype["url"],
            "zaaktypeIdentificatie": zaaktype["identificatie"],
            "informatieobjecttype": iot["url"],
            "volgnummer": number,
            "richting": richting,
            "catalogus": zaaktype["catalogus"],
        },
    )
