"""The walk over a site: each page once, within its limit, and dead links told."""

from a11y_checks.bevinding import Niveau
from a11y_checks.crawl.fetch import Fetcher
from a11y_checks.crawl.site import Crawl
from tests.support.small_site import Reply, small_site

XML = {"Content-Type": "application/xml"}


def walk(
    pages: dict[str, Reply], max_pages: int = 100, exclude: tuple[str, ...] = ()
) -> tuple[Crawl, list[str]]:
    with small_site(pages) as site:
        crawl = Crawl(Fetcher(site.url), max_pages, exclude)
        return crawl, [page.path for page in crawl]


def test_follows_links_and_sitemap_once() -> None:
    pages: dict[str, Reply] = {
        "/": '<a href="/a/">a</a><a href="/a/#stuk">a</a><a href="/">zelf</a><a href="mailto:x@y.nl">m</a>',
        "/a/": '<a href="../b/">b</a><a href="/oud/">oud</a><a href="http://elders.example/">e</a>',
        "/b/": '<a href="/a/">a</a><a href="/stuk.pdf">pdf</a>',
        "/oud/": (301, {"Location": "/a/"}, b""),
        "/stuk.pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF"),
        "/sitemap.xml": (200, XML, b"<sitemapindex><loc>http://localhost/deel.xml</loc></sitemapindex>"),
        "/deel.xml": (
            200,
            XML,
            b"<urlset><loc>http://localhost/c/?x=1&amp;y=2</loc><loc>http://e.example/</loc></urlset>",
        ),
        "/c/?x=1&y=2": "<p>c",
    }
    crawl, paths = walk(pages)
    assert paths == ["/", "/a/", "/c/?x=1&y=2", "/b/"]
    assert not crawl.broken
    assert not crawl.failed


def test_dead_links_are_told_at_the_page_with_the_link() -> None:
    pages: dict[str, Reply] = {
        "/": '<a href="/a/">a</a><p data-bron="inhoud/1"><a id="fout" href="/weg/">Meer over afval</a></p>',
        "/a/": '<a href="/weg/">w</a><a href="/kapot/">k</a><a href="/dicht/">d</a><img src="/weg.png">',
        "/kapot/": (500, {}, b""),
        "/dicht/": (403, {}, b""),
    }
    crawl, _paths = walk(pages)
    found = {url.rsplit("/", 2)[-2]: items for url, items in crawl.broken.items()}
    home, other = found[f"127.0.0.1:{crawl.fetcher.base.port}"], found["a"]
    assert [(b.rule, b.niveau, b.selector, b.source) for b in home] == [
        ("http-fout", Niveau.BLOCK, "#fout", "inhoud/1")
    ]
    assert "/weg/" in home[0].message
    assert "404" in home[0].message
    assert "1 andere pagina." in home[0].message
    assert ["500" in b.message for b in other] == [True]


def test_a_dead_address_in_the_sitemap_is_told_too() -> None:
    sitemap = (200, XML, b"<urlset><loc>http://localhost/weg/</loc></urlset>")
    crawl, _paths = walk({"/": "<p>x", "/sitemap.xml": sitemap})
    assert [b.rule for items in crawl.broken.values() for b in items] == ["http-fout"]


def test_the_limit_and_what_is_left_out() -> None:
    pages: dict[str, Reply] = {"/": "".join(f'<a href="/{n}/">x</a>' for n in range(9))}
    pages |= {f"/{n}/": "<p>x" for n in range(9)}
    crawl, paths = walk(pages, max_pages=4)
    assert len(paths) == 4
    assert crawl.left_out == 6


def test_excluded_and_endless_addresses() -> None:
    pages: dict[str, Reply] = {
        "/": '<a href="/beheer/">b</a>' + "".join(f'<a href="/zoeken/?q={n}">x</a>' for n in range(50))
    }
    pages |= {f"/zoeken/?q={n}": "<p>x" for n in range(50)} | {"/beheer/": "<p>x"}
    _crawl, paths = walk(pages, exclude=("/beheer/",))
    assert len(paths) == 4
    assert "/beheer/" not in paths


def test_a_page_that_gives_no_answer_is_not_forgotten() -> None:
    def refuse(handler: object) -> None:
        handler.wfile.write(b"onzin")  # type: ignore[attr-defined]

    crawl, paths = walk(
        {"/": '<a href="/stuk/">x</a><a href="/druk/">x</a>', "/stuk/": refuse, "/druk/": (429, {}, b"")}
    )
    assert paths == ["/"]
    assert len(crawl.failed) == 2
