"""A product page as schema.org GovernmentService: what it says, and that nothing can break out of its element."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.template import engines
from django.test import RequestFactory

from gemeente.pages.models import SiteSettings
from producten.feeds.schema_org import as_script_text, service_data
from producten.keuzes import Aanbod
from producten.models import Organisatie, ProductPage
from producten.services.kanaalroutes import resolve_kanaalroutes
from tests.producten.factories import make_location
from tests.producten.feeds.catalogus import ONLINE, make_catalogue, make_whole, put_live
from tests.support.html_checks import html_problems

pytestmark = pytest.mark.django_db
PAGE = """{% extends "producten/product_page.html" %}{% load feeds_tags %}
{% block head_extra %}{% product_json_ld %}{% endblock %}"""


def rendered(page: ProductPage) -> str:
    """The product page with its data block, as the site serves it."""
    request = RequestFactory().get(page.url)
    context = page.get_context(request)
    context["site_settings"] = SiteSettings.for_request(request)
    return engines["django"].from_string(PAGE).render(context, request)


def block_of(html: str) -> dict[str, Any]:
    [script] = BeautifulSoup(html, "html.parser").find_all("script", type="application/ld+json")
    return json.loads(script.string or "")


def test_the_page_says_what_its_source_says() -> None:
    _index, groep = make_catalogue()
    balie = make_location(live=False)
    put_live(balie)
    page = make_whole(
        groep, routes=[ONLINE, {"kanaal": "balie_inloop", "wat_doet_u": "Kom.", "locatie": balie}]
    )
    html = rendered(page)
    data = block_of(html)
    assert html_problems(html) == []
    assert data["@type"] == "GovernmentService" and data["@context"] == "https://schema.org"
    assert (data["name"], data["description"]) == (page.title, page.kort)
    assert data["url"] == "/producten/verhuizen/paspoort/" and data["inLanguage"] == "nl"
    assert data["identifier"] == page.upn.uri
    assert data["audience"] == [{"@type": "Audience", "audienceType": "Inwoners"}]
    assert data["provider"]["@type"] == "GovernmentOrganization"
    channels = {channel["name"]: channel for channel in data["availableChannel"]}
    assert channels["Online"]["serviceUrl"] == ONLINE["url"]
    assert channels["Telefoon"]["servicePhone"] == {"@type": "ContactPoint", "telephone": "0590 12 34 56"}
    assert channels["Post"]["servicePostalAddress"] == {
        "@type": "PostalAddress",
        "streetAddress": "Postbus 55",
        "postalCode": "9990 AB",
        "addressLocality": "Elzenvoort",
        "addressCountry": "NL",
    }
    place = channels["Aan de balie, zonder afspraak"]["serviceLocation"]
    assert place["name"] == "Stadhuis" and place["address"]["streetAddress"] == "Fordplein 1"
    assert len(channels) == len(resolve_kanaalroutes(page))


def test_others_and_what_we_do_not_offer() -> None:
    _index, groep = make_catalogue()
    page = make_whole(groep)
    page.uitvoerende_organisatie = Organisatie(naam="Regio", website="https://regio.example/")
    data = service_data(page, [], url="/x/", gemeente="Gemeente Buren")
    assert data["provider"] == {"@type": "GovernmentOrganization", "name": "Gemeente Buren"}
    assert data["serviceOperator"] == {
        "@type": "Organization",
        "name": "Regio",
        "url": "https://regio.example/",
    }
    assert "availableChannel" not in data and "alternateName" not in data
    page.aanbod = Aanbod.NEE
    assert "provider" not in service_data(page, [], url="/x/", gemeente="Gemeente Buren")


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--<script>", "a & b", "\u2028", '"\\']
)
def test_no_text_breaks_out_of_the_element(text: str) -> None:
    _index, groep = make_catalogue()
    page = make_whole(groep, kort=f"Kort {text}")
    html = rendered(page)
    assert block_of(html)["description"] == f"Kort {text}"
    written = as_script_text({"a": text})
    assert not set(written) & {"<", ">", "&", "\u2028"} and json.loads(written) == {"a": text}
