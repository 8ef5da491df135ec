"""Error pages: no context, no database, another way to reach us, and no dead end."""

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from justhtml import JustHTML

NAMES = ["400", "403", "403_csrf", "404", "413", "429", "500", "503"]


@pytest.mark.parametrize("name", NAMES)
def test_renders_without_context_and_database(name: str) -> None:
    html = render_to_string(f"{name}.html")
    JustHTML(html, strict=True)
    soup = BeautifulSoup(html, "lxml")
    assert len(soup.select("h1")) == 1
    assert soup.title is not None
    assert soup.title.text == f"{soup.h1.text} - Gemeente Elzenvoort"  # type: ignore[union-attr]
    assert soup.select("main a[href^='tel:']")
    assert soup.select("main ul li")
    assert soup.select_one("html[lang]") is not None
    assert soup.select_one("body > a[href='#inhoud']") is not None
    assert not soup.select("form[method=post], script, style, [style]")
