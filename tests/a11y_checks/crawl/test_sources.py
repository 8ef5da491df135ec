"""Pages from addresses, a sitemap and a folder: only from the hosts that were asked for, only within the folder."""

from pathlib import Path

import pytest

from a11y_checks.crawl.fetch import FetchProblem
from a11y_checks.crawl.hosts import NO_STYLE, PREFIX
from a11y_checks.crawl.sources import Folder, Sites, SourceProblem, decode, read_addresses
from tests.support.small_site import Reply, small_site

XML = {"Content-Type": "application/xml"}
LOOPBACK = ["127.0.0.1"]


def test_a_page_brings_its_own_files() -> None:
    pages: dict[str, Reply] = {
        "/a/?b=1": '<link rel=stylesheet href="/s.css"><p>a',
        "/s.css": (200, {"Content-Type": "text/css"}, b"p{color:red}"),
    }
    with small_site(pages) as site:
        page = Sites(LOOPBACK).page(f"{site.url}a/?b=1")
        assert page.resolve is not None
        style = page.resolve("/s.css")
        assert (page.path, style and style.body) == ("/a/?b=1", b"p{color:red}")
        assert page.resolve("/weg.png") is None
        assert page.resolve("/weg.css") is NO_STYLE
        assert page.resolve(f"{PREFIX}http/elders.example/a.css") is NO_STYLE


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        ((404, {}, b"weg"), "code 404"),
        ((200, {"Content-Type": "application/pdf"}, b"%PDF"), "geen HTML"),
        ((302, {"Location": "http://elders.example/"}, b""), "elders.example"),
        ((302, {"Location": "http://169.254.169.254/latest/"}, b""), "--host"),
    ],
)
def test_what_is_no_page_is_a_problem(reply: Reply, says: str) -> None:
    with small_site({"/x/": reply}) as site, pytest.raises(FetchProblem, match=says):
        Sites(LOOPBACK).page(f"{site.url}x/")


def test_another_host_is_never_spoken_to() -> None:
    with small_site({"/": "<p>geheim"}) as other:
        with pytest.raises(FetchProblem):
            Sites(["gemeente.example"]).page(other.url)
        assert Sites(["gemeente.example"]).file("/", other.url.rstrip("/")) is None
        assert not other.asked


def test_a_redirect_to_an_asked_host_is_followed() -> None:
    with small_site({"/": "<p>hier"}) as there:
        url = there.url.replace("127.0.0.1", "localhost")
        with small_site({"/": (301, {"Location": url}, b"")}) as here:
            page = Sites(["127.0.0.1", "localhost"]).page(here.url)
            assert page.html == "<p>hier"


def test_a_sitemap_and_an_index_of_them() -> None:
    deel = b"<urlset><loc>http://localhost/c/?x=1&amp;y=2</loc><loc>https://elders.example/a</loc></urlset>"
    with small_site(
        {
            "/sitemap.xml": (200, XML, b"<sitemapindex><loc>/deel.xml</loc></sitemapindex>"),
            "/deel.xml": (200, XML, deel),
            "/leeg.xml": (200, XML, b"<urlset></urlset>"),
        }
    ) as site:
        pages = site.pages
        index = f"<sitemapindex><loc>{site.url}deel.xml</loc></sitemapindex>"
        pages["/sitemap.xml"] = (200, XML, index.encode())
        sites = Sites(LOOPBACK)
        found = sites.sitemap(f"{site.url}sitemap.xml")
        assert found == [f"{site.url}c/?x=1&y=2", "https://elders.example/a"]
        with pytest.raises(FetchProblem, match="--host"):
            sites.target(found[1]).load()
        for wrong in ("leeg.xml", "weg.xml"):
            with pytest.raises(SourceProblem):
                sites.sitemap(f"{site.url}{wrong}")


def test_a_folder_gives_its_pages_by_path(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "b.htm").write_text("<p>b")
    (tmp_path / "map" / "a b.html").write_text("<p>é")
    (tmp_path / "lees.txt").write_text("niet")
    targets = list(Folder(tmp_path, Sites([])).targets())
    assert [target.url for target in targets] == ["b.htm", "map/a b.html"]
    page = targets[1].load()
    assert (page.url, page.path, page.html) == ("map/a b.html", "/map/a%20b.html", "<p>é")
    with pytest.raises(SourceProblem):
        Folder(tmp_path / "leeg", Sites([])).targets()


def test_nothing_outside_the_folder_is_read(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    (tmp_path / "geheim.html").write_text("geheim")
    (inside / "link.html").symlink_to(tmp_path / "geheim.html")
    (inside / "goed.html").write_text("<p>goed")
    (inside / "s.css").write_text("p{}")
    folder = Folder(inside, Sites([]))
    assert [target.url for target in folder.targets()] == ["goed.html"]
    for address in ("/../geheim.html", "/%2e%2e/geheim.html", "/link.html", "/\0", "/", f"{PREFIX}http/x/"):
        found = folder.file(address)
        assert found is None or found is NO_STYLE, address
    style = folder.file("/s.css?v=2")
    assert style is not None and (style.kind, style.body) == ("text/css", b"p{}")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("é".encode(), "é"),
        (b"\xef\xbb\xbf" + "é".encode(), "é"),
        ("é".encode("utf-16"), "é"),
        (b'<meta charset="iso-8859-1">\xe9', '<meta charset="iso-8859-1">é'),
        (b'<meta charset="onzin">\xc3\xa9', '<meta charset="onzin">é'),
        (b"\x80 100", "€ 100"),
    ],
)
def test_character_sets_of_files(data: bytes, text: str) -> None:
    assert decode(data) == text


def test_a_file_with_addresses(tmp_path: Path) -> None:
    path = tmp_path / "adressen.txt"
    path.write_text("# de site\nhttps://a.example/\n\n  https://b.example/ \nhttps://a.example/\n")
    assert read_addresses(path) == ["https://a.example/", "https://b.example/"]
    path.write_text("# niets\n")
    with pytest.raises(SourceProblem):
        read_addresses(path)
    with pytest.raises(SourceProblem):
        read_addresses(tmp_path / "weg.txt")
