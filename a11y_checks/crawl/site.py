"""Walks a site: from the home page and the sitemap along the links, each address once, within a limit."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bs4 import Tag

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.crawl.fetch import Answer, Fetcher, FetchProblem
from a11y_checks.crawl.page import CrawledPage
from a11y_checks.document import attr

_LOC = re.compile(r"<loc>\s*([^<\s]+)\s*</loc>", re.IGNORECASE)
# A search or filter page exists once for every question; a few show whether the template is right.
_VARIANTS_PER_PATH = 3
_MAX_SITEMAPS = 20
# What a link may answer without being broken for the public: asking for a login is an answer.
_CLOSED = frozenset({401, 403})
_OTHER_SCHEME = re.compile(r"\s*(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_XML_ENTITY = re.compile(r"&amp;")


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link stands: the page with its address, and the element."""

    page: str
    selector: str
    excerpt: str
    source: str


@dataclass(eq=False)
class Crawl:
    """Iterate over it for the pages; afterwards the other attributes tell what did not become a page.

    `broken` maps a page's address to the bevindingen about its links; `failed` maps an address to the Dutch reason
    why it could not be checked; `left_out` counts addresses beyond the limit.
    """

    fetcher: Fetcher
    max_pages: int
    exclude: Sequence[str] = ()
    broken: dict[str, list[Bevinding]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    left_out: int = 0
    _queue: deque[tuple[str, Link | None]] = field(default_factory=deque)
    _known: set[str] = field(default_factory=set)
    _linked: dict[str, list[Link]] = field(default_factory=dict)
    _dead: dict[str, int] = field(default_factory=dict)
    _variants: dict[str, int] = field(default_factory=dict)

    @property
    def known(self) -> int:
        """How many addresses are known so far (the pages still to come included)."""
        return len(self._known)

    def __iter__(self) -> Iterator[CrawledPage]:
        """The pages, in the order in which a visitor would meet them. Never raises on what the site does."""
        self._add(self.fetcher.root)
        first = True
        given: set[str] = set()
        while self._queue:
            url, _link = self._queue.popleft()
            if len(given) >= self.max_pages:
                self.left_out = len(self._queue) + 1
                break
            answer = self._fetch(url)
            if answer is not None and answer.url not in given and (page := self._page(answer)) is not None:
                given.add(answer.url)
                self._known.add(answer.url)
                self._follow(page)
                yield page
            if first:
                first = False
                for address in self._sitemap():
                    self._add(address)
        self._report_broken()

    # -- fetching ----------------------------------------------------------------------------------

    def _fetch(self, url: str) -> Answer | None:
        try:
            answer = self.fetcher.get(url)
        except FetchProblem as problem:
            self.failed[url] = str(problem)
            return None
        if answer.status == 429:
            self.failed[url] = f"{url} laat ons niet verder toe: te veel vragen achter elkaar."
            return None
        if answer.status >= 400 and answer.status not in _CLOSED:
            self._dead[url] = answer.status
            return None
        return None if answer.left_site or answer.status != 200 else answer

    def _page(self, answer: Answer) -> CrawledPage | None:
        if not answer.is_html:
            return None
        parts = urlsplit(answer.url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        return CrawledPage(answer.url, path, answer.text)

    def _sitemap(self) -> Iterator[str]:
        """Addresses in /sitemap.xml, also when that is an index of sitemaps; none when there is no sitemap."""
        waiting, seen = deque([self.fetcher.own("/sitemap.xml")]), 0
        while waiting and seen < _MAX_SITEMAPS:
            url, seen = waiting.popleft(), seen + 1
            try:
                answer = self.fetcher.get(url) if url else None
            except FetchProblem:
                continue
            if answer is None or answer.status != 200:
                continue
            text = answer.text
            for found in _LOC.findall(text):
                address = self.fetcher.own(_XML_ENTITY.sub("&", found), any_loopback_port=True)
                if address is None:
                    continue
                if "<sitemapindex" in text:
                    waiting.append(address)
                else:
                    yield address

    # -- following ---------------------------------------------------------------------------------

    def _add(self, url: str, link: Link | None = None) -> None:
        parts = urlsplit(url)
        if any(parts.path.startswith(prefix) for prefix in self.exclude):
            return
        if link is not None:
            self._linked.setdefault(url, []).append(link)
        if url in self._known:
            return
        if parts.query:
            count = self._variants.get(parts.path, 0)
            if count >= _VARIANTS_PER_PATH:
                return
            self._variants[parts.path] = count + 1
        self._known.add(url)
        self._queue.append((url, link))

    def _follow(self, page: CrawledPage) -> None:
        base = self._base(page)
        for tag in page.document.named("a", "area"):
            href = attr(tag, "href")
            if not href or href.strip().startswith("#") or _OTHER_SCHEME.match(href):
                continue
            target = self.fetcher.own(href, relative_to=base)
            if target is not None and target != page.url:
                self._add(target, self._link(page, tag))

    def _base(self, page: CrawledPage) -> str:
        tags = page.document.named("base")
        href = attr(tags[0], "href") if tags else None
        return (self.fetcher.own(href, relative_to=page.url) if href else None) or page.url

    def _link(self, page: CrawledPage, tag: Tag) -> Link:
        document = page.document
        return Link(page.url, document.css_path(tag), document.excerpt(tag), document.source_of(tag))

    # -- what was broken ---------------------------------------------------------------------------

    def _report_broken(self) -> None:
        for url, status in self._dead.items():
            links = self._linked.get(url)
            if not links:
                self.broken.setdefault(url, []).append(_broken(url, status, None, 0))
                continue
            first_on: dict[str, Link] = {}
            for link in links:
                first_on.setdefault(link.page, link)
            # A dead link in the menu stands on every page; it is told once, with how often it occurs.
            link = next(iter(first_on.values()))
            self.broken.setdefault(link.page, []).append(_broken(url, status, link, len(first_on) - 1))


def _broken(url: str, status: int, link: Link | None, others: int) -> Bevinding:
    """The bevinding about an address that answers with an error."""
    why = "bestaat niet" if status in {404, 410} else "geeft een fout"
    path = urlsplit(url).path
    pages = "pagina" if others == 1 else "pagina's"
    also = f" Deze link staat ook op {others} andere {pages}." if others > 0 else ""
    message = f"De link gaat naar {path} en die pagina {why} (code {status}).{also}"
    if link is None:
        message = (
            f"De pagina {path} {why} (code {status}). Hij staat wel in de lijst van pagina's van de site."
        )
    return Bevinding(
        rule="http-fout",
        niveau=Niveau.BLOCK,
        criteria=(),
        message=message,
        help=(
            "Verander de link in het juiste adres of haal hem weg. Is de pagina verhuisd? Stuur het oude adres "
            "dan door. Geeft de pagina zelf een fout? Vraag dan het webteam."
        ),
        selector=link.selector if link else "",
        excerpt=link.excerpt if link else "",
        source=link.source if link else "",
    )
