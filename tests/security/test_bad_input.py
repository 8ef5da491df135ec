"""Nonsense on every public route: never a 5xx, and a refusal is a page in Dutch that says what to do."""

from __future__ import annotations

import json
from typing import Any, ClassVar
from unittest import mock
from urllib.parse import quote

from bs4 import BeautifulSoup
from django.conf import settings as settings_
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from wagtail.documents import get_document_model
from wagtail.models import Page

from formulieren.views.zaak import volgen as volgen_view
from tests.security.addresses import ADDRESSES
from tests.security.test_routes import listed
from tests.support.html_checks import header_problems
from tests.support.whole_site import make_whole_site, no_browser_needed

QUERIES = [
    "q=%ff&%fe=%fd",
    "q=%ED%A0%80",
    "q=a&q=b&q=&bladzijde=1&bladzijde=x",
    "q[]=a&q[x]=b",
    "&&&=&==&;;",
    "q=" + "x" * 20_000,
    "a=1&" * 3000,
    "bladzijde=99999999999999999999999999&p=9999999999&page=-1",
    "q=%F0%9F%92%A9%E2%80%AE%0d%0aSet-Cookie:x=1",
    "q={{7*7}}&q=${7*7}&next=//aanvaller.example&url=javascript:alert(1)",
    "__proto__[x]=1&csrfmiddlewaretoken=x&lang=xx&language=%00"[:-3],
]
PATHS = [
    "/%ff/",
    "/afval/%c3%28/",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..%2f..%2fetc/passwd",
    "/" + "a/" * 1500,
    "/" + "x" * 9000 + "/",
    "/afval/;a=b/",
    "/afval%0d%0aSet-Cookie:x=1/",
    "/%e2%80%ae/",
    "/\\\\aanvaller.example/",
    "/.env",
    "/.git/config",
    "/wp-login.php",
    "/media/",
    "/media/../secrets/secret-key",
    "/media/images/%2e%2e/%2e%2e/secrets",
    "/static/../manage.py",
    "/static/%2e%2e/x",
    "/documenten/0/x",
    "/documenten/-1/x",
    "/documenten/1/%2e%2e%2fx",
    "/en/en/",
    "/nl/",
    "/xx/afval/",
    "/volg-uw-aanvraag/%20/",
    "/formulier/proef/stap/melding/extra/",
    "/formulier/%ff/stap/x/",
    "/AFVAL/",
    "/afval/afval/",
]
METHODS = ["POST", "PUT", "PATCH", "DELETE", "TRACE", "FOO", "OPTIONS", "HEAD"]
HEADERS: list[dict[str, str]] = [
    {"accept-language": "x" * 5000},
    {"accept-language": "*;q=abc,,;;en-\u00e9"},
    {"cookie": "sessionid=../../x; csrftoken=<script>; messages=x; django_language=xx"},
    {"cookie": "sessionid=" + "x" * 8000},
    {"range": "bytes=abc-", "if-modified-since": "gisteren", "if-none-match": '"'},
    {"x-forwarded-host": "aanvaller.example", "x-forwarded-proto": "https", "x-original-url": "/beheer/"},
    {"x-forwarded-for": "1' OR 1=1", "user-agent": "\u00ff" * 300, "referer": "javascript:alert(1)"},
    {"x-requested-with": "XMLHttpRequest", "accept": "application/json"},
]
BODIES = [
    (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
    (b"a=1&" * 3000, "application/x-www-form-urlencoded"),
    (b"nummer=" + b"x" * 3_000_000, "application/x-www-form-urlencoded"),
    (b"nummer=%00&code=%ff", "application/x-www-form-urlencoded; charset=bestaat-niet"),
    (b"--b\r\nbroken", "multipart/form-data; boundary=b"),
    (b"x", "multipart/form-data"),
    (b"[" * 5000, "application/json"),
]


class Nonsense(TestCase):
    """One whole site; the client raises nothing, since the status is what counts."""

    pages: ClassVar[dict[str, Page]]

    @classmethod
    def setUpTestData(cls) -> None:
        with no_browser_needed():
            cls.pages = make_whole_site()
        get_document_model().objects.create(title="a", file=ContentFile(b"tekst", name="a.txt"))

    def setUp(self) -> None:
        super().setUp()
        self.visitor = Client(raise_request_exception=False)
        self.wrong: list[str] = []

    def tearDown(self) -> None:
        super().tearDown()
        wrong = list(dict.fromkeys(self.wrong))
        self.assertFalse(wrong, "\n".join(["", *wrong[:40]]))

    def ask(self, method: str, address: str, **how: Any) -> Any:
        """Fetch, and note what is wrong with the answer."""
        answer = self.visitor.generic(method, address, **how)
        place = f"{method} {address[:80]} {str(how)[:80]}: {answer.status_code}"
        if hasattr(answer, "streaming_content"):
            list(answer.streaming_content)
            return answer
        if answer.status_code >= 500:
            self.wrong.append(place)
        for name, value in answer.headers.items():
            if "\n" in value or (
                "aanvaller.example" in value and not value.startswith(("/beheer/", "/afval/", "/zoeken/"))
            ):
                self.wrong.append(f"{place} header {name}: {value[:200]}")
        if "x" in answer.cookies:
            self.wrong.append(f"{place} sets a cookie of the visitor's choice")
        if 400 <= answer.status_code < 500 and method not in {"HEAD", "OPTIONS"}:
            self._check_refusal(answer, place, address)
        return answer

    def _check_refusal(self, answer: Any, place: str, address: str) -> None:
        text = answer.content.decode(errors="replace")
        if "Traceback" in text or str(settings_.LOKET_ROOT) in text or "Exception" in text:
            self.wrong.append(f"{place} shows its inside")
        self.wrong += [f"{place} {problem}" for problem in header_problems(dict(answer.headers))]
        if answer["Content-Type"] == "application/problem+json":
            self.wrong += [] if json.loads(text)["detail"] else [f"{place} says nothing"]
            return
        soup = BeautifulSoup(text, "lxml")
        language = "en" if address.startswith("/en/") else "nl"
        if not soup.html or soup.html.get("lang") != language or not soup.h1 or not soup.select("main p"):
            self.wrong.append(f"{place} is no page in {language}: {text[:120]!r}")

    def test_each_route_is_tried(self) -> None:
        self.assertEqual(set(ADDRESSES), set(listed()))

    def every_address(self) -> list[str]:
        return [address for addresses in ADDRESSES.values() for address in addresses]

    def one_address_per_route(self) -> list[str]:
        """For what is tried many times over: the routes decide there, not the addresses below them."""
        return [addresses[0] for addresses in ADDRESSES.values()] + ["/bestaat-niet/", "/en/zoeken/"]

    def test_addresses_as_they_are(self) -> None:
        for address in self.every_address():
            self.ask("GET", address)

    def test_wrong_query_strings(self) -> None:
        for address in self.one_address_per_route():
            for query in QUERIES:
                self.ask("GET", address.partition("?")[0] + "?" + query)

    def test_a_nul_byte_is_400_everywhere(self) -> None:
        for address in self.every_address():
            path = address.partition("?")[0]
            for odd in (f"{path}?q=%00", f"{path}?%00=1", f"{path}%00", f"/%00{path}"):
                answer = self.ask("GET", odd)
                if answer.status_code != 400:
                    self.wrong.append(f"GET {odd}: {answer.status_code}, not 400")

    def test_wrong_paths_are_not_found(self) -> None:
        for path in PATHS:
            answer = self.ask("GET", path)
            if answer.status_code not in {301, 302, 400, 404}:
                self.wrong.append(f"GET {path[:80]}: {answer.status_code}")
            if answer.status_code in {301, 302} and not str(answer.url).startswith("/"):
                self.wrong.append(f"GET {path[:80]} leads to {answer.url}")

    def test_wrong_methods(self) -> None:
        for address in self.one_address_per_route():
            for method in METHODS:
                cache.clear()
                self.ask(method, address)

    def test_pages_are_only_read(self) -> None:
        for page in self.pages.values():
            for method in ("POST", "PUT", "PATCH", "DELETE"):
                answer = self.ask(method, page.url)
                self.assertEqual(answer.status_code, 405, f"{method} {page.url}")
                self.assertIn("GET", answer.headers["Allow"])

    def test_strange_headers(self) -> None:
        for address in self.one_address_per_route():
            for headers in HEADERS:
                self.ask("GET", address, headers=headers)

    def test_broken_bodies(self) -> None:
        for address in self.one_address_per_route():
            for body, content_type in BODIES:
                cache.clear()
                self.ask("POST", address, data=body, content_type=content_type)

    def test_a_wrong_host_is_400_and_comes_back_nowhere(self) -> None:
        hosts = [
            "aanvaller.example",
            "localhost@aanvaller.example",
            "localhost:x",
            "[::1",
            "x" * 3000,
            "<script>",
        ]
        for host in [*hosts, "testserver.aanvaller.example", "localhost\taanvaller.example"]:
            for address in ("/", "/zoeken/?q=a", "/volg-uw-aanvraag/", "/beheer/login/", "/bestaat-niet/"):
                answer = self.ask("GET", address, headers={"host": host})
                self.assertEqual(answer.status_code, 400, f"{host[:50]} {address}")
                self.assertNotIn("aanvaller", answer.content.decode())

    def test_nobody_is_sent_to_another_site(self) -> None:
        elsewhere = [
            "//aanvaller.example",
            "https://aanvaller.example/",
            "/\\aanvaller.example",
            "javascript:alert(1)",
            "\t//aanvaller.example",
        ]
        for address in (
            "/beheer/login/",
            "/_util/login/",
            "/beheer/logout/",
            "/beheer/",
            "/afval",
            "/zoeken",
        ):
            for target in elsewhere:
                for name in ("next", "return_url", "url"):
                    answer = self.ask("GET", f"{address}?{name}={quote(target)}")
                    self._stays(answer)
                    if answer.status_code == 200:
                        self.assertNotIn('href="https://aanvaller', answer.content.decode())
        for path in (
            "//aanvaller.example",
            "//aanvaller.example/x",
            "/%2f%2faanvaller.example",
            "///aanvaller.example",
        ):
            # The path as a server would hand it over: the client itself would take it for a host.
            with mock.patch("django.test.client.RequestFactory._base_environ", autospec=True) as environ:
                environ.side_effect = lambda factory, path=path, **request: {
                    **_base_environ(factory, **request),
                    "PATH_INFO": path,
                }
                answer = self.visitor.get("/")
            self._stays(answer)

    def _stays(self, answer: Any) -> None:
        if answer.status_code in {301, 302}:
            target = answer.headers["Location"]
            self.assertTrue(target.startswith("/") and not target.startswith(("//", "/\\")), target)

    def test_nonsense_as_reference_and_code_is_answered_at_the_field_or_not_found(self) -> None:
        values = [
            "",
            " ",
            "x" * 41,
            "\u202e",
            "<script>alert(1)</script>",
            "K7M-34X-RTP",
            "' OR 1=1 --",
            "٣" * 9,
            "\x1f",
        ]
        with mock.patch.object(volgen_view, "TRIES_PER_CLIENT", 10_000):
            pairs = (
                [(v, "ABCD-EFGH") for v in values]
                + [("K7M-34X-RTP", v) for v in values]
                + [(v, v) for v in values]
            )
            for number, code in pairs:
                cache.clear()
                answer = self.visitor.post("/volg-uw-aanvraag/", {"nummer": number, "code": code})
                self.assertIn(answer.status_code, {404, 422}, (number, code))
                self.assertNotIn("<script>alert", answer.content.decode())
                self.assertTrue(BeautifulSoup(answer.content, "lxml").select("main a[href^='#id_']"))

    @settings(max_examples=40, deadline=None, derandomize=True, database=None)
    @given(query=st.binary(max_size=200))
    def test_any_bytes_as_a_question(self, query: bytes) -> None:
        answer = self.ask("GET", "/zoeken/?q=" + quote(query))
        self.assertIn(answer.status_code, {200, 400})

    @settings(max_examples=40, deadline=None, derandomize=True, database=None)
    @given(query=st.text(max_size=120))
    def test_any_text_as_a_question_comes_back_as_text(self, query: str) -> None:
        answer = self.ask("GET", "/zoeken/?q=" + quote(query, errors="replace"))
        self.assertIn(answer.status_code, {200, 400})
        soup = BeautifulSoup(answer.content, "lxml")
        self.assertFalse(soup.select("script"))

    @settings(max_examples=40, deadline=None, derandomize=True, database=None)
    @given(path=st.binary(min_size=1, max_size=60), query=st.binary(max_size=30))
    def test_any_bytes_as_an_address(self, path: bytes, query: bytes) -> None:
        answer = self.ask("GET", f"/{quote(path)}?{quote(query, safe='=&')}")
        self.assertIn(answer.status_code, {200, 301, 302, 400, 404})


def _base_environ(factory: Any, **request: Any) -> dict[str, Any]:
    return _REAL_BASE_ENVIRON(factory, **request)


_REAL_BASE_ENVIRON = Client._base_environ
