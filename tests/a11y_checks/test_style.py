"""What the page's own styles say: which rules count, who inherits, and what no browser would take."""

from __future__ import annotations

import pytest

from a11y_checks import style
from a11y_checks.document import Document


def _value(html: str, selector: str, name: str) -> str:
    document = Document.parse(html)
    tag = document.soup.select_one(selector)
    assert tag is not None
    return style.inherited(document, tag, name)


def test_an_attribute_beats_a_style_element_and_children_inherit() -> None:
    css = "p { font-style: italic; color: red } .a { font-style: normal }"
    html = f"<style>{css}</style><p class=a style='font-style:oblique'><b>x</b></p>"
    assert _value(html, "b", "font-style") == "oblique"
    assert _value(html, "b", "color") == "red"
    assert _value(html, "b", "text-align") == ""


@pytest.mark.parametrize(
    "css",
    [
        "@media print { p { color: red } }",
        "@import url(a.css); @media (width < 10rem) { @supports (x: y) { p { color: red } } }",
        "/* p { color: red } */",
        "p:hover { color: red }",
        "p >>> q { color: red }",
        "p { color: red",
        "}}} {",
    ],
)
def test_states_at_blocks_comments_and_broken_css_say_nothing(css: str) -> None:
    assert _value(f"<style>{css}</style><p>x</p>", "p", "color") == ""


def test_what_comes_after_an_at_block_counts() -> None:
    css = "@charset 'utf-8'; @media print { p { color: red } } p, q { color: Blue !important; }"
    assert _value(f"<style>{css}</style><p>x</p>", "p", "color") == "blue"


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ("12px", 12.0),
        ("9pt", 12.0),
        ("1.5em", 24.0),
        ("50%", 8.0),
        ("x-small", 10.0),
        ("calc(1px)", None),
        ("", None),
    ],
)
def test_sizes_in_pixels(value: str, size: float | None) -> None:
    assert style.pixels(value) == size
