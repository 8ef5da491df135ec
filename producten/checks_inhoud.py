"""What a product page must tell before it goes live: the offer, the required parts, prices, receipt and ties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from a11y_checks.rules.base import Bevinding, Niveau
from producten.bedragen import find_bedragen
from producten.checks import feit
from producten.kanaalroutes import Kanaalroute
from producten.keuzes import Aanbod, OntvangstWijze
from producten.services.tarieven import current_tarieven, tarieven_in

if TYPE_CHECKING:
    from producten.models import ProductPage


def check_inhoud(product: ProductPage, routes: Sequence[Kanaalroute]) -> list[Bevinding]:
    """Every fact of the page itself besides its routes and its UPL name."""
    found = [
        *_check_offer(product),
        *_check_verbanden(product),
        *_check_ontvangst(product),
        *_check_tarieven(product, routes),
    ]
    if product.wij_bieden_aan:
        found += _check_required(product, routes)
    if product.wet_aan_balie and not product.grondslagen.all():
        found.append(
            feit(
                "grondslag-ontbreekt",
                _("U zegt dat de wet dit aan de balie houdt, maar niet welke wet."),
                _("Vul hem in bij 'Wet of regel'."),
                source="wet_aan_balie",
            )
        )
    return [*found, *_check_loose_amounts(product, routes)]


def _check_offer(product: ProductPage) -> Iterator[Bevinding]:
    partner = product.uitvoerende_organisatie
    if product.aanbod == Aanbod.PARTNER and partner is None:
        yield feit(
            "aanbod-zonder-organisatie",
            _("Een andere organisatie doet dit, maar u zegt niet welke."),
            _("Kies de organisatie bij 'Wie voert het uit?'."),
            source="uitvoerende_organisatie",
        )
    elif product.aanbod == Aanbod.PARTNER and partner is not None and not partner.telefoon:
        yield feit(
            "aanbod-zonder-telefoon",
            _("Wie geen computer heeft, kan deze organisatie niet bereiken."),
            _("Vul bij de organisatie het telefoonnummer in."),
            source="uitvoerende_organisatie",
        )
    if product.aanbod == Aanbod.NEE and not product.aanbod_toelichting.strip():
        yield feit(
            "aanbod-zonder-uitleg",
            _("U zegt dat wij dit niet aanbieden, maar niet waar de lezer wel terecht kan."),
            _("Schrijf dat op bij 'Uitleg'."),
            source="aanbod_toelichting",
        )
    if product.aanbod == Aanbod.VALT_ONDER:
        yield from _check_belongs_to(product)


def _check_belongs_to(product: ProductPage) -> Iterator[Bevinding]:
    other = product.valt_onder
    if other is None or not other.live:
        yield feit(
            "aanbod-valt-nergens-onder",
            _("Dit product valt onder een ander product, maar dat staat niet online."),
            _("Kies een product dat online staat, of publiceer dat eerst."),
            source="valt_onder",
        )
        return
    seen = {product.pk}
    while other is not None and other.aanbod == Aanbod.VALT_ONDER and other.pk not in seen:
        seen.add(other.pk)
        other = other.valt_onder
    if other is not None and other.pk in seen:
        yield feit(
            "aanbod-in-een-kring",
            _("Deze producten noemen elkaar. Zo komt de lezer nergens uit."),
            _("Kies het product waar de lezer het echt kan regelen."),
            source="valt_onder",
        )


def _check_required(product: ProductPage, routes: Sequence[Kanaalroute]) -> Iterator[Bevinding]:
    """The parts that no product can do without: said in a section, or in a route."""
    if not product.kort.strip():
        yield feit(
            "onderdeel-ontbreekt",
            _("'In het kort' is leeg."),
            _("Geef het antwoord in één tot drie korte zinnen."),
            source="kort",
        )
    if not product.doelgroep_namen():
        yield feit(
            "onderdeel-ontbreekt",
            _("U zegt niet voor wie dit is."),
            _("Kies minstens één doelgroep."),
            source="doelgroepen",
        )
    filled = {section.block_type for section in product.inhoud if len(section.value)}
    for section, told, message in (
        ("nodig", any(r.meenemen for r in routes), _("De lezer leest niet wat hij nodig heeft.")),
        ("kosten", any(r.kosten or r.tarief_id for r in routes), _("De lezer leest niet wat het kost.")),
        ("termijn", any(r.duur for r in routes), _("De lezer leest niet hoe lang het duurt.")),
    ):
        if section not in filled and not told:
            yield feit(
                "onderdeel-ontbreekt",
                message,
                _("Vul dat onderdeel in, of zet het bij een route. Is er niets? Schrijf dat dan."),
                excerpt=section,
                source="inhoud",
            )


def _check_tarieven(product: ProductPage, routes: Sequence[Kanaalroute]) -> Iterator[Bevinding]:
    """A tarief that is shown, in a section or at a route of its own or its group, must have an amount today."""
    ids = tarieven_in(product.inhoud) | {route.tarief_id for route in routes if route.tarief_id}
    for stand in current_tarieven(ids).values():
        if not stand.bekend:
            yield feit(
                "tarief-zonder-bedrag",
                _("Het tarief '{naam}' heeft vandaag geen bedrag.").format(naam=stand.naam),
                _("Vul bij Tarieven een bedrag in dat nu geldt."),
                excerpt=stand.naam,
                source="inhoud",
            )


def _check_ontvangst(product: ProductPage) -> Iterator[Bevinding]:
    rows = list(product.ontvangsten.all())
    for wijze, times in Counter(row.wijze for row in rows).items():
        if times > 1 and wijze in OntvangstWijze.values:
            yield feit(
                "ontvangst-dubbel",
                _("'{wijze}' staat er twee keer.").format(wijze=OntvangstWijze(wijze).label),
                _("Zet alles wat de lezer moet weten in één regel."),
                source="ontvangsten",
            )
    for row in rows:
        if (
            row.wijze == OntvangstWijze.OPHALEN
            and not (row.locatie and row.locatie.live)
            and not row.uitleg.strip()
        ):
            yield feit(
                "ontvangst-zonder-plek",
                _("De lezer moet iets ophalen, maar leest niet waar."),
                _("Kies een locatie die online staat, of schrijf het in de uitleg."),
                source="ontvangsten",
            )


def _check_verbanden(product: ProductPage) -> Iterator[Bevinding]:
    others = [row.ander_id for row in product.verbanden.all()]
    if product.pk is not None and product.pk in others:
        yield feit(
            "verband-met-zichzelf",
            _("Dit product verwijst naar zichzelf."),
            _("Kies een ander product, of haal de verwijzing weg."),
            source="verbanden",
        )
    names = [upn.pk for upn in ([product.upn] if product.upn else [])] + [
        row.upn_id for row in product.meer_upns.all()
    ]
    if len(names) != len(set(names)):
        yield feit(
            "upl-naam-dubbel",
            _("Dezelfde UPL-naam staat er twee keer."),
            _("Houd elke naam één keer over."),
            source="meer_upns",
        )


def _check_loose_amounts(product: ProductPage, routes: Iterable[Kanaalroute]) -> Iterator[Bevinding]:
    """Amounts typed in a text: they stay behind when the price changes."""
    for source, text in _texts(product, routes):
        for amount in find_bedragen(text):
            yield feit(
                "bedrag-in-tekst",
                _("Het bedrag '{bedrag}' staat los in de tekst.").format(bedrag=amount),
                _("Kies een tarief uit de lijst. Dan verandert het bedrag overal tegelijk."),
                excerpt=amount,
                source=source,
                niveau=Niveau.NOTE,
            )


def _texts(product: ProductPage, routes: Iterable[Kanaalroute]) -> Iterator[tuple[str, str]]:
    yield "kort", product.kort
    for section in product.inhoud:
        yield f"inhoud/{section.id}", strip_tags(" ".join(_strings(section.value.get_prep_value())))
    for route in routes:
        if route.herkomst == "product":
            yield "kanaalroutes", f"{route.kosten} {route.wat_doet_u}"


def _strings(value: Any) -> Iterator[str]:
    """Every string inside raw StreamField data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)
