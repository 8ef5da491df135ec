"""What a product must tell before it goes live, and what a page shows of the offer, the receipt and the ties."""

import pytest

from a11y_checks.rules.base import Niveau
from producten.keuzes import Aanbod
from producten.models import (
    Organisatie,
    ProductGrondslag,
    ProductKanaalroute,
    ProductOntvangst,
    ProductUpn,
    ProductVerband,
    StandaardOntvangst,
)
from producten.services.kanaalroutes import resolve_routekaart
from producten.services.ontvangst import resolve_ontvangst
from producten.services.paginas import publish_page
from tests.producten.factories import (
    POST,
    TELEFOON,
    make_group,
    make_index,
    make_live,
    make_location,
    make_product,
    make_upn,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


@pytest.fixture
def group():
    index = make_index()
    group = make_group(index)
    make_live(index, group)
    return group


@pytest.fixture
def product(group):
    return make_product(group, "een")


def blocking(product) -> set[str]:
    return {b.rule for b in product.gate_checks() if b.niveau is Niveau.BLOCK}


def test_a_whole_product_has_nothing_against_it(product):
    assert blocking(product) == set()


@pytest.mark.parametrize(("field", "empty"), [("kort", " "), ("doelgroepen", []), ("doelgroepen", ["maan"])])
def test_required_fields_are_named(product, field, empty):
    setattr(product, field, empty)
    (found,) = [b for b in product.gate_checks() if b.rule == "onderdeel-ontbreekt"]
    assert found.source == field


def test_what_it_takes_costs_and_how_long_must_stand_in_a_section_or_a_route(group):
    bare = [{**TELEFOON, "meenemen": "", "kosten": "", "duur": ""}, POST]
    other = make_group(group.get_parent().specific, "kaal", routes=bare)
    make_live(other)
    product = make_product(other, "kaal")
    found = [b.excerpt for b in product.gate_checks() if b.rule == "onderdeel-ontbreekt"]
    assert found == ["nodig", "kosten", "termijn"]
    product.kanaalroutes = [
        ProductKanaalroute(kanaal="telefoon", meenemen="Niets.", kosten="Gratis.", duur="Kort.")
    ]
    assert blocking(product) == set()


def test_a_product_that_we_dont_offer_says_where_to_go(product):
    product.aanbod = Aanbod.NEE
    assert blocking(product) == {"aanbod-zonder-uitleg"}
    product.aanbod_toelichting = "Ga naar de provincie."
    assert blocking(product) == set()
    assert resolve_routekaart(product).routes == []


def test_a_partner_is_named_and_can_be_called(client, product):
    product.aanbod = Aanbod.PARTNER
    assert blocking(product) == {"aanbod-zonder-organisatie"}
    partner = Organisatie.objects.create(naam="Regionale Dienst", website="https://dienst.example/")
    product.uitvoerende_organisatie = partner
    assert blocking(product) == {"aanbod-zonder-telefoon"}
    partner.telefoon = "0590 12 34 56"
    partner.save()
    assert blocking(product) == set()
    publish_page(product)
    html = client.get(product.url).content.decode()
    assert "Een andere organisatie regelt dit" in html
    assert "Naar de site van Regionale Dienst" in html and 'href="tel:' in html
    assert "Schrijf ons." not in html  # our own standard routes don't count here


def test_who_answers_for_it_is_told_once(client, product):
    """The organisation that carries it out is not named a second time when it answers for it as well."""
    one = Organisatie.objects.create(naam="Dienst Een")
    two = Organisatie.objects.create(naam="Dienst Twee")
    for answers, does, told in ((one, two, True), (one, None, True), (two, two, False), (None, two, False)):
        product.verantwoordelijke_organisatie, product.uitvoerende_organisatie = answers, does
        publish_page(product)
        main = client.get(product.url).content.decode().partition("<main")[2]
        assert ("Wie is verantwoordelijk" in main) is told, (answers, does)
        assert (">Dienst Een<" in main) is (answers == one)
        assert main.count(">Dienst Twee<") == (does == two)


def test_belonging_to_another_product_leads_there_and_never_in_a_ring(client, group, product):
    other = make_product(group, "twee")
    product.aanbod = Aanbod.VALT_ONDER
    assert blocking(product) == {"aanbod-valt-nergens-onder"}
    product.valt_onder = other
    assert blocking(product) == {"aanbod-valt-nergens-onder"}  # still a draft
    publish_page(other)
    other.refresh_from_db()
    product.valt_onder = other
    publish_page(product)
    assert f'href="{other.url}"' in client.get(product.url).content.decode()
    other.aanbod, other.valt_onder = Aanbod.VALT_ONDER, product
    assert blocking(other) == {"aanbod-in-een-kring"}
    product.valt_onder = product
    assert blocking(product) == {"aanbod-in-een-kring"}


def test_a_law_that_keeps_it_at_the_counter_is_named(client, product):
    product.wet_aan_balie = True
    assert blocking(product) == {"grondslag-ontbreekt"}
    product.grondslagen = [ProductGrondslag(naam="Paspoortwet", locale=product.locale)]
    publish_page(product)
    assert "Paspoortwet" in client.get(product.url).content.decode()


def test_a_channel_that_the_law_closes_is_shown_with_reason_and_law(client, product):
    product.kanaalroutes = [
        ProductKanaalroute(
            kanaal="post",
            uitgeschakeld=True,
            reden="U moet zelf komen.",
            grondslag="Paspoortwet",
            locale=product.locale,
        )
    ]
    publish_page(product)
    html = client.get(product.url).content.decode()
    assert "Post: dit kan niet" in html and "U moet zelf komen." in html and "Paspoortwet" in html


def test_receipt_is_the_groups_until_the_product_has_its_own(client, group, product):
    stadhuis = make_location()
    group.ontvangsten = [StandaardOntvangst(wijze="post", uitleg="Met de post.", locale=group.locale)]
    publish_page(group)
    assert [o.wijze for o in resolve_ontvangst(product)] == ["post"]
    product.ontvangsten = [
        ProductOntvangst(wijze="ophalen", locatie=stadhuis, locale=product.locale, sort_order=0),
        ProductOntvangst(wijze="digitaal", uitleg="In uw mail.", locale=product.locale, sort_order=1),
    ]
    assert [(o.wijze, o.locatie) for o in resolve_ontvangst(product)] == [
        ("ophalen", stadhuis),
        ("digitaal", None),
    ]
    publish_page(product)
    html = client.get(product.url).content.decode()
    assert "Zo krijgt u het" in html and "In uw mail." in html


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ([{"wijze": "post"}, {"wijze": "post"}], "ontvangst-dubbel"),
        ([{"wijze": "ophalen"}], "ontvangst-zonder-plek"),
    ],
)
def test_receipt_that_can_not_be_right_is_refused(product, rows, rule):
    product.ontvangsten = [ProductOntvangst(**row) for row in rows]
    assert blocking(product) == {rule}


def test_ties_show_live_products_once_and_never_itself(client, group, product):
    live, draft = make_product(group, "live"), make_product(group, "concept")
    publish_page(live)
    product.verbanden = [
        ProductVerband(ander=page, soort=soort, sort_order=n)
        for n, (page, soort) in enumerate(
            [(live, "ook_recht_op"), (draft, "gerelateerd"), (live, "ook_recht_op")]
        )
    ]
    publish_page(product)
    html = client.get(product.url).content.decode()
    assert html.count(f'href="{live.url}"') == 1
    assert "Misschien hebt u hier ook recht op" in html and "Dit hoort erbij" not in html
    product.verbanden = [ProductVerband(ander=product)]
    assert blocking(product) == {"verband-met-zichzelf"}


def test_more_upl_names_each_once(product):
    one, two = make_upn("paspoort"), make_upn("identiteitskaart")
    product.upn = one
    product.meer_upns = [ProductUpn(upn=two)]
    assert product.alle_upns() == [one, two]
    assert set(product.leesbaarheid_vrijstellingen()) >= {"paspoort", "identiteitskaart"}
    product.meer_upns = [ProductUpn(upn=one)]
    assert blocking(product) == {"upl-naam-dubbel"}
