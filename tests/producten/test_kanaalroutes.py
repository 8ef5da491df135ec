"""The inheritance of routes: group × product × switched off, completely, and the order of the routekaart."""

from itertools import product as combinations
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producten.aanvraag import AanvraagFeiten
from producten.kanaalroutes import (
    Herkomst,
    Kanaalroute,
    RouteVelden,
    closed_by_law,
    merge_routes,
    place_locations,
)
from producten.keuzes import Kanaal

FORM = AanvraagFeiten(url="/formulier/melding/", title="Melding doen", login="", makes_zaak=True)
LOCATIE = SimpleNamespace(pk=7)


def std(kanaal: str, **velden) -> RouteVelden:
    return RouteVelden(kanaal=kanaal, herkomst=Herkomst.PRODUCTGROEP, **velden)


def own(kanaal: str, **velden) -> RouteVelden:
    return RouteVelden(kanaal=kanaal, herkomst=Herkomst.PRODUCT, **velden)


def channels(routes: list[Kanaalroute]) -> list[str]:
    return [route.kanaal.value for route in routes]


# What a group can say × what a product can say. The answer: who the text comes from, or None for no route.
GROUP = {"no": [], "yes": [std("telefoon", wat_doet_u="groep", telefoonnummer="14 0590")]}
PRODUCT = {
    "nothing": [],
    "own": [own("telefoon", wat_doet_u="product")],
    "own, empty": [own("telefoon")],
    "off": [own("telefoon", wat_doet_u="product", uitgeschakeld=True, reden="kan niet")],
    "off, no reason": [own("telefoon", uitgeschakeld=True)],
}
TABLE = {
    ("no", "nothing"): None,
    ("no", "own"): ("product", "", Herkomst.PRODUCT),
    ("no", "own, empty"): ("", "", Herkomst.PRODUCT),
    ("no", "off"): None,
    ("no", "off, no reason"): None,
    ("yes", "nothing"): ("groep", "14 0590", Herkomst.PRODUCTGROEP),
    ("yes", "own"): ("product", "14 0590", Herkomst.PRODUCT),
    ("yes", "own, empty"): ("groep", "14 0590", Herkomst.PRODUCT),
    ("yes", "off"): None,
    ("yes", "off, no reason"): None,
}


@pytest.mark.parametrize("case", list(combinations(GROUP, PRODUCT)))
def test_the_whole_table(case):
    group, product = case
    routes = merge_routes(GROUP[group], PRODUCT[product])
    found = [(route.wat_doet_u, route.telefoonnummer, route.herkomst) for route in routes]
    assert found == ([TABLE[case]] if TABLE[case] else [])


# Where the online route goes: group's address × product's row × form.
@pytest.mark.parametrize("form", [None, FORM])
@pytest.mark.parametrize("group_url", [None, "", "https://groep.nl/"])
@pytest.mark.parametrize("own_url", [None, "", "https://product.nl/"])
def test_where_the_online_route_goes(group_url, own_url, form):
    group = [] if group_url is None else [std("online", url=group_url)]
    product = [] if own_url is None else [own("online", url=own_url)]
    routes = merge_routes(group, product, aanvraag=form)
    if group_url is None and own_url is None:
        assert routes == []
        return
    expected = own_url or (form.url if form else group_url) or ""
    assert [route.url for route in routes] == [expected]
    assert routes[0].formulier == (form.title if form and not own_url else "")
    assert routes[0].ends_somewhere is bool(expected)


@pytest.mark.parametrize(
    "field", ["wat_doet_u", "meenemen", "kosten", "duur", "telefoonnummer", "emailadres", "adres"]
)
def test_each_text_falls_back_on_the_group(field):
    group = [std("balie_afspraak", **{field: "groep"})]
    assert getattr(merge_routes(group, [own("balie_afspraak")])[0], field) == "groep"
    assert getattr(merge_routes(group, [own("balie_afspraak", **{field: "product"})])[0], field) == "product"


@pytest.mark.parametrize(
    ("group", "product", "expected"),
    [
        # Cost in words and tarief belong together, as login and machtigen do.
        ({"kosten": "groep"}, {"tarief_id": 3}, {"kosten": "", "tarief_id": 3}),
        ({"tarief_id": 2}, {"kosten": "product"}, {"kosten": "product", "tarief_id": None}),
        ({"kosten": "groep", "tarief_id": 2}, {}, {"kosten": "groep", "tarief_id": 2}),
        (
            {"logins": ("digid_hoog",), "machtigen": True},
            {"logins": ("eidas",)},
            {"logins": ("eidas",), "machtigen": False},
        ),
        ({"logins": ("digid_hoog",), "machtigen": True}, {}, {"logins": ("digid_hoog",), "machtigen": True}),
    ],
)
def test_what_belongs_together_is_inherited_together(group, product, expected):
    (route,) = merge_routes([std("online", **group)], [own("online", **product)])
    assert {name: getattr(route, name) for name in expected} == expected


# Where a route starts: own address, own page, form, group's address, group's page.
@pytest.mark.parametrize("bits", list(combinations([False, True], repeat=5)))
def test_where_a_route_starts(bits):
    own_url, own_page, form, group_url, group_page = bits
    group = std("online", url="https://g.nl/" if group_url else "", start_pagina_id=2 if group_page else None)
    product = own("online", url="https://p.nl/" if own_url else "", start_pagina_id=1 if own_page else None)
    (route,) = merge_routes([group], [product], aanvraag=FORM if form else None)
    if own_url:
        expected = ("https://p.nl/", None, "")
    elif own_page:
        expected = ("", 1, "")
    elif form:
        expected = (FORM.url, None, FORM.title)
    elif group_url:
        expected = ("https://g.nl/", None, "")
    else:
        expected = ("", 2 if group_page else None, "")
    assert (route.url, route.start_pagina_id, route.formulier) == expected


def test_the_law_closes_a_channel_only_with_a_reason_and_a_ground():
    rows = [
        own("online", uitgeschakeld=True, reden="U moet zelf komen.", grondslag="Paspoortwet"),
        own("post", uitgeschakeld=True, reden="Dat is onhandig."),
        own("chat", uitgeschakeld=True, grondslag="Paspoortwet"),
        own("telefoon", reden="x", grondslag="Paspoortwet"),
    ]
    assert [(n.kanaal, n.grondslag) for n in closed_by_law(rows)] == [(Kanaal.ONLINE, "Paspoortwet")]


def test_the_locatie_falls_back_on_the_group():
    group = [std("balie_afspraak", locatie_id=7)]
    assert merge_routes(group, [own("balie_afspraak")])[0].locatie_id == 7
    assert merge_routes(group, [own("balie_afspraak", locatie_id=8)])[0].locatie_id == 8


def test_order_is_the_groups_then_additions_and_online_first():
    group = [std("balie_afspraak"), std("telefoon"), std("post")]
    product = [
        own("email"),
        own("post"),
        own("online"),
        own("huisbezoek"),
        own("telefoon", uitgeschakeld=True),
    ]
    assert channels(merge_routes(group, product)) == [
        "online",
        "balie_afspraak",
        "post",
        "email",
        "huisbezoek",
    ]


def test_online_of_the_group_keeps_its_place():
    group = [std("telefoon"), std("online", url="https://x.nl")]
    assert channels(merge_routes(group, [own("online", kosten="gratis")])) == ["telefoon", "online"]


def test_a_second_row_for_a_channel_and_an_unknown_channel_do_nothing():
    group = [std("telefoon", kosten="eerste"), std("telefoon", kosten="tweede"), std("duif")]
    routes = merge_routes(group, [own("post", adres="a"), own("post", adres="b"), own("")])
    assert [(route.kanaal, route.kosten, route.adres) for route in routes] == [
        (Kanaal.TELEFOON, "eerste", ""),
        (Kanaal.POST, "", "a"),
    ]


ENDS = {
    "online": {"url": "https://x.nl"},
    "telefoon": {"telefoonnummer": "14 0590"},
    "post": {"adres": "Postbus 1"},
    "email": {"emailadres": "a@b.nl"},
    "balie_afspraak": {"locatie": LOCATIE},
    "balie_inloop": {"adres": "Plein 1"},
    "huisbezoek": {"telefoonnummer": "14 0590"},
    "partner": {"url": "https://x.nl"},
    "inloop_buurt": {"adres": "Plein 1"},
    "whatsapp": {"telefoonnummer": "06 12 34 56 78"},
    "sociale_media": {"url": "https://x.nl"},
    "chat": {"url": "https://x.nl"},
}
ZONDER = {"telefoon", "post", "balie_afspraak", "balie_inloop", "huisbezoek", "inloop_buurt"}


@pytest.mark.parametrize("kanaal", Kanaal.values)
def test_where_a_route_ends_and_who_can_take_it(kanaal):
    bare = Kanaalroute(kanaal=Kanaal(kanaal), herkomst=Herkomst.PRODUCT, wat_doet_u="tekst")
    assert not bare.ends_somewhere
    assert not bare.zonder_computer
    good = Kanaalroute(kanaal=Kanaal(kanaal), herkomst=Herkomst.PRODUCT, **ENDS[kanaal])
    assert good.ends_somewhere
    assert good.zonder_computer is (kanaal in ZONDER)


def test_a_partner_counts_only_when_one_can_call_or_go_there():
    for fields, counts in (
        ({"url": "https://x.nl"}, False),
        ({"telefoonnummer": "1"}, True),
        ({"adres": "a"}, True),
    ):
        assert (
            Kanaalroute(kanaal=Kanaal.PARTNER, herkomst=Herkomst.PRODUCT, **fields).zonder_computer is counts
        )


def test_a_locatie_that_is_not_live_is_no_place():
    routes = merge_routes([std("balie_afspraak", locatie_id=7), std("telefoon")], [])
    assert [route.locatie for route in place_locations(routes, {7: LOCATIE})] == [LOCATIE, None]
    assert not place_locations(routes, {})[0].ends_somewhere


ROWS = st.lists(
    st.builds(
        RouteVelden,
        kanaal=st.sampled_from([*Kanaal.values, "", "duif"]),
        url=st.sampled_from(["", "https://x.nl"]),
        uitgeschakeld=st.booleans(),
    ),
    max_size=12,
)


@given(ROWS, ROWS, st.sampled_from([None, FORM]))
def test_each_channel_at_most_once_and_never_one_that_is_off(group, product, form):
    routes = merge_routes(group, product, aanvraag=form)
    found = channels(routes)
    assert len(found) == len(set(found))
    first = {}
    for row in product:
        first.setdefault(row.kanaal, row)
    assert not {kanaal for kanaal, row in first.items() if row.uitgeschakeld} & set(found)
    kept = [row.kanaal for row in group if row.kanaal in found]
    assert [kanaal for kanaal in found if kanaal in kept] == list(dict.fromkeys(kept))
