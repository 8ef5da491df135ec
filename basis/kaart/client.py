"""The HTTP client of the map: asks one tile of the one machine that the settings name, and nothing else.

Of the visitor nothing goes along: the request has our own name and three whole numbers. A redirect is no tile, so
the source can't send us to another machine.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

from basis.kaart.tegels import MAX_BYTES, GeenTegel, sniff

SECONDS = 4.0


def fetch_tile(template: str, z: int, x: int, y: int, *, seconds: float = SECONDS) -> bytes:
    """The picture at `template` (https://machine/{z}/{x}/{y}.png), whole within `seconds`. Raises GeenTegel."""
    parts = urlsplit(template)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    for sign, number in (("{z}", z), ("{x}", x), ("{y}", y)):
        target = target.replace(sign, str(int(number)))
    connection = _connection(parts.scheme, parts.hostname or "", parts.port, seconds)
    ends = time.monotonic() + seconds
    alarm: threading.Timer | None = None
    try:
        connection.connect()
        # A socket's time-out counts from byte to byte; this one ends a source that drips.
        alarm = threading.Timer(max(0.1, ends - time.monotonic()), _cut, (connection.sock,))
        alarm.daemon = True
        alarm.start()
        connection.request("GET", target, headers={"User-Agent": "Loket", "Accept": "image/*"})
        with connection.getresponse() as response:
            return _picture(response)
    except (OSError, http.client.HTTPException, ValueError) as problem:
        raise GeenTegel(type(problem).__name__, rest=True) from problem
    finally:
        if alarm is not None:
            alarm.cancel()
        connection.close()


def _connection(scheme: str, host: str, port: int | None, seconds: float) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=seconds, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=seconds)


def _picture(response: http.client.HTTPResponse) -> bytes:
    if response.status != 200:
        raise GeenTegel(f"status {response.status}", rest=response.status >= 500 or response.status == 429)
    said = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    content = response.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise GeenTegel("too large")
    if response.length:  # the connection broke off before the length that was promised
        raise GeenTegel("broken off", rest=True)
    if not said or said != sniff(content):
        raise GeenTegel("no picture")
    return content


def _cut(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
