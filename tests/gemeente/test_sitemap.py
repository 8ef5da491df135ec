"""The sitemap: public pages in every language with their last change, in a constant number of queries."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.producten.factories import make_home, make_product
from tests.producten.feeds.catalogus import make_catalogue, make_english, make_whole, put_live

pytestmark = pytest.mark.django_db


def entries(client: Client) -> dict[str, Any]:
    response = client.get("/sitemap.xml")
    assert response.status_code == 200 and response["Content-Type"] == "application/xml"
    return {url.loc.text: url for url in BeautifulSoup(response.content, "xml").find_all("url")}  # type: ignore[union-attr]


def test_products_stand_in_it_with_their_change_and_their_languages(client: Client) -> None:
    _index, groep = make_catalogue()
    put_live(make_home())
    product = make_whole(groep)
    alone = make_whole(groep, "alleen")
    private = make_whole(groep, "besloten")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    make_whole(groep, "om-de-poort").gate_record.delete()
    make_product(groep, "concept")
    english = make_english(product)
    found = entries(client)
    dutch_url, english_url = product.get_full_url(), english.get_full_url()
    assert english_url is not None and "/en/" in english_url
    assert set(found) >= {dutch_url, english_url, alone.get_full_url()}
    assert not any(word in url for url in found for word in ("besloten", "om-de-poort", "concept"))
    assert found[dutch_url].lastmod.text == "2026-05-04"
    for url in (dutch_url, english_url):
        links = {link["hreflang"]: link["href"] for link in found[url].find_all("link")}
        assert links == {"nl": dutch_url, "en": english_url}
    assert not found[alone.get_full_url()].find_all("link")


def test_fifty_pages_take_as_many_queries_as_five(client: Client) -> None:
    _index, groep = make_catalogue()
    totals = []
    for numbers in (range(5), range(5, 50)):
        put_live(*[make_product(groep, f"product-{number}") for number in numbers])
        entries(client)
        with CaptureQueriesContext(connection) as captured:
            found = entries(client)
        totals.append(len(captured))
    assert len(found) > 50 and totals[0] == totals[1] <= 15
