"""The same words as caption and as summary are read out twice (WCAG 1.3.1, technique H39)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import plain
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every table whose caption returns word for word in its summary or description."""
    for table in document.named("table"):
        caption = table.find("caption", recursive=False)
        if caption is None or document.is_aria_hidden(table):
            continue
        text = plain(document.visible_text(caption))
        described = [document.by_id(part) for part in (attr(table, "aria-describedby") or "").split()]
        others = [attr(table, "summary") or ""]
        others.append(" ".join(document.visible_text(target) for target in described if target is not None))
        if text and text in (plain(other) for other in others):
            yield Hit(table, "Het bijschrift en de uitleg van deze tabel zijn gelijk.")


RULE = Rule(
    id="tabel-uitleg-dubbel",
    criteria=("1.3.1",),
    niveau=Niveau.NOTE,
    title="Bijschrift en uitleg zijn gelijk",
    help="Zeg in het bijschrift waar de tabel over gaat. Gebruik de uitleg alleen voor hoe de tabel werkt.",
    check=check,
)
