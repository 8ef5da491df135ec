"""A small SDG entry service on loopback: keeps products as the real one does, and refuses what that refuses."""

from __future__ import annotations

import copy
import json
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "geheime-sleutel"
PER_PAGE = 2


class SdgServer:
    """`products` by (upnUri, doelgroep), each the newest version; `asked` every method and path."""

    def __init__(self) -> None:
        self.products: dict[tuple[str, str], dict[str, Any]] = {}
        self.locations: list[str] = []
        self.known_upns: set[str] | None = None
        self.asked: list[str] = []
        self.answer: tuple[int, bytes] | None = None  # instead of everything else
        self.headers: dict[str, str] = {}
        self.next_host = ""
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                owner.handle(self, None)

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", "0"))
                owner.handle(self, json.loads(self.rfile.read(length)))

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/api/v1"

    def handle(self, request: BaseHTTPRequestHandler, body: Any) -> None:
        self.asked.append(f"{request.command} {request.path}")
        status, data = self._decide(request, body)
        text = data if isinstance(data, bytes) else json.dumps(data).encode()
        request.send_response(status)
        for name, value in {"Content-Type": "application/json", **self.headers}.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(text)))
        request.end_headers()
        request.wfile.write(text)

    def _decide(self, request: BaseHTTPRequestHandler, body: Any) -> tuple[int, Any]:
        if self.answer is not None:
            return self.answer
        if request.headers.get("Authorization") != f"Token {TOKEN}":
            return 401, {"detail": "Ongeldige token."}
        parts = urlsplit(request.path)
        if parts.path == "/api/v1/locaties":
            return 200, {
                "count": len(self.locations),
                "next": None,
                "results": [{"naam": n} for n in self.locations],
            }
        if parts.path != "/api/v1/producten":
            return 404, {"detail": "Niet gevonden."}
        if body is None:
            return 200, self._page(parse_qs(parts.query))
        wrong = self._refusal(body)
        return (400, wrong) if wrong else (201, self._keep(body))

    def _page(self, query: dict[str, list[str]]) -> dict[str, Any]:
        [owner] = query["organisatieOwmsIdentifier"]
        rows = [
            row
            for row in self.products.values()
            if row["verantwoordelijkeOrganisatie"]["owmsIdentifier"] == owner
        ]
        start = int(query.get("start", ["0"])[0])
        more = start + PER_PAGE < len(rows)
        host = self.next_host or self.url.removesuffix("/api/v1")
        address = f"{host}/api/v1/producten?organisatieOwmsIdentifier={owner}&start={start + PER_PAGE}"
        return {
            "count": len(rows),
            "next": address if more else None,
            "results": rows[start : start + PER_PAGE],
        }

    def _refusal(self, body: dict[str, Any]) -> dict[str, Any]:
        """What the contract forbids."""
        wrong: dict[str, Any] = {}
        if self.known_upns is not None and body["upnUri"] not in self.known_upns:
            wrong["upnUri"] = ["Het object met deze waarde bestaat niet."]
        if any(place["naam"] not in self.locations for place in body["locaties"]):
            wrong["locaties"] = ["Deze locatie bestaat niet in de catalogus."]
        if sorted(text["taal"] for text in body["vertalingen"]) != ["en", "nl"]:
            wrong["vertalingen"] = ["Nederlands en Engels zijn verplicht."]
        for text in body["vertalingen"]:
            if len(text["titel"]) > 150:
                wrong["titel"] = ["Zorg dat dit veld niet meer dan 150 tekens bevat."]
            links = [*text["links"], *([text["procedureLink"]] if text["procedureLink"]["url"] else [])]
            if any(not link["url"].startswith("https://") or len(link["url"]) > 1000 for link in links):
                wrong["links"] = ["De url moet met https beginnen."]
            if bool(text["productAanwezigToelichting"]) == body["productAanwezig"]:
                wrong["productAanwezigToelichting"] = ["Alleen invullen als het product er niet is."]
            if bool(text["productValtOnderToelichting"]) != bool(body["productValtOnder"]):
                wrong["productValtOnderToelichting"] = ["Alleen invullen als het product ergens onder valt."]
        return wrong

    def _keep(self, body: dict[str, Any]) -> dict[str, Any]:
        key = (body["upnUri"], body["doelgroep"])
        before = self.products.get(key)
        kept = copy.deepcopy(body)
        # A published version stays and a new one comes; a concept is written over.
        version = before["versie"] if before else 1
        kept["versie"] = version + 1 if before and before["publicatieDatum"] else version
        kept["uuid"] = before["uuid"] if before else str(uuid.uuid4())
        kept["beschikbareTalen"] = ["nl", "en"]
        for text in kept["vertalingen"]:
            text["datumWijziging"] = "2026-05-04T10:00:00Z"
        kept["vertalingen"].reverse()  # the real one promises no order
        self.products[key] = kept
        return kept


@contextmanager
def sdg_server() -> Iterator[SdgServer]:
    """A running service."""
    server = SdgServer()
    thread = threading.Thread(target=server._server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server._server.shutdown()
        thread.join()
        server._server.server_close()
