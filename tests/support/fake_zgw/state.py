"""What the fake knows: tables of resources by uuid, the bytes of files, and the addresses of both."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.support.fake_zgw.auth import Application
from tests.support.fake_zgw.problems import Problem, invalid

ROOTS = {
    "catalogi": "/catalogi/api/v1/",
    "zaken": "/zaken/api/v1/",
    "documenten": "/documenten/api/v1/",
    "notificaties": "/notificaties/api/v1/",
}
VERSIONS = {"catalogi": "1.3.1", "zaken": "1.5.1", "documenten": "1.4.2", "notificaties": "1.0.1"}
COMPONENT = {
    **dict.fromkeys(
        [
            "catalogussen",
            "zaaktypen",
            "statustypen",
            "roltypen",
            "resultaattypen",
            "eigenschappen",
            "informatieobjecttypen",
            "zaaktype-informatieobjecttypen",
        ],
        "catalogi",
    ),
    **dict.fromkeys(
        ["zaken", "rollen", "statussen", "resultaten", "zaakobjecten", "zaakinformatieobjecten"], "zaken"
    ),
    **dict.fromkeys(
        ["enkelvoudiginformatieobjecten", "bestandsdelen", "objectinformatieobjecten"], "documenten"
    ),
    **dict.fromkeys(["abonnement", "kanaal"], "notificaties"),
}
PAGE = 100
Resource = dict[str, Any]


class State:
    """All tables behind one lock: a call is one transaction, as in a real backend."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.base = ""
        self.tables: dict[str, dict[str, Resource]] = {name: {} for name in COMPONENT}
        self.tables["zaakeigenschappen"] = {}
        self.files: dict[str, bytes] = {}
        self.locks: dict[str, str] = {}
        self.parts: dict[str, dict[str, Any]] = {}
        self.applications: dict[str, Application] = {}
        self.clock_shift = timedelta()
        # A real backend cuts at 4 GiB by default; a proxy in front makes that less.
        self.part_size = 4 * 1024**3
        self.numbers = 0

    def now(self) -> datetime:
        """The clock of the server."""
        return datetime.now(UTC) + self.clock_shift

    def root(self, component: str) -> str:
        """The address that a Service is configured with."""
        return self.base + ROOTS[component]

    def url(self, table: str, key: str) -> str:
        """The address of one resource."""
        return f"{self.root(COMPONENT[table])}{table}/{key}"

    def add(self, table: str, fields: Resource, *, under: str = "") -> Resource:
        """A new resource with its url (and uuid, except in a catalogue, where the standard has none)."""
        key = str(uuid.uuid4())
        url = f"{under}/{table}/{key}" if under else self.url(table, key)
        resource = {"url": url, **fields}
        if COMPONENT.get(table) in {None, "zaken"}:
            resource = {"url": url, "uuid": key, **fields}
        self.tables[table][key] = resource
        return resource

    def rows(self, table: str, **fields: Any) -> list[Resource]:
        """The resources whose fields are these, in the order in which they were made."""
        return [
            row
            for row in self.tables[table].values()
            if all(row.get(name) == value for name, value in fields.items())
        ]

    def get(self, table: str, key: str) -> Resource:
        """One resource, or a 404."""
        row = self.tables[table].get(key)
        if row is None:
            raise Problem(404, "not_found", "Niet gevonden.")
        return row

    def resolve(self, name: str, url: Any, table: str) -> Resource:
        """What a field points at; refuses as a real backend does.

        The spelling of the host counts: localhost for 127.0.0.1 is a service that it doesn't know.
        """
        parts = urlsplit(url if isinstance(url, str) else "")
        if not parts.scheme or not parts.netloc:
            raise invalid(name, "bad-url", "Voer een geldige URL in.")
        if not str(url).startswith(self.root(COMPONENT[table])):
            raise invalid(name, "unknown-service", "De service voor deze URL is niet bekend.")
        key = str(url).rstrip("/").rsplit("/", 1)[-1]
        row = self.tables[table].get(key)
        if row is None or row["url"] != url:
            raise invalid(name, "does_not_exist", "Ongeldige hyperlink - Object bestaat niet.")
        return row


def page_of(
    rows: Iterable[Resource], query: dict[str, str], here: str, show: Callable[[Resource], Resource]
) -> Resource:
    """One page with count, next, previous and results."""
    found = list(rows)
    size = min(int(query.get("pageSize", PAGE)), 500)
    number = int(query.get("page", 1))
    first = (number - 1) * size
    if number < 1 or (first >= len(found) and number > 1):
        raise Problem(404, "not_found", "Ongeldige pagina.")
    more = first + size < len(found)
    return {
        "count": len(found),
        "next": _page_url(here, query, number + 1) if more else None,
        "previous": _page_url(here, query, number - 1) if number > 1 else None,
        "results": [show(row) for row in found[first : first + size]],
    }


def _page_url(here: str, query: dict[str, str], number: int) -> str:
    return f"{here}?{urlencode({**query, 'page': number})}"


def check_params(query: dict[str, str], known: Iterable[str]) -> None:
    """A list refuses a parameter that it doesn't know."""
    unknown = sorted(set(query) - set(known) - {"page", "pageSize"})
    if unknown:
        raise invalid(
            "nonFieldErrors", "unknown-parameters", f"Onbekende query parameters: {', '.join(unknown)}"
        )
