"""Texts from outside become what an editor could have typed."""

from __future__ import annotations

import pytest

from producten.imports.html import clean_text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("Een regel.", "<p>Een regel.</p>"),
        ("Een\r\nTwee\r\n\r\nDrie", "<p>Een<br/>Twee</p><p>Drie</p>"),
        ("Neem mee:\n- pas\n• foto\nKlaar", "<p>Neem mee:</p><ul><li>pas</li><li>foto</li></ul><p>Klaar</p>"),
        ("5 < 6 & \"x\" > 'y'", "<p>5 &lt; 6 &amp; &quot;x&quot; &gt; &#x27;y&#x27;</p>"),
        ("=HYPERLINK(1)", "<p>=HYPERLINK(1)</p>"),
        ("<p>Een <strong>dik</strong> <em>woord</em></p>", "<p>Een <b>dik</b> <i>woord</i></p>"),
        ("<h1>Kop</h1><h5>Klein</h5><div>Tekst</div>", "<h3>Kop</h3><h4>Klein</h4><p>Tekst</p>"),
        ("<div><p>a</p><p>b</p></div>", "<p>a</p><p>b</p>"),
        ("los <b>dik</b><p>p</p>staart", "<p>los <b>dik</b></p><p>p</p><p>staart</p>"),
        ("<p>x</p><p> </p><br><p></p>", "<p>x</p>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ('<p onclick="x()" style="color:red">a</p>', "<p>a</p>"),
        ('<a href="https://a.example/?b=1&amp;c=2">a</a>', '<p><a href="https://a.example/?b=1&amp;c=2">a</a></p>'),
        ('<a href="javascript:alert(1)">a</a>', "<p>a</p>"),
        ('<a href="/intern">a</a>', "<p>a</p>"),
        ('<a linktype="page" id="3">a</a><a data-linktype="page" data-id="3">b</a>', "<p>ab</p>"),
        ("<!-- geheim --><p>a</p>", "<p>a</p>"),
    ],
)  # fmt: skip
def test_text_and_html(text: str, html: str) -> None:
    found, told = clean_text(text)
    assert found == html and not told


@pytest.mark.parametrize(
    ("text", "html", "told"),
    [
        ("<p>a</p><script>alert(1)</script>", "<p>a</p>", "script"),
        ('<p>a<img src="x" onerror="y()"></p>', "<p>a</p>", "afbeelding"),
        ("<p>a</p><iframe src='https://x'></iframe>", "<p>a</p>", "ingesloten"),
        ("<table><tr><th>Soort</th><td>Prijs</td></tr></table>", "<p>Soort: Prijs</p>", "tabel"),
    ],
)
def test_what_is_left_out_is_told(text: str, html: str, told: str) -> None:
    found, lines = clean_text(text)
    assert found == html and told in " ".join(lines)


def test_deep_nonsense_ends_in_text() -> None:
    found, _told = clean_text("<p>" + "<b>" * 200 + "diep" + "</i>" * 50)
    assert "diep" in found and "<i>" not in found
