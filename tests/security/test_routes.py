"""The committed list of public routes, and what must not be among them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLResolver, get_resolver

from tests.support.site import make_home, publish

ROUTES = Path(__file__).with_name("routes.txt")
ADMIN = "beheer/"


def listed() -> list[str]:
    lines = [line for line in ROUTES.read_text().splitlines() if line and not line.startswith("#")]
    assert all(" | " in line for line in lines), "each row says who the route is for"
    return [line.split(" | ")[0] for line in lines]


def found(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        # i18n_patterns writes the language of the moment; Dutch has none.
        route = prefix + str(pattern.pattern)
        if not isinstance(pattern, URLResolver):
            yield route
        elif route == ADMIN:
            yield f"{ADMIN}*"
        else:
            yield from found(pattern, route)


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    routes = list(dict.fromkeys(found()))
    assert sorted(routes) == sorted(listed())
    assert len(set(listed())) == len(listed())


def test_no_api_no_debug_pages_and_no_other_admin() -> None:
    everything = " ".join(listed())
    for word in ("graphql", "__debug__", "admin/", "silk", "metrics"):
        assert word not in everything
    # Wagtail's own API would tell more than the pages do. Ours is these addresses, and only reads; the first one takes
    # what the ZGW backend tells, and gives nothing.
    assert [route for route in listed() if "api" in route] == [
        "api/notificaties/",
        "api/openapi.json",
        "api/producten/",
        "api/producten/<int:pk>/",
        "api/themas/",
    ]


def admin_addresses(resolver: URLResolver, prefix: str = f"/{ADMIN}") -> Iterator[str]:
    """Addresses of the admin that need no arguments."""
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern).removeprefix("^").removesuffix("$").removesuffix("\\Z")
        if any(sign in route for sign in "<(["):
            continue
        if isinstance(pattern, URLResolver):
            yield from admin_addresses(pattern, route)
        else:
            yield route


# What a visitor without a login may fetch there: logging in, and what that page needs.
OPEN = {
    "/beheer/login/",
    "/beheer/logout/",
    "/beheer/password_reset/",
    "/beheer/password_reset/done/",
    "/beheer/password_reset/complete/",
}


@pytest.mark.django_db
@pytest.mark.usefixtures("quiet_browser")
def test_the_admin_asks_for_a_login_everywhere(plain_client: Client) -> None:
    publish(make_home())
    resolver: Any = next(p for p in get_resolver().url_patterns if str(p.pattern) == ADMIN)
    addresses = set(admin_addresses(resolver))
    assert len(addresses) > 60
    let_in = set()
    for address in sorted(addresses - OPEN):
        answer = plain_client.get(address)
        if answer.status_code == 302 and "/beheer/login/" in answer.url:
            continue
        if answer.status_code not in {403, 404, 405}:
            let_in.add((address, answer.status_code))
    assert let_in <= {("/beheer/jsi18n/", 200), ("/beheer/sprite/", 200)}, let_in


@pytest.mark.django_db
def test_wagtails_own_login_and_password_pages_are_not_offered(plain_client: Client) -> None:
    """They are not of our design; and a password that many share protects nothing."""
    answer = plain_client.get("/_util/login/?next=/afval/")
    assert answer.status_code == 302
    assert answer.url == "/beheer/login/?next=/afval/"
    assert settings.WAGTAIL_PRIVATE_PAGE_OPTIONS["SHARED_PASSWORD"] is False
    assert settings.WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS["SHARED_PASSWORD"] is False


@pytest.mark.django_db
@pytest.mark.usefixtures("quiet_browser")
def test_the_sitemap_names_live_pages_only(plain_client: Client) -> None:
    from tests.support.site import make_page

    home = publish(make_home())
    publish(make_page(home, "Afval"))
    make_page(home, "Geheim concept")
    text = plain_client.get("/sitemap.xml").content.decode()
    assert "/afval/" in text and "geheim" not in text
