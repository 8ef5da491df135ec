"""The catalogue's own facts that forbid or question publishing, as bevindingen at their field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from a11y_checks.rules.base import Bevinding, Niveau
from producten.controle import is_email, is_link, is_postal_address, normalise_phone
from producten.kanaalroutes import Herkomst, Kanaalroute, RouteVelden
from producten.keuzes import Kanaal

if TYPE_CHECKING:
    from producten.models import ProductPage

BRON = "kanaalroutes"


def check_product(
    product: ProductPage, eigen: Sequence[RouteVelden], routes: Sequence[Kanaalroute]
) -> list[Bevinding]:
    """Everything about a product page: its own rows, the routes that come out of it and its UPL name."""
    return [
        *check_rows(eigen),
        *_check_switched_off(eigen),
        *_check_ends(routes),
        # What somebody else arranges is reached along their channels (producten.checks_inhoud).
        *(check_without_computer(routes) if product.wij_bieden_aan else []),
        *_check_upn(product),
    ]


def check_rows(rows: Sequence[RouteVelden]) -> list[Bevinding]:
    """What an editor typed in each row: a channel once, and numbers and addresses that can be right."""
    found = [_double(kanaal) for kanaal, times in Counter(row.kanaal for row in rows).items() if times > 1]
    for row in rows:
        if not row.uitgeschakeld:
            found += _check_row(row)
    return found


def check_without_computer(routes: Iterable[Kanaalroute]) -> list[Bevinding]:
    """A way without a computer must be left (Awb 2:1 lid 1: fitting support; paper and counter stay open)."""
    if any(route.zonder_computer for route in routes):
        return []
    return [
        feit(
            "kanaalroute-zonder-computer",
            _("Er is geen route over voor iemand zonder computer."),
            _("Voeg een route toe met balie, telefoon of post. Bijvoorbeeld: bel ons en wij helpen u."),
        )
    ]


def _check_row(row: RouteVelden) -> list[Bevinding]:
    name = _name(row.kanaal)
    found = []
    if row.telefoonnummer and not normalise_phone(row.telefoonnummer):
        found.append(
            feit(
                "kanaalroute-telefoonnummer",
                _("Route {kanaal}: '{waarde}' is geen telefoonnummer.").format(
                    kanaal=name, waarde=row.telefoonnummer
                ),
                _("Schrijf het hele nummer, bijvoorbeeld 0590 12 34 56 of 14 0590."),
                row.telefoonnummer,
            )
        )
    if row.adres and not is_postal_address(row.adres):
        found.append(
            feit(
                "kanaalroute-adres",
                _("Route {kanaal}: het postadres is niet compleet.").format(kanaal=name),
                _("Zet elk deel op een eigen regel. Sluit af met postcode en plaats: 1234 AB Elzenvoort."),
                row.adres,
            )
        )
    if row.url and not is_link(row.url):
        found.append(
            feit(
                "kanaalroute-webadres",
                _("Route {kanaal}: '{waarde}' is geen goed webadres.").format(
                    kanaal=name, waarde=row.url[:80]
                ),
                _(
                    "Begin met https:// en neem het hele adres over, zoals https://www.voorbeeld.nl/aanvragen."
                ),
                row.url,
            )
        )
    if row.emailadres and not is_email(row.emailadres):
        found.append(
            feit(
                "kanaalroute-emailadres",
                _("Route {kanaal}: '{waarde}' is geen e-mailadres.").format(
                    kanaal=name, waarde=row.emailadres[:80]
                ),
                _("Schrijf één adres, zoals gemeente@voorbeeld.nl."),
                row.emailadres,
            )
        )
    return found


def _check_switched_off(rows: Iterable[RouteVelden]) -> list[Bevinding]:
    return [
        feit(
            "kanaalroute-uit-zonder-reden",
            _("Route {kanaal}: u zegt dat dit kanaal niet kan, maar niet waarom.").format(
                kanaal=_name(row.kanaal)
            ),
            _("Geef de reden. Bijvoorbeeld: de wet zegt dat u zelf moet komen."),
        )
        for row in rows
        if row.uitgeschakeld and not row.reden
    ]


def _check_ends(routes: Iterable[Kanaalroute]) -> list[Bevinding]:
    return [_leads_nowhere(route) for route in routes if not route.ends_somewhere]


def _leads_nowhere(route: Kanaalroute) -> Bevinding:
    help_texts = {
        Kanaal.ONLINE: _(
            "Publiceer eerst het formulier, vul een webadres in, of zeg dat dit kanaal niet kan."
        ),
        Kanaal.BALIE_AFSPRAAK: _("Kies een locatie die online staat, of vul een adres in."),
        Kanaal.BALIE_INLOOP: _("Kies een locatie die online staat, of vul een adres in."),
        Kanaal.TELEFOON: _("Vul het telefoonnummer in."),
        Kanaal.POST: _("Vul het postadres in."),
        Kanaal.EMAIL: _("Vul het e-mailadres in."),
    }
    where = _("Deze route komt van de productgroep.") if route.herkomst is Herkomst.PRODUCTGROEP else ""
    advice = help_texts.get(route.kanaal, _("Vul een telefoonnummer, een adres of een webadres in."))
    return feit(
        "kanaalroute-loopt-dood",
        _("Route {kanaal}: deze route gaat nergens naartoe.").format(kanaal=route.titel),
        f"{advice} {where}".strip(),
    )


def _check_upn(product: ProductPage) -> list[Bevinding]:
    upn = product.upn
    if upn is None:
        if product.upn_reden.strip():
            return []
        return [
            feit(
                "upl-naam-ontbreekt",
                _("Dit product heeft geen UPL-naam."),
                _("Kies de naam uit de landelijke lijst. Past er geen? Schrijf dan op waarom niet."),
                source="upn",
            )
        ]
    if upn.verdwenen:
        return [
            feit(
                "upl-naam-verdwenen",
                _("De UPL-naam '{naam}' staat niet meer in de landelijke lijst.").format(naam=upn.naam),
                _("Kies een nieuwe naam. Publiceren mag wel."),
                upn.naam,
                source="upn",
                niveau=Niveau.NOTE,
            )
        ]
    return []


def _double(kanaal: str) -> Bevinding:
    return feit(
        "kanaalroute-dubbel",
        _("Route {kanaal}: dit kanaal staat er twee keer.").format(kanaal=_name(kanaal)),
        _("Houd één route per kanaal over. Zet alles wat de lezer moet weten in die ene route."),
    )


def _name(kanaal: str) -> str:
    return str(Kanaal(kanaal).label) if kanaal in Kanaal.values else _("zonder kanaal")


def feit(
    rule: str,
    message: str,
    help: str,
    excerpt: str = "",
    *,
    source: str = BRON,
    niveau: Niveau = Niveau.BLOCK,
) -> Bevinding:
    """One fact about a page of the catalogue at its field `source`; unless said otherwise it stops publishing."""
    return Bevinding(
        rule=rule,
        niveau=niveau,
        criteria=(),
        message=message,
        help=help,
        excerpt=excerpt[:200],
        source=source,
    )
