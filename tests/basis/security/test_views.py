"""Error pages, security.txt and robots.txt."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings

from basis.security import views
from tests.support.html_checks import html_problems

PAGES: list[tuple[Callable[..., HttpResponse], int, str]] = [
    (views.bad_request, 400, "Wij begrijpen deze vraag niet"),
    (views.permission_denied, 403, "U mag deze pagina niet bekijken"),
    (views.csrf_failure, 403, "Wij konden uw formulier niet aannemen"),
    (views.page_not_found, 404, "Wij kunnen deze pagina niet vinden"),
    (views.too_many_requests, 429, ""),
    (views.server_error, 500, ""),
]


@pytest.mark.parametrize(("view", "status", "title"), PAGES, ids=[view.__name__ for view, *_ in PAGES])
def test_an_error_page_needs_no_database(
    rf: RequestFactory, view: Callable[[HttpRequest], HttpResponse], status: int, title: str
) -> None:
    """No django_db mark: pytest-django refuses every query here."""
    answer = view(rf.get("/"))
    assert answer.status_code == status
    assert html_problems(answer.content.decode()) == []
    assert title in answer.content.decode()
    assert 'lang="nl"' in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"


def test_too_many_says_when_to_come_back(rf: RequestFactory) -> None:
    assert views.too_many_requests(rf.get("/")).headers["Retry-After"] == "60"


def test_the_site_uses_these_pages() -> None:
    from gemeente import urls

    handlers = (urls.handler400, urls.handler403, urls.handler404, urls.handler500)
    assert handlers == (views.bad_request, views.permission_denied, views.page_not_found, views.server_error)
    assert settings.CSRF_FAILURE_VIEW == "basis.security.views.csrf_failure"


def security_txt(rf: RequestFactory) -> list[tuple[str, str]]:
    answer = views.security_txt(rf.get("/.well-known/security.txt"))
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    return [tuple(line.split(": ", 1)) for line in answer.content.decode().splitlines()]  # type: ignore[misc]


@override_settings(
    LOKET_SECURITY_CONTACT="veilig@elzenvoort.example", LOKET_BASE_URL="https://elzenvoort.example"
)
def test_security_txt_has_the_fields_of_rfc_9116(rf: RequestFactory) -> None:
    fields = dict(security_txt(rf))
    assert len(fields) == len(security_txt(rf)), "each field once"
    assert fields["Contact"] == "mailto:veilig@elzenvoort.example"
    assert fields["Canonical"] == "https://elzenvoort.example/.well-known/security.txt"
    assert fields["Preferred-Languages"].split(", ") == ["nl", "en"]


@pytest.mark.parametrize(
    "today", [dt.datetime(2026, 1, 1), dt.datetime(2026, 1, 31, 23, 59), dt.datetime(2028, 2, 29)]
)
def test_security_txt_expires_later_than_now_and_within_a_year(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch, today: dt.datetime
) -> None:
    now = today.replace(tzinfo=dt.UTC)

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: Any = None) -> dt.datetime:
            return now

    monkeypatch.setattr(views.dt, "datetime", Clock)
    expires = dt.datetime.fromisoformat(dict(security_txt(rf))["Expires"].replace("Z", "+00:00"))
    assert dt.timedelta(days=30) < expires - now < dt.timedelta(days=365)


@pytest.mark.django_db
def test_robots_keeps_out_of_what_is_personal(plain_client: Client) -> None:
    answer = plain_client.get("/robots.txt")
    assert answer.headers["Content-Type"].startswith("text/plain")
    lines = answer.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    for address in ("/beheer/", "/formulier/", "/volg-uw-aanvraag/", "/zoeken/"):
        assert f"Disallow: {address}" in lines
    assert "Disallow: /" not in lines


@pytest.mark.django_db
def test_a_form_from_elsewhere_gets_the_page_that_says_what_to_do() -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    answer = client.post("/volg-uw-aanvraag/", {"nummer": "x", "code": "y"})
    assert answer.status_code == 403
    assert "Ga terug naar het formulier" in answer.content.decode()
    assert html_problems(answer.content.decode()) == []
