"""HTML of our blocks as Markdown: structure kept, links whole, and nothing that only looks like markup."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from producten.feeds.markdown import to_markdown

BASE = "https://www.buren.example/"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Eén <b>vet </b>woord en <em>schuin</em>.</p>", "Eén **vet** woord en *schuin*."),
        ("<p>Eerst.</p>\n\n<p>Dan\n  dit.</p>", "Eerst.\n\nDan dit."),
        ("<p>Regel een<br>regel twee</p>", "Regel een  \nregel twee"),
        ("<h3>Wat <i>nu</i>?</h3><p>Bel.</p>", "### Wat *nu*?\n\nBel."),
        ("<ul><li>een</li><li><p>twee</p></li></ul>", "- een\n- twee"),
        ("<ol><li>een<ul><li>a</li><li>b</li></ul></li><li>twee</li></ol>", "1. een\n\n   - a\n   - b\n2. twee"),
        ("<ol><li><p>Kom</p><p>met pas</p></li></ol>", "1. Kom\n\n   met pas"),
        ('<p><a href="/contact/">Bel ons</a></p>', "[Bel ons](https://www.buren.example/contact/)"),
        ('<p><a href="https://a.example/x(1)">Hier staat het</a></p>', "[Hier staat het](https://a.example/x%281%29)"),
        ('<p><a href="mailto:a@b.nl">a@b.nl</a> of <a href="#boven">boven</a></p>', "a@b.nl of boven"),
        ("<table><caption>Prijzen</caption><tr><th>Wat</th><th>Prijs</th></tr><tr><td>a|b</td></tr></table>",
         "**Prijzen**\n\n| Wat | Prijs |\n| --- | --- |\n| a\\|b |  |"),
        ("<dl><dt>Tijd</dt><dd>5 dagen</dd></dl>", "**Tijd**\n\n5 dagen"),
        ("<blockquote><p>Ja</p><p>Nee</p></blockquote>", "> Ja\n>\n> Nee"),
        ("<p>2 * 3 = [6] &lt;b&gt; a_b `c` \\</p>", "2 \\* 3 = \\[6\\] \\<b\\> a\\_b \\`c\\` \\\\"),
        ("<p># kop</p><p>- lijst</p><p>1. lijst</p>", "\\# kop\n\n\\- lijst\n\n1\\. lijst"),
        ('<p>Zie <svg><title>x</title></svg><img alt="a"><i aria-hidden="true">→</i> dit</p>', "Zie dit"),
        ("<script>alert(1)</script><style>p{}</style><!-- x --><p hidden>weg</p>", ""),
        ("<div><span>los</span><div><p>in</p></div>rest</div>", "los\n\nin\n\nrest"),
        ("<span><p>blok in een regel</p></span>", "blok in een regel"),
        ("", ""),
    ],
)  # fmt: skip
def test_each_element(html: str, expected: str) -> None:
    assert to_markdown(html, base=BASE).text == expected


def test_links_are_told_in_their_order() -> None:
    found = to_markdown(
        '<p><a href="/a/">a</a> <a href="http://b.example/">b</a> <a href="tel:14">14</a></p>', base=BASE
    )
    assert found.links == ["https://www.buren.example/a/", "http://b.example/"]


@given(st.text(alphabet=' \n<>/abp*_#-1.|&;`[]()="lihreft', max_size=200))
@settings(deadline=None, max_examples=300)
def test_anything_gives_text_without_html(html: str) -> None:
    text = to_markdown(html, base=BASE).text
    assert text == text.strip()
    unescaped = text.replace("\\\\", "").replace("\\<", "").replace("\\>", "")
    assert "<" not in unescaped
