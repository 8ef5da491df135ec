"""The fake ZGW backend without a network: the client's calls reach it in this process, which is some times faster."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from urllib3 import HTTPResponse

from formulieren.zaken.client import http
from tests.support.fake_zgw import FakeZgw
from tests.support.fake_zgw.messages import Request


class InProcess:
    """Stands in for the network below the client; `down` refuses every connection."""

    def __init__(self, fake: FakeZgw) -> None:
        self.fake = fake
        self.down = False
        self.refused = 0

    def send(self, request: requests.PreparedRequest, **_kwargs: Any) -> requests.Response:
        """The answer of the fake, as the client reads it from a connection."""
        if self.down:
            self.refused += 1
            raise requests.ConnectionError("refused")
        parts = urlsplit(str(request.url))
        body = request.body or b""
        asked = Request(
            method=str(request.method),
            path=parts.path,
            query_string=parts.query,
            headers={name.lower(): str(value) for name, value in request.headers.items()},
            body=body if isinstance(body, bytes) else str(body).encode(),
        )
        name, answer = self.fake.handle(asked)
        self.fake.calls.append((name, answer.status))
        made = requests.Response()
        made.status_code = answer.status
        made.url = str(request.url)
        made.request = request
        made.headers.update({"Content-Type": "application/json"})
        made.raw = HTTPResponse(
            body=io.BytesIO(answer.encoded()), status=answer.status, preload_content=False
        )
        return made


def in_process(fake: FakeZgw, monkeypatch: pytest.MonkeyPatch) -> InProcess:
    """Lets all ZGW clients of this test reach the fake without a network."""
    network = InProcess(fake)
    monkeypatch.setattr(
        http._GuardedAdapter, "send", lambda _self, request, **kwargs: network.send(request, **kwargs)
    )
    return network
