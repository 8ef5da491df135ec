"""The role an element has, written or implied, after "ARIA in HTML". PURE."""

from __future__ import annotations

from bs4 import Tag

from a11y_checks.document import Document, attr
from a11y_checks.rules._aria import ROLES

_SECTIONING = ["article", "aside", "main", "nav", "section"]
_FIXED = {
    "article": "article", "aside": "complementary", "button": "button", "dd": "definition", "details": "group",
    "dialog": "dialog", "dt": "term", "fieldset": "group", "figure": "figure", "form": "form", "h1": "heading",
    "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading", "hr": "separator",
    "li": "listitem", "main": "main", "menu": "list", "nav": "navigation", "ol": "list", "optgroup": "group",
    "option": "option", "output": "status", "p": "paragraph", "progress": "progressbar", "meter": "meter",
    "search": "search", "table": "table", "tbody": "rowgroup", "textarea": "textbox", "tfoot": "rowgroup",
    "thead": "rowgroup", "tr": "row", "ul": "list", "div": "generic", "span": "generic", "b": "generic",
    "i": "generic", "address": "group", "blockquote": "blockquote", "code": "code", "em": "emphasis",
    "strong": "strong", "time": "time", "sub": "subscript", "sup": "superscript", "caption": "caption",
}  # fmt: skip
_INPUTS = {
    "button": "button", "checkbox": "checkbox", "image": "button", "number": "spinbutton", "radio": "radio",
    "range": "slider", "reset": "button", "search": "searchbox", "submit": "button", "email": "textbox",
    "tel": "textbox", "text": "textbox", "url": "textbox",
}  # fmt: skip


def written_role(tag: Tag) -> str:
    """The first role of the attribute that exists, as a browser takes it; "" when there is none."""
    return next((role for role in (attr(tag, "role") or "").lower().split() if role in ROLES), "")


def effective_role(document: Document, tag: Tag) -> str:
    """The written role, else the one the element has by itself; "" when HTML gives it none."""
    return written_role(tag) or implicit_role(document, tag)


def implicit_role(document: Document, tag: Tag) -> str:
    """The role that the element has without a role attribute."""
    name = tag.name
    if name == "input":
        kind = (attr(tag, "type") or "text").strip().lower()
        role = _INPUTS.get(kind, "")
        return "combobox" if tag.has_attr("list") and role in ("textbox", "searchbox") else role
    if name in ("a", "area"):
        return "link" if tag.has_attr("href") else "generic"
    if name == "img":
        return "none" if attr(tag, "alt") == "" else "img"
    if name == "select":
        size = (attr(tag, "size") or "").strip()
        return "listbox" if tag.has_attr("multiple") or (size.isdecimal() and int(size) > 1) else "combobox"
    if name in ("header", "footer"):
        inside = tag.find_parent(_SECTIONING) is not None
        return "generic" if inside else {"header": "banner", "footer": "contentinfo"}[name]
    if name == "section":
        return "region" if document.accessible_name(tag) else "generic"
    if name == "th":
        return "rowheader" if (attr(tag, "scope") or "").lower() in ("row", "rowgroup") else "columnheader"
    if name == "td":
        table = tag.find_parent("table")
        grid = table is not None and written_role(table) in ("grid", "treegrid")
        return "gridcell" if grid else "cell"
    return _FIXED.get(name, "")
