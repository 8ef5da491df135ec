"""A small site with the same number, document and location in many places."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from basis.gebruik.nummers import parse
from basis.gebruik.targets import PhoneTarget
from basis.models import LocationPage
from tests.support.site import make_home, make_page, publish

OLD, NEW = "0590 01 23 45", "0590 65 43 21"


def tekst(html: str) -> dict[str, Any]:
    """A block of text with a fixed id."""
    return {"type": "tekst", "value": html, "id": "c1111111-1111-4111-8111-111111111111"}


def phone(new: str = "") -> PhoneTarget:
    """The old number, with what comes instead."""
    return PhoneTarget(parse(OLD), parse(new) if new else None)


def make_location(home: Any, title: str, **fields: Any) -> Any:
    """A live location."""
    values: dict[str, Any] = {
        "slug": title.lower().replace(" ", "-"), "straat": "Fordplein", "huisnummer": "1", "postcode": "9990 EV",
        "plaats": "Elzenvoort", "live": False, **fields,
    }  # fmt: skip
    page = LocationPage(title=title, **values)
    home.add_child(instance=page)
    return publish(page)


def make_document(title: str) -> Any:
    """A file that nothing is checked of."""
    return get_document_model().objects.create(title=title, file=ContentFile(b"tekst", name=f"{title}.txt"))


@pytest.fixture
def home(db: Any, quiet_browser: None) -> Any:
    """The live home page."""
    return publish(make_home())


@pytest.fixture
def page(home: Any) -> Any:
    """A live page with the number in its text."""
    return publish(make_page(home, "Afval", tekst("<p>Bel ons op 0590-012345. Wij helpen u graag.</p>")))
