"""The product page: what it shows, its queries, and what stops it at the gate."""

import pytest
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext

from a11y_checks.gate.refusal import PublishRefused
from a11y_checks.rules.base import Niveau
from producten import aanvraag
from producten.aanvraag import AanvraagFeiten, find_aanvraag, register_aanvraag_provider
from producten.models import ProductKanaalroute, ProductPage
from producten.services.kanaalroutes import resolve_kanaalroutes
from producten.services.paginas import publish_page, sections_from_dict
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

SECTIES = [
    {
        "type": "aanvragen",
        "html": "<p>Bel ons.</p>",
        "stappen": [{"titel": "Bel", "tekst": "Dat kan elke dag."}],
    },
    {"type": "nodig", "html": "<p>Uw paspoort.</p>"},
    {"type": "kosten", "html": "<p>Het is gratis.</p>"},
    {"type": "termijn", "html": "<p>Het duurt een week.</p>"},
    {"type": "geen_reactie", "html": "<p>Bel ons dan weer.</p>"},
]


@pytest.fixture
def group():
    index = make_index()
    group = make_group(index)
    make_live(index, group)
    return group


@pytest.fixture
def provider(monkeypatch):
    """A provider that knows a form for one slug, in place of those of other packages."""
    forms = {}
    monkeypatch.setattr(aanvraag, "_providers", [])
    register_aanvraag_provider(lambda product: forms.get(product.slug))
    return forms


def facts(page) -> list[tuple[str, str]]:
    """Rules that block, with their source."""
    return [(b.rule, b.source) for b in page.gate_checks() if b.niveau is Niveau.BLOCK]


def test_shows_the_answer_the_routes_and_the_sections(client, group):
    stadhuis = make_location()
    product = make_product(
        group,
        inhoud=sections_from_dict(SECTIES, seed="x"),
        routes=[
            {"kanaal": "balie_afspraak", "wat_doet_u": "Kom langs.", "locatie": stadhuis, "kosten": "€ 10"}
        ],
    )
    publish_page(product)
    html = client.get(product.url).content.decode()
    assert 'data-bron="kort"' in html
    assert (
        html.index("Bel ons.")
        < html.index("Schrijf ons.")
        < html.index("Kom langs.")
        < html.index("Het is gratis.")
    )
    assert "Fordplein 1" in html
    assert '<h2 class="utrecht-heading-2" id="nodig">Wat hebt u nodig?</h2>' in html
    assert 'href="#geen-reactie"' in html
    section = product.inhoud[1]
    assert f'data-bron="inhoud/{section.id}/{section.value[0].id}"' in html


def test_a_short_page_has_no_list_of_sections(client, group):
    product = make_product(group)
    publish_page(product)
    assert "Op deze pagina" not in client.get(product.url).content.decode()


def test_empty_sections_do_not_show(client, group):
    raw = [*sections_from_dict(SECTIES[:1], seed="x"), {"type": "kosten", "value": [], "id": "leeg"}]
    product = make_product(group, inhoud=raw)
    publish_page(product)
    assert "Wat kost het?" not in client.get(product.url).content.decode()


def test_everybody_gets_the_same_bytes_and_no_cookie(client, group, admin_client):
    product = make_product(group)
    publish_page(product)
    first, second = client.get(product.url), admin_client.get(product.url)
    assert first.content == second.content
    assert not first.cookies
    assert "Cookie" not in first.get("Vary", "")


def test_the_page_has_a_constant_number_of_queries(client, group):
    def queries(product) -> int:
        client.get(product.url)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(product.url).status_code == 200
        return len(captured)

    few = make_product(group, "weinig")
    publish_page(few)
    places = [make_location(f"plek-{n}", title=f"Stadhuis {n}") for n in range(3)]
    many = make_product(
        group,
        "veel",
        inhoud=sections_from_dict(SECTIES, seed="veel"),
        routes=[
            {"kanaal": "balie_afspraak", "locatie": places[0]},
            {"kanaal": "balie_inloop", "locatie": places[1]},
            {"kanaal": "huisbezoek", "locatie": places[2]},
            {"kanaal": "email", "emailadres": "a@elzenvoort.example"},
        ],
    )
    publish_page(many)
    # Locaties and their opening hours cost two, whether there is one or three.
    assert queries(many) == queries(few) + 2


def test_the_draft_resolves_as_it_stands_in_memory(group):
    product = make_product(group)
    publish_page(product)
    draft = product.get_latest_revision_as_object()
    draft.kanaalroutes.add(ProductKanaalroute(kanaal="post", uitgeschakeld=True, reden="Kan niet."))
    draft.save_revision()
    again = product.get_latest_revision_as_object()
    assert [route.kanaal.value for route in resolve_kanaalroutes(again)] == ["telefoon"]
    live = ProductPage.objects.get(pk=product.pk)
    assert [route.kanaal.value for route in resolve_kanaalroutes(live)] == ["telefoon", "post"]


def test_a_draft_of_the_group_changes_nothing(group):
    product = make_product(group)
    draft = group.get_latest_revision_as_object()
    draft.kanaalroutes = []
    draft.save_revision()
    assert len(resolve_kanaalroutes(product)) == 2


def test_online_goes_to_the_form_and_shows_only_when_it_leads_somewhere(client, group, provider):
    product = make_product(group, routes=[{"kanaal": "online", "wat_doet_u": "Vul het formulier in."}])
    assert facts(product) == [("kanaalroute-loopt-dood", "kanaalroutes")]
    provider[product.slug] = AanvraagFeiten(url="/formulier/adres/", title="Adres doorgeven", makes_zaak=True)
    assert facts(product) == []
    publish_page(product)
    assert 'href="/formulier/adres/"' in client.get(product.url).content.decode()
    del provider[product.slug]
    assert "Vul het formulier in" not in client.get(product.url).content.decode()


def test_first_provider_that_answers_wins_and_registers_once(monkeypatch, group):
    monkeypatch.setattr(aanvraag, "_providers", [])
    silent, speaking = (lambda product: None), (lambda product: AanvraagFeiten(url="/a/", title="A"))
    for provider in (silent, speaking, speaking):
        register_aanvraag_provider(provider)
    assert len(aanvraag._providers) == 2
    assert find_aanvraag(make_product(group)).url == "/a/"


GOOD_UPN = {"upn_reden": "Alleen hier."}
BLOCKED = {
    "phone": ([{"kanaal": "telefoon", "telefoonnummer": "bel maar"}], "kanaalroute-telefoonnummer"),
    "address": ([{"kanaal": "post", "adres": "Postbus 55"}], "kanaalroute-adres"),
    "link": ([{"kanaal": "online", "url": "www.elzenvoort"}], "kanaalroute-webadres"),
    "mail": ([{"kanaal": "email", "emailadres": "elzenvoort"}], "kanaalroute-emailadres"),
    "double": ([{"kanaal": "telefoon"}, {"kanaal": "telefoon"}], "kanaalroute-dubbel"),
    "off, no reason": ([{"kanaal": "post", "uitgeschakeld": True}], "kanaalroute-uit-zonder-reden"),
    "nowhere": ([{"kanaal": "balie_inloop", "wat_doet_u": "Kom langs."}], "kanaalroute-loopt-dood"),
    "no mail": ([{"kanaal": "email"}], "kanaalroute-loopt-dood"),
}


@pytest.mark.parametrize("name", BLOCKED)
def test_a_wrong_route_stops_publishing_at_its_field(group, name):
    routes, rule = BLOCKED[name]
    product = make_product(group, routes=routes)
    assert facts(product) == [(rule, "kanaalroutes")]
    with pytest.raises(PublishRefused) as refused:
        publish_page(product)
    # A page without any route left may also say so at its text; the route's own field is named first.
    assert next(iter(refused.value.message_dict)) == "kanaalroutes"
    product.refresh_from_db()
    assert not product.live
    assert product.get_latest_revision_as_object().kanaalroutes.count() == len(routes)


def test_a_route_without_a_computer_must_be_left(group):
    off = [
        {"kanaal": kanaal, "uitgeschakeld": True, "reden": "Dat kan niet."} for kanaal in ("telefoon", "post")
    ]
    online = {
        "kanaal": "online",
        "url": "https://mijn.elzenvoort.example/",
        "meenemen": "Uw DigiD.",
        "kosten": "Gratis.",
        "duur": "Een dag.",
    }
    product = make_product(group, routes=[*off, online])
    assert facts(product) == [("kanaalroute-zonder-computer", "kanaalroutes")]
    product.kanaalroutes = product.kanaalroutes.all()[1:]
    assert facts(product) == []


def test_a_locatie_that_is_not_live_leads_nowhere(group):
    product = make_product(group, routes=[{"kanaal": "balie_inloop", "locatie": make_location(live=False)}])
    assert facts(product) == [("kanaalroute-loopt-dood", "kanaalroutes")]


def test_upl_name_or_a_reason(group):
    assert facts(make_product(group, "zonder", upn_reden=" ")) == [("upl-naam-ontbreekt", "upn")]
    assert facts(make_product(group, "reden", upn_reden="Alleen hier.")) == []
    assert facts(make_product(group, "naam", upn_reden="", upn=make_upn())) == []


def test_a_vanished_name_is_told_but_does_not_stop(group):
    upn = make_upn("oude naam", verdwenen_op="2024-01-01")
    found = make_product(group, upn=upn).gate_checks()
    assert [(b.rule, b.niveau, b.source) for b in found] == [("upl-naam-verdwenen", Niveau.NOTE, "upn")]


def test_a_used_name_is_protected(group):
    upn = make_upn()
    make_product(group, upn=upn)
    with pytest.raises(ProtectedError):
        upn.delete()


def test_words_the_editor_cannot_choose_are_exempt(group):
    product = make_product(
        group, title="Verklaring omtrent gedrag", upn=make_upn("verklaring omtrent het gedrag")
    )
    assert {"Verklaring", "gedrag", "verklaring omtrent het gedrag"} <= set(
        product.leesbaarheid_vrijstellingen()
    )


def test_group_needs_a_standard_route_without_a_computer():
    group = make_group(make_index(), routes=[{"kanaal": "email", "emailadres": "a@elzenvoort.example"}])
    assert facts(group) == [("kanaalroute-zonder-computer", "kanaalroutes")]
    with pytest.raises(PublishRefused):
        publish_page(group)


def test_group_checks_what_is_typed():
    group = make_group(make_index(), routes=[TELEFOON, {**POST, "adres": "Postbus"}])
    assert facts(group) == [("kanaalroute-adres", "kanaalroutes")]
