"""What goes in and out of the fake: one request, one answer."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from tests.support.fake_zgw.problems import Problem, invalid


@dataclass
class Request:
    """One call. `path` is without the query; header names are in lower case."""

    method: str
    path: str
    query_string: str
    headers: dict[str, str]
    body: bytes
    # Set by the token check: the application that calls.
    client_id: str = ""
    scopes: frozenset[str] = frozenset()

    @property
    def query(self) -> dict[str, str]:
        """The parameters; the last one of a name counts."""
        return dict(parse_qsl(self.query_string, keep_blank_values=True))

    def json(self) -> dict[str, Any]:
        """The body; Problem when it is no JSON object."""
        try:
            data = json.loads(self.body or b"{}")
        except ValueError:
            raise Problem(400, "parse_error", "JSON parse error") from None
        if not isinstance(data, dict):
            raise invalid("nonFieldErrors", "invalid", "Ongeldige data. Er wordt een object verwacht.")
        return data

    def may(self, *scopes: str) -> bool:
        """Whether the caller has one of these."""
        return bool(self.scopes & set(scopes))


@dataclass
class Answer:
    """What the fake says; `body` None is an answer without content."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "application/json"

    def encoded(self) -> bytes:
        """The bytes on the wire."""
        if self.body is None:
            return b""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()
