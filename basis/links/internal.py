"""Do links on our own site lead somewhere? Asked of the database and the list of addresses; no network."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from a11y_checks.bevinding import Bevinding, Niveau
from basis.links.extract import links_on


class LinkProblem(StrEnum):
    """Why a link on our own site leads nowhere."""

    WEG = "weg"
    OFFLINE = "offline"
    CONCEPT = "concept"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with an address, and the title of the page behind it ("" when there is none)."""

    problem: LinkProblem
    title: str = ""

    @property
    def text(self) -> str:
        """In Dutch, for the report."""
        return {
            LinkProblem.WEG: _("Dit bestaat niet (meer) op deze site."),
            LinkProblem.OFFLINE: _("Deze pagina is offline gehaald."),
            LinkProblem.CONCEPT: _("Deze pagina staat nog niet online."),
        }[self.problem]


@dataclass(frozen=True, slots=True)
class Asked:
    """An address of a route that others know about: its language code and the arguments in its path."""

    language: str
    kwargs: dict[str, Any]


#: Says for each address of one route what is wrong with it (None: a visitor finds something there).
PathCheck = Callable[[list[Asked]], list[Verdict | None]]

_path_checks: dict[str, PathCheck] = {}


def register_path_check(view_name: str, check: PathCheck) -> None:
    """Name who knows whether addresses of a route (namespace:name) exist. Without one, the route is enough."""
    _path_checks[view_name] = check


def judge(addresses: Iterable[str]) -> dict[str, Verdict]:
    """The addresses (as `Weblink.adres` writes them) that lead nowhere; what is in order is left out.

    A fixed number of queries however many addresses: pages, documents, pages by path, redirects, site roots.
    """
    pages: dict[str, int] = {}
    documents: dict[str, int] = {}
    paths: list[str] = []
    for adres in dict.fromkeys(addresses):
        kind, _colon, key = adres.partition(":")
        if kind == "pagina":
            pages[adres] = int(key)
        elif kind == "document":
            documents[adres] = int(key)
        elif adres.startswith("/"):
            paths.append(adres)
    found = _judge_paths(paths) if paths else {}
    found |= _judge_pages(pages) if pages else {}
    if documents:
        known = set(
            get_document_model().objects.filter(pk__in=documents.values()).values_list("pk", flat=True)
        )
        found |= {adres: Verdict(LinkProblem.WEG) for adres, pk in documents.items() if pk not in known}
    return found


def link_bevindingen(page: Any) -> list[Bevinding]:
    """What stops or questions publishing `page` because of its links to our own site, each at its field.

    A page that was taken down, deleted or never existed stops it. A page that has never been online is only
    noted: two new pages that link to each other could else never go online.
    """
    links = [link for link in links_on(page) if link.internal]
    wrong = judge(link.adres for link in links)
    return [
        _bevinding(link.adres, link.bron, wrong[link.adres], shown=link.shown)
        for link in links
        if link.adres in wrong
    ]


def _bevinding(adres: str, bron: str, verdict: Verdict, *, shown: bool) -> Bevinding:
    name = verdict.title or (adres if adres.startswith("/") else _("een document of pagina"))
    concept = verdict.problem is LinkProblem.CONCEPT
    if concept:
        message = _("De link naar '%(name)s' werkt nog niet: die pagina staat nog niet online.")
        help_text = _("Zet ook die pagina online. Publiceren mag wel.")
    elif verdict.problem is LinkProblem.OFFLINE:
        message = _("De link naar '%(name)s' werkt niet: die pagina is offline gehaald.")
        help_text = _("Kies een andere pagina, of haal de link weg.")
    else:
        message = _("De link naar '%(name)s' werkt niet: dat bestaat niet op deze site.")
        help_text = _("Kies een andere pagina of een ander document, of haal de link weg.")
    if not shown:  # a choice in a field: the reader sees nothing of it until that page is live
        help_text = _(
            "De lezer ziet deze keuze niet. Kies een pagina die online staat, of haal de keuze weg."
        )
    return Bevinding(
        rule="link-naar-concept" if concept else "link-intern-dood",
        niveau=Niveau.NOTE if concept or not shown else Niveau.BLOCK,
        criteria=(),
        message=message % {"name": name[:100]},
        help=help_text,
        excerpt=adres[:200],
        source=bron,
    )


def verdict_of_page(live: bool, first_published_at: Any, title: str) -> Verdict | None:
    """What is wrong with an address that leads to this page; None when it is live."""
    if live:
        return None
    return Verdict(LinkProblem.OFFLINE if first_published_at else LinkProblem.CONCEPT, title)


def _judge_pages(wanted: dict[str, int]) -> dict[str, Verdict]:
    rows = Page.objects.filter(pk__in=wanted.values())
    known = {
        pk: verdict_of_page(*facts)
        for pk, *facts in rows.values_list("pk", "live", "first_published_at", "title")
    }
    verdicts = {adres: known.get(pk, Verdict(LinkProblem.WEG)) for adres, pk in wanted.items()}
    return {adres: verdict for adres, verdict in verdicts.items() if verdict is not None}


def _judge_paths(paths: Collection[str]) -> dict[str, Verdict]:
    tree: dict[str, list[str]] = {}  # path → the url_paths that Wagtail would serve for it
    gone: set[str] = set()
    documents: dict[str, tuple[int, str]] = {}
    asked: dict[str, list[tuple[str, Asked]]] = defaultdict(list)
    roots = Site.get_site_root_paths()
    for address in paths:
        path = unquote(urlsplit(address).path) or "/"
        language = translation.get_language_from_path(path) or settings.LANGUAGE_CODE
        match = _resolve(path, language)
        if match is None:
            gone.add(address)
        elif match.url_name == "wagtail_serve":
            inner = "/".join(str(part) for part in (*match.args, *match.kwargs.values())).strip("/")
            tree[address] = [
                f"{root.root_path}{inner}/" if inner else root.root_path
                for root in roots
                if root.language_code == language
            ]
        elif match.url_name == "wagtaildocs_serve":
            key, name = (*match.args, *match.kwargs.values())[:2]
            documents[address] = (int(key), str(name))
        elif match.view_name in _path_checks:
            asked[match.view_name].append((address, Asked(language, match.kwargs)))
        elif path.startswith(settings.MEDIA_URL) and not _has_file(path.removeprefix(settings.MEDIA_URL)):
            gone.add(address)
    found = {address: Verdict(LinkProblem.WEG) for address in gone}
    found |= _judge_tree(tree) if tree else {}
    found |= _judge_documents(documents) if documents else {}
    for name, rows in asked.items():
        answers = _path_checks[name]([question for _address, question in rows])
        for (address, _question), verdict in zip(rows, answers, strict=True):
            if verdict is not None:
                found[address] = verdict
    return _without_redirected(found)


def _resolve(path: str, language: str) -> ResolverMatch | None:
    with translation.override(language):
        for wanted in (path, f"{path}/"):  # Django sends a path without its slash to the one with
            try:
                return resolve(wanted)
            except Resolver404:
                continue
    return None


def _judge_tree(tree: dict[str, list[str]]) -> dict[str, Verdict]:
    wanted = {url_path for candidates in tree.values() for url_path in candidates}
    rows = Page.objects.filter(url_path__in=wanted)
    pages = {
        url_path: facts
        for url_path, *facts in rows.values_list("url_path", "live", "first_published_at", "title")
    }
    found = {}
    for address, candidates in tree.items():
        verdicts = [verdict_of_page(*pages[candidate]) for candidate in candidates if candidate in pages]
        if None not in verdicts:
            found[address] = next((v for v in verdicts if v is not None), Verdict(LinkProblem.WEG))
    return found


def _judge_documents(wanted: dict[str, tuple[int, str]]) -> dict[str, Verdict]:
    rows = get_document_model().objects.filter(pk__in={pk for pk, _name in wanted.values()})
    names = {pk: PurePath(file).name for pk, file in rows.values_list("pk", "file")}
    return {
        address: Verdict(LinkProblem.WEG)
        for address, (pk, name) in wanted.items()
        if names.get(pk) != name.rstrip("/")
    }


def _has_file(name: str) -> bool:
    try:
        return default_storage.exists(name)
    except (SuspiciousFileOperation, ValueError):
        return False


def _without_redirected(found: dict[str, Verdict]) -> dict[str, Verdict]:
    """What a redirect of ours catches is no dead link, unless it leads to a page that is not live itself."""
    if not found:
        return found
    old = {address: Redirect.normalise_path(address) for address in found}
    bare = {address: re.sub(r"\?.*", "", path) for address, path in old.items()}
    rows = Redirect.objects.filter(old_path__in={*old.values(), *bare.values()})
    good = {
        path
        for path, link, live in rows.values_list("old_path", "redirect_link", "redirect_page__live")
        if link or live
    }
    return {
        address: verdict
        for address, verdict in found.items()
        if old[address] not in good and bare[address] not in good
    }
