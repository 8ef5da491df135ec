"""Differences between the pages of one site end up with the page that differs."""

from a11y_checks.crawl.alike import with_differences
from a11y_checks.crawl.page import CrawledPage
from a11y_checks.crawl.report import PageReport

NAMES = ("Home", "Paspoort", "Contact")


def crawled(path: str, names: tuple[str, ...] = NAMES, language: str = "nl") -> CrawledPage:
    links = "".join(f'<a href="/{NAMES.index(name)}/">{name}</a>' for name in names)
    html = f'<html lang="{language}"><body><nav aria-label="Menu">{links}</nav><main><h1>Kop</h1></main></body></html>'
    return CrawledPage(f"http://loket.example{path}", path, html)


def rules(reports: list[PageReport]) -> dict[str, list[str]]:
    return {r.url.removeprefix("http://loket.example"): [f.bevinding.rule for f in r.found] for r in reports}


def test_a_menu_in_another_order_is_told_at_its_page() -> None:
    pages = [crawled("/a/"), crawled("/b/"), crawled("/c/"), crawled("/d/", NAMES[::-1])]
    reports = [PageReport(page.url) for page in pages]
    with_differences(reports, pages)
    assert rules(reports) == {"/a/": [], "/b/": [], "/c/": [], "/d/": ["menu-andere-volgorde"]}


def test_another_language_is_compared_with_its_own() -> None:
    pages = [crawled("/a/"), crawled("/b/"), crawled("/c/"), crawled("/en/", NAMES[::-1], "en")]
    reports = [PageReport(page.url) for page in pages]
    with_differences(reports, pages)
    assert not any(rules(reports).values())


def test_of_the_states_of_a_page_the_first_is_told() -> None:
    pages = [crawled("/a/"), crawled("/b/"), crawled("/c/"), crawled("/d/", NAMES[::-1])]
    reports = [PageReport(page.url, state=state) for page in pages for state in ("pagina", "stap 1")]
    with_differences(reports, pages)
    assert [(r.url[-3:], r.state) for r in reports if r.found] == [("/d/", "pagina")]
