"""What web processes, workers and commands call: ask the auditor, or hear plainly why that did not work."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from a11y_checks.browser import protocol
from a11y_checks.browser.data import DEFAULT_TAGS
from a11y_checks.browser.protocol import Asset, AuditDocument, BrowserResult, Depth, Resolve
from a11y_checks.browser.runtime import find_socket, is_own_socket

__all__ = [
    "Asset",
    "AuditDocument",
    "AuditorUnavailable",
    "BrowserResult",
    "Depth",
    "DocumentNotChecked",
    "audit_documents",
    "default_socket",
    "iter_results",
    "ping",
]

NOT_RUNNING = "De controle in de browser staat uit. Vraag de beheerder om de auditor te starten."
NO_ANSWER = "De controle in de browser gaf geen antwoord. Probeer het over een minuut opnieuw."
CUT_OFF = "De controle in de browser brak af. Probeer het over een minuut opnieuw."


class AuditorUnavailable(Exception):
    """Nothing was checked. `reason` is Dutch, for people; `cause` says what went wrong technically."""

    def __init__(self, reason: str, cause: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.cause = cause


class DocumentNotChecked(AuditorUnavailable):
    """At least one document got no verdict. `results` holds all of them, checked or not."""

    def __init__(self, results: list[BrowserResult]) -> None:
        missed = [result for result in results if not result.checked]
        super().__init__(missed[0].error, "; ".join(f"{result.name}: {result.error}" for result in missed))
        self.results = results


def default_socket() -> Path:
    """The socket from the setting LOKET_AUDITOR_SOCKET, else the one in this clone's run-time folder."""
    from django.conf import settings  # here, so that the auditor itself never imports Django

    configured = getattr(settings, "LOKET_AUDITOR_SOCKET", "") if settings.configured else ""
    return Path(configured) if configured else find_socket()


def audit_documents(
    documents: Sequence[AuditDocument],
    *,
    timeout: float = 20.0,
    tags: Sequence[str] = DEFAULT_TAGS,
    socket_path: Path | None = None,
    depth: Depth = "publish",
    screenshots: bool = False,
) -> list[BrowserResult]:
    """The results for `documents`, in their order; `timeout` is seconds per document.

    `depth` "publish" takes a few tenths of a second, "site" runs every probe; `screenshots` adds small pictures.

    Raises AuditorUnavailable when there is no auditor or no answer, and its subclass DocumentNotChecked when a
    document timed out or crashed the browser: nobody can take an unchecked page for a clean one by accident.
    """
    if not documents:
        return []
    found = dict(
        iter_results(
            documents,
            timeout=timeout,
            tags=tags,
            socket_path=socket_path,
            depth=depth,
            screenshots=screenshots,
        )
    )
    results = [found[number] for number in range(len(documents))]
    if not all(result.checked for result in results):
        raise DocumentNotChecked(results)
    return results


def iter_results(
    documents: Sequence[AuditDocument],
    *,
    timeout: float = 20.0,
    tags: Sequence[str] = DEFAULT_TAGS,
    socket_path: Path | None = None,
    resolve: Resolve | None = None,
    depth: Depth = "publish",
    screenshots: bool = False,
) -> Iterator[tuple[int, BrowserResult]]:
    """(place in `documents`, result) as each one is ready; a result may carry an `error`.

    With `resolve` the style sheets, pictures and fonts of the documents come from that function instead of from the
    auditor's own folders: for pages of a site that runs elsewhere.

    Every document gets exactly one result. Raises AuditorUnavailable when that can't be had.
    """
    asked = [{"name": item.name, "html": item.html, "path": item.path} for item in documents]
    message = {"op": "audit", "documents": asked, "tags": list(tags), "seconds": timeout}
    message |= {"assets": resolve is not None, "depth": depth, "screenshots": screenshots}
    missing = set(range(len(documents)))
    # One document of somebody else may be running before ours: twice the limit, and time to start a browser.
    with closing(_connect(socket_path, patience=2 * timeout + protocol.START_SECONDS)) as connection:
        for answer in _talk(connection, message):
            if "end" in answer:
                break
            if "need" in answer and resolve is not None:
                _give(connection, answer, resolve)
                continue
            try:
                number, result = int(answer["index"]), BrowserResult.from_dict(answer["result"])
                missing.remove(number)
            except (KeyError, TypeError, ValueError) as problem:
                raise AuditorUnavailable(CUT_OFF, f"onbegrijpelijk antwoord: {problem!r}") from problem
            yield number, result
    if missing:
        raise AuditorUnavailable(CUT_OFF, f"geen uitslag voor {len(missing)} documenten")


def ping(*, socket_path: Path | None = None, timeout: float = 5.0) -> dict[str, Any]:
    """What the auditor says of itself (engine, pid, browsers, pages, waiting, uptime in seconds).

    Raises AuditorUnavailable when none answers.
    """
    with closing(_connect(socket_path, patience=timeout)) as connection:
        answer = next(_talk(connection, {"op": "ping"}))
    status = answer.get("status")
    if not isinstance(status, dict):
        raise AuditorUnavailable(NO_ANSWER, "geen status in het antwoord")
    return status


def _give(connection: socket.socket, answer: dict[str, Any], resolve: Resolve) -> None:
    """Answer the auditor's question for one file."""
    asset = resolve(str(answer["need"]))
    if asset is not None and len(asset.body) > protocol.MAX_ASSET:
        asset = None
    try:
        protocol.send(connection, {"asset": asset.to_dict() if asset else None})
    except OSError as problem:
        raise AuditorUnavailable(CUT_OFF, repr(problem)) from problem


def _connect(socket_path: Path | None, *, patience: float) -> socket.socket:
    path = socket_path or default_socket()
    if not is_own_socket(path):
        raise AuditorUnavailable(NOT_RUNNING, f"geen socket op {path}")
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(min(patience, 5.0))
        connection.connect(str(path))
        connection.settimeout(patience)
    except OSError as problem:
        connection.close()
        raise AuditorUnavailable(NOT_RUNNING, f"{path}: {problem}") from problem
    return connection


def _talk(connection: socket.socket, message: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Send one message and yield every answer; a refusal or a broken line becomes AuditorUnavailable."""
    try:
        protocol.send(connection, message)
        while True:
            answer = protocol.receive(connection)
            if "error" in answer:
                raise AuditorUnavailable(str(answer["error"]), "de auditor weigert dit")
            yield answer
    except TimeoutError as problem:
        raise AuditorUnavailable(NO_ANSWER, "de tijd is om") from problem
    except protocol.ProtocolProblem as problem:
        raise AuditorUnavailable(str(problem), "protocol") from problem
    except (OSError, EOFError) as problem:
        raise AuditorUnavailable(CUT_OFF, repr(problem)) from problem
