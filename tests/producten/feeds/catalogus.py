"""A live catalogue for the tests of the feeds: a municipality, groups, products in one or two languages.

Pages are put live in the database with the record that the gate leaves behind, without auditing them: the feeds
read what is live, and these tests are not about the gate.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from wagtail.models import Locale, Page, Site

from a11y_checks.models import Audit, GateRecord
from basis.models import PaginaBeheer
from producten.models import CatalogusSettings, ProductenPage, ProductgroepPage, ProductPage
from producten.services.paginas import sections_from_dict
from tests.producten.factories import make_group, make_index, make_product, make_upn

GEMEENTE = "http://standaarden.overheid.nl/owms/terms/Buren_(gemeente)"
ONLINE = {"kanaal": "online", "wat_doet_u": "Vul het in.", "url": "https://dienst.voorbeeld.nl/aanvragen"}
CONTROLE = date(2027, 3, 1)
GEPUBLICEERD = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
ALLE_SECTIES = [
    {"type": "inleiding", "html": "<p>Dit is de <b>inleiding</b>.</p>"},
    {"type": "aanvragen", "html": "<p>Bel ons of kom langs.</p>"},
    {"type": "nodig", "html": "<ul><li>uw paspoort</li><li>een pasfoto</li></ul>"},
    {"type": "voorwaarden", "html": "<p>U woont hier.</p>"},
    {"type": "kosten", "html": "<p>Het is gratis.</p>"},
    {"type": "termijn", "html": "<p>Het duurt 5 dagen.</p>"},
    {"type": "bezwaar", "html": "<p>Schrijf ons binnen 6 weken.</p>"},
    {"type": "geen_reactie", "html": "<p>Bel ons na 2 weken.</p>"},
    {"type": "bijzonderheden", "html": "<p>Wij zijn dicht op Koningsdag.</p>"},
    {"type": "contact", "html": "<p>Bel 14 0344.</p>"},
]


def put_live(*pages: Page, at: datetime = GEPUBLICEERD) -> None:
    """Live since `at`, with a record of the gate."""
    audit, _new = Audit.objects.get_or_create(content_hash="proef", defaults={"trigger": "publish"})
    for page in pages:
        Page.objects.filter(pk=page.pk).update(
            live=True, has_unpublished_changes=False, first_published_at=at, last_published_at=at
        )
        GateRecord.objects.update_or_create(page_id=page.pk, defaults={"audit": audit})
        page.refresh_from_db()


def name_municipality(uri: str = GEMEENTE, label: str = "Buren", *, port: int = 443) -> None:
    """What the national catalogues need to know about the municipality; the site is on https."""
    site = Site.objects.get(is_default_site=True)
    site.hostname, site.port = "www.buren.example", port
    site.save()
    instellingen = CatalogusSettings.for_site(site)
    instellingen.owms_uri, instellingen.owms_label = uri, label
    instellingen.save()


def make_catalogue(*, port: int = 443, **group: Any) -> tuple[ProductenPage, ProductgroepPage]:
    """A live index with one live group, on a site that knows its municipality."""
    name_municipality(port=port)
    index = make_index()
    groep = make_group(index, **group)
    put_live(index, groep)
    return index, groep


def make_whole(groep: ProductgroepPage, slug: str = "paspoort", **fields: Any) -> ProductPage:
    """A live product with everything that the feeds ask."""
    defaults: dict[str, Any] = {
        "upn": fields.pop("upn", None) or make_upn(slug.replace("-", " "), sdg_codes=["C1"]),
        "upn_reden": "",
        "doelgroepen": ["inwoner"],
        "routes": [ONLINE],
        "inhoud": sections_from_dict(ALLE_SECTIES, seed=slug),
        "review_op": CONTROLE,
    }
    product = make_product(groep, slug, **{**defaults, **fields})
    put_live(product)
    return product


def make_english(product: ProductPage, *, review_op: date | None = CONTROLE, **fields: Any) -> ProductPage:
    """The live English page of a live product, with the pages above it."""
    english, _new = Locale.objects.get_or_create(language_code="en")
    for page in product.get_ancestors().filter(depth__gt=1):
        if not page.has_translation(english):
            put_live(page.specific.copy_for_translation(english))
    copy = product.copy_for_translation(english)
    for name, value in {"title": f"{product.title} in English", **fields}.items():
        setattr(copy, name, value)
    copy.save()
    put_live(copy)
    PaginaBeheer.objects.update_or_create(page=copy.page_ptr, defaults={"review_op": review_op})
    return ProductPage.objects.get(pk=copy.pk)
