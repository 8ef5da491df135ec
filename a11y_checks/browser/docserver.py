"""Serves one audited document and its static and media files to one browser, on loopback only."""

from __future__ import annotations

import hmac
import mimetypes
import re
import secrets
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from a11y_checks.browser.protocol import AuditDocument, Resolve

SECRET_HEADER = "X-Loket-Auditor"  # noqa: S105 - the name of a header, not a secret

# The page may use what this server gives and nothing else on the machine; no worker outlives its document.
_POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; worker-src 'none'; form-action 'none'; "
    "connect-src 'self'"
)
# A name with a hash in it never changes its content, so Chromium may keep the file, parsed, from page to page.
_HASHED = re.compile(r"\.[0-9a-f]{8,64}\.\w+\Z")
_KEEP = "max-age=3600, immutable"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
}


@dataclass(frozen=True, slots=True)
class Folder:
    """Files below `root` answer addresses that start with `prefix` ("/static/")."""

    prefix: str
    root: Path


def resolve_file(folders: Sequence[Folder], path: str) -> Path | None:
    """The file that an address names, or None. Never a file outside its folder, also not through a link."""
    if "\0" in path or "\\" in path:
        return None
    for folder in folders:
        if not path.startswith(folder.prefix):
            continue
        root = folder.root.resolve()
        try:
            file = (root / path.removeprefix(folder.prefix).lstrip("/")).resolve()
            if file.is_relative_to(root) and file.is_file():
                return file
        except (OSError, ValueError):  # a name too long, a loop of links
            continue
    return None


@dataclass(eq=False)
class DocumentServer:
    """A loopback server that shows one document at a time. Use `start`, `show` and `stop`."""

    folders: Sequence[Folder]
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    missing: list[str] = field(default_factory=list)
    _document: AuditDocument | None = None
    _resolve: Resolve | None = None
    _server: ThreadingHTTPServer | None = None

    def start(self) -> None:
        """Listen on a free port of 127.0.0.1, in a thread of its own."""
        owner = self

        class Handler(_Handler):
            documents = owner

        server = _QuietServer(("127.0.0.1", 0), Handler)
        self._server = server
        threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.2}, name="documents", daemon=True
        ).start()

    @property
    def origin(self) -> str:
        """The address of this server, without a closing slash."""
        if self._server is None:
            raise RuntimeError("the document server has not started")
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def show(self, document: AuditDocument | None, resolve: Resolve | None = None) -> None:
        """Serve this document (or none) from now on, and forget which files the former one missed.

        With `resolve` its files come from there instead of from the folders.
        """
        self._document, self._resolve = document, resolve
        self.missing.clear()

    def stop(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    @property
    def resolve(self) -> Resolve | None:
        """Where the shown document's files come from when not from the folders."""
        return self._resolve

    def html_for(self, path: str) -> bytes | None:
        """The shown document when `path` is its address."""
        document = self._document
        if document is None or unquote(urlsplit(document.path).path) != path:
            return None
        return document.html.encode("utf-8", "replace")


class _QuietServer(ThreadingHTTPServer):
    """Says nothing when a browser that was ended leaves its connections open."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Only what is no broken connection is worth a line."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Answers GET only, and only to the browser that knows the secret."""

    documents: DocumentServer
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        given = self.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self.documents.secret.encode()):
            self._answer(HTTPStatus.FORBIDDEN, "text/plain", b"")
            return
        path = unquote(urlsplit(self.path).path)
        kind = self.headers.get("Sec-Fetch-Dest", "document")
        html = self.documents.html_for(path) if kind == "document" else None
        if html is not None:
            self._answer(HTTPStatus.OK, "text/html; charset=utf-8", html)
            return
        if (resolve := self.documents.resolve) is not None:
            asset = resolve(self.path)
            if asset is not None:
                self._answer(HTTPStatus.OK, asset.kind, asset.body)
                return
        file = None if resolve else resolve_file(self.documents.folders, path)
        if file is None:
            if kind == "style":
                self.documents.missing.append(path)
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", b"")
            return
        stamp = file.stat()
        tag = f'"{stamp.st_mtime_ns:x}-{stamp.st_size:x}"'
        if self.headers.get("If-None-Match") == tag:
            self._answer(HTTPStatus.NOT_MODIFIED, "", b"", tag)
            return
        guessed = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self._answer(HTTPStatus.OK, _TYPES.get(file.suffix.lower(), guessed), file.read_bytes(), tag)

    def _answer(self, status: HTTPStatus, kind: str, body: bytes, tag: str = "") -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        hashed = status == HTTPStatus.OK and _HASHED.search(urlsplit(self.path).path)
        self.send_header("Cache-Control", _KEEP if hashed else "no-cache" if tag else "no-store")
        if tag:
            self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(body)

    def version_string(self) -> str:
        """No versions of ours in an answer."""
        return "loket"

    def log_message(self, format: str, *args: object) -> None:
        """No line per request: a draft's addresses do not belong in a log."""
