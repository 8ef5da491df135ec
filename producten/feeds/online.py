"""Where a product can be requested online, as other catalogues ask it. No database here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from producten.kanaalroutes import Kanaalroute
from producten.keuzes import Kanaal

# To download, print and send back is not requesting online.
BESTANDEN = (".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods")


@dataclass(frozen=True, slots=True)
class OnlineStart:
    """`url` where the application starts, `label` of our own form ("" for another's service), `digid` or not."""

    url: str
    label: str = ""
    digid: bool = False

    @property
    def onlineaanvragen(self) -> str:
        """The value of Samenwerkende Catalogi."""
        return "digid" if self.digid else "ja"


def find_online(routes: Iterable[Kanaalroute]) -> OnlineStart | None:
    """The online route when it ends in a form of ours or a service outside; None when it can't be requested online.

    A file to print, a mail address and a page of our own with only information don't count.
    """
    for route in routes:
        if route.kanaal is Kanaal.ONLINE and (route.formulier or _is_service(route)):
            return OnlineStart(route.url, route.formulier, _asks_digid(route))
    return None


def _is_service(route: Kanaalroute) -> bool:
    if route.start_pagina_id is not None:
        return False
    try:
        parts = urlsplit(route.url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and not parts.path.lower().endswith(BESTANDEN)


def _asks_digid(route: Kanaalroute) -> bool:
    return any("digid" in name.lower() for name in (*route.logins, route.login))
