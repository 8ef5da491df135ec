"""The only HTTP to a ZGW backend: typed calls, one tree of errors, addresses exactly as the backend spells them."""

from formulieren.zaken.client.connect import (
    CATALOGI,
    DOCUMENTEN,
    ZAKEN,
    catalogi_client,
    client_for,
    documenten_client,
    zaken_client,
    zgw_is_on,
)
from formulieren.zaken.client.errors import (
    Param,
    Storing,
    ZgwError,
    ZgwMalformed,
    ZgwNotConfigured,
    ZgwRefused,
    ZgwUnavailable,
)

__all__ = [
    "CATALOGI",
    "DOCUMENTEN",
    "ZAKEN",
    "Param",
    "Storing",
    "ZgwError",
    "ZgwMalformed",
    "ZgwNotConfigured",
    "ZgwRefused",
    "ZgwUnavailable",
    "catalogi_client",
    "client_for",
    "documenten_client",
    "zaken_client",
    "zgw_is_on",
]
