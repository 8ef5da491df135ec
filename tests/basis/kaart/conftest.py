"""A source of tiles on this machine, and a map that uses it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from basis.kaart import services
from basis.kaart.voorbeeld import grey

PNG = grey()
AREA = (5.0, 52.0, 5.1, 52.05)
# A tile of that area, and one beside it.
Z, X, Y = 15, 16840, 10820


class Source:
    """Answers every request with `status`, `headers` and `body`, and remembers what it was asked."""

    def __init__(self) -> None:
        self.status, self.body = 200, PNG
        self.headers: dict[str, str] = {"Content-Type": "image/png"}
        self.length: int | None = None  # what it says its length is, when that is a lie
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.hold = threading.Event()
        self.hold.set()
        source = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # the name is that of http.server
                source.asked.append((self.path, dict(self.headers)))
                self.send_response(source.status)
                length = len(source.body) if source.length is None else source.length
                for name, value in {**source.headers, "Content-Length": str(length)}.items():
                    self.send_header(name, value)
                self.end_headers()
                source.hold.wait(20)
                self.wfile.write(source.body)

            def log_message(self, format: str, *args: Any) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def template(self) -> str:
        """The setting that names this source."""
        return f"http://127.0.0.1:{self.server.server_address[1]}/wmts/{{z}}/{{x}}/{{y}}.png?laag=grijs"


@pytest.fixture
def source() -> Iterator[Source]:
    """A source that is well."""
    made = Source()
    yield made
    made.hold.set()
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def kaart(source: Source, settings: Any, tmp_path: Path) -> Iterator[Source]:
    """A map that uses the source, with an empty folder to keep tiles in."""
    settings.LOKET_KAART_BRON = source.template
    settings.LOKET_KAART_GEBIED = AREA
    settings.LOKET_KAART_MIDDEN = (5.05, 52.02, "het stadhuis")
    settings.LOKET_KAART_NAAM = "de Kaartmaker"
    settings.LOKET_DATA_DIR = tmp_path
    services.rust.until = 0.0
    yield source
    services.rust.until = 0.0
