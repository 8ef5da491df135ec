"""The HTTP client of the SDG entry service: JSON over https, with limits on time, size and number of pages."""

from __future__ import annotations

import http.client
import json
import re
import ssl
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import SplitResult, urlencode, urljoin, urlsplit

from producten.feeds.sdg_records import SdgProduct

SECONDS = 20.0
MAX_BYTES = 10_000_000
MAX_PAGES = 1_000
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_REASONS = {
    401: "De dienst kent de sleutel niet. Kijk naar LOKET_SDG_TOKEN.",
    403: "De sleutel mag dit niet. Vraag schrijfrecht voor deze gemeente.",
    404: "De dienst kent dit adres niet. Kijk naar LOKET_SDG_URL.",
    429: "De dienst krijgt te veel vragen. Probeer het later opnieuw.",
}


class SdgError(Exception):
    """The service could not be asked, or refused. The message is one Dutch sentence or more.

    `refused` is whether the service answered that this product is not right: others may still go.
    """

    def __init__(self, message: str, *, refused: bool = False) -> None:
        super().__init__(message)
        self.refused = refused


class SdgClient:
    """Talks to one service as one municipality. `url` is its address with the version (".../api/v1")."""

    def __init__(self, url: str, token: str, *, seconds: float = SECONDS) -> None:
        self._base = _read_base(url)
        if not token or not re.fullmatch(r"[\x21-\x7e]{1,500}", token):
            raise SdgError("Er is geen goede sleutel. Zet hem in LOKET_SDG_TOKEN.")
        self._token = token
        self._seconds = seconds

    def products(self, organisatie_uri: str) -> list[SdgProduct]:
        """Everything the service has of this municipality, over all its pages."""
        rows = self._rows("producten", {"organisatieOwmsIdentifier": organisatie_uri})
        return [SdgProduct.from_payload(row) for row in rows]

    def locations(self, organisatie_uri: str) -> frozenset[str]:
        """The names of the counters that the service knows of this municipality: it refuses others."""
        rows = self._rows("locaties", {"organisatieOwmsIdentifier": organisatie_uri})
        return frozenset(str(row.get("naam") or "") for row in rows)

    def send(self, product: SdgProduct) -> SdgProduct:
        """Make or replace the version of this product; what the service kept comes back."""
        data = self._ask("POST", self._path("producten"), product.to_payload())
        if not isinstance(data, dict):
            raise SdgError("De dienst gaf een antwoord dat niet te lezen is.")
        return SdgProduct.from_payload(data)

    def _rows(self, name: str, query: dict[str, str]) -> Iterator[dict[str, Any]]:
        """The rows of a list, over all its pages."""
        path = f"{self._path(name)}?{urlencode(query)}"
        for _number in range(MAX_PAGES):
            data = self._ask("GET", path)
            results = data.get("results") if isinstance(data, dict) else data
            if not isinstance(results, list) or not all(isinstance(one, dict) for one in results):
                raise SdgError("De dienst gaf een antwoord dat niet te lezen is.")
            yield from results
            following = data.get("next") if isinstance(data, dict) else None
            if not following:
                return
            path = self._own_path(str(following))
        raise SdgError(f"De dienst gaf meer dan {MAX_PAGES} pagina's.")

    def _path(self, name: str) -> str:
        return f"{self._base.path}/{name}"

    def _own_path(self, address: str) -> str:
        """The path of a next page; the token never goes to another host."""
        parts = urlsplit(urljoin(self._base.geturl(), address))
        if parts.netloc != self._base.netloc:
            raise SdgError("De dienst verwijst naar een ander adres. Dat volgen wij niet.")
        return f"{parts.path}?{parts.query}" if parts.query else parts.path

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        connection = self._connect()
        headers = {
            "Accept": "application/json",
            "Authorization": f"Token {self._token}",
            "User-Agent": "Loket/1",
        }
        payload = None
        if body is not None:
            payload = json.dumps(body, ensure_ascii=False).encode()
            headers["Content-Type"] = "application/json"
        try:
            connection.request(method, path, body=payload, headers=headers)
            answer = connection.getresponse()
            text = self._read(answer)
        except TimeoutError as problem:
            raise SdgError(f"De dienst gaf binnen {self._seconds:.0f} seconden geen antwoord.") from problem
        except ssl.SSLError as problem:
            raise SdgError("Het certificaat van de dienst klopt niet.") from problem
        except (OSError, http.client.HTTPException) as problem:
            raise SdgError(f"De dienst op {self._base.netloc} is niet bereikbaar.") from problem
        finally:
            connection.close()
        return _read_answer(answer.status, text)

    def _read(self, answer: http.client.HTTPResponse) -> bytes:
        """The body, within the time for the whole answer: a service that drips must not hold us up."""
        end = time.monotonic() + self._seconds
        text = bytearray()
        while len(text) <= MAX_BYTES and (piece := answer.read1(65_536)):
            text += piece
            if time.monotonic() > end:
                raise TimeoutError
        return bytes(text)

    def _connect(self) -> http.client.HTTPConnection:
        host, port = self._base.hostname or "", self._base.port
        if self._base.scheme == "https":
            return http.client.HTTPSConnection(
                host, port, timeout=self._seconds, context=ssl.create_default_context()
            )
        return http.client.HTTPConnection(host, port, timeout=self._seconds)


def _read_base(url: str) -> SplitResult:
    """https, or http on this machine alone: the token must not travel in the open."""
    try:
        parts = urlsplit(url.strip().rstrip("/"))
        host, _port = parts.hostname, parts.port
    except ValueError as problem:
        raise SdgError("LOKET_SDG_URL is geen goed adres.") from problem
    if not host or parts.username or parts.query or re.search(r"\s", url.strip()):
        raise SdgError("LOKET_SDG_URL is geen goed adres, zoals https://dienst.voorbeeld.nl/api/v1.")
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _LOOPBACK):
        raise SdgError("LOKET_SDG_URL moet met https:// beginnen.")
    return parts


def _read_answer(status: int, text: bytes) -> Any:
    if len(text) > MAX_BYTES:
        raise SdgError("Het antwoord van de dienst is te groot.")
    if status in _REASONS:
        raise SdgError(_REASONS[status])
    if status >= 500:
        raise SdgError(f"De dienst heeft een storing (code {status}). Probeer het later opnieuw.")
    if 300 <= status < 400:
        raise SdgError("De dienst verwijst naar een ander adres. Dat volgen wij niet.")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise SdgError("De dienst gaf een antwoord dat niet te lezen is.") from problem
    if status >= 400:
        raise SdgError(f"De dienst weigert dit product: {_flat(data)}", refused=True)
    return data


def _flat(data: Any, name: str = "") -> str:
    """The complaints in a refusal, with the field they are about, on one line."""
    if isinstance(data, dict):
        parts = (_flat(value, f"{name}.{key}" if name else str(key)) for key, value in data.items())
        return "; ".join(part for part in parts if part)[:500]
    if isinstance(data, list):
        return "; ".join(part for part in (_flat(value, name) for value in data) if part)[:500]
    text = " ".join(str(data).split())
    return f"{name}: {text}" if name and text else text
