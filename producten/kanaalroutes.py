"""Which routes a product has: the group's standard routes, changed by the product's own. No database here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from producten.keuzes import ZONDER_COMPUTER, Kanaal, LoginMiddel

if TYPE_CHECKING:
    from producten.aanvraag import AanvraagFeiten


class Herkomst(StrEnum):
    """Who wrote a route: read by the editor's messages."""

    PRODUCTGROEP = "productgroep"
    PRODUCT = "product"


# Fields of a product's own route that fall back on the standard route when they are empty.
_ERFBAAR = (
    "wat_doet_u", "meenemen", "duur", "locatie_id", "telefoonnummer", "emailadres", "adres", "voordeel", "wanneer",
)  # fmt: skip
# Fields that only mean something together: filled in one of them, the product leaves its group for all.
_SAMEN = (("kosten", "tarief_id"), ("logins", "machtigen"))


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
    start_pagina_id: int | None = None
    tarief_id: int | None = None
    voordeel: str = ""
    wanneer: str = ""
    logins: tuple[str, ...] = ()
    machtigen: bool = False
    uitgeschakeld: bool = False
    reden: str = ""
    grondslag: str = ""
    grondslag_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kanaalroute:
    """One route as the page shows it.

    `url` is where the route starts on the web ("" when it leads nowhere), `formulier` the title of our own form
    when it ends there, `melding` whether it is open and `gesloten` that nobody can begin now, `login` what the form
    asks; `locatie` is a live LocationPage or None. `start_pagina_id` is a page of ours that still has to be looked up,
    `bedragen` what the tarief costs today, `info` the facts of the kanaal (a KanaalInfo) or None.
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
    melding: str = ""
    gesloten: bool = False
    login: str = ""
    start_pagina_id: int | None = None
    tarief_id: int | None = None
    bedragen: Any = None
    voordeel: str = ""
    wanneer: str = ""
    logins: tuple[str, ...] = ()
    machtigen: bool = False
    info: Any = None

    @property
    def titel(self) -> str:
        """The channel's name on the screen."""
        return self.info.naam if self.info and self.info.naam else str(self.kanaal.label)

    @property
    def login_namen(self) -> list[str]:
        """With what a resident may log in, in the order of the list; without a choice what the form asks."""
        names = [str(middel.label) for middel in LoginMiddel if middel.value in self.logins]
        return names or ([self.login] if self.login else [])

    @property
    def tijden(self) -> str:
        """When this route is open: its own words, else those of the kanaal."""
        return self.wanneer or (self.info.tijden if self.info else "")

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
        if self.kanaal in {Kanaal.PARTNER, Kanaal.HUISBEZOEK, Kanaal.INLOOP_BUURT}:
            return bool(self.telefoonnummer or self.locatie or self.adres)
        return self.kanaal in ZONDER_COMPUTER and self.ends_somewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class NietMogelijk:
    """A kanaal that the law closes for a product: the page says so, with the reason and the law."""

    kanaal: Kanaal
    reden: str
    grondslag: str
    grondslag_url: str = ""

    @property
    def titel(self) -> str:
        """The channel's name on the screen."""
        return str(self.kanaal.label)


@dataclass(frozen=True, slots=True)
class Routekaart:
    """Everything a product page says about how to arrange it."""

    routes: list[Kanaalroute]
    niet_mogelijk: list[NietMogelijk]


def closed_by_law(eigen: Sequence[RouteVelden]) -> list[NietMogelijk]:
    """The channels that a product switches off on a legal ground, in the order of its rows."""
    return [
        NietMogelijk(kanaal=kanaal, reden=row.reden, grondslag=row.grondslag, grondslag_url=row.grondslag_url)
        for kanaal, row in _first_per_channel(eigen).items()
        if row.uitgeschakeld and row.reden and row.grondslag
    ]


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
    - An online route goes to the product's own address or page, else to its form (`aanvraag`), else to the group's.
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
        extra = (row, _start(row), _NERGENS)
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


# Kanaal.values is made anew at every look; with 10,000 products that is a tenth of the work.
_KANALEN = frozenset(Kanaal.values)


def _first_per_channel(rows: Iterable[RouteVelden]) -> dict[Kanaal, RouteVelden]:
    found: dict[Kanaal, RouteVelden] = {}
    for row in rows:
        if row.kanaal in _KANALEN:
            found.setdefault(Kanaal(row.kanaal), row)
    return found


def _is_off(own: RouteVelden | None) -> bool:
    return own is not None and own.uitgeschakeld


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a row says that its route starts: an address, or a page of ours."""

    url: str = ""
    pagina_id: int | None = None

    def __bool__(self) -> bool:
        return bool(self.url or self.pagina_id)


_NERGENS = _Start()


def _start(row: RouteVelden) -> _Start:
    return _Start(row.url, None if row.url else row.start_pagina_id)


def _inherit(row: RouteVelden, own: RouteVelden | None) -> tuple[RouteVelden, _Start, _Start]:
    """The row to show, where the product says it starts, and where the group says so."""
    if own is None:
        return row, _NERGENS, _start(row)
    filled = {name: getattr(own, name) or getattr(row, name) for name in _ERFBAAR}
    for names in _SAMEN:
        source = own if any(getattr(own, name) for name in names) else row
        filled |= {name: getattr(source, name) for name in names}
    return replace(own, **filled), _start(own), _start(row)


def _shown(row: RouteVelden, own: _Start, group: _Start, aanvraag: AanvraagFeiten | None) -> Kanaalroute:
    kanaal = Kanaal(row.kanaal)
    formulier = aanvraag if kanaal is Kanaal.ONLINE and not own else None
    start = _NERGENS if formulier else own or group
    return Kanaalroute(
        kanaal=kanaal,
        herkomst=row.herkomst,
        wat_doet_u=row.wat_doet_u,
        meenemen=row.meenemen,
        kosten=row.kosten,
        tarief_id=row.tarief_id,
        duur=row.duur,
        voordeel=row.voordeel,
        wanneer=row.wanneer,
        logins=row.logins,
        machtigen=row.machtigen,
        locatie_id=row.locatie_id,
        telefoonnummer=row.telefoonnummer,
        emailadres=row.emailadres,
        adres=row.adres,
        url=formulier.url if formulier else start.url,
        start_pagina_id=start.pagina_id,
        formulier=formulier.title if formulier else "",
        melding=formulier.melding if formulier else "",
        gesloten=bool(formulier and not formulier.open),
        login=formulier.login if formulier else "",
    )
