"""Old addresses: kept when a slug changes and when a page moves, with all below it, and never a circle."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.actions.move_page import MovePageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from tests.producten.factories import make_group, make_index, make_live, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


@pytest.fixture
def tree() -> tuple[Any, Any, Any]:
    """Two groups and a product in the first."""
    index = make_index()
    first, second = make_group(index, "eerste"), make_group(index, "tweede")
    product = make_product(first, "oud")
    make_live(index, first, second, product)
    return first, second, product


@pytest.fixture
def rename(django_capture_on_commit_callbacks: Any) -> Callable[[Any, str], Any]:
    """Gives a page another slug and publishes it; Wagtail notes the old address after the commit."""

    def change(page: Any, slug: str) -> Any:
        page = page.specific_class.objects.get(pk=page.pk)
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        return page.specific_class.objects.get(pk=page.pk)

    return change


def move(page: Any, target: Any, user: Any) -> None:
    MovePageAction(
        Page.objects.get(pk=page.pk).specific, Page.objects.get(pk=target.pk), pos="last-child", user=user
    ).execute()


def test_an_old_slug_leads_to_the_new_one(client, tree, rename):
    product = rename(tree[2], "nieuw")
    answer = client.get("/producten/eerste/oud/")
    assert (answer.status_code, answer.url) == (301, "/producten/eerste/nieuw/")
    assert client.get(product.url).status_code == 200


def test_a_group_takes_the_addresses_below_along(client, tree, rename):
    rename(tree[0], "hernoemd")
    assert client.get("/producten/eerste/oud/").url == "/producten/hernoemd/oud/"
    assert client.get("/producten/eerste/").url == "/producten/hernoemd/"


def test_a_moved_page_is_found_at_its_old_address(client, tree, admin_user):
    move(tree[2], tree[1], admin_user)
    assert client.get("/producten/eerste/oud/").url == "/producten/tweede/oud/"


def test_two_changes_are_one_step(client, tree, rename, admin_user):
    rename(tree[2], "midden")
    move(tree[2], tree[1], admin_user)
    rename(tree[2], "eind")
    for address in ("/producten/eerste/oud/", "/producten/eerste/midden/", "/producten/tweede/midden/"):
        assert client.get(address).url == "/producten/tweede/eind/"


def test_the_query_of_a_visitor_changes_nothing(client, tree, rename):
    rename(tree[2], "nieuw")
    assert client.get("/producten/eerste/oud/?bron=brief").url == "/producten/eerste/nieuw/"


def test_there_and_back_is_no_circle_also_after_taking_down(client, tree, rename):
    rename(tree[2], "nieuw")
    product = rename(tree[2], "oud")
    assert client.get("/producten/eerste/oud/").status_code == 200
    assert client.get("/producten/eerste/nieuw/").url == "/producten/eerste/oud/"
    assert Redirect.objects.filter(old_path="/producten/eerste/oud").exists()
    product.unpublish()
    assert client.get("/producten/eerste/oud/").status_code == 404


def test_hand_made_circles_are_not_found(client, tree):
    Redirect.add_redirect("/a", redirect_to="/b/")
    Redirect.add_redirect("/b", redirect_to="/c/")
    Redirect.add_redirect("/c", redirect_to="/a/")
    Redirect.add_redirect("/zelf", redirect_to="/zelf/")
    Redirect.add_redirect("/goed", redirect_to="/producten/")
    Redirect.add_redirect("/buiten", redirect_to="https://example.org/goed/")
    assert [client.get(f"/{slug}/").status_code for slug in ("a", "b", "c", "zelf")] == [404] * 4
    assert client.get("/goed/").url == "/producten/"
    assert client.get("/buiten/").url == "https://example.org/goed/"
