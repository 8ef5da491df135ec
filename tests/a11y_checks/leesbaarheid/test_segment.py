"""Units of text from a page."""

from __future__ import annotations

from a11y_checks.document import Document
from a11y_checks.leesbaarheid.segment import TextKind, segment, segment_text

PAGE = """<html lang="nl"><body><header>Gemeente Elzenvoort is er voor u.</header><main>
<nav>Home Afval</nav><h1 data-bron="titel">Afval</h1>
<p data-bron="inhoud/a">Zet uw bak buiten.
Doe dat voor 7.00 uur.<br>Marktplein 1</p>
<ul data-bron="inhoud/b"><li>uw oude paspoort</li><li>U neemt een foto mee.</li></ul>
<table><tr><th>Soort</th><td>80 euro</td></tr></table><button>Verstuur</button>
<p lang="en">You can come by.</p><pre>code is dit</pre><p hidden>Dit is weg.</p>
<select><option>Kies maar</option></select></main><footer>Wij zijn open.</footer></body></html>"""


def test_units_of_a_page() -> None:
    found = [(unit.kind, unit.text, unit.is_fragment) for unit in segment(Document.parse(PAGE))]
    assert found == [
        (TextKind.HEADING, "Afval", True),
        (TextKind.PARAGRAPH, "Zet uw bak buiten.", False),
        (TextKind.PARAGRAPH, "Doe dat voor 7.00 uur.", False),
        (TextKind.PARAGRAPH, "Marktplein 1", True),
        (TextKind.LIST_ITEM, "uw oude paspoort", True),
        (TextKind.LIST_ITEM, "U neemt een foto mee.", False),
        (TextKind.CELL, "Soort", True),
        (TextKind.CELL, "80 euro", True),
        (TextKind.BUTTON, "Verstuur", True),
    ]


def test_units_know_their_field() -> None:
    sources = {unit.text: unit.source for unit in segment(Document.parse(PAGE))}
    assert sources["Afval"] == "titel"
    assert sources["Zet uw bak buiten."] == "inhoud/a"
    assert sources["uw oude paspoort"] == "inhoud/b"
    assert sources["80 euro"] == ""


def test_a_sentence_runs_on_through_inline_tags() -> None:
    document = Document.parse("<main><p>Vraag uw <a href='/p/'>pas<b>poort</b></a> op tijd aan.</p></main>")
    assert [unit.text for unit in segment(document)] == ["Vraag uw paspoort op tijd aan."]


def test_an_english_page_is_read_as_english() -> None:
    document = Document.parse('<html lang="en"><body><main><p>Come by.</p><p lang="nl">Kom langs.</p></main>')
    assert [unit.text for unit in segment(document)] == ["Come by."]


def test_plain_text() -> None:
    assert [unit.text for unit in segment_text("Kom langs. ... Tot dan.")] == ["Kom langs.", "Tot dan."]
