"""The components page and the shape of every component file."""

import itertools
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory

from gemeente.components import components, example_context, list_components

FOLDER = Path(settings.LOKET_ROOT) / "templates" / "components"
# Parts of the frame or of another component: shown wherever that one is shown.
WITHOUT_EXAMPLE = {
    "index",
    "icon",
    "skip_link",
    "site_header",
    "site_footer",
    "fixed_contact",
    "crisis_banner",
    "kanaalroute_fact",
    "form_checkbox",
    "form_fieldset",
    "form_hint",
}


def page() -> BeautifulSoup:
    html = render_to_string(
        "components/index.html",
        {"componenten": list_components(FOLDER), "title": "Componenten", **example_context()},
    )
    return BeautifulSoup(html, "lxml")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.html")), ids=lambda p: p.stem)
def test_every_component_documents_its_parameters(path: Path) -> None:
    if path.stem == "index":
        return
    assert path.read_text(encoding="utf-8").startswith("{% comment %}\n")


def test_every_component_has_an_example_or_is_part_of_another() -> None:
    shown = {component.name for component in list_components(FOLDER)}
    assert {path.stem for path in FOLDER.glob("*.html")} == shown | WITHOUT_EXAMPLE


def test_ids_are_unique_and_references_lead_somewhere() -> None:
    soup = page()
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    for attribute in ("aria-describedby", "aria-labelledby", "for"):
        for tag in soup.select(f"[{attribute}]"):
            for target in str(tag[attribute]).split():
                assert target in ids, (attribute, target)
    for link in soup.select("main a[href^='#']"):
        assert str(link["href"])[1:] in ids, link


def test_every_input_has_a_label() -> None:
    soup = page()
    labelled = {label["for"] for label in soup.select("label[for]")}
    for control in soup.select("input:not([type=hidden]), select, textarea"):
        assert control["id"] in labelled


def test_one_h1_and_no_skipped_level() -> None:
    levels = [int(tag.name[1]) for tag in page().select("main :is(h1, h2, h3, h4, h5, h6)")]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@pytest.mark.django_db
def test_the_view_answers(rf: RequestFactory) -> None:
    response = components(rf.get("/componenten/"))
    assert response.status_code == 200
    assert b'content="noindex"' in response.content
