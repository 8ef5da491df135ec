"""Headers on every kind of answer, whoever made it: a page, an error, a redirect, a file, the admin."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from basis.security.middleware import BadInputMiddleware
from gemeente import urls as site_urls
from tests.support.html_checks import REQUIRED_HEADERS, header_problems
from tests.support.site import make_home, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


def _raise(problem: Exception) -> Any:
    def view(request: HttpRequest) -> HttpResponse:
        raise problem

    return view


# The site's own addresses, and three that break.
urlpatterns = [
    path("stuk/500/", _raise(RuntimeError("geheim uit de fout"))),
    path("stuk/403/", _raise(PermissionDenied("geheim uit de fout"))),
    path("stuk/400/", _raise(SuspiciousOperation("geheim uit de fout"))),
    *site_urls.urlpatterns,
]
handler400, handler403 = site_urls.handler400, site_urls.handler403
handler404, handler500 = site_urls.handler404, site_urls.handler500


@pytest.fixture
def home() -> Any:
    return publish(make_home())


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/zoeken/?q=afval", 200),
        ("/zoeken/?q=!", 400),
        ("/volg-uw-aanvraag/", 200),
        ("/componenten/", 200),
        ("/bestaat-niet/", 404),
        ("/formulier/bestaat-niet/stap/x/", 404),
        ("/zoeken/?q=%00", 400),
        ("/media/images/bestaat-niet.png", 404),
        ("/static/css/bestaat-niet.css", 404),
        ("/documenten/1/bestaat-niet.pdf", 404),
        ("/stuk/400/", 400),
        ("/stuk/403/", 403),
        ("/stuk/500/", 500),
    ],
)
@override_settings(ROOT_URLCONF="tests.basis.security.test_headers")
def test_every_page_has_them(home: Any, plain_client: Client, address: str, status: int) -> None:
    answer = plain_client.get(address)
    assert answer.status_code == status
    assert header_problems(dict(answer.headers)) == []
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert b"geheim" not in answer.content and b"Traceback" not in answer.content
    # A form to send carries its token in a cookie; nothing else sets one.
    assert set(answer.cookies) == ({"csrftoken"} if address == "/volg-uw-aanvraag/" else set())
    if status >= 400 and "/zoeken/?q=!" not in address:
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "address", ["/robots.txt", "/sitemap.xml", "/.well-known/security.txt", "/static/css/loket.css"]
)
def test_files_have_them_too(home: Any, plain_client: Client, address: str) -> None:
    answer = plain_client.get(address)
    assert answer.status_code == 200
    headers = dict(answer.headers)
    if hasattr(answer, "streaming_content"):
        list(answer.streaming_content)
    assert {name: headers.get(name) for name in REQUIRED_HEADERS} == REQUIRED_HEADERS
    assert "Permissions-Policy" in headers and "Content-Security-Policy" in headers


def test_the_admin_has_its_own_policy_and_is_never_kept(home: Any, plain_client: Client) -> None:
    login = plain_client.get("/beheer/login/")
    plain_client.force_login(make_user())
    for answer in (login, plain_client.get("/beheer/"), plain_client.get("/beheer/bestaat-niet/")):
        policy = answer.headers["Content-Security-Policy"]
        assert header_problems(dict(answer.headers)) == []
        assert "'unsafe-inline'" in policy and "object-src 'none'" in policy and "base-uri 'none'" in policy
        assert "http:" not in policy and "*" not in policy
        assert "no-store" in answer.headers["Cache-Control"]


def test_an_address_that_only_looks_like_the_admin_is_public(home: Any, plain_client: Client) -> None:
    answer = plain_client.get("/beheerder/")
    assert answer.status_code == 404
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_a_wrong_host_gets_the_page_for_wrong_input(plain_client: Client) -> None:
    answer = plain_client.get("/", headers={"host": "aanvaller.example"})
    assert answer.status_code == 400
    assert header_problems(dict(answer.headers)) == []
    assert "aanvaller" not in answer.content.decode()


@override_settings(SECURE_SSL_REDIRECT=True)
def test_a_wrong_host_before_the_move_to_https_too(plain_client: Client) -> None:
    answer = plain_client.get("/", headers={"host": "aanvaller.example"})
    assert answer.status_code == 400
    assert header_problems(dict(answer.headers)) == []


@override_settings(SECURE_HSTS_SECONDS=31_536_000, SECURE_HSTS_INCLUDE_SUBDOMAINS=True)
def test_hsts_over_https_only(home: Any, plain_client: Client) -> None:
    assert (
        plain_client.get("/", secure=True).headers["Strict-Transport-Security"].startswith("max-age=31536000")
    )
    assert "Strict-Transport-Security" not in plain_client.get("/").headers


@pytest.mark.parametrize("address", ["/x\0/", "/?q=%00", "/?a=1&b=%00x", "/?%00=1"])
def test_a_nul_byte_is_refused_before_any_view(rf: Any, address: str) -> None:
    def never(request: HttpRequest) -> HttpResponse:
        raise AssertionError("reached a view")

    request = rf.get("/")
    request.path, _, query = address.partition("?")
    request.META["QUERY_STRING"] = query
    answer = BadInputMiddleware(never)(request)
    assert answer.status_code == 400
    assert "Wij begrijpen deze vraag niet" in answer.content.decode()
