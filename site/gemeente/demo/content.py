"""Turns the demo's texts into what an editor would have made: rich text, blocks and images."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.core.files.images import ImageFile
from wagtail.images import get_image_model
from wagtail.models import Page

from gemeente.demo.files import IMAGES

_NAMESPACE = uuid.UUID("5f8f3b1e-7f0d-4b57-9a53-0f2f3c1f0a11")
RawBlock = dict[str, Any]


class DemoError(Exception):
    """The demo's own files contradict each other; the text names file and place."""


def block_id(*parts: str) -> str:
    """The same id for the same place on every machine, since the ids stand in the audited HTML."""
    return str(uuid.uuid5(_NAMESPACE, "/".join(parts)))


class Links:
    """Resolves `product:slug`, `pagina:slug`, `formulier:slug`, `groep:slug`, `locatie:slug` and `nieuws:slug`."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}

    def add(self, soort: str, slug: str, page: Page) -> None:
        """Remember a page under its kind and slug."""
        self.pages[f"{soort}:{slug}"] = page

    def rich_text(self, html: str) -> str:
        """HTML of the demo's files as Wagtail stores rich text, with links by page.

        Raises DemoError for a link to a page that isn't there.
        """
        soup = BeautifulSoup(html.strip(), "html.parser")
        for link in soup.find_all("a"):
            target = str(link["href"])
            kind = target.split(":")[0]
            if kind in {"product", "pagina", "formulier", "groep", "locatie", "nieuws"}:
                if target not in self.pages:
                    raise DemoError(f"link to {target}, which the demo does not have")
                link.attrs = {"linktype": "page", "id": str(self.pages[target].pk)}
        return str(soup)


def blocks_from_html(html: str, links: Links, seed: str) -> list[RawBlock]:
    """Raw InhoudBlock data: a `kop` for each heading and a `tekst` for what stands between two headings."""
    soup = BeautifulSoup(html.strip(), "html.parser")
    blocks: list[RawBlock] = []
    text: list[str] = []

    def flush() -> None:
        if "".join(text).strip():
            value = links.rich_text("".join(text))
            blocks.append({"type": "tekst", "value": value, "id": block_id(seed, str(len(blocks)))})
        text.clear()

    for element in soup.contents:
        if isinstance(element, Tag) and element.name in {"h2", "h3", "h4"}:
            flush()
            value = {"niveau": element.name, "tekst": element.get_text(" ", strip=True)}
            blocks.append({"type": "kop", "value": value, "id": block_id(seed, str(len(blocks)))})
        else:
            text.append(str(element))
    flush()
    return blocks


def steps_block(steps: list[dict[str, str]], seed: str) -> RawBlock:
    """A `stappen` block with fixed ids."""
    items = [
        {
            "type": "item",
            "value": {"titel": s["titel"], "tekst": s.get("tekst", "")},
            "id": block_id(seed, str(n)),
        }
        for n, s in enumerate(steps)
    ]
    return {"type": "stappen", "value": {"stappen": items}, "id": block_id(seed)}


def image_block(data: dict[str, Any], seed: str) -> RawBlock:
    """An `afbeelding` block; the image itself is stored once."""
    value = {
        "afbeelding": image(data["bestand"]).pk,
        "alt": data.get("alt", ""),
        "decoratief": data.get("decoratief", False),
        "bijschrift": data.get("bijschrift", ""),
    }
    return {"type": "afbeelding", "value": value, "id": block_id(seed)}


def _highlight(data: dict[str, Any], links: Links, seed: str) -> RawBlock:
    text = data["tekst"] if data["tekst"].lstrip().startswith("<") else f"<p>{data['tekst']}</p>"
    value = {
        "titel": data.get("titel", ""),
        "tekst": links.rich_text(text),
        "achtergrond": data.get("achtergrond", "lichtgroen"),
        "tekstkleur": data.get("tekstkleur", "zwart"),
    }
    return {"type": "uitgelicht", "value": value, "id": block_id(seed)}


def _table(data: dict[str, Any], seed: str) -> RawBlock:
    table = {
        "columns": [{"type": "tekst", "heading": heading} for heading in data["kop"]],
        "rows": [{"values": [str(cell) for cell in row]} for row in data["rijen"]],
        "caption": "",
    }
    return {
        "type": "tabel",
        "value": {"bijschrift": data["bijschrift"], "tabel": table},
        "id": block_id(seed),
    }


def extra_blocks(data: dict[str, Any], links: Links, seed: str) -> list[RawBlock]:
    """One `[[….blok]]` table of the files as raw block data. Raises DemoError for an unknown type."""
    makers: dict[str, Callable[[], RawBlock]] = {
        "afbeelding": lambda: image_block(data, seed),
        "stappen": lambda: steps_block(data["stappen"], seed),
        "uitgelicht": lambda: _highlight(data, links, seed),
        "tabel": lambda: _table(data, seed),
    }
    if data["type"] not in makers:
        raise DemoError(f"{seed}: unknown block type {data['type']!r}")
    block = makers[data["type"]]()
    if data["type"] == "stappen" and data.get("titel"):
        return [*blocks_from_html(f"<h2>{data['titel']}</h2>", links, f"{seed}/kop"), block]
    return [block]


def image(name: str) -> Any:
    """The image of file beelden/`name`, stored on first use with its own file name as title."""
    model = get_image_model()
    found = model.objects.filter(title=name).first()
    if found:
        return found
    with (IMAGES / name).open("rb") as stream:
        picture = model(title=name, file=ImageFile(stream, name=name))
        picture.save()
    return picture
