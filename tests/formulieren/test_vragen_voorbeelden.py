"""Every question type has an example, and passes axe and our own rules in all its states."""

import re

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from a11y_checks.document import Document
from a11y_checks.rules.registry import run_rules
from formulieren.flow.validate import AnswerError
from formulieren.vragen.registry import all_types
from formulieren.vragen.voorbeelden import voorbeelden
from gemeente.component_vragen import vraag_voorbeelden
from tests.support.auditor import AuditorProcess, audit_one

STATES = ["Nog leeg", "Ingevuld", "Met een fout", "Uitgezet"]


def state_page(state: str) -> str:
    """The frame of a public page with every question type in one state, each in a form with its button."""
    fields = [
        (soort.label, staat.veld)
        for soort in vraag_voorbeelden()
        for staat in soort.staten
        if staat.naam == state
    ]
    forms = "".join(
        f'<section><h2 class="utrecht-heading-2">{label}</h2><form class="loket-formulier" method="post" novalidate>'
        + render_to_string("components/form_field.html", {"field": veld})
        + f'<button class="utrecht-button utrecht-button--primary-action" type="submit">Verstuur {label}</button>'
        + "</form></section>"
        for label, veld in fields
    )
    frame = render_to_string("404.html")
    return re.sub(
        r"(<main[^>]*>).*?(</main>)",
        lambda m: f"{m[1]}<h1>Soorten vragen</h1>{forms}{m[2]}",
        frame,
        flags=re.S,
    )


def test_every_type_has_an_example() -> None:
    assert set(voorbeelden()) == set(all_types())


@pytest.mark.parametrize("name", sorted(voorbeelden()))
def test_the_good_example_is_good_and_the_wrong_one_wrong(name: str) -> None:
    example = voorbeelden()[name]
    if not example.vraag_type.asks:
        return
    assert example.vraag_type.check(example.vraag, example.goed) == example.goed
    with pytest.raises(AnswerError):
        example.vraag_type.check(example.vraag, example.fout)


@pytest.mark.parametrize("state", STATES)
def test_states_are_what_they_say(state: str) -> None:
    html = BeautifulSoup(state_page(state), "html.parser").main
    assert html is not None
    controls = html.select("form input:not([type=hidden]), form select, form textarea")
    assert len(controls) > 40 and len(html.select("form")) == len(all_types()) - 1
    if state == "Uitgezet":
        assert not [str(tag) for tag in controls if not tag.has_attr("disabled")]
    else:
        assert not [str(tag) for tag in controls if tag.has_attr("disabled")]
    for form in html.select("form"):
        wrong = form.select("[aria-invalid=true]")
        assert bool(wrong) == (state == "Met een fout"), str(form)[:300]
        if wrong:
            # What is wrong stands beside it in words, and is read with the input or its group.
            described = {
                part
                for tag in form.select("[aria-describedby]")
                for part in str(tag["aria-describedby"]).split()
            }
            told = form.select(".loket-veld__fout")
            assert told and all(tag["id"] in described for tag in told), str(form)[:600]


def test_files_are_asked_for_in_plain_words_and_the_browser_gets_every_extension() -> None:
    page = BeautifulSoup(state_page("Nog leeg"), "html.parser")
    files = page.select_one("input[type=file]")
    assert files is not None
    hint = page.select_one(f"#{str(files['aria-describedby']).split()[0]}")
    assert hint is not None and hint.text.startswith(
        "Kies een foto (jpg, png en andere). Een bestand is niet groter"
    )
    assert files["accept"] == ".jpg,.jpeg,.png,.webp,.heic,.heif"


@pytest.mark.parametrize("state", STATES)
def test_own_rules_find_nothing(state: str) -> None:
    found = run_rules(Document.parse(state_page(state)))
    assert not [(one.rule, one.message, one.excerpt) for one in found]


@pytest.mark.browser
@pytest.mark.parametrize("state", STATES)
def test_axe_and_the_probes_find_nothing(state: str, auditor: AuditorProcess) -> None:
    """axe-core in Chromium at 1280 and 320 pixels, contrast, zoom and target size included."""
    result = audit_one(auditor, state_page(state), depth="site")
    assert result.rules_run > 50
    assert not [(one.rule, one.message, one.selector, one.excerpt) for one in result.bevindingen]
