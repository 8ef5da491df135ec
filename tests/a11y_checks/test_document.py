"""The parsed page: what is seen, named and where it comes from."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.document import Document, attr

PAGE = """<!DOCTYPE html><html lang="nl-NL"><head><title>Afval - Elzenvoort</title></head><body>
<nav><a href="/">Home</a></nav>
<main><h1 data-bron="titel">Afval</h1>
<div data-bron="inhoud/a"><p>Zet uw <b>bak</b>je<br>buiten.</p><p hidden>Weg</p><p>Om 7.00 uur.</p>
<img src="/bak.jpg" alt="Een groene bak"></div></main></body></html>"""


def test_visible_text_keeps_blocks_apart_and_inline_words_together() -> None:
    document = Document.parse(PAGE)
    assert document.visible_text(document.main) == "Afval Zet uw bakje buiten. Om 7.00 uur."


def test_main_language_and_whole_page() -> None:
    document = Document.parse(PAGE)
    assert document.main.name == "main"
    assert document.language == "nl"
    assert document.is_whole_page
    fragment = Document.parse("<p>Los stuk</p>")
    assert not fragment.is_whole_page
    assert fragment.main.name == "body"
    assert fragment.language == ""


def test_source_is_the_nearest_data_bron() -> None:
    document = Document.parse(PAGE)
    assert document.source_of(document.named("img")[0]) == "inhoud/a"
    assert document.source_of(document.named("h1")[0]) == "titel"
    assert document.source_of(document.named("nav")[0]) == ""


def test_what_stands_inside_what() -> None:
    document = Document.parse("<main><ul><li>a<b>x</b></li><li>a<b>x</b></li></ul></main><p>y</p>")
    first, second = document.named("li")
    assert [tag.name for tag in document.inside(document.main)] == ["ul", "li", "b", "li", "b"]
    assert document.inside(document.named("p")[0]) == []
    assert document.holds(first, ("b",)) and not document.holds(first, ("i",))
    inner = document.named("b")[0]
    assert document.is_within(inner, first) and not document.is_within(inner, second)
    assert document.is_within(first, first)


def test_css_path_names_exactly_one_element() -> None:
    document = Document.parse(PAGE)
    for tag in document.tags:
        assert document.soup.select(document.css_path(tag)) == [tag]
    with_id = Document.parse('<div><p id="a"><b>x</b></p><p id="b">y</p></div>')
    assert with_id.css_path(with_id.named("b")[0]) == "#a > b"


def test_css_path_does_not_trust_an_id_that_stands_twice() -> None:
    document = Document.parse('<p id="a">x</p><p id="a"><b>y</b></p>')
    assert document.soup.select(document.css_path(document.named("b")[0])) == document.named("b")


@pytest.mark.parametrize(
    ("html", "hidden"),
    [
        ("<p hidden>x</p>", True),
        ('<p style="display: none">x</p>', True),
        ('<div style="visibility:hidden"><p>x</p></div>', True),
        ('<div style="visibility:hidden"><p style="visibility: visible">x</p></div>', False),
        ('<p style="display: block">x</p>', False),
        ('<p hidden style="display: block">x</p>', False),
        ("<dialog><p>x</p></dialog>", True),
        ("<dialog open><p>x</p></dialog>", False),
        ('<div aria-hidden="true"><p>x</p></div>', False),
    ],
)
def test_is_hidden(html: str, hidden: bool) -> None:
    document = Document.parse(html)
    assert document.is_hidden(document.named("p")[0]) is hidden


def test_aria_hidden_is_seen_but_not_heard() -> None:
    document = Document.parse('<div aria-hidden="true"><p>x</p></div>')
    assert document.is_aria_hidden(document.named("p")[0])
    assert document.visible_text(document.main) == "x"


@pytest.mark.parametrize(
    ("html", "tag", "name"),
    [
        ('<a href="/">Naar <b>huis</b></a>', "a", "Naar huis"),
        ('<a href="/"><img alt="Logo" src="x"></a>', "a", "Logo"),
        ('<a href="/" aria-label="Home">Naar huis</a>', "a", "Home"),
        ('<p id="k">Kosten</p><a href="/" id="l" aria-labelledby="l k">Meer</a>', "a", "Meer Kosten"),
        ('<a href="/" aria-labelledby="weg">Meer</a>', "a", "Meer"),
        ('<a href="/"><span aria-hidden="true">x</span></a>', "a", ""),
        ('<a href="/"><svg><title>Zoek</title></svg></a>', "a", "Zoek"),
        ('<a href="/" title="Terug"></a>', "a", "Terug"),
        ('<label for="n">Naam</label><input id="n" placeholder="J. Jansen">', "input", "Naam"),
        ("<label>Naam <input></label>", "input", "Naam"),
        ('<input placeholder="Naam">', "input", "Naam"),
        ('<input type="submit">', "input", "Verzenden"),
        ('<input type="button" value="Zoek">', "input", "Zoek"),
        ("<fieldset><legend>Wijk</legend></fieldset>", "fieldset", "Wijk"),
        ("<table><caption>Kosten</caption><tr><td>x</td></tr></table>", "table", "Kosten"),
        ("<table><tr><td>x</td></tr></table>", "table", ""),
        ('<div role="button">Sluit</div>', "div", "Sluit"),
        ('<iframe title="Kaart"></iframe>', "iframe", "Kaart"),
    ],
)
def test_accessible_name(html: str, tag: str, name: str) -> None:
    document = Document.parse(html)
    assert document.accessible_name(document.named(tag)[0]) == name


def test_names_that_point_at_each_other_end() -> None:
    document = Document.parse(
        '<a href="/" id="a" aria-labelledby="b">x</a><a href="/" id="b" aria-labelledby="a">y</a>'
    )
    assert document.accessible_name(document.named("a")[0]) == "y"


def test_excerpt_is_short_and_escaped() -> None:
    document = Document.parse(f'<p title="a &quot;b&quot;">{"lang " * 100}</p><p>1 &lt; 2</p>')
    first, second = document.named("p")
    assert len(document.excerpt(first)) == 200
    assert document.excerpt(first).startswith('<p title="a &quot;b&quot;">lang')
    assert document.excerpt(second) == "<p>1 &lt; 2</p>"


@pytest.mark.parametrize(
    "html", ["", "<", "kaal.html", "http://elzenvoort.example", "\x00", "<?xml version='1.0'?><a/>"]
)
def test_odd_input_is_a_document(html: str) -> None:
    document = Document.parse(html)
    assert isinstance(document.visible_text(document.main), str)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("<>/=\"'& abhipdivtables\x00\n!-[]")), max_size=200))
def test_nonsense_never_raises(html: str) -> None:
    document = Document.parse(html)
    for tag in document.tags:
        document.accessible_name(tag)
        document.css_path(tag)
        assert len(document.excerpt(tag)) <= 200


def test_deep_nesting_does_not_exhaust_the_stack() -> None:
    document = Document.parse('<a href="/">' + "<span>" * 3000 + "diep")
    document.accessible_name(document.named("a")[0])
    assert document.visible_text(document.main) == "diep"


def _bevinding(**changes: object) -> Bevinding:
    facts: dict[str, object] = {
        "rule": "link-vaag",
        "niveau": Niveau.BLOCK,
        "criteria": ("2.4.4",),
        "message": "Vaag",
        "help": "Schrijf waar de link heen gaat.",
        "selector": "main > a",
        "excerpt": '<a class="x" href="/p/">Klik hier</a>',
        "source": "inhoud/a",
    }
    return Bevinding(**(facts | changes))  # type: ignore[arg-type]


def test_fingerprint_survives_markup_and_feels_content() -> None:
    same = _bevinding(
        selector="body > a", excerpt="<a  href='/p/' class='anders'><b>klik</b>  Hier</a>", state="fout"
    )
    assert same.fingerprint("ProductPage") == _bevinding().fingerprint("ProductPage")
    assert _bevinding().fingerprint("ProductPage") != _bevinding().fingerprint("NewsPage")
    for change in (
        {"excerpt": '<a href="/p/">Lees meer</a>'},
        {"excerpt": '<a href="/q/">Klik hier</a>'},
        {"source": "b"},
    ):
        assert _bevinding(**change).fingerprint() != _bevinding().fingerprint()


def test_fingerprint_of_a_picture_survives_another_rendition() -> None:
    small = _bevinding(excerpt='<img src="/media/images/brug.width-400.jpg" alt="Foto">')
    large = _bevinding(excerpt='<img src="/media/images/brug.width-800.jpg" alt="Foto">')
    other = _bevinding(excerpt='<img src="/media/images/plein.width-800.jpg" alt="Foto">')
    assert small.fingerprint() == large.fingerprint() != other.fingerprint()


def test_dict_there_and_back() -> None:
    original = _bevinding(certainty=0.5, state="stap 2")
    assert Bevinding.from_dict(original.to_dict()) == original
    assert original.to_dict()["niveau"] == "block"
    with pytest.raises(KeyError):
        Bevinding.from_dict({"rule": "x", "niveau": "block"})
    with pytest.raises(ValueError):
        Bevinding.from_dict(original.to_dict() | {"niveau": "erg"})


def test_attr_is_the_text_as_written() -> None:
    tag = Document.parse('<p class="a b" id="">x</p>').named("p")[0]
    assert (attr(tag, "class"), attr(tag, "id"), attr(tag, "lang")) == ("a b", "", None)
