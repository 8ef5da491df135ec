"""attach(): a bevinding lands on the block and field it came from, in Wagtail's own kinds of errors."""

from typing import Any

import pytest
from django.core.exceptions import NON_FIELD_ERRORS
from wagtail.blocks import ListBlockValidationError, StreamBlockValidationError, StructBlockValidationError
from wagtail.blocks.base import get_error_json_data

from a11y_checks.editor.errors import attach
from a11y_checks.rules.base import Bevinding, Niveau
from gemeente.pages.models import ContentPage
from producten.models import ProductPage

SECTIE = "10000000-0000-4000-8000-000000000000"
KOP = "20000000-0000-4000-8000-000000000000"
PANEEL = "30000000-0000-4000-8000-000000000000"
STAPPEN = "40000000-0000-4000-8000-000000000000"
STAP = "50000000-0000-4000-8000-000000000000"
BLOCKS: list[dict[str, Any]] = [
    {"type": "kop", "value": {"niveau": "h2", "tekst": "Kosten"}, "id": KOP},
    {
        "type": "uitgelicht",
        "value": {"titel": "Let op", "tekst": "<p>x</p>", "achtergrond": "wit", "tekstkleur": "wit"},
        "id": PANEEL,
    },
    {
        "type": "stappen",
        "value": {"stappen": [{"type": "item", "value": {"titel": "Bel", "tekst": ""}, "id": STAP}]},
        "id": STAPPEN,
    },
]


def found(source: str, message: str = "Fout.") -> Bevinding:
    return Bevinding(
        rule="proef",
        niveau=Niveau.BLOCK,
        criteria=("1.1.1",),
        message=message,
        help="Zo moet het.",
        source=source,
    )


def form_with(page: Any, *bevindingen: Bevinding) -> Any:
    form = type(page).get_edit_handler().get_form_class()(instance=page)
    attach(form, bevindingen)
    return form


def content(*bevindingen: Bevinding) -> Any:
    page = ContentPage(title="Afval", slug="afval")
    page.inhoud = BLOCKS
    return form_with(page, *bevindingen)


def product(*bevindingen: Bevinding) -> Any:
    page = ProductPage(title="Paspoort", slug="paspoort")
    page.inhoud = [{"type": "kosten", "value": [b for b in BLOCKS if b["type"] != "kop"], "id": SECTIE}]
    return form_with(page, *bevindingen)


def error_of(form: Any, field: str = "inhoud") -> Any:
    (error,) = form.errors.as_data()[field]
    return error


pytestmark = pytest.mark.django_db


def test_stream_to_block() -> None:
    error = error_of(content(found(f"inhoud/{KOP}")))
    assert isinstance(error, StreamBlockValidationError)
    assert list(error.block_errors) == [0]
    assert get_error_json_data(error)["blockErrors"][0] == {"messages": ["Fout. Zo moet het."]}


def test_stream_to_struct_to_field() -> None:
    error = error_of(content(found(f"inhoud/{PANEEL}/titel")))
    assert get_error_json_data(error) == {
        "blockErrors": {1: {"blockErrors": {"titel": {"messages": ["Fout. Zo moet het."]}}}}
    }


def test_stream_to_struct_to_list_to_item() -> None:
    error = error_of(content(found(f"inhoud/{STAPPEN}/stappen/{STAP}/titel")))
    struct = error.block_errors[2]
    assert isinstance(struct, StructBlockValidationError)
    items = struct.block_errors["stappen"]
    assert isinstance(items, ListBlockValidationError)
    assert "Fout. Zo moet het." in str(get_error_json_data(error))


def test_stream_to_stream_to_struct() -> None:
    error = error_of(product(found(f"inhoud/{SECTIE}/{PANEEL}/tekst")))
    inner = error.block_errors[0]
    assert isinstance(error, StreamBlockValidationError) and isinstance(inner, StreamBlockValidationError)
    assert get_error_json_data(error) == {
        "blockErrors": {
            0: {"blockErrors": {0: {"blockErrors": {"tekst": {"messages": ["Fout. Zo moet het."]}}}}}
        }
    }


def test_several_at_one_place_and_at_others_all_show_once() -> None:
    error = error_of(
        content(
            found(f"inhoud/{PANEEL}/titel", "Een."),
            found(f"inhoud/{PANEEL}/titel", "Twee."),
            found(f"inhoud/{PANEEL}/titel", "Een."),
            found(f"inhoud/{KOP}", "Drie."),
            found("inhoud", "Vier."),
        )
    )
    text = str(get_error_json_data(error))
    assert [text.count(word) for word in ("Een.", "Twee.", "Drie.", "Vier.")] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    "source",
    [
        "inhoud",
        "inhoud/weg",
        f"inhoud/{PANEEL}x/titel",
        "inhoud/",
        f"inhoud/{PANEEL}/bestaat-niet",
        "inhoud//",
    ],
)
def test_a_place_that_is_no_longer_there_falls_back_to_what_is(source: str) -> None:
    form = content(found(source))
    assert "Fout. Zo moet het." in str(get_error_json_data(error_of(form)))


@pytest.mark.parametrize(
    ("source", "field"),
    [
        ("title", "title"),
        ("titel", "title"),
        ("intro", "intro"),
        ("", NON_FIELD_ERRORS),
        ("weg/1/2", NON_FIELD_ERRORS),
    ],
)
def test_plain_fields_and_faults_of_the_template(source: str, field: str) -> None:
    form = content(found(source))
    assert form.errors.as_data()[field][0].messages == ["Fout. Zo moet het."]
    assert list(form.errors) == [field]


def test_a_row_of_routes_is_told_above_the_rows() -> None:
    form = product(found("kanaalroutes", "Er is geen route zonder computer."))
    messages = form.formsets["kanaalroutes"].non_form_errors()
    assert messages == ["Er is geen route zonder computer. Zo moet het."]


def test_nothing_found_leaves_the_form_as_it_was() -> None:
    assert dict(content().errors) == {}
