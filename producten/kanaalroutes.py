"""Which routes a product has: the group's standard routes, changed by the product's own. No database here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from producten.keuzes import ZONDER_COMPUTER, Kanaal

if TYPE_CHECKING:
    from producten.aanvraag import AanvraagFeiten


class Herkomst(StrEnum):
    """Who wrote a route: read by the editor's messages."""

    PRODUCTGROEP = "productgroep"
    PRODUCT = "product"


# Fields of a product's own route that fall back on the standard route when they are empty.
_ERFBAAR = ("wat_doet_u", "meenemen", "kosten", "duur", "locatie_id", "telefoonnummer", "emailadres", "adres")


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteVelden:
    """One row as an editor filled it in: of a productgroep, or of a product."""

    kanaal: str
    herkomst: Herkomst = Herkomst.PRODUCTGROEP
    wat_doet_u: str = ""
    meenemen: str = ""
    kosten: str = ""
    duur: str = ""
    locatie_id: int | None = None
    telefoonnummer: str = ""
    emailadres: str = ""
    url: str = ""
    adres: str = ""
    uitgeschakeld: bool = False
    reden: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kanaalroute:
    """One route as the page shows it.

    `url` is where the online route starts ("" when it leads nowhere), `formulier` the title of our own form
    when it ends there, `login` what the form asks; `locatie` is a live LocationPage or None.
    """

    kanaal: Kanaal
    herkomst: Herkomst
    wat_doet_u: str = ""
    meenemen: str = ""
    kosten: str = ""
    duur: str = ""
    locatie_id: int | None = None
    locatie: Any = None
    telefoonnummer: str = ""
    emailadres: str = ""
    url: str = ""
    adres: str = ""
    formulier: str = ""
    login: str = ""

    @property
    def titel(self) -> str:
        """The channel's name on the screen."""
        return str(self.kanaal.label)

    @property
    def ends_somewhere(self) -> bool:
        """Whether a resident who takes this route arrives at a form, a person, a counter or a letter box."""
        place = bool(self.locatie or self.adres)
        match self.kanaal:
            case Kanaal.ONLINE:
                return bool(self.url)
            case Kanaal.BALIE_AFSPRAAK | Kanaal.BALIE_INLOOP:
                return place
            case Kanaal.TELEFOON:
                return bool(self.telefoonnummer)
            case Kanaal.POST:
                return bool(self.adres)
            case Kanaal.EMAIL:
                return bool(self.emailadres)
            case _:
                return bool(place or self.telefoonnummer or self.url or self.emailadres)

    @property
    def zonder_computer(self) -> bool:
        """Whether somebody without a computer can take this route to its end."""
        if self.kanaal is Kanaal.PARTNER:
            return bool(self.telefoonnummer or self.locatie or self.adres)
        if self.kanaal is Kanaal.HUISBEZOEK:
            return bool(self.telefoonnummer or self.adres or self.locatie)
        return self.kanaal in ZONDER_COMPUTER and self.ends_somewhere


def merge_routes(
    standaard: Sequence[RouteVelden],
    eigen: Sequence[RouteVelden],
    *,
    aanvraag: AanvraagFeiten | None = None,
) -> list[Kanaalroute]:
    """The routes of a product, in the order of the routekaart (locatie still to be looked up).

    - Standard routes keep the order of the group. A product's own row for the same channel replaces what it
      fills in; what it leaves empty stays the group's. Switched off means gone.
    - A channel the group doesn't have comes after them, except `online`: that comes first.
    - An online route goes to the product's own address, else to its form (`aanvraag`), else to the group's.
    - The first row for a channel counts; the checks report a second one.
    """
    own = _first_per_channel(eigen)
    inherited = _first_per_channel(standaard)
    rows = [
        _inherit(row, own.get(kanaal)) for kanaal, row in inherited.items() if not _is_off(own.get(kanaal))
    ]
    for kanaal, row in own.items():
        if kanaal in inherited or row.uitgeschakeld:
            continue
        extra = (row, row.url, "")
        if kanaal is Kanaal.ONLINE:
            rows.insert(0, extra)
        else:
            rows.append(extra)
    return [_shown(row, own_url, group_url, aanvraag) for row, own_url, group_url in rows]


def place_locations(routes: Iterable[Kanaalroute], locaties: dict[int, Any]) -> list[Kanaalroute]:
    """The routes with their locatie from `locaties` (live ones by primary key)."""
    return [
        replace(route, locatie=locaties.get(route.locatie_id)) if route.locatie_id is not None else route
        for route in routes
    ]


def _first_per_channel(rows: Iterable[RouteVelden]) -> dict[Kanaal, RouteVelden]:
    found: dict[Kanaal, RouteVelden] = {}
    for row in rows:
        if row.kanaal in Kanaal.values:
            found.setdefault(Kanaal(row.kanaal), row)
    return found


def _is_off(own: RouteVelden | None) -> bool:
    return own is not None and own.uitgeschakeld


def _inherit(row: RouteVelden, own: RouteVelden | None) -> tuple[RouteVelden, str, str]:
    """The row to show, the product's own address and the group's."""
    if own is None:
        return row, "", row.url
    filled = {name: getattr(own, name) or getattr(row, name) for name in _ERFBAAR}
    return replace(own, **filled), own.url, row.url


def _shown(row: RouteVelden, own_url: str, group_url: str, aanvraag: AanvraagFeiten | None) -> Kanaalroute:
    kanaal = Kanaal(row.kanaal)
    formulier = aanvraag if kanaal is Kanaal.ONLINE and not own_url else None
    return Kanaalroute(
        kanaal=kanaal,
        herkomst=row.herkomst,
        wat_doet_u=row.wat_doet_u,
        meenemen=row.meenemen,
        kosten=row.kosten,
        duur=row.duur,
        locatie_id=row.locatie_id,
        telefoonnummer=row.telefoonnummer,
        emailadres=row.emailadres,
        adres=row.adres,
        url=formulier.url if formulier else own_url or group_url,
        formulier=formulier.title if formulier else "",
        login=formulier.login if formulier else "",
    )
