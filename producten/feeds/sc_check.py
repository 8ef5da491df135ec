"""PURE: checks the structure of a Samenwerkende Catalogi 4.0 feed: order, what is required, and the lists of values.

The rules are our own, written from the description of the norm (`docs/handbook/feeds.md`); no schema of another
party is copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO
from urllib.parse import urlsplit

from producten.feeds.sc_records import (
    DCTERMS,
    DOELGROEPEN,
    ONLINE,
    OVERHEID,
    OVERHEIDPRODUCT,
    SCHEME_DOELGROEP,
    SCHEME_GEMEENTE,
    SCHEME_TYPE,
    SCHEME_UPN,
    TYPE,
    VERSION,
    ScError,
)
from producten.feeds.sc_xml import Element, read_elements

# RFC 3066: a language of two or three letters, with parts behind it.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class ScProbleem:
    """One thing that is wrong: in which line, of which product ("" when that is not known), in Dutch."""

    line: int
    product: str
    text: str

    def __str__(self) -> str:
        where = f", product {self.product}" if self.product else ""
        return f"Regel {self.line}{where}: {self.text}"


@dataclass(frozen=True, slots=True)
class Rule:
    """What one element may hold. `most` None is any number; `scheme` is the list its value comes from."""

    namespace: str
    local: str
    least: int = 1
    most: int | None = 1
    scheme: str = ""
    resource: bool = False
    values: tuple[str, ...] = ()
    kind: str = "text"  # text, empty, url, date, language or free

    @property
    def name(self) -> str:
        """As Element.name."""
        return f"{self.namespace} {self.local}"


KERN = (
    Rule(DCTERMS, "identifier", kind="url"),
    Rule(DCTERMS, "title"),
    Rule(DCTERMS, "language", kind="language"),
    Rule(DCTERMS, "type", scheme=SCHEME_TYPE, values=(TYPE,)),
    Rule(DCTERMS, "modified", kind="date"),
    Rule(DCTERMS, "spatial", scheme=SCHEME_GEMEENTE, resource=True),
    Rule(OVERHEID, "authority", scheme=SCHEME_GEMEENTE, resource=True),
)
MANTEL = (
    Rule(DCTERMS, "audience", most=None, scheme=SCHEME_DOELGROEP, values=DOELGROEPEN),
    Rule(DCTERMS, "abstract"),
)
SCMETA = (
    Rule(OVERHEIDPRODUCT, "productID"),
    Rule(OVERHEIDPRODUCT, "onlineAanvragen", values=ONLINE),
    Rule(OVERHEIDPRODUCT, "aanvraagURL", least=0, resource=True, kind="empty"),
    Rule(OVERHEIDPRODUCT, "eenmaligAanmelden", least=0, values=("ja", "nee")),
    Rule(OVERHEIDPRODUCT, "contactpunt", least=0, kind="free"),
    Rule(OVERHEIDPRODUCT, "uniformeProductnaam", most=None, scheme=SCHEME_UPN, resource=True),
    Rule(OVERHEIDPRODUCT, "gerelateerdProduct", least=0, most=None, scheme=SCHEME_UPN, resource=True),
)
META = tuple(Rule(OVERHEIDPRODUCT, local, kind="free") for local in ("owmskern", "owmsmantel", "scmeta"))
PRODUCT = (Rule(OVERHEIDPRODUCT, "meta", kind="free"), Rule(OVERHEIDPRODUCT, "body", kind="free"))
BODY = (Rule(OVERHEIDPRODUCT, "producthtml", least=0, kind="free"),)


def check_feed(source: IO[bytes] | Iterable[bytes]) -> Iterator[ScProbleem]:
    """Everything that is wrong with a feed, in its order; a feed that can't be read ends in one last problem."""
    seen: dict[str, int] = {}
    try:
        for element in read_elements(source):
            yield from check_product(element)
            number = product_number(element)
            if number and number in seen:
                text = f"dit productID staat er twee keer; de eerste keer in regel {seen[number]}."
                yield ScProbleem(element.line, number, text)
            seen.setdefault(number, element.line)
    except ScError as problem:
        yield ScProbleem(problem.line or 1, "", problem.reason)


def check_product(element: Element) -> list[ScProbleem]:
    """Everything that is wrong with one scproduct."""
    found: list[tuple[int, str]] = []
    if element.attributes.get("owms-version") != VERSION:
        found.append((element.line, f'owms-version="{VERSION}" ontbreekt.'))
    found += _check_children(element, PRODUCT)
    meta, body = _child(element, "meta"), _child(element, "body")
    if body is not None:
        found += _check_children(body, BODY)
    if meta is not None:
        found += _check_children(meta, META)
        for local, rules in (("owmskern", KERN), ("owmsmantel", MANTEL), ("scmeta", SCMETA)):
            group = _child(meta, local)
            if group is not None:
                found += _check_children(group, rules)
                found += _check_online(group) if local == "scmeta" else []
    number = product_number(element)
    return [ScProbleem(line, number, text) for line, text in sorted(found)]


def product_number(element: Element) -> str:
    """The productID of a scproduct, or ""."""
    meta = _child(element, "meta")
    scmeta = _child(meta, "scmeta") if meta is not None else None
    number = _child(scmeta, "productID") if scmeta is not None else None
    return number.text if number is not None else ""


def is_web_address(value: str) -> bool:
    """An http(s) address with a host."""
    try:
        parts = urlsplit(value)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in value
    except ValueError:
        return False


def _child(element: Element, local: str) -> Element | None:
    name = f"{OVERHEIDPRODUCT} {local}"
    return next((child for child in element.children if child.name == name), None)


def _check_children(parent: Element, rules: tuple[Rule, ...]) -> list[tuple[int, str]]:
    """Unknown children, their order, how many there are, and what each holds."""
    order = {rule.name: place for place, rule in enumerate(rules)}
    found: list[tuple[int, str]] = []
    furthest = 0
    for child in parent.children:
        if child.name not in order:
            found.append((child.line, f"'{child.local[:60]}' hoort niet in '{parent.local}'."))
            continue
        if order[child.name] < furthest:
            found.append((child.line, f"'{child.local}' staat niet op zijn plaats in '{parent.local}'."))
        furthest = max(furthest, order[child.name])
        found += [(child.line, text) for text in _check_one(child, rules[order[child.name]])]
    for rule in rules:
        number = sum(child.name == rule.name for child in parent.children)
        if number < rule.least:
            found.append((parent.line, f"'{rule.local}' ontbreekt in '{parent.local}'."))
        if rule.most is not None and number > rule.most:
            found.append((parent.line, f"'{rule.local}' staat {number} keer in '{parent.local}'."))
    return found


def _check_one(element: Element, rule: Rule) -> Iterator[str]:
    if rule.kind != "free" and element.children:
        yield f"'{rule.local}' mag alleen tekst hebben."
    if rule.scheme and element.attributes.get("scheme") != rule.scheme:
        yield f"'{rule.local}' moet het kenmerk scheme=\"{rule.scheme}\" hebben."
    if rule.resource and not is_web_address(element.attributes.get("resourceIdentifier", "")):
        yield f"'{rule.local}' heeft geen goed adres in resourceIdentifier."
    yield from _check_text(element.text, rule)


def _check_text(text: str, rule: Rule) -> Iterator[str]:
    if rule.kind in {"free", "empty"}:
        return
    if not text:
        yield f"'{rule.local}' is leeg."
    elif rule.values and text not in rule.values:
        yield f"'{rule.local}' is '{text[:60]}' en moet een van deze zijn: {', '.join(rule.values)}."
    elif rule.kind == "url" and not is_web_address(text):
        yield f"'{rule.local}' is geen webadres."
    elif rule.kind == "language" and not _LANGUAGE.fullmatch(text):
        yield f"'{rule.local}' is geen taalcode zoals nl."
    elif rule.kind == "date" and read_date(text) is None:
        yield f"'{rule.local}' is geen datum zoals 2026-01-31."


def read_date(text: str) -> date | None:
    """The day of "2026-01-31", also with a time behind it; None when it is no date."""
    try:
        return date.fromisoformat(text[:10]) if len(text) == 10 or text[10:11] == "T" else None
    except ValueError:
        return None


def _check_online(scmeta: Element) -> list[tuple[int, str]]:
    online, url = _child(scmeta, "onlineAanvragen"), _child(scmeta, "aanvraagURL")
    if online is None:
        return []
    if online.text in {"ja", "digid"} and url is None:
        return [(online.line, f"'aanvraagURL' ontbreekt, terwijl onlineAanvragen '{online.text}' is.")]
    if online.text == "nee" and url is not None:
        return [(url.line, "'aanvraagURL' hoort er niet te staan als onlineAanvragen 'nee' is.")]
    return []
