"""Are menus, names and help the same on every page of a set? WCAG 3.2.3, 3.2.4 and 3.2.6. PURE: parsed pages in.

`a11y_checks.crawl.alike` calls it once with all pages of one site.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bs4 import Tag

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.document import Document, attr

FEWEST_PAGES = 3
_HELP_WORDS = re.compile(r"\b(?:contact|hulp|help|telefoon|bel ons|chat|whatsapp|e-mail)\b", re.IGNORECASE)
Links = tuple[tuple[str, str], ...]


def check_consistency(pages: Mapping[str, Document]) -> dict[str, list[Bevinding]]:
    """Bevindingen per page key. With fewer than three pages there is nothing to compare."""
    found: dict[str, list[Bevinding]] = defaultdict(list)
    if len(pages) < FEWEST_PAGES:
        return {}
    for key, bevinding in [*_menu_order(pages), *_names(pages), *_help_place(pages)]:
        found[key].append(bevinding)
    return dict(found)


def _links(document: Document, root: Tag) -> Links:
    """(words, address) of the links in a part of the page, in order."""
    return tuple(
        (document.accessible_name(tag).lower(), (attr(tag, "href") or "").split("#")[0])
        for tag in root.find_all("a", href=True)
        if not document.is_hidden(tag)
    )


def _menu_name(document: Document, menu: Tag) -> str:
    return (attr(menu, "aria-label") or attr(menu, "id") or document.source_of(menu) or "").lower()


def _bevinding(
    document: Document, tag: Tag, rule: str, criterion: str, message: str, help_text: str
) -> Bevinding:
    return Bevinding(
        rule=rule,
        niveau=Niveau.ASK,
        criteria=(criterion,),
        message=message,
        help=help_text,
        certainty=0.7,
        selector=document.css_path(tag),
        excerpt=document.excerpt(tag),
        source=document.source_of(tag),
    )


def _in_other_order(mine: Sequence[str], usual: Sequence[str]) -> bool:
    """Whether the items that both have stand in another order."""
    shared = set(mine) & set(usual)
    return [item for item in mine if item in shared] != [item for item in usual if item in shared]


def _menu_order(pages: Mapping[str, Document]) -> Iterator[tuple[str, Bevinding]]:
    """3.2.3: a menu that most pages share has its links in another order here."""
    menus: dict[str, list[tuple[str, Tag, tuple[str, ...]]]] = defaultdict(list)
    for key, document in pages.items():
        seen: set[str] = set()
        for menu in document.named("nav"):
            name = _menu_name(document, menu)
            items = tuple(dict.fromkeys(address for _, address in _links(document, menu)))
            if name not in seen and len(items) > 1:
                seen.add(name)
                menus[name].append((key, menu, items))
    for same in menus.values():
        usual, often = Counter(items for _, _, items in same).most_common(1)[0]
        if len(same) < FEWEST_PAGES or often < 2:
            continue
        for key, menu, items in same:
            if _in_other_order(items, usual):
                yield (
                    key,
                    _bevinding(
                        pages[key],
                        menu,
                        "menu-andere-volgorde",
                        "3.2.3",
                        "Dit menu heeft op deze pagina een andere volgorde dan op de andere pagina's.",
                        "Zet de links op elke pagina in dezelfde volgorde. Goed voorbeeld: overal eerst 'Home', dan "
                        "'Paspoort'.",
                    ),
                )


def _names(pages: Mapping[str, Document]) -> Iterator[tuple[str, Bevinding]]:
    """3.2.4: the same address in the menus, header or footer is called differently here than on most pages."""
    called: dict[str, Counter[str]] = defaultdict(Counter)
    used: list[tuple[str, Tag, str, str]] = []
    for key, document in pages.items():
        for root in document.named("nav", "header", "footer"):
            if root.find_parent(["nav", "header", "footer"]) is not None:
                continue
            for tag in root.find_all("a", href=True):
                address, name = attr(tag, "href") or "", document.accessible_name(tag)
                # A choice of language leads to the page itself by the name of the language.
                if tag.has_attr("hreflang") or tag.has_attr("aria-current"):
                    continue
                if address.startswith("#") or not name or document.is_hidden(tag):
                    continue
                used.append((key, tag, address, name))
                called[address][name.lower()] += 1
    for key, tag, address, name in used:
        (usual, often), *rest = called[address].most_common(2)
        # One page that names two links to an address differently says nothing about the others.
        if rest and often >= FEWEST_PAGES and often > 2 * rest[0][1] and name.lower() != usual:
            yield (
                key,
                _bevinding(
                    pages[key],
                    tag,
                    "link-andere-naam",
                    "3.2.4",
                    f"Deze link heet hier '{name}' en op de andere pagina's '{usual}'.",
                    "Geef dezelfde link op elke pagina dezelfde naam. Goed voorbeeld: overal 'Contact'.",
                ),
            )


def _help_place(pages: Mapping[str, Document]) -> Iterator[tuple[str, Bevinding]]:
    """3.2.6 (2.2): help stands in another part of the page here than on most pages."""
    places: dict[str, dict[str, tuple[str, Tag]]] = defaultdict(dict)
    for key, document in pages.items():
        for tag in document.named("a"):
            name = document.accessible_name(tag).lower()
            landmark = tag.find_parent(["header", "footer", "nav", "aside", "main"])
            if isinstance(landmark, Tag) and landmark.name != "main" and _HELP_WORDS.search(name):
                places[name].setdefault(key, (landmark.name, tag))
    for name, by_page in places.items():
        usual, often = Counter(part for part, _ in by_page.values()).most_common(1)[0]
        if len(by_page) < FEWEST_PAGES or often <= len(by_page) / 2:
            continue
        for key, (part, tag) in by_page.items():
            if part != usual:
                yield (
                    key,
                    _bevinding(
                        pages[key],
                        tag,
                        "hulp-andere-plaats",
                        "3.2.6",
                        f"De hulp '{name}' staat op deze pagina ergens anders dan op de andere pagina's.",
                        "Zet contact en hulp op elke pagina op dezelfde plaats. Goed voorbeeld: altijd in de voet.",
                    ),
                )
