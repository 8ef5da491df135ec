"""Opens the APIs that the functional manager set up. The only place that makes a client."""

from __future__ import annotations

from typing import Any, NoReturn

from django.utils.translation import gettext as _
from zgw_consumers.client import build_client
from zgw_consumers.models import Service

from formulieren.zaken.client.catalogi import CatalogiClient
from formulieren.zaken.client.documenten import DocumentenClient
from formulieren.zaken.client.errors import ZgwNotConfigured
from formulieren.zaken.client.http import ZgwClient
from formulieren.zaken.client.zaken import ZakenClient
from formulieren.zaken.models import Zgwinstellingen

# The names under which the outbox counts failures of each API.
ZAKEN, CATALOGI, DOCUMENTEN = "zgw-zaken", "zgw-catalogi", "zgw-documenten"


def zgw_is_on() -> bool:
    """Whether zaken go to a ZGW backend."""
    return Zgwinstellingen.objects.filter(aan=True).exists()


def zaken_client(settings: Zgwinstellingen | None = None) -> ZakenClient:
    """The Zaken API; ZgwNotConfigured when none was chosen."""
    chosen = (settings or Zgwinstellingen.load()).zaken_api
    return client_for(chosen or _missing(_("Zaken API")), ZakenClient)


def catalogi_client(settings: Zgwinstellingen | None = None) -> CatalogiClient:
    """The Catalogi API; ZgwNotConfigured when none was chosen."""
    chosen = (settings or Zgwinstellingen.load()).catalogi_api
    return client_for(chosen or _missing(_("Catalogi API")), CatalogiClient)


def documenten_client(settings: Zgwinstellingen | None = None) -> DocumentenClient:
    """The Documenten API; ZgwNotConfigured when none was chosen."""
    chosen = (settings or Zgwinstellingen.load()).documenten_api
    return client_for(chosen or _missing(_("Documenten API")), DocumentenClient)


def client_for[Client: ZgwClient](service: Service, kind: type[Client]) -> Client:
    """A client of `kind` for a service of zgw-consumers. Use it in a `with`."""
    made: Any = build_client(service, client_factory=kind)
    if not isinstance(made, kind):
        raise TypeError("zgw-consumers made another client than was asked for.")
    return made


def _missing(api: str) -> NoReturn:
    raise ZgwNotConfigured(_("Kies een %(api)s bij de verbinding met het zaaksysteem.") % {"api": api})
