"""The server itself: a thread per connection on a loopback port, in this process or in one of its own."""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.support.fake_zgw import bij_zaak, catalogi, documenten, notificaties, openapi, zaken
from tests.support.fake_zgw.auth import Application, identify
from tests.support.fake_zgw.faults import BEFORE, Fault, Faults
from tests.support.fake_zgw.messages import Answer, Request
from tests.support.fake_zgw.problems import Problem
from tests.support.fake_zgw.state import COMPONENT, ROOTS, VERSIONS, State

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
CLIENT_ID, SECRET = "loket", "een-geheim-van-de-test-dat-lang-genoeg-is"


class FakeZgw:
    """A ZGW backend that a test can look into and break."""

    def __init__(self, *, port: int = 0) -> None:
        self.state = State()
        self.faults = Faults()
        # (name of the call, status answered or 0 when cut off), in order.
        self.calls: list[tuple[str, int]] = []
        self.violations: list[str] = []
        self._tolerant = 0
        self.released = threading.Event()
        self.server = _Server(("127.0.0.1", port), _Handler)
        self.server.fake = self
        self.state.base = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.state.applications[CLIENT_ID] = Application(SECRET)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)

    def start(self) -> FakeZgw:
        """Listens from now on."""
        openapi.warm()
        self.thread.start()
        return self

    def stop(self) -> None:
        """Lets go of all calls and of the port."""
        self.released.set()
        self.server.shutdown()
        self.server.server_close()

    def __enter__(self) -> FakeZgw:
        return self.start()

    def __exit__(self, *_error: object) -> None:
        self.stop()

    @contextmanager
    def tolerant(self) -> Iterator[None]:
        """Inside it a request may break the standard: the test asks what the backend then says."""
        self._tolerant += 1
        try:
            yield
        finally:
            self._tolerant -= 1

    def root(self, component: str) -> str:
        """The API root of catalogi, zaken, documenten or notificaties."""
        return self.state.root(component)

    def rows(self, table: str, **fields: Any) -> list[dict[str, Any]]:
        """What is stored, for a test to look at."""
        with self.state.lock:
            return [dict(row) for row in self.state.rows(table, **fields)]

    def count(self, call: str) -> int:
        """How often this call came in, answered or not."""
        return sum(name == call for name, _status in self.calls)

    def message(self, resource: str, row: dict[str, Any], *, actie: str = "create") -> dict[str, Any]:
        """A notification about a row."""
        return notificaties.message_about(self.state, resource, row, actie=actie)

    def notify(self, message: dict[str, Any]) -> list[int]:
        """Sends a notification to all who listen; their statuses."""
        return notificaties.deliver(self.state, message)

    def add_zaaktype(self, **fields: Any) -> dict[str, Any]:
        """A version of a zaaktype in the catalogue."""
        return catalogi.add_zaaktype(self.state, **fields)

    def set_status(self, zaak: dict[str, Any], volgnummer: int, *, toelichting: str = "") -> dict[str, Any]:
        """What a clerk does in the backend: the next status, without the rules of a call."""
        with self.state.lock:
            kind = self.state.rows("statustypen", zaaktype=zaak["zaaktype"], volgnummer=volgnummer)[0]
            fields = {
                "zaak": zaak["url"],
                "statustype": kind["url"],
                "datumStatusGezet": self.state.now().isoformat(),
                "statustoelichting": toelichting,
                "indicatieLaatstGezetteStatus": True,
                "gezetdoor": None,
                "zaakinformatieobjecten": [],
            }
            row = self.state.add("statussen", fields)
            if kind["isEindstatus"]:
                stored = self.state.resolve("zaak", zaak["url"], "zaken")
                stored["einddatum"] = self.state.now().date().isoformat()
            return row

    def handle(self, request: Request) -> tuple[str, Answer]:
        """The name of the call and its answer, without faults."""
        component, table, key, rest = _route(request.path)
        name = call_name(request)
        try:
            self._check(component, request)
            application = identify(request, self.state.applications)
            if (request.method, table, key) == ("POST", "abonnement", ""):
                return name, notificaties.subscribe(self.state, request)
            with self.state.lock:
                return name, self._dispatch(application, request, table, key, rest)
        except Problem as problem:
            return name, Answer(problem.status, problem.as_json(request.path))

    def _check(self, component: str, request: Request) -> None:
        if component not in ROOTS:
            raise Problem(404, "not_found")
        wrong = openapi.violation(component, request)
        if wrong and not self._tolerant:
            self.violations.append(wrong)

    def _dispatch(
        self, application: Application, request: Request, table: str, key: str, rest: str
    ) -> Answer:
        if table == "zaken" and rest.startswith("zaakeigenschappen"):
            inner = rest.partition("/")[2]
            return bij_zaak.answer(self.state, request, "zaakeigenschappen", inner, key)
        if table == "zaken":
            return zaken.answer(self.state, request, application, key)
        if table in bij_zaak.FILTERS:
            return bij_zaak.answer(self.state, request, table, key)
        if table == documenten.TABLE:
            return documenten.answer(self.state, request, key, rest)
        if table == "bestandsdelen":
            return documenten.put_part(self.state, request, key)
        if table == "objectinformatieobjecten" and request.method == "GET":
            return documenten.linked_objects(self.state, request)
        if COMPONENT.get(table) == "catalogi" and request.method == "GET":
            return catalogi.answer(self.state, request, table, key)
        if COMPONENT.get(table) == "notificaties":
            return notificaties.answer(self.state, request, table, key)
        raise Problem(404, "not_found")


def _route(path: str) -> tuple[str, str, str, str]:
    """component, table, key and what follows of a path."""
    for component, root in ROOTS.items():
        if path.startswith(root):
            parts = path.removeprefix(root).strip("/").split("/", 2)
            table, key, rest = [*parts, "", ""][:3]
            return component, table, key, rest
    return "", "", "", ""


def call_name(request: Request) -> str:
    """How a call is called in tests and reports: "POST zaken", "PUT bestandsdelen/{uuid}"."""
    _component, table, key, rest = _route(request.path)
    path = "/".join(part for part in (table, key, rest) if part)
    return f"{request.method} {UUID.sub('{uuid}', path)}"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    fake: FakeZgw

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hung up is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    server: _Server

    def log_message(self, *args: Any) -> None:
        """Silent."""

    def _serve(self) -> None:
        path, _mark, query = self.path.partition("?")
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        headers = {name.lower(): value for name, value in self.headers.items()}
        if path.startswith("/_fake/"):
            self._send(_control(self.server.fake, path, body))
            return
        request = Request(self.command, path, query, headers, body)
        fake = self.server.fake
        fault = fake.faults.take(call_name(request))
        if path.startswith("/elders"):
            fake.violations.append("The client followed a redirect, with its token.")
        if fault in BEFORE:
            self._fail(request, fault)
            return
        name, answer = fake.handle(request)
        fake.calls.append((name, 0 if fault else answer.status))
        answer.headers["API-version"] = VERSIONS.get(_route(path)[0], "")
        if fault is None:
            self._send(answer)
        else:
            self._spoil(fault, answer)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = _serve

    def _send(self, answer: Answer) -> None:
        content = answer.encoded()
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 304 and answer.body is not None:
            self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        self.wfile.flush()

    def _fail(self, request: Request, fault: Fault) -> None:
        """Something goes wrong before the work is done."""
        fake = self.server.fake
        fake.calls.append((call_name(request), 0))
        match fault:
            case Fault.TIMEOUT_BEFORE:
                self._hold()
            case Fault.RESET_BEFORE:
                self._reset()
            case Fault.ERROR_500:
                problem = Problem(500, "error", "Er is een serverfout opgetreden.")
                self._send(Answer(500, problem.as_json(request.path)))
            case Fault.TOO_MANY:
                problem = Problem(429, "throttled", "Te veel verzoeken.")
                later = {"Retry-After": str(fake.faults.retry_after)}
                self._send(Answer(429, problem.as_json(request.path), later))
            case Fault.EXPIRED_TOKEN:
                problem = Problem(403, "jwt-expired", "Het JWT is verlopen")
                self._send(Answer(403, problem.as_json(request.path)))
            case Fault.REDIRECT:
                self._send(Answer(302, b"", {"Location": f"{fake.state.base}/elders{request.path}"}))

    def _spoil(self, fault: Fault, answer: Answer) -> None:
        """The work is done; the answer doesn't come over as it was."""
        content = answer.encoded()
        match fault:
            case Fault.TIMEOUT_AFTER:
                self._hold()
            case Fault.RESET_AFTER:
                self._reset()
            case Fault.HTML_502:
                page = b"<html><body><h1>502 Bad Gateway</h1></body></html>"
                self._send(Answer(502, page, content_type="text/html"))
            case Fault.SLOW_DRIP:
                self._drip(answer.status, content)
            case Fault.BAD_JSON:
                self._send(Answer(answer.status, content[: len(content) // 2] + b"\x00", answer.headers))
            case Fault.MISSING_FIELD:
                self._send(Answer(answer.status, _without_url(answer.body), answer.headers))
            case Fault.HUGE_BODY:
                self._huge(answer.status)
            case Fault.WRONG_ID:
                self._send(Answer(answer.status, _with_other_id(answer.body), answer.headers))

    def _hold(self) -> None:
        self.server.fake.released.wait(self.server.fake.faults.hold)
        self._reset()

    def _reset(self) -> None:
        """An RST instead of an end: the caller sees the connection break."""
        self.close_connection = True
        with suppress(OSError):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()

    def _drip(self, status: int, content: bytes) -> None:
        """A byte at a time, each well within a time-out between two bytes, all together far beyond it."""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.flush()
        until = time.monotonic() + self.server.fake.faults.hold
        with suppress(OSError):
            for byte in content:
                if time.monotonic() > until or self.server.fake.released.wait(0.05):
                    break
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
        self._reset()

    def _huge(self, status: int) -> None:
        """Two hundred megabytes announced: a caller that reads them all uses its memory up."""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(200 * 1024**2))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(b'{"url": "')
            for _block in range(200):
                if self.server.fake.released.is_set():
                    break
                self.wfile.write(b"x" * 1024**2)
            self.wfile.flush()
        self._reset()


def _without_url(body: Any) -> Any:
    if isinstance(body, list):
        return [_without_url(row) for row in body]
    if isinstance(body, dict) and "results" in body:
        return {name: value for name, value in body.items() if name != "results"}
    return {name: value for name, value in (body or {}).items() if name != "url"}


def _with_other_id(body: Any) -> Any:
    """The same answer with the address and the identificatie of something else."""
    text = json.dumps(body)
    other = "00000000-0000-4000-8000-000000000000"
    changed = json.loads(UUID.sub(other, text))
    if isinstance(changed, dict) and "identificatie" in changed:
        changed["identificatie"] = "VAN-EEN-ANDER"
    return changed


def _control(fake: FakeZgw, path: str, body: bytes) -> Answer:
    """For a fake in a process of its own: a test looks in and plans faults over HTTP, without a token."""
    data = json.loads(body or b"{}")
    match path:
        case "/_fake/tables":
            with fake.state.lock:
                return Answer(200, {name: list(rows.values()) for name, rows in fake.state.tables.items()})
        case "/_fake/calls":
            return Answer(200, {"calls": fake.calls, "violations": fake.violations})
        case "/_fake/faults":
            fake.faults.outage = bool(data.get("outage", fake.faults.outage))
            for each in data.get("plans", []):
                fake.faults.plan(each["call"], each["fault"], *each.get("attempts", []))
            return Answer(204)
        case "/_fake/zaaktype":
            with fake.state.lock:
                return Answer(201, fake.add_zaaktype(**data))
    return Answer(404, {})
