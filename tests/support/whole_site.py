"""A site with one live page of every type, made through the gate; for tests that go over all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from wagtail.models import Page

from a11y_checks.browser.client import BrowserResult
from a11y_checks.gate import verdict
from basis.models import LocationPage
from formulieren.editor.loading import stappen_from_dict
from formulieren.models import FormulierPage
from formulieren.zaken.services import save_zaaktype
from gemeente.pages.models import AccessibilityPage, NewsIndexPage, NewsPage
from producten.services.paginas import (
    create_product,
    create_producten,
    create_productgroep,
    publish_page,
    sections_from_dict,
)
from tests.support.site import make_home, make_page

STATUSSEN = [
    {"volgnummer": 1, "omschrijving": "Ontvangen", "statustekst": "Wij hebben het."},
    {"volgnummer": 2, "omschrijving": "Klaar", "statustekst": "Het is klaar.", "is_eindstatus": True},
]
STAPPEN = [
    {
        "slug": "melding",
        "titel": "Uw melding",
        "vraag": [{"type": "lange_tekst", "code": "wat", "label": "Wat ziet u?"}],
    }
]
ROUTES = [
    {
        "kanaal": "telefoon",
        "wat_doet_u": "Bel ons.",
        "telefoonnummer": "0590 12 34 56",
        "meenemen": "U hebt niets nodig.",
        "kosten": "Gratis.",
        "duur": "U krijgt meteen antwoord.",
    },
    {"kanaal": "post", "wat_doet_u": "Schrijf ons.", "adres": "Postbus 55\n9990 AB Elzenvoort"},
]


@contextmanager
def no_browser_needed() -> Iterator[None]:
    """The auditor answers that it found nothing; as the fixture `quiet_browser`, for setUpTestData."""

    def nothing_found(documents: Any, **_kwargs: Any) -> list[BrowserResult]:
        return [
            BrowserResult(
                name=d.name, bevindingen=[], engine="no browser in this test", rules_run=1, seconds=0.0
            )
            for d in documents
        ]

    with mock.patch.object(verdict, "audit_documents", nothing_found):
        yield


def make_whole_site() -> dict[str, Page]:
    """Every page type live once, by its class name. The caller stands in for the browser."""
    home = make_home()
    save_zaaktype(
        identificatie="TEST", omschrijving="Proef", doorlooptijd=28, servicenorm=14,
        statustypen=STATUSSEN,
    )  # fmt: skip
    publish_page(home)
    content = make_page(home, "Afval", show_in_menus=True)
    location = LocationPage(
        title="Stadhuis", slug="stadhuis", straat="Fordplein", huisnummer="1", postcode="9990 EV",
        plaats="Elzenvoort", telefoon="0590 12 34 56", live=False,
    )  # fmt: skip
    location.openingstijden.create(dag=1, van=dt.time(9), tot=dt.time(17))
    news_index = NewsIndexPage(title="Nieuws", slug="nieuws", show_in_menus=True, live=False)
    access = AccessibilityPage(
        title="Toegankelijkheid", slug="toegankelijkheid", contact_email="web@elzenvoort.example",
        contact_telefoon="0590 12 34 56", reactietermijn="binnen 5 werkdagen",
        klachtroute="<p>U mag een klacht sturen.</p>", live=False,
    )  # fmt: skip
    form = FormulierPage(
        title="Een melding doen", slug="proef", intro="Ziet u iets dat stuk is? Meld het hier.",
        stappen=stappen_from_dict(STAPPEN, seed="proef"), zaaktype_identificatie="TEST",
        dank_tekst="Wij kijken er morgen naar.", andere_kanalen="Bel ons: 0590 12 34 56.", live=False,
    )  # fmt: skip
    for page in (location, news_index, access, form):
        home.add_child(instance=page)
    news = NewsPage(title="Nieuwe bomen", slug="bomen", datum=dt.date(2026, 3, 1), live=False)
    news_index.add_child(instance=news)
    index = create_producten(home, slug="producten", title="Producten")
    group = create_productgroep(
        index, slug="verhuizen", title="Verhuizen", intro="U verhuist.", routes=ROUTES
    )
    product = create_product(
        group, slug="verhuizing", title="Verhuizing doorgeven", kort="Geef uw nieuwe adres door.",
        upn_reden="Dit doet alleen onze gemeente.", doelgroepen=["inwoner"], trefwoorden="adres, nieuw huis",
        inhoud=sections_from_dict([{"type": "aanvragen", "html": "<p>Bel ons.</p>"}], seed="verhuizing"),
    )  # fmt: skip
    pages = [content, location, news_index, news, access, form, index, group, product]
    for page in pages:
        publish_page(page)
    return {type(page).__name__: type(page).objects.get(pk=page.pk) for page in [home, *pages]}
