"""Where the pages of the command come from: addresses, a sitemap, or a folder of HTML."""

from __future__ import annotations

import mimetypes
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from a11y_checks.browser.protocol import MAX_ASSET, Asset
from a11y_checks.crawl import hosts as rewriting
from a11y_checks.crawl.fetch import Answer, BadAddress, Fetcher, FetchProblem
from a11y_checks.crawl.page import CrawledPage, Target

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_LOC = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\s\]]+)", re.IGNORECASE)
_META_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_MAX_SITEMAPS = 50
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class SourceProblem(Exception):
    """There is nothing to check in what was given; the message is Dutch."""


class Sites:
    """Gets pages and files of the hosts that were asked for. Any other host is never spoken to."""

    def __init__(self, hosts: Iterable[str], *, seconds: float = 15.0) -> None:
        self.hosts = frozenset(host.lower() for host in hosts if host)
        self._seconds = seconds
        self._fetchers: dict[str, Fetcher] = {}

    def fetcher(self, url: str) -> Fetcher:
        """The client of the site that `url` is on. Raises BadAddress."""
        fetcher = Fetcher(url, seconds=self._seconds)
        return self._fetchers.setdefault(fetcher.root, fetcher)

    def target(self, url: str) -> Target:
        """A promise of the page at `url`."""
        return Target(url, lambda: self.page(url))

    def page(self, url: str) -> CrawledPage:
        """The page at `url`, after redirects among the asked hosts. Raises FetchProblem or BadAddress."""
        answer = self._answer(url)
        if answer.status != 200:
            raise FetchProblem(f"{url} geeft geen pagina (code {answer.status}).")
        if not answer.is_html:
            raise FetchProblem(f"{url} is geen HTML-pagina.")
        parts = urlsplit(answer.url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        origin = f"{parts.scheme}://{parts.netloc}"
        return self.dress(CrawledPage(url, path, answer.text), origin)

    def dress(self, page: CrawledPage, origin: str) -> CrawledPage:
        """The page with what the browser needs: its files come from `origin` ("https://gemeente.example")."""
        return replace(
            page,
            resolve=lambda address: self.file(address, origin),
            for_browser=rewriting.for_browser(page.html, origin, self.hosts),
        )

    def file(self, address: str, origin: str) -> Asset | None:
        """The file behind an address that the browser asked for on a page of `origin` ("" for a folder)."""
        url = rewriting.original(address) if address.startswith(rewriting.PREFIX) else f"{origin}{address}"
        if not url or rewriting.host_of(url) not in self.hosts:
            # Only links to style sheets lead below PREFIX when their host was not asked for.
            return rewriting.NO_STYLE if address.startswith(rewriting.PREFIX) else _absent(address)
        try:
            asset = self.fetcher(url).asset(url)
        except BadAddress:
            asset = None
        if asset is None:
            return _absent(address)
        if asset.kind.lower().startswith("text/css"):
            text = asset.body.decode("utf-8", "replace")
            changed = rewriting.style_for_browser(text, address, origin, self.hosts)
            return Asset(asset.kind, changed.encode()) if changed != text else asset
        return asset

    def sitemap(self, url: str) -> list[str]:
        """The addresses in a sitemap, or in all sitemaps of an index, each once. Raises SourceProblem."""
        found: dict[str, None] = {}
        waiting, seen = deque([url]), set[str]()
        while waiting:
            current = waiting.popleft()
            if current in seen or len(seen) >= _MAX_SITEMAPS:
                continue
            seen.add(current)
            text = self._sitemap_text(current)
            addresses = [address.replace("&amp;", "&") for address in _LOC.findall(text)]
            if "<sitemapindex" in text:
                waiting.extend(addresses)
            else:
                found.update(dict.fromkeys(self._same_port(address, url) for address in addresses))
        if not found:
            raise SourceProblem(f"In {url} staat geen enkele pagina.")
        return list(found)

    def _sitemap_text(self, url: str) -> str:
        try:
            answer = self._answer(url)
        except (FetchProblem, BadAddress) as problem:
            raise SourceProblem(f"De sitemap is niet te lezen. {problem}") from problem
        if answer.status != 200:
            raise SourceProblem(f"De sitemap {url} is niet te lezen (code {answer.status}).")
        return answer.text

    def _same_port(self, address: str, sitemap: str) -> str:
        """A Wagtail site writes the port of its site record: on loopback the sitemap's own port is meant."""
        return self.fetcher(sitemap).own(address, any_loopback_port=True) or address

    def _answer(self, url: str) -> Answer:
        for _ in range(3):
            if rewriting.host_of(url) not in self.hosts:
                break
            answer = self.fetcher(url).get(url)
            if not answer.left_site:
                return answer
            url = answer.target
        raise FetchProblem(
            f"Dit adres hoort bij een site waar niet om is gevraagd: {url[:200]}. Geef --host mee als dat mag."
        )


class Folder:
    """Pages and files below one folder. Nothing outside it is ever read, also not through a link."""

    def __init__(self, root: Path, sites: Sites) -> None:
        self.root = root.resolve()
        self._sites = sites

    def targets(self) -> Iterator[Target]:
        """A promise per page, by path. Raises SourceProblem when there is none."""
        found = sorted(
            path.relative_to(self.root).as_posix()
            for path in self.root.rglob("*")
            if path.suffix.lower() in PAGE_SUFFIXES and path.is_file() and _below(path, self.root)
        )
        if not found:
            raise SourceProblem(f"In de map {self.root} staat geen HTML-bestand.")
        return (Target(name, lambda name=name: self.page(name)) for name in found)  # type: ignore[misc]

    def page(self, name: str) -> CrawledPage:
        """The page in the file `name` (a path within the folder). Raises FetchProblem."""
        try:
            html = decode((self.root / name).read_bytes())
        except OSError as problem:
            raise FetchProblem(f"Het bestand {name} is niet te lezen: {problem.strerror}.") from problem
        return CrawledPage(
            name,
            "/" + quote(name),
            html,
            resolve=self.file,
            for_browser=rewriting.for_browser(html, "", self._sites.hosts),
        )

    def file(self, address: str) -> Asset | None:
        """The file at an address, counted from the folder."""
        if address.startswith(rewriting.PREFIX):
            return self._sites.file(address, "")
        name = unquote(urlsplit(address).path).lstrip("/")
        if not name or "\0" in name:
            return _absent(address)
        path = self.root / name
        try:
            if not path.is_file() or not _below(path, self.root) or path.stat().st_size > MAX_ASSET:
                return _absent(address)
            return Asset(mimetypes.guess_type(path.name)[0] or "application/octet-stream", path.read_bytes())
        except (OSError, ValueError):
            return _absent(address)


def decode(data: bytes) -> str:
    """HTML bytes as text: by their mark, by the character set they name, else UTF-8 or Windows-1252."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    named = _META_CHARSET.search(data[:2048])
    for name in (*((named[1].decode(),) if named else ()), "utf-8"):
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("windows-1252", "replace")


def read_addresses(path: Path) -> list[str]:
    """The addresses in a file, one on a line, each once; blank lines and lines with # are passed over.

    Raises SourceProblem when it can't be read or holds none.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise SourceProblem(f"Het bestand {path} is niet te lezen.") from problem
    found = dict.fromkeys(
        line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")
    )
    if not found:
        raise SourceProblem(f"In {path} staat geen enkel adres.")
    return list(found)


def _below(path: Path, root: Path) -> bool:
    return path.resolve().is_relative_to(root)


def _absent(address: str) -> Asset | None:
    """Nothing, or an empty style sheet for what by its address is one."""
    return rewriting.NO_STYLE if urlsplit(address).path.lower().endswith(".css") else None
