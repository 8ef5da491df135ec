"""Documents: whole in one call, or in parts with a lock.

`bestandsomvang` must be the number of bytes (`file-size`); `taal` has three letters; `in_bewerking` and
`ter_vaststelling` don't go with an ontvangstdatum; a concept type is `not-published`. With `inhoud` null and a size the
answer holds a lock and the parts; each part is put as multipart with the lock, then the lock is taken off.
A download is never JSON: asking for that alone is a 406.
"""

from __future__ import annotations

import base64
import binascii
import uuid
from email import message_from_bytes
from email.message import Message
from typing import Any

from tests.support.fake_zgw import checks
from tests.support.fake_zgw.auth import LEVELS, need
from tests.support.fake_zgw.messages import Answer, Request
from tests.support.fake_zgw.problems import Problem, denied, invalid
from tests.support.fake_zgw.state import Resource, State, check_params, page_of
from tests.support.fake_zgw.zaken import with_etag

TABLE = "enkelvoudiginformatieobjecten"
FILTERS = (
    "identificatie",
    "bronorganisatie",
    "titel",
    "informatieobjecttype",
    "objectinformatieobjecten__object",
)
FIELDS: dict[str, Any] = {
    "vertrouwelijkheidaanduiding": "",
    "status": "",
    "formaat": "",
    "bestandsnaam": "",
    "link": "",
    "beschrijving": "",
    "ontvangstdatum": None,
    "verzenddatum": None,
    "indicatieGebruiksrecht": None,
    "verschijningsvorm": "",
    "ondertekening": None,
    "integriteit": None,
    "trefwoorden": [],
}


def answer(state: State, request: Request, key: str, action: str) -> Answer:
    """One call about documents."""
    match request.method, key, action:
        case "POST", "", "":
            need(request, "documenten.aanmaken")
            return Answer(201, _create(state, request))
        case "GET", "", "":
            need(request, "documenten.lezen")
            return _listed(state, request)
        case "GET", _, "":
            need(request, "documenten.lezen")
            return with_etag(request, _shown(state, state.get(TABLE, key)))
        case "GET", _, "download":
            need(request, "documenten.lezen")
            return _download(state, request, state.get(TABLE, key), key)
        case "POST", _, "lock":
            need(request, "documenten.lock")
            return _lock(state, state.get(TABLE, key), key)
        case "POST", _, "unlock":
            need(request, "documenten.lock", "documenten.geforceerd-unlock")
            return _unlock(state, request, state.get(TABLE, key), key)
        case "PATCH", _, "":
            need(request, "documenten.bijwerken")
            return _patch(state, request, state.get(TABLE, key), key)
        case "DELETE", _, "":
            need(request, "documenten.verwijderen")
            return _delete(state, state.get(TABLE, key), key)
    raise Problem(405, "method_not_allowed")


def _check(state: State, data: dict[str, Any]) -> None:
    checks.max_length(data, identificatie=40, titel=200, auteur=200, bestandsnaam=255, formaat=255)
    checks.choice(data, "vertrouwelijkheidaanduiding", LEVELS)
    checks.choice(data, "status", ("in_bewerking", "ter_vaststelling", "definitief", "gearchiveerd"))
    for name in ("creatiedatum", "ontvangstdatum", "verzenddatum"):
        checks.as_date(data, name)
    if "taal" in data and (not isinstance(data["taal"], str) or len(data["taal"]) != 3):
        raise invalid("taal", "invalid", "Dit veld moet 3 karakters bevatten.")
    if data.get("ontvangstdatum") and data.get("status") in {"in_bewerking", "ter_vaststelling"}:
        raise invalid("status", "invalid_for_received", "Ongeldig voor ontvangen documenten.")


def _create(state: State, request: Request) -> Resource:
    data = request.json()
    checks.need_fields(
        data, "bronorganisatie", "creatiedatum", "titel", "auteur", "taal", "informatieobjecttype"
    )
    checks.rsin(data, "bronorganisatie")
    _check(state, data)
    kind = state.resolve("informatieobjecttype", data["informatieobjecttype"], "informatieobjecttypen")
    if kind["concept"]:
        raise invalid("informatieobjecttype", "not-published", "De resource is niet gepubliceerd.")
    content = _content(data)
    size = data.get("bestandsomvang")
    if content is not None and size is not None and size != len(content):
        raise invalid("nonFieldErrors", "file-size", "De bestandsomvang klopt niet met de inhoud.")
    identificatie = data.get("identificatie") or f"DOCUMENT-{uuid.uuid4()}"
    if state.rows(TABLE, bronorganisatie=data["bronorganisatie"], identificatie=identificatie):
        raise invalid(
            "identificatie",
            "identificatie-niet-uniek",
            "Deze identificatie bestaat al voor deze bronorganisatie",
        )
    document = state.add(
        TABLE,
        {
            "identificatie": identificatie,
            **{
                name: data[name]
                for name in (
                    "bronorganisatie",
                    "creatiedatum",
                    "titel",
                    "auteur",
                    "taal",
                    "informatieobjecttype",
                )
            },
            **{name: data.get(name, default) for name, default in FIELDS.items()},
            "versie": 1,
            "beginRegistratie": state.now().isoformat(),
            "bestandsomvang": size if size is not None else (len(content) if content is not None else None),
            "locked": False,
        },
    )
    document["vertrouwelijkheidaanduiding"] = (
        document["vertrouwelijkheidaanduiding"] or kind["vertrouwelijkheidaanduiding"]
    )
    key = document["url"].rsplit("/", 1)[-1]
    document["inhoud"] = f"{document['url']}/download?versie=1"
    if content is not None:
        state.files[key] = content
        return {**_shown(state, document), "lock": ""}
    if size == 0:
        state.files[key] = b""
        return {**_shown(state, document), "lock": ""}
    if size is None:
        document["inhoud"] = None
        return {**_shown(state, document), "lock": ""}
    lock = _make_parts(state, document, key, size)
    return {**_shown(state, document), "lock": lock}


def _content(data: dict[str, Any]) -> bytes | None:
    if data.get("inhoud") is None:
        return None
    try:
        return base64.b64decode(data["inhoud"], validate=True)
    except (binascii.Error, TypeError, ValueError):
        raise invalid("inhoud", "incorrect-base64-padding", "De inhoud is geen geldige base64.") from None


def _make_parts(state: State, document: Resource, key: str, size: int) -> str:
    lock = uuid.uuid4().hex
    document["locked"] = True
    state.locks[key] = lock
    for number, first in enumerate(range(0, size, state.part_size), start=1):
        part_key = str(uuid.uuid4())
        state.tables["bestandsdelen"][part_key] = {
            "url": state.url("bestandsdelen", part_key),
            "volgnummer": number,
            "omvang": min(state.part_size, size - first),
            "voltooid": False,
        }
        state.parts[part_key] = {"document": key, "bytes": b""}
    return lock


def _parts(state: State, key: str) -> list[tuple[str, Resource]]:
    found = [
        (part_key, state.tables["bestandsdelen"][part_key])
        for part_key, part in state.parts.items()
        if part["document"] == key
    ]
    return sorted(found, key=lambda each: each[1]["volgnummer"])


def _shown(state: State, document: Resource) -> Resource:
    key = document["url"].rsplit("/", 1)[-1]
    return {**document, "bestandsdelen": [row for _part_key, row in _parts(state, key)]}


def put_part(state: State, request: Request, key: str) -> Answer:
    """PUT of one part: multipart with `inhoud` and `lock`; its size must be the one that was told."""
    need(request, "documenten.bijwerken")
    if request.method != "PUT":
        raise Problem(405, "method_not_allowed")
    row = state.get("bestandsdelen", key)
    fields = _multipart(request)
    if "lock" not in fields:
        raise invalid("lock", "required", "Dit veld is vereist.")
    document = state.parts[key]["document"]
    if fields["lock"].decode() != state.locks.get(document):
        raise invalid("nonFieldErrors", "incorrect-lock-id", "Lock id is niet correct.")
    content = fields.get("inhoud", b"")
    if len(content) != row["omvang"]:
        raise invalid("nonFieldErrors", "file-size", "De omvang van het deel klopt niet.")
    state.parts[key]["bytes"] = content
    row["voltooid"] = True
    return Answer(200, {**row, "lock": state.locks[document]})


def _multipart(request: Request) -> dict[str, bytes]:
    kind = request.headers.get("content-type", "")
    if not kind.startswith("multipart/form-data"):
        raise Problem(415, "unsupported_media_type", f"Ongeldige media type: {kind}")
    message: Message = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + request.body)
    found: dict[str, bytes] = {}
    for part in message.get_payload():  # type: ignore[union-attr]
        name = part.get_param("name", header="content-disposition")  # type: ignore[union-attr]
        found[str(name)] = part.get_payload(decode=True)  # type: ignore[union-attr,assignment]
    return found


def _lock(state: State, document: Resource, key: str) -> Answer:
    if document["locked"]:
        raise invalid("nonFieldErrors", "existing-lock", "Het document is al gelockt")
    state.locks[key] = uuid.uuid4().hex
    document["locked"] = True
    return Answer(200, {"lock": state.locks[key]})


def _unlock(state: State, request: Request, document: Resource, key: str) -> Answer:
    given = request.json().get("lock", "")
    if given != state.locks.get(key, "") and not request.may("documenten.geforceerd-unlock"):
        raise invalid("nonFieldErrors", "incorrect-lock-id", "Lock id is niet correct.")
    parts = _parts(state, key)
    if any(not row["voltooid"] for _part_key, row in parts):
        raise invalid(
            "nonFieldErrors", "file-size", "Het uploaden van de bestandsdelen is nog niet voltooid."
        )
    if parts:
        state.files[key] = b"".join(state.parts[part_key]["bytes"] for part_key, _row in parts)
        for part_key, _row in parts:
            del state.parts[part_key], state.tables["bestandsdelen"][part_key]
    state.locks.pop(key, None)
    document["locked"] = False
    return Answer(204)


def _patch(state: State, request: Request, document: Resource, key: str) -> Answer:
    data = request.json()
    if not document["locked"]:
        raise invalid("nonFieldErrors", "unlocked", "Niet gelockte documenten mogen niet bewerkt worden.")
    if "lock" not in data:
        raise invalid("lock", "missing-lock-id", "Dit is een verplicht veld.")
    if data["lock"] != state.locks.get(key):
        raise invalid("nonFieldErrors", "incorrect-lock-id", "Lock id is niet correct.")
    _check(state, {**document, **data})
    document.update({name: data[name] for name in (*FIELDS, "titel", "auteur") if name in data})
    document["versie"] += 1
    return Answer(200, _shown(state, document))


def _delete(state: State, document: Resource, key: str) -> Answer:
    if state.rows("objectinformatieobjecten", informatieobject=document["url"]):
        raise invalid("nonFieldErrors", "pending-relations", "Het document is nog gekoppeld.")
    for part_key, _row in _parts(state, key):
        del state.parts[part_key], state.tables["bestandsdelen"][part_key]
    state.files.pop(key, None)
    state.locks.pop(key, None)
    del state.tables[TABLE][key]
    return Answer(204)


def _download(state: State, request: Request, document: Resource, key: str) -> Answer:
    wanted = request.headers.get("accept", "*/*")
    if "*/*" not in wanted and "application/octet-stream" not in wanted:
        raise Problem(406, "not_acceptable", "Kan niet voldoen aan de opgegeven Accept header.")
    if key not in state.files:
        raise denied("Het document heeft nog geen inhoud.")
    name = document["bestandsnaam"] or "bestand"
    return Answer(
        200,
        state.files[key],
        {"Content-Disposition": f'attachment; filename="{name}"'},
        content_type=document["formaat"] or "application/octet-stream",
    )


def _listed(state: State, request: Request) -> Answer:
    query = request.query
    check_params(query, FILTERS)
    rows = list(state.tables[TABLE].values())
    for name, value in query.items():
        if name == "objectinformatieobjecten__object":
            linked = {row["informatieobject"] for row in state.rows("objectinformatieobjecten", object=value)}
            rows = [row for row in rows if row["url"] in linked]
        elif name not in {"page", "pageSize"}:
            rows = [row for row in rows if row.get(name) == value]
    return Answer(
        200, page_of(rows, query, f"{state.root('documenten')}{TABLE}", lambda row: _shown(state, row))
    )


def linked_objects(state: State, request: Request) -> Answer:
    """GET objectinformatieobjecten: an array without pages."""
    need(request, "documenten.lezen")
    check_params(request.query, ("object", "informatieobject"))
    rows = state.rows("objectinformatieobjecten", **request.query)
    return Answer(200, rows)
