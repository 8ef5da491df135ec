"""A tiny site on loopback for tests of the crawl: pages are given as a dict, odd behaviour as functions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Reply = str | tuple[int, dict[str, str], bytes] | Callable[[BaseHTTPRequestHandler], None]


class SmallSite:
    """Serves `pages` (address with query → HTML, or status + headers + body, or a function); notes what was asked."""

    def __init__(self, pages: dict[str, Reply]) -> None:
        self.pages = pages
        self.asked: list[str] = []
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                owner.asked.append(self.path)
                reply = owner.pages.get(self.path, (404, {}, b"weg"))
                if callable(reply):
                    reply(self)
                    return
                status, headers, body = (200, {}, reply.encode()) if isinstance(reply, str) else reply
                self.send_response(status)
                for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        """The address of the home page."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/"


@contextmanager
def small_site(pages: dict[str, Reply]) -> Iterator[SmallSite]:
    """A running SmallSite."""
    site = SmallSite(pages)
    thread = threading.Thread(target=site._server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield site
    finally:
        site._server.shutdown()
        thread.join()
        site._server.server_close()
