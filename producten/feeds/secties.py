"""The sections of a product page as Markdown, as the page shows them to a visitor."""

from __future__ import annotations

from typing import Any

from django.utils.translation import override

from producten.feeds.markdown import Markdown, to_markdown
from producten.models import ProductPage
from producten.services.tarieven import current_tarieven, tarieven_in


def sections_markdown(page: ProductPage, *, base: str) -> dict[str, Markdown]:
    """Type of the section -> its text, in the editor's order; empty ones are left out.

    Blocks are rendered by their own templates, so that a tarief says what it costs today. `base` is the address
    of the site, put in front of links within it.
    """
    context: dict[str, Any] = {"page": page, "tarieven": current_tarieven(tarieven_in(page.inhoud))}
    found: dict[str, Markdown] = {}
    with override(page.locale.language_code):
        for part in page.inhoud:
            html = str(part.render({**context, "bron": f"inhoud/{part.id}"})) if len(part.value) else ""
            text = to_markdown(html, base=base)
            if text.text:
                found[part.block_type] = text
    return found
