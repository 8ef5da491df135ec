"""What is looked for: a telephone number, or a document or page. Where it stands in a leaf, and the leaf without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any, Protocol
from urllib.parse import unquote

from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page

from basis.gebruik import nummers, texts
from basis.gebruik.leaves import Leaf, LeafKind
from basis.links.extract import normalise, own_hosts

_HREF = re.compile(r"(<a\b[^>]*?\shref=\")([^\"]*)(\")", re.IGNORECASE)
_LINK = re.compile(r"<a\b[^>]*>", re.IGNORECASE)
_CHATS = re.compile(r"https?://(?:wa\.me/|api\.whatsapp\.com/send/?\?phone=)\+?([0-9]+)", re.IGNORECASE)


class CannotReplace(Exception):
    """This place can't take what would come there; the text says why, in Dutch."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place in a leaf: the sentence (`before`, `found`, `after`) and what would stand there (`new`, may be "")."""

    before: str
    found: str
    after: str
    new: str = ""


@dataclass(frozen=True, slots=True)
class _Cut:
    """A piece of the stored text that goes, what comes there, and how it is shown."""

    start: int
    end: int
    text: str
    hit: Hit


class Target(Protocol):
    """What is looked for, and what may come in its place (`None` while only looking)."""

    @property
    def name(self) -> str:
        """As people read it."""

    @property
    def sql_pattern(self) -> str:
        """A wide regular expression on stored JSON: whatever `look` finds, it finds."""

    def look(self, leaf: Leaf) -> tuple[list[Hit], Any]:
        """The places in a leaf, and the leaf with all of them replaced. Raises CannotReplace."""


def _apply(value: str, cuts: list[_Cut], leaf: Leaf) -> tuple[list[Hit], str]:
    """The cuts in the order of the text, and the text with all of them made."""
    cuts = sorted(cuts, key=lambda cut: cut.start)
    new, at = [], 0
    for cut in cuts:
        new += [value[at : cut.start], cut.text]
        at = cut.end
    result = "".join([*new, value[at:]])
    if cuts and leaf.max_length and len(result) > leaf.max_length >= len(value):
        raise CannotReplace(_("De tekst bij '%(plek)s' wordt dan te lang.") % {"plek": leaf.label})
    return [cut.hit for cut in cuts], result


@dataclass(frozen=True, slots=True)
class PhoneTarget:
    """A telephone number; `new` comes in its place, written in the `style` of the house."""

    nummer: nummers.Nummer
    new: nummers.Nummer | None = None
    style: nummers.Schrijfwijze = nummers.GEWOON

    @property
    def name(self) -> str:
        """In the house's own writing."""
        return nummers.write(self.nummer, self.style)

    @property
    def new_name(self) -> str:
        """What comes instead, as it will stand in a sentence."""
        return self._written(internationaal=False)

    @property
    def sql_pattern(self) -> str:
        """Its digits in a row."""
        return nummers.sql_pattern(self.nummer)

    def _written(self, *, internationaal: bool) -> str:
        return nummers.write(self.new, self.style, internationaal=internationaal) if self.new else ""

    def look(self, leaf: Leaf) -> tuple[list[Hit], Any]:
        """In text and rich text however it is written, behind "tel:" and in a link to a chat."""
        if leaf.kind is LeafKind.CHOICE:
            return [], leaf.value
        value = str(leaf.value)
        if leaf.kind is LeafKind.HTML:
            return _apply(value, [*self._in_html(value), *self._in_hrefs(value)], leaf)
        if leaf.kind is LeafKind.ADDRESS:
            new = self._address(value)
            cuts = [_Cut(0, len(value), new, Hit("", value, "", new))] if new is not None else []
            return _apply(value, cuts, leaf)
        return _apply(value, list(self._in_text(value)), leaf)

    def _hits(self, plain: str) -> Iterator[tuple[nummers.Treffer, Hit]]:
        web = texts.web_spans(plain)
        for found in nummers.find(self.nummer, plain):
            if not any(start <= found.start < end for start, end in web):
                new = self._written(internationaal=found.internationaal)
                yield found, Hit(*texts.around(plain, found.start, found.end), new=new)

    def _in_text(self, value: str) -> Iterator[_Cut]:
        for found, hit in self._hits(value):
            yield _Cut(found.start, found.end, hit.new, hit)

    def _in_html(self, value: str) -> Iterator[_Cut]:
        plain = texts.as_plain(value)
        for found, hit in self._hits(plain.text):
            start, end = plain.source_span(found.start, found.end)
            # A tag within the number (a part in bold) stays, behind it.
            yield _Cut(start, end, escape(hit.new) + texts.tags_in(value[start:end]), hit)

    def _in_hrefs(self, value: str) -> Iterator[_Cut]:
        for match in _HREF.finditer(value):
            new = self._address(match[2])
            if new is not None:
                shown = Hit(_("de link "), unquote(match[2]), "", new)
                yield _Cut(match.start(2), match.end(2), new, shown)

    def _address(self, value: str) -> str | None:
        """The address with the new number, or None when the old one is not in it."""
        value = value.strip()
        chat = _CHATS.match(value)
        typed = f"+{chat[1]}" if chat else value if value.lower().startswith("tel:") else ""
        try:
            if not typed or nummers.parse(unquote(typed)) != self.nummer:
                return None
        except nummers.NoNumber:
            return None
        if self.new is None:
            return value
        if chat is None:
            return f"tel:{self.new.tel}"
        return value[: chat.start(1)] + self.new.tel.lstrip("+") + value[chat.end(1) :]


@dataclass(frozen=True, slots=True)
class ObjectTarget:
    """A document or a page (a location is a page), by the links and choices that lead to it.

    `addresses`: how its own address may have been typed, as `basis.links` writes them.
    """

    kind: str  # "page" or "document": the linktype of rich text
    pk: int
    title: str
    addresses: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    new: Any = None
    new_address: str = ""

    @property
    def name(self) -> str:
        """Its title."""
        return self.title

    @property
    def model(self) -> Any:
        """The class that a choice for it points to, or is below."""
        return Page if self.kind == "page" else get_document_model()

    @property
    def new_name(self) -> str:
        """The title of what comes instead."""
        return self.new.title if self.new is not None else ""

    @property
    def sql_pattern(self) -> str:
        """Its id in a link of rich text or as a value, or its address."""
        typed = [re.escape(address) for address in sorted(self.addresses)]
        # In a database \/ is no escape of JSON, and re.escape leaves the slash alone.
        return "|".join([rf"id=\\*\"{self.pk}\\*\"", rf"\": ?{self.pk}[,}}]", *typed])

    def look(self, leaf: Leaf) -> tuple[list[Hit], Any]:
        """A choice in a field or block, a link in rich text, or its address typed by hand."""
        if leaf.kind is LeafKind.CHOICE:
            return self._choice(leaf)
        value = str(leaf.value)
        if leaf.kind is LeafKind.HTML:
            return _apply(value, [*self._links(value), *self._typed(value)], leaf)
        if leaf.kind is LeafKind.ADDRESS and self._is_own(value):
            new = self.new_address if self.new is not None else value
            return _apply(value, [_Cut(0, len(value), new, Hit("", value, "", new))], leaf)
        return [], leaf.value

    def _choice(self, leaf: Leaf) -> tuple[list[Hit], Any]:
        if leaf.model is None or not issubclass(leaf.model, self.model) or str(leaf.value) != str(self.pk):
            return [], leaf.value
        if self.new is None:
            return [Hit("", self.title, "")], leaf.value
        if not isinstance(self.new, leaf.model):
            kind = leaf.model._meta.verbose_name
            raise CannotReplace(
                _("Bij '%(plek)s' kan alleen een %(soort)s staan.") % {"plek": leaf.label, "soort": kind}
            )
        return [Hit("", self.title, "", self.new_name)], self.new.pk

    def _links(self, value: str) -> Iterator[_Cut]:
        own = re.compile(rf'(\bid="){self.pk}(")')
        for match in _LINK.finditer(value):
            tag = match[0]
            if f'linktype="{self.kind}"' not in tag or not own.search(tag):
                continue
            new = own.sub(rf"\g<1>{self.new.pk}\g<2>", tag) if self.new is not None else tag
            yield _Cut(match.start(), match.end(), new, self._shown(value, match.end()))

    def _typed(self, value: str) -> Iterator[_Cut]:
        for match in _HREF.finditer(value):
            if self._is_own(match[2]):
                new = escape(self.new_address) if self.new is not None else match[2]
                yield _Cut(match.start(2), match.end(2), new, self._shown(value, match.end() + 1))

    def _is_own(self, address: str) -> bool:
        return bool(self.addresses) and normalise(unquote(address), self.own) in self.addresses

    def _shown(self, value: str, at: int) -> Hit:
        """The words of the link that begins in front of `at`, in their sentence."""
        end = value.find("</a>", at)
        plain = texts.as_plain(value)
        inside = [n for n, (start, _end) in enumerate(plain.places) if at <= start < (end if end > 0 else at)]
        if not inside:
            return Hit("", self.title, "", self.new_name)
        before, found, after = texts.around(plain.text, inside[0], inside[-1] + 1)
        new = f"{found} ({self.new_name})" if self.new is not None else ""
        return Hit(before, found, after, new)


def document_target(document: Any, new: Any = None) -> ObjectTarget:
    """A document, with the address under which it is served."""
    return ObjectTarget(
        kind="document",
        pk=document.pk,
        title=document.title,
        addresses=frozenset({unquote(document.url)}),
        own=own_hosts(),
        new=new,
        new_address=new.url if new is not None else "",
    )


def page_target(page: Page, new: Any = None) -> ObjectTarget:
    """A page or location, with its own address; `new` is its specific page."""
    address = normalise(page.url or "", own_hosts()) if page.url else ""
    return ObjectTarget(
        kind="page",
        pk=page.pk,
        title=page.title,
        addresses=frozenset({address, address.rstrip("/") or "/"} - {"", "/"}),
        own=own_hosts(),
        new=new,
        new_address=normalise(new.url or "", own_hosts()) if new is not None else "",
    )
