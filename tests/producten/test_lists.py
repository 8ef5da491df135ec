"""The index and the group: what they list, in which order, in how many queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.producten.factories import make_group, make_index, make_live, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


def queries(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_index_lists_groups_in_tree_order_and_products_from_a_to_z(client):
    index = make_index()
    groups = [make_group(index, slug) for slug in ("verhuizen", "afval")]
    make_live(index, *groups)
    titles = ["Zwembad huren", "Één loket", "afval melden", "Écht op tijd", "'s Avonds open", "4-meiviering"]
    for number, title in enumerate(titles):
        make_live(make_product(groups[number % 2], f"p{number}", title=title))
    make_product(groups[0], "concept", title="Nog een concept")
    response = client.get(index.url)
    html = response.content.decode()
    assert [card.title for card in response.context["productgroepen"]] == ["Verhuizen", "Afval"]
    assert [card.label for card in response.context["productgroepen"]] == ["3 producten", "3 producten"]
    letters = [(letter, [card.title for card in cards]) for letter, cards in response.context["letters"]]
    assert letters == [
        ("0-9", ["4-meiviering"]),
        ("A", ["afval melden"]),
        ("E", ["Écht op tijd", "Één loket"]),
        ("S", ["'s Avonds open"]),
        ("Z", ["Zwembad huren"]),
    ]
    assert "Nog een concept" not in html


def test_lists_take_a_constant_number_of_queries(client):
    index = make_index()
    first = make_group(index, "groep-0")
    make_live(index, first, make_product(first, "product-0"))
    few_index, few_group = queries(client, index.url), queries(client, first.url)
    for number in range(1, 3):
        group = make_group(index, f"groep-{number}")
        make_live(group)
        for product in range(2):
            make_live(make_product(group, f"product-{number}-{product}"))
            make_live(make_product(first, f"eerste-{number}-{product}"))
    assert queries(client, index.url) == few_index
    assert queries(client, first.url) == few_group


def test_empty_group_and_index_say_something(client):
    index = make_index()
    group = make_group(index)
    make_live(index, group)
    assert "Hier staat nog niets" in client.get(group.url).content.decode()
    assert client.get(index.url).status_code == 200
