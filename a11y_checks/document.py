"""A parsed page and what every rule asks of it: what is seen, what is named, where it comes from. PURE."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from a11y_checks import accessible_name, style
from a11y_checks.bevinding import EXCERPT_LIMIT, content_mark
from a11y_checks.text import collapse, word_set

SOURCE_ATTRIBUTE = "data-bron"
BLOCK_ELEMENTS = word_set(
    "address article aside blockquote body button caption dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li main nav ol optgroup option "
    "p pre search section select summary table tbody td textarea tfoot th thead tr ul"
)
WHOLE_PAGE_ELEMENTS = word_set("html head body main")
NEVER_SHOWN = word_set("head script style template title meta link base noframes datalist param track")

_WHOLE_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_PROLOG = re.compile(r"\A\s*(?:<\?xml[^>]*>\s*)+")
_DISPLAY = re.compile(r"(?:^|;)\s*display\s*:", re.IGNORECASE)
_DISPLAY_NONE = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_VISIBILITY = re.compile(r"(?:^|;)\s*visibility\s*:\s*(\w+)", re.IGNORECASE)
_SAFE_ID = re.compile(r"[A-Za-z][\w-]*\Z")
_CONTENT_ATTRIBUTES = ("alt", "href", "src", "title", "aria-label")


@dataclass(slots=True)
class _Facts:
    """What a tag inherits, worked out once on the way down."""

    order: int
    removed: bool
    invisible: bool
    aria_hidden: bool
    block: Tag | None
    source: str
    last: int = 0  # the order of the last element inside


def attr(tag: Tag, name: str) -> str | None:
    """The attribute's value as it was written, or None when it is absent."""
    value = tag.get(name)
    return value if isinstance(value, str) else None


def _start_tag(tag: Tag) -> str:
    attributes = "".join(f' {name}="{escape(str(value))}"' for name, value in tag.attrs.items())
    return f"<{tag.name}{attributes}>"


@dataclass(eq=False)
class Document:
    """One HTML page. Make it with `Document.parse`; it is read-only after that. `tags` are all elements in order."""

    soup: BeautifulSoup
    html: str
    tags: list[Tag] = field(default_factory=list, repr=False)
    _facts: dict[int, _Facts] = field(default_factory=dict, repr=False)
    _texts: dict[int, str] = field(default_factory=dict, repr=False)
    _named: dict[str, list[Tag]] = field(default_factory=dict, repr=False)

    @classmethod
    def parse(cls, html: str) -> Document:
        """Parse any text, however broken, as HTML; never raises on content."""
        # Half of a surrogate pair is no character: no parser can write it down.
        whole = html.encode("utf-8", "replace").decode()
        text = _PROLOG.sub("", whole.replace("\x00", ""))
        if "<" not in text:  # BeautifulSoup would take a bare word for a file name and warn.
            text = f"<p>{text}</p>"
        soup = BeautifulSoup(text, "lxml", multi_valued_attributes=None)
        document = cls(soup=soup, html=html)
        document._read_facts()
        return document

    def _read_facts(self) -> None:
        for order, tag in enumerate(self.soup.find_all(True)):
            above = self._facts.get(id(tag.parent))
            style = attr(tag, "style") or ""
            removed = (
                tag.name in NEVER_SHOWN
                or (tag.has_attr("hidden") and not (style and _DISPLAY.search(style)))
                or (tag.name == "input" and (attr(tag, "type") or "").strip().lower() == "hidden")
                or (tag.name == "dialog" and not tag.has_attr("open"))
                or bool(style and _DISPLAY_NONE.search(style))
            )
            visibility = _VISIBILITY.search(style) if style else None
            invisible = visibility.group(1).lower() in ("hidden", "collapse") if visibility else None
            own_source = attr(tag, SOURCE_ATTRIBUTE)
            self._facts[id(tag)] = _Facts(
                order=order,
                removed=removed or bool(above and above.removed),
                invisible=invisible if invisible is not None else bool(above and above.invisible),
                aria_hidden=attr(tag, "aria-hidden") == "true" or bool(above and above.aria_hidden),
                block=tag if tag.name in BLOCK_ELEMENTS else (above.block if above else None),
                source=own_source if own_source is not None else (above.source if above else ""),
            )
            self._named.setdefault(tag.name, []).append(tag)
            self.tags.append(tag)
        for tag in reversed(self.tags):
            facts = self._facts[id(tag)]
            facts.last = max(facts.last, facts.order)
            above = self._facts.get(id(tag.parent))
            if above:
                above.last = max(above.last, facts.last)

    # -- finding elements --------------------------------------------------------------------------

    def inside(self, tag: Tag) -> list[Tag]:
        """Every element below `tag`, in document order."""
        facts = self._facts.get(id(tag))
        return self.tags[facts.order + 1 : facts.last + 1] if facts else list(self.tags)

    def is_within(self, tag: Tag, outer: Tag) -> bool:
        """True when `tag` is `outer` or stands below it. By place: BeautifulSoup's == compares contents."""
        mine, around = self._facts.get(id(tag)), self._facts.get(id(outer))
        return around is None or (mine is not None and around.order <= mine.order <= around.last)

    def holds(self, tag: Tag, names: Collection[str]) -> bool:
        """True when an element with one of these names stands below `tag`."""
        return any(inner.name in names for inner in self.inside(tag))

    def named(self, *names: str) -> list[Tag]:
        """Every element with one of these names, in document order."""
        if len(names) == 1:
            return list(self._named.get(names[0], ()))
        found = [tag for name in names for tag in self._named.get(name, ())]
        return sorted(found, key=lambda tag: self._facts[id(tag)].order)

    def with_attribute(self, name: str) -> list[Tag]:
        """Every element that has the attribute, in document order."""
        return [tag for tag in self.tags if tag.has_attr(name)]

    @cached_property
    def ids(self) -> dict[str, list[Tag]]:
        """Every id with the elements that carry it (more than one = a fault)."""
        found: dict[str, list[Tag]] = {}
        for tag in self.with_attribute("id"):
            found.setdefault(attr(tag, "id") or "", []).append(tag)
        found.pop("", None)
        return found

    def by_id(self, value: str) -> Tag | None:
        """The first element with this id, as a browser resolves a reference."""
        tags = self.ids.get(value)
        return tags[0] if tags else None

    def order(self, tag: Tag) -> int:
        """The element's place in the document, counted from 0."""
        return self._facts[id(tag)].order

    @cached_property
    def is_whole_page(self) -> bool:
        """True for a page, False for a fragment: only a page needs a title, a language and landmarks."""
        return bool(_WHOLE_PAGE.search(self.html))

    @cached_property
    def main(self) -> Tag:
        """The main element, else the body, else the whole document."""
        mains = self.named("main") or self.soup.select('[role="main"]')
        shown = [tag for tag in mains if not self.is_hidden(tag)]
        return (shown or mains or [self.soup.body or self.soup])[0]

    @cached_property
    def language(self) -> str:
        """The primary language of the page in lower case ("nl"), "" when none is given."""
        html = self.soup.find("html")
        value = (attr(html, "lang") or "") if isinstance(html, Tag) else ""
        return value.strip().lower().split("-")[0]

    @cached_property
    def styles(self) -> style.Styles:
        """What the page's own HTML says about the looks of each element, by the id() of its tag."""
        return style.read(self)

    @cached_property
    def styled_properties(self) -> frozenset[str]:
        """Every property that the page's own HTML sets somewhere: most questions end here."""
        return frozenset(name for own in self.styles.values() for name in own)

    # -- what people perceive ----------------------------------------------------------------------

    def is_hidden(self, tag: Tag) -> bool:
        """Shown to nobody, as far as the HTML itself tells (style sheets are the browser's work)."""
        facts = self._facts.get(id(tag))
        return bool(facts and (facts.removed or facts.invisible))

    def is_aria_hidden(self, tag: Tag) -> bool:
        """Not there for assistive technology: hidden for all, or inside aria-hidden."""
        facts = self._facts.get(id(tag))
        return bool(facts and (facts.removed or facts.invisible or facts.aria_hidden))

    def strings(self, tag: Tag) -> Iterator[tuple[NavigableString, Tag, Tag | None]]:
        """Each shown piece of text below `tag`: the string, its parent, and its nearest block element."""
        for string in tag.descendants:
            if not isinstance(string, NavigableString) or isinstance(string, PreformattedString):
                continue
            parent = string.parent
            facts = self._facts.get(id(parent))
            if parent is not None and facts is not None and not facts.removed and not facts.invisible:
                yield string, parent, facts.block

    def visible_text(self, tag: Tag) -> str:
        """The text a reader sees, spaces collapsed; pieces from different blocks stay apart."""
        known = self._texts.get(id(tag))
        if known is not None:
            return known
        parts: list[str] = []
        block_before: Tag | None = None
        for string, _parent, block in self.strings(tag):
            before = string.previous_sibling
            if block is not block_before or (isinstance(before, Tag) and before.name == "br"):
                parts.append(" ")
            parts.append(string)
            block_before = block
        text = collapse("".join(parts))
        self._texts[id(tag)] = text
        return text

    def accessible_name(self, tag: Tag) -> str:
        """The name that assistive technology announces; "" when there is none."""
        return accessible_name.compute(self, tag)

    # -- where it comes from -----------------------------------------------------------------------

    def source_of(self, tag: Tag) -> str:
        """The `data-bron` path of the nearest element with one; "" when the template itself wrote this."""
        facts = self._facts.get(id(tag))
        return facts.source if facts else ""

    def css_path(self, tag: Tag) -> str:
        """A selector for exactly this element, from the nearest unique id or from the root."""
        steps: list[str] = []
        current: Tag | None = tag
        while current is not None and not isinstance(current, BeautifulSoup):
            own_id = attr(current, "id") or ""
            if _SAFE_ID.match(own_id) and len(self.ids.get(own_id, ())) == 1:
                steps.append(f"#{own_id}")
                break
            twins = [] if current.parent is None else current.parent.find_all(current.name, recursive=False)
            if len(twins) > 1:
                place = next(index for index, twin in enumerate(twins, start=1) if twin is current)
                steps.append(f"{current.name}:nth-of-type({place})")
            else:
                steps.append(current.name)
            current = current.parent
        return " > ".join(reversed(steps))

    def content_of(self, tag: Tag) -> str:
        """The mark of what stands in the element: its texts, pictures and addresses, without the markup.

        "" for what holds the whole page: a remark about that is not about each word on it.
        """
        if isinstance(tag, BeautifulSoup) or tag.name in WHOLE_PAGE_ELEMENTS:
            return ""
        inner = [
            each for each in self.inside(tag) if any(each.has_attr(name) for name in _CONTENT_ATTRIBUTES)
        ]
        opening = "".join(_start_tag(each) for each in [tag, *inner])
        return content_mark(f"{opening}{escape(self.visible_text(tag), quote=False)}")

    def excerpt(self, tag: Tag) -> str:
        """The start tag and the text of the element, at most 200 characters."""
        if isinstance(tag, BeautifulSoup):
            return ""
        markup = f"{_start_tag(tag)}{escape(self.visible_text(tag), quote=False)}"
        if not tag.is_empty_element:
            markup += f"</{tag.name}>"
        return markup if len(markup) <= EXCERPT_LIMIT else markup[: EXCERPT_LIMIT - 1] + "…"
