"""The demo's forms that are made of the product's own templates (inhoud/sjablonen.toml)."""

from __future__ import annotations

from typing import Any

from formulieren.editor.sjablonen import sjabloon, texts_for
from gemeente.demo import files


def template_rows() -> list[dict[str, Any]]:
    """Rows as those of formulieren.toml: a template filled in for Elzenvoort, with what its row says otherwise."""
    facts = own_facts()
    return [
        {**texts_for(sjabloon(row["sjabloon"]), facts), **{k: v for k, v in row.items() if k != "sjabloon"}}
        for row in files.read("sjablonen")["formulier"]
    ]


def own_facts() -> dict[str, str]:
    """Who Elzenvoort is and how to reach it, for the places in a template."""
    own = files.read("instellingen")["gemeente"]
    visit, post = own["bezoekadres"], own["postadres"]
    return {
        "gemeente": f"gemeente {own['naam']}",
        "telefoon": own["telefoon"],
        "bezoekadres": f"stadhuis, {visit['straat']} {visit['huisnummer']}, {visit['plaats']}",
        "postadres": f"{own['naam_lang']}, {post['regel']}, {post['postcode']} {post['plaats']}",
    }
