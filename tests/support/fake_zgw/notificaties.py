"""Notifications: who listens, and what they are told.

On subscribing the callback is called twice with a message of kanaal `test`: with the header it must say 204, without it
403; a callback that takes the second is refused with `no-auth-on-callback-url`.
"""

from __future__ import annotations

from typing import Any

import requests

from tests.support.fake_zgw import checks
from tests.support.fake_zgw.auth import need
from tests.support.fake_zgw.messages import Answer, Request
from tests.support.fake_zgw.problems import Problem, invalid
from tests.support.fake_zgw.state import Resource, State

TEST_MESSAGE = {
    "kanaal": "test",
    "hoofdObject": "http://some.hoofdobject.nl/",
    "resource": "some_resource",
    "resourceUrl": "http://some.resource.nl/",
    "actie": "create",
    "aanmaakdatum": "2019-01-01T12:00:00Z",
    "kenmerken": {},
}
KANALEN = ("zaken", "documenten", "test")


def answer(state: State, request: Request, table: str, key: str) -> Answer:
    """One call about abonnementen and kanalen; lists are arrays without pages."""
    need(request, "notificaties.consumeren")
    match request.method, table, key:
        case "GET", "kanaal", "":
            return Answer(
                200, [{"url": f"{state.root('notificaties')}kanaal/{naam}", "naam": naam} for naam in KANALEN]
            )
        case "GET", "abonnement", "":
            return Answer(200, state.rows("abonnement"))
        case "GET", "abonnement", _:
            return Answer(200, state.get("abonnement", key))
        case "DELETE", "abonnement", _:
            state.get("abonnement", key)
            del state.tables["abonnement"][key]
            return Answer(204)
    raise Problem(405, "method_not_allowed")


def subscribe(state: State, request: Request) -> Answer:
    """POST abonnement. Called outside the lock of the state: the callback may ask us something."""
    need(request, "notificaties.consumeren")
    data = request.json()
    checks.need_fields(data, "callbackUrl", "auth", "kanalen")
    for each in data["kanalen"]:
        if each.get("naam") not in KANALEN:
            raise invalid("kanalen.naam", "does_not_exist", "Het kanaal bestaat niet.")
    if _call(data["callbackUrl"], TEST_MESSAGE, data["auth"]) != 204:
        raise invalid("callbackUrl", "invalid-callback-url", "De opgegeven callback URL geeft geen 204.")
    if _call(data["callbackUrl"], TEST_MESSAGE, "") != 403:
        raise invalid(
            "callbackUrl", "no-auth-on-callback-url", "De opgegeven callback URL is niet beveiligd."
        )
    with state.lock:
        fields = {name: data[name] for name in ("callbackUrl", "auth", "kanalen")}
        return Answer(201, state.add("abonnement", fields))


def _call(url: str, message: dict[str, Any], auth: str) -> int:
    headers = {"Authorization": auth} if auth else {}
    try:
        return requests.post(url, json=message, headers=headers, timeout=5).status_code
    except requests.RequestException:
        return 0


def message_about(state: State, resource: str, row: Resource, *, actie: str = "create") -> dict[str, Any]:
    """What the world is told about a change: where it is, never what it is."""
    zaak_url = row["url"] if resource == "zaak" else row["zaak"]
    zaak = next(iter(state.rows("zaken", url=zaak_url)), {})
    return {
        "kanaal": "zaken",
        "hoofdObject": zaak_url,
        "resource": resource,
        "resourceUrl": row["url"],
        "actie": actie,
        "aanmaakdatum": state.now().isoformat(),
        "kenmerken": {
            "bronorganisatie": zaak.get("bronorganisatie", ""),
            "zaaktype": zaak.get("zaaktype", ""),
            "vertrouwelijkheidaanduiding": zaak.get("vertrouwelijkheidaanduiding", ""),
        },
    }


def deliver(state: State, message: dict[str, Any]) -> list[int]:
    """Sends it to each callback that listens to its kanaal; their statuses."""
    listening = [
        row
        for row in state.rows("abonnement")
        if message["kanaal"] in [each["naam"] for each in row["kanalen"]]
    ]
    return [_call(row["callbackUrl"], message, row["auth"]) for row in listening]
