"""The language of a part of the text, as a button in the editor (WCAG 3.1.2): `<span lang="en">`.

Each language is an inline style of the editor, so that no script of ours is needed and a part has one language.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

# Code -> name on the button's description, and whether it is written from right to left.
TALEN: dict[str, tuple[Any, bool]] = {
    "en": (_("Engels"), False),
    "de": (_("Duits"), False),
    "fr": (_("Frans"), False),
    "pl": (_("Pools"), False),
    "tr": (_("Turks"), False),
    "uk": (_("Oekraïens"), False),
    "ar": (_("Arabisch"), True),
    "fy": (_("Fries"), False),
}
TAAL_FEATURES = [f"taal-{code}" for code in TALEN]


def register(features: Any) -> None:
    """Add a feature `taal-<code>` per language to Wagtail's registry."""
    # These need the models; blocks that name the features are read before there are any.
    from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
    from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature

    for code, (name, right_to_left) in TALEN.items():
        feature, style = f"taal-{code}", f"TAAL_{code.upper()}"
        control = {"type": style, "label": code.upper(), "description": _("Deze tekst is %s") % name}
        features.register_editor_plugin("draftail", feature, InlineStyleFeature(control))
        props = {"lang": code} | ({"dir": "rtl"} if right_to_left else {})
        features.register_converter_rule(
            "contentstate",
            feature,
            {
                "from_database_format": {f'span[lang="{code}"]': InlineStyleElementHandler(style)},
                "to_database_format": {"style_map": {style: {"element": "span", "props": props}}},
            },
        )
