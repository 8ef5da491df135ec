"""form_field: what a screen reader and a keyboard get from each kind of Django field."""

from typing import Any

from bs4 import BeautifulSoup, Tag
from django import forms
from django.template.loader import render_to_string

from basis.templatetags.componenten import dial, elided_pages, field_kind
from gemeente.components import ExampleForm


def field(name: str, data: dict[str, Any] | None = None) -> Tag:
    form = ExampleForm(data)
    html = render_to_string("components/form_field.html", {"field": form[name], "bron": "vragen/x"})
    soup = BeautifulSoup(html, "html.parser")
    found = soup.find(["div", "fieldset"])
    assert isinstance(found, Tag)
    return found


def one(tag: Tag, selector: str) -> Tag:
    found = tag.select(selector)
    assert len(found) == 1, (selector, len(found))
    return found[0]


def test_text_input_has_label_hint_and_class() -> None:
    tag = field("email")
    control = one(tag, "input[type=email]")
    assert "utrecht-textbox" in control["class"]
    assert control["aria-describedby"] == "id_email_helptext"
    assert one(tag, "#id_email_helptext").text.startswith("Wij sturen")
    assert "(niet verplicht)" in one(tag, "label[for=id_email]").text
    assert control["autocomplete"] == "email"
    assert tag["data-bron"] == "vragen/x"


def test_fault_is_told_in_words_and_tied_to_the_input() -> None:
    tag = field("email", {"email": "geen adres"})
    control = one(tag, "input")
    assert control["aria-invalid"] == "true"
    assert control["aria-describedby"] == "id_email_helptext id_email_error"
    assert one(tag, "#id_email_error").text.strip().startswith("Fout:")
    assert control["value"] == "geen adres"
    assert "utrecht-form-field--invalid" in tag["class"]


def test_required_field_does_not_say_optional() -> None:
    assert "(niet verplicht)" not in field("naam").text


def test_textarea_and_select_get_their_classes() -> None:
    assert "utrecht-textarea" in one(field("toelichting"), "textarea")["class"]
    assert "utrecht-select" in one(field("wijk"), "select")["class"]


def test_radio_buttons_are_a_fieldset_with_the_question_as_legend() -> None:
    tag = field("soort", {"soort": "afval"})
    assert tag.name == "fieldset"
    assert one(tag, "legend").text.strip() == "Wat wilt u melden?"
    assert tag["aria-describedby"] == "id_soort_helptext"
    assert [control["value"] for control in tag.select("input[type=radio]")] == ["licht", "afval", "anders"]
    assert one(tag, "input[checked]")["value"] == "afval"
    assert [label["for"] for label in tag.select("label")] == [c["id"] for c in tag.select("input")]


def test_fault_in_a_group_is_tied_to_the_fieldset() -> None:
    tag = field("soort", {"soort": "onzin"})
    assert tag["aria-describedby"] == "id_soort_helptext id_soort_error"
    assert {control["aria-invalid"] for control in tag.select("input")} == {"true"}


def test_checkboxes_keep_several_choices() -> None:
    tag = field("wanneer", {"wanneer": ["ochtend", "middag"]})
    assert len(tag.select("input[type=checkbox][checked]")) == 2


def test_date_in_parts_has_a_label_per_part() -> None:
    tag = field("datum")
    assert tag.name == "fieldset"
    assert [label.text for label in tag.select("label")] == ["Dag", "Maand", "Jaar"]
    assert [control["inputmode"] for control in tag.select("input")] == ["numeric"] * 3
    assert [control["autocomplete"] for control in tag.select("input")] == [
        "bday-day",
        "bday-month",
        "bday-year",
    ]


def test_single_checkbox_has_its_text_beside_it() -> None:
    tag = field("akkoord")
    assert one(tag, "input[type=checkbox]")["id"] == one(tag, "label")["for"] == "id_akkoord"


def test_text_from_a_visitor_is_escaped() -> None:
    tag = field("naam", {"naam": '"><script>alert(1)</script>'})
    assert not tag.select("script")
    assert one(tag, "input")["value"] == '"><script>alert(1)</script>'


def test_widget_with_a_template_or_class_of_its_own_keeps_it() -> None:
    class Own(forms.TextInput):
        template_name = "eigen/widget.html"

    class Form(forms.Form):
        eigen = forms.CharField(widget=Own)
        klasse = forms.CharField(widget=forms.TextInput(attrs={"class": "mijn-klasse"}))

    assert field_kind(Form()["eigen"]) == "eigen"
    html = render_to_string("components/form_field.html", {"field": Form()["klasse"]})
    assert html.count('class="mijn-klasse"') == 1


def test_hidden_input_has_no_label() -> None:
    class Form(forms.Form):
        stil = forms.CharField(widget=forms.HiddenInput)

    html = render_to_string("components/form_field.html", {"field": Form()["stil"]})
    assert "label" not in html


def test_error_summary_links_to_the_fields() -> None:
    faults = [
        {"message": "Vul uw naam in.", "target": "id_naam"},
        {"message": "Probeer het opnieuw.", "target": ""},
    ]
    soup = BeautifulSoup(render_to_string("components/error_summary.html", {"fouten": faults}), "html.parser")
    assert [link["href"] for link in soup.select("a")] == ["#id_naam"]
    assert "2 dingen" in soup.text
    assert one(soup, "#fouten")["tabindex"] == "-1"
    assert render_to_string("components/error_summary.html", {"fouten": []}).strip() == ""


def test_dial_and_pages() -> None:
    from django.core.paginator import Paginator

    assert dial("(0590) 01 23 45") == "0590012345"
    assert dial("+31 590 01 23 45") == "+31590012345"
    assert dial("<script>") == ""
    assert elided_pages(Paginator(range(200), 10).page(10)) == [1, None, 8, 9, 10, 11, 12, None, 20]
