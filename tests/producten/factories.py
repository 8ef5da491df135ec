"""Makes a small catalogue for tests: site root, index, groups and products, as drafts or live."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import Page

from basis.models import LocationPage
from producten.models import ProductenPage, ProductgroepPage, ProductPage, UniformeProductnaam
from producten.services.paginas import (
    create_product,
    create_producten,
    create_productgroep,
    publish_page,
    sections_from_dict,
)

TELEFOON = {
    "kanaal": "telefoon",
    "wat_doet_u": "Bel ons.",
    "telefoonnummer": "0590 12 34 56",
    "meenemen": "U hebt niets nodig.",
    "kosten": "Gratis.",
    "duur": "U krijgt meteen antwoord.",
}
POST = {"kanaal": "post", "wat_doet_u": "Schrijf ons.", "adres": "Postbus 55\n9990 AB Elzenvoort"}


def make_editor() -> Any:
    user = get_user_model().objects.create_superuser(
        "redacteur", "redacteur@elzenvoort.example", "geheim-geheim"
    )
    return user


def make_home() -> Page:
    """The page that Wagtail's own migration puts under the root; the site's home page in these tests."""
    return Page.objects.get(depth=2)


def make_index(**fields: Any) -> ProductenPage:
    return create_producten(make_home(), **{"slug": "producten", "title": "Producten", **fields})


def make_group(index: ProductenPage, slug: str = "verhuizen", **fields: Any) -> ProductgroepPage:
    defaults: dict[str, Any] = {"slug": slug, "title": slug.capitalize(), "routes": [TELEFOON, POST]}
    return create_productgroep(index, **{**defaults, **fields})


def make_upn(naam: str = "paspoort", **fields: Any) -> UniformeProductnaam:
    uri = f"http://standaarden.overheid.nl/owms/terms/{naam.replace(' ', '_')}"
    return UniformeProductnaam.objects.create(naam=naam, uri=uri, **{"gemeente": True, **fields})


def make_product(group: ProductgroepPage, slug: str = "verhuizing-doorgeven", **fields: Any) -> ProductPage:
    defaults: dict[str, Any] = {
        "slug": slug,
        "title": slug.replace("-", " ").capitalize(),
        "kort": "Geef uw nieuwe adres door.",
        "doelgroepen": ["inwoner"],
        "upn_reden": "Dit doet alleen onze gemeente.",
        "inhoud": sections_from_dict([{"type": "aanvragen", "html": "<p>Bel ons.</p>"}], seed=slug),
    }
    return create_product(group, **{**defaults, **fields})


def make_live(*pages: Page) -> None:
    """Publish in order, through the gate (tests use the `quiet_browser` fixture)."""
    for page in pages:
        publish_page(page)


def make_location(slug: str = "stadhuis", *, title: str = "Stadhuis", live: bool = True) -> LocationPage:
    page = LocationPage(
        slug=slug,
        title=title,
        straat="Fordplein",
        huisnummer="1",
        postcode="9990 EV",
        plaats="Elzenvoort",
        live=False,
    )
    make_home().add_child(instance=page)
    page.save_revision()
    if live:
        publish_page(page)
    return page
