"""Every request against the OpenAPI files of the standard, when those are beside the checkout."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from tests.support.fake_zgw.messages import Request
from tests.support.fake_zgw.state import ROOTS

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "zgw"
FILES = {
    "catalogi": "vng-catalogi-1.3.1.yaml",
    "zaken": "vng-zaken-1.5.1.yaml",
    "documenten": "vng-documenten-1.4.2.yaml",
    "notificaties": "vng-notificaties-1.0.1.yaml",
}


@lru_cache
def _loaded(component: str) -> Any:
    """The document, read once per process; None when the file isn't there."""
    from openapi_core import Config, OpenAPI

    path = FOLDER / FILES[component]
    if not path.exists():
        return None
    document = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    _cut_foreign_refs(document)
    document["servers"] = [{"url": ROOTS[component].rstrip("/")}]
    # The files are known to be good: looking that over again takes longer than all the rest.
    return OpenAPI.from_dict(document, config=Config(spec_validator_cls=None))


def warm() -> None:
    """Reads what every test with a backend needs, so that its first call doesn't wait for that."""
    for component in ("catalogi", "zaken", "documenten"):
        _loaded(component)


def _cut_foreign_refs(node: Any) -> None:
    """References to other files or hosts (for `_expand` alone) become empty schemas: nothing is fetched."""
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str) and not node["$ref"].startswith("#"):
            del node["$ref"]
        for value in node.values():
            _cut_foreign_refs(value)
    elif isinstance(node, list):
        for value in node:
            _cut_foreign_refs(value)


@dataclass
class _Adapter:
    """A request of the fake as openapi-core wants it (its Request protocol)."""

    request: Request
    parameters: Any
    host_url: str = "http://127.0.0.1"

    @property
    def path(self) -> str:
        """The path alone."""
        return self.request.path

    @property
    def method(self) -> str:
        """In lower case."""
        return self.request.method.lower()

    @property
    def body(self) -> bytes:
        """The bytes."""
        return self.request.body

    @property
    def content_type(self) -> str:
        """Of the body."""
        return self.request.headers.get("content-type", "application/json")


def _adapt(request: Request) -> _Adapter:
    from openapi_core.datatypes import RequestParameters
    from werkzeug.datastructures import Headers, ImmutableMultiDict

    # The files list the content type as a header parameter too, with a fixed set of values: without its boundary.
    kind = request.headers.get("content-type", "").partition(";")[0]
    header = Headers({**request.headers, "content-type": kind})
    query = ImmutableMultiDict(request.query)
    return _Adapter(
        request, RequestParameters(query=query, header=header, cookie=ImmutableMultiDict(), path={})
    )


def violation(component: str, request: Request) -> str:
    """What is wrong with the request by the standard, "" when nothing is (or the files aren't there)."""
    from openapi_core.exceptions import OpenAPIError

    document = _loaded(component)
    if document is None:
        return ""
    try:
        document.validate_request(_adapt(request))
    except OpenAPIError as error:
        causes = getattr(error.__cause__, "schema_errors", None)
        detail = (
            "; ".join(str(each.message)[:200] for each in causes) if causes else str(error.__cause__ or error)
        )
        return f"{request.method} {request.path}: {detail[:600]}"
    return ""
