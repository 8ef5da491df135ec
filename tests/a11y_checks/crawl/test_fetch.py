"""The crawl's HTTP client: one host, limits, and clear words when it fails."""

import time
from http.server import BaseHTTPRequestHandler

import pytest

from a11y_checks.crawl.fetch import BadAddress, Fetcher, FetchProblem
from tests.support.small_site import small_site


@pytest.mark.parametrize(
    "address",
    [
        "",
        "elzenvoort",
        "ftp://a/",
        "http://",
        "http://a:99999/",
        "http://u:p@a/",
        "http://a b/",
        "http://[::1",
        "file:///x",
    ],
)
def test_a_wrong_address_is_refused(address: str) -> None:
    with pytest.raises(BadAddress):
        Fetcher(address)


@pytest.mark.parametrize(
    ("link", "own"),
    [
        ("/a/?b=1#c", "http://127.0.0.1:8000/a/?b=1"),
        ("b/", "http://127.0.0.1:8000/map/b/"),
        ("http://localhost:8000/x/", "http://127.0.0.1:8000/x/"),
        ("/café/", "http://127.0.0.1:8000/caf%C3%A9/"),
        ("http://127.0.0.1:9000/x/", None),
        ("https://elders.example/", None),
        ("//elders.example/", None),
        ("mailto:a@b.nl", None),
        ("javascript:alert(1)", None),
        ("http://[", None),
        ("http://u:p@127.0.0.1:8000/", None),
    ],
)
def test_own_addresses(link: str, own: str | None) -> None:
    assert Fetcher("http://127.0.0.1:8000").own(link, relative_to="http://127.0.0.1:8000/map/") == own


def test_other_scheme_of_the_same_host_is_another_site() -> None:
    assert Fetcher("https://gemeente.example").own("http://gemeente.example/") is None
    assert (
        Fetcher("https://gemeente.example:443").own("https://gemeente.example/a")
        == "https://gemeente.example/a"
    )


def test_redirects_stay_on_the_site() -> None:
    pages = {
        "/a/": (301, {"Location": "/b/"}, b""),
        "/b/": "<p>b",
        "/uit/": (302, {"Location": "http://elders.example/"}, b""),
        "/rond/": (302, {"Location": "/rond/"}, b""),
    }
    with small_site(pages) as site:
        fetcher = Fetcher(site.url)
        assert fetcher.get(f"{site.url}a/").url == f"{site.url}b/"
        assert fetcher.get(f"{site.url}uit/").left_site
        with pytest.raises(FetchProblem, match="blijft doorsturen"):
            fetcher.get(f"{site.url}rond/")


def _drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(100):
        try:
            handler.wfile.write(b"x")
            handler.wfile.flush()
        except OSError:
            return
        time.sleep(0.1)


def _short(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"kort")


def _nonsense(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\x00\x01\x02 geen http\r\n\r\n")


def test_bad_answers_are_told_and_in_time() -> None:
    pages = {
        "/druppel/": _drip,
        "/kort/": _short,
        "/onzin/": _nonsense,
        "/groot/": (200, {}, b"x" * 50_000),
    }
    with small_site(pages) as site:
        fetcher = Fetcher(site.url, seconds=1.0, max_bytes=10_000)
        for name in ("druppel", "kort", "onzin", "groot"):
            with pytest.raises(FetchProblem):
                fetcher.get(f"{site.url}{name}/")


def test_no_answer_at_all() -> None:
    with small_site({}) as site:
        gone = site.url
    with pytest.raises(FetchProblem, match="geen antwoord"):
        Fetcher(gone).get(gone)


def test_character_sets() -> None:
    pages = {
        "/l/": (200, {"Content-Type": "text/html; charset=iso-8859-1"}, "café".encode("latin-1")),
        "/u/": (200, {"Content-Type": "text/html; charset=onzin"}, "café".encode()),
        "/pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF"),
    }
    with small_site(pages) as site:
        fetcher = Fetcher(site.url)
        assert fetcher.get(f"{site.url}l/").text == "café"
        assert fetcher.get(f"{site.url}u/").text == "café"
        assert fetcher.get(f"{site.url}pdf").body == b""
