"""A row of the panel: the picture of the element, and nothing that would fetch something from elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.editor.look import look_at
from a11y_checks.editor.panel import render_result
from tests.support.site import make_home, make_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]
PICTURE = "data:image/png;base64,iVBORw0KGgo="


@pytest.mark.parametrize(
    ("screenshot", "shown"),
    [(PICTURE, [PICTURE]), ("", []), ("https://elders.example/x.png", []), ("javascript:alert(1)", [])],
)
def test_the_picture_of_the_element_is_shown(
    monkeypatch: pytest.MonkeyPatch, screenshot: str, shown: list[str]
) -> None:
    page: Any = make_page(make_home(), "Afval")
    found = Bevinding(
        rule="nepkop",
        niveau=Niveau.BLOCK,
        criteria=("1.3.1",),
        message="Dit is geen kop.",
        help="Maak er een kop van.",
        source="inhoud/b1",
        screenshot=screenshot,
    )
    monkeypatch.setattr(type(page), "gate_checks", lambda _page: [found])
    html = render_result(page, look_at(page), RequestFactory().get("/"))
    pictures = BeautifulSoup(html, "lxml").select("img")
    assert [str(picture["src"]) for picture in pictures] == shown
    assert all(picture.get("alt") for picture in pictures)
