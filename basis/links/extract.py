"""Which links stand on a page, read from the page as it stands in memory (a draft is in no index yet)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex, Site

from basis.links.models import ADRES_MAX

#: More than any page for people has; a page that holds a list of addresses must not fill the register.
MAX_LINKS = 2_000

_HREF = re.compile(r"<a\b[^>]*?\shref=\"([^\"]*)\"", re.IGNORECASE)
_BARE = re.compile(r"https?://[^\s\"'<>\\]+", re.IGNORECASE)
_PATH = re.compile(r"/(?!/)[^\s\\<>\"]*")
#: Names of fields whose value is an address, so that a lone path in one is a link.
_ADDRESS_FIELDS = re.compile(r"(^|_)(url|adres|webadres|website|link)$")
#: A model path of a foreign key: the field itself, or one of an inline row.
_FOREIGN_KEY = re.compile(r"[^.]+(\.item\.[^.]+)?")


@dataclass(frozen=True, slots=True)
class Link:
    """One link: its address as `Weblink.adres` writes it, and the path to its field.

    `shown` is false for a choice in a field of the page's own: such a field shows a page only while it is live.
    """

    adres: str
    bron: str
    shown: bool = True

    @property
    def internal(self) -> bool:
        """Whether it stays on this site."""
        return not self.adres.startswith(("http://", "https://"))


def links_on(page: Any) -> list[Link]:
    """Every link of the page, once per address and field, in the order of the fields."""
    own = own_hosts()
    found = dict.fromkeys(link for link in (*_chosen(page), *_typed(page, own)) if link.adres)
    return list(found)[:MAX_LINKS]


def own_hosts() -> frozenset[str]:
    """The hosts of our own sites as they stand in an address, with the port when it is not the usual one."""
    hosts = {urlsplit(settings.LOKET_BASE_URL).netloc.lower()}
    for hostname, port in Site.objects.values_list("hostname", "port"):
        hosts.add(hostname.lower() if port in (80, 443) else f"{hostname.lower()}:{port}")
    return frozenset(hosts - {""})


def normalise(address: str, own: frozenset[str]) -> str:
    """A typed address as the register writes it; "" for what is no link to a page (mailto, tel, a fragment).

    An address on a site of ours becomes a path. The fragment goes: another rule looks at anchors.
    """
    address = address.strip().split("#", 1)[0]
    if not address or len(address) > ADRES_MAX:
        return ""
    if _PATH.fullmatch(address):
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return ""
    if parts.netloc.lower() in own:
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}{parts.path or '/'}" + (
        f"?{parts.query}" if parts.query else ""
    )


def _chosen(page: Any) -> Iterator[Link]:
    """Pages and documents that were chosen: in rich text, in a block or in a field."""
    kinds = {
        ContentType.objects.get_for_model(Page).pk: "pagina",
        ContentType.objects.get_for_model(get_document_model()).pk: "document",
    }
    # Wagtail keeps this method to itself; its public twin writes to the database.
    for type_id, object_id, model_path, path in ReferenceIndex._extract_references_from_object(page):
        kind = kinds.get(type_id)
        if kind is None or not str(object_id).isdigit() or model_path.split(".")[0] in _of_wagtail():
            continue
        # A page that points to itself has nothing to prove, and nothing yet to point to while it is new.
        if kind == "pagina" and int(object_id) == page.pk:
            continue
        bron = path.strip(".").replace(".", "/")
        yield Link(f"{kind}:{object_id}", bron, not _FOREIGN_KEY.fullmatch(model_path))


def _typed(page: Any, own: frozenset[str]) -> Iterator[Link]:
    for bron, name, text in _texts(page):
        for address in _addresses(name, text):
            if adres := normalise(address, own):
                yield Link(adres, bron)


def _addresses(name: str, text: str) -> Iterator[str]:
    hrefs = [unescape(found) for found in _HREF.findall(text)]
    yield from hrefs
    if not hrefs and _ADDRESS_FIELDS.search(name) and _PATH.fullmatch(text.strip()):
        yield text
        return
    for found in _BARE.findall(_HREF.sub("", text)):
        # In running text the full stop after an address belongs to the sentence.
        yield unescape(found).rstrip(".,;:!?)]'")


def _texts(page: Any) -> Iterator[tuple[str, str, str]]:
    """(source, name of the field, text) of everything somebody typed on the page."""
    for name, value in page.serializable_data().items():
        if name in _of_wagtail() or not value:
            continue
        if isinstance(value, str) and value.startswith("[{"):
            try:
                value = json.loads(value)
            except ValueError:
                pass
            else:
                for block in value:
                    source = f"{name}/{block.get('id', '')}".rstrip("/") if isinstance(block, dict) else name
                    yield from _strings(source, name, block)
                continue
        yield from _strings(name, name, value)


def _strings(source: str, name: str, value: Any) -> Iterator[tuple[str, str, str]]:
    if isinstance(value, str):
        yield source, name, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _strings(source, str(key), part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(source, name, part)


@cache
def _of_wagtail() -> frozenset[str]:
    """The fields and relations of Wagtail's Page: none holds a link that an editor made.

    Asked for late: the relations are known once every app is loaded.
    """
    names = set()
    for field in Page._meta.get_fields(include_hidden=True):
        names.add(field.name)
        accessor = getattr(field, "get_accessor_name", None)
        if accessor is not None and (name := accessor()):
            names.add(name)
    return frozenset(names)
