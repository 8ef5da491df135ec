"""What is skipped to save time is skipped only where it is sure: every odd page is still found."""

from __future__ import annotations

import pytest

from a11y_checks.browser.client import audit_documents
from a11y_checks.browser.protocol import AuditDocument
from a11y_checks.browser.scriptless import scriptless
from tests.support.auditor import AuditorProcess, audit_one, page

# White paper by the parents' colours, and yet something dark behind the dark letters (or the letters are not dark).
DARK = "background:#222"
HIDDEN_FAULTS = {
    "a positioned box over the text": (
        f'<div style="position:relative"><p>Donker op donker</p>'
        f'<div style="position:absolute;inset:0;z-index:-1;{DARK}"></div></div>'
    ),
    "pulled over a dark box by a negative margin": (
        f'<div style="{DARK};height:60px"></div><p style="margin-top:-50px">Donker op donker</p>'
    ),
    "moved over a dark box": (
        f'<div style="{DARK};height:60px"></div><p style="position:relative;top:-50px">Donker op donker</p>'
    ),
    "transformed over a dark box": (
        f'<div style="{DARK};height:60px"></div><p style="transform:translateY(-60px)">Donker op donker</p>'
    ),
    "text that flows out of a box with a fixed height": (
        '<div style="height:1px"><p style="margin:0">Donker op donker</p></div>'
        f'<div style="{DARK};height:80px"></div>'
    ),
    "a picture of one colour": ('<p style="background:linear-gradient(#222,#222)">Donker op donker</p>'),
    "two cells of a grid in one place": (
        f'<div style="display:grid"><div style="grid-area:1/1;{DARK};height:40px"></div>'
        '<p style="grid-area:1/1;margin:0">Donker op donker</p></div>'
    ),
    "see-through letters": '<p style="color:rgba(0,0,0,.2)">Bijna niet te zien</p>',
    "a see-through box": '<div style="opacity:.2"><p>Bijna niet te zien</p></div>',
    "a layer of a pseudo-element": (
        f'<style>.l{{position:relative}}.l::before{{content:"";position:absolute;inset:0;z-index:-1;{DARK}}}</style>'
        '<div class="l"><p>Donker op donker</p></div>'
    ),
}


@pytest.mark.browser
@pytest.mark.parametrize("name", sorted(HIDDEN_FAULTS))
def test_text_is_left_out_only_when_surely_readable(auditor: AuditorProcess, name: str) -> None:
    found = {b.rule for b in audit_one(auditor, page(HIDDEN_FAULTS[name])).bevindingen}
    assert "axe:color-contrast" in found


@pytest.mark.browser
def test_small_targets_side_by_side_are_found(auditor: AuditorProcess) -> None:
    button = '<button type="button" style="width:14px;height:14px;padding:0;margin:0">{}</button>'
    near = page(f'<div style="font-size:0">{button.format("a")}{button.format("b")}</div>')
    far = page(f"<p>{button.format('a')}</p><p style='margin-top:60px'>{button.format('b')}</p>")
    assert "axe:target-size" in {b.rule for b in audit_one(auditor, near).bevindingen}
    assert "axe:target-size" not in {b.rule for b in audit_one(auditor, far).bevindingen}


@pytest.mark.browser
def test_a_link_without_a_line_in_running_text_is_found(auditor: AuditorProcess) -> None:
    text = "<p>Een zin met een <a href='/x/' style='color:#036;{}'>link naar iets</a> daar midden in de tekst.</p>"
    plain = audit_one(auditor, page(text.format("text-decoration:none"))).bevindingen
    lined = audit_one(auditor, page(text.format("text-decoration:underline"))).bevindingen
    assert "axe:link-in-text-block" in {b.rule for b in plain}
    assert "axe:link-in-text-block" not in {b.rule for b in lined}


@pytest.mark.browser
def test_what_shows_on_a_narrow_window_only_is_judged_by_every_rule(auditor: AuditorProcess) -> None:
    head = "<style>.smal{display:none}@media(max-width:400px){.smal{display:block}}</style>"
    html = page('<p class="smal"><button type="button"></button></p>', head)
    assert audit_one(auditor, html).bevindingen == []
    found = {b.rule for b in audit_one(auditor, html, depth="site").bevindingen}
    assert "axe:button-name" in found


@pytest.mark.browser
def test_nothing_stored_reaches_the_next_page(auditor: AuditorProcess) -> None:
    """Also with a page without scripts between the two, which is not cleared after."""
    stores = page("<p>a</p><script>localStorage.a=1;document.cookie='a=1'</script>")
    tells = page(
        "<p id='p'>b</p><script>if(localStorage.length||document.cookie)"
        "document.getElementById('p').style.color='#ccc'</script>"
    )
    plain = page("<p>Zonder script</p>")
    documents = [
        AuditDocument(str(n), html) for n, html in enumerate([stores, plain, stores, tells, tells, tells])
    ]
    results = audit_documents(documents, socket_path=auditor.socket)
    assert [b.rule for result in results for b in result.bevindingen] == []


@pytest.mark.parametrize(
    "html",
    [
        "<script>1</script>",
        "<svg><SCRIPT/></svg>",
        '<img src="x" onerror="a()">',
        "<body ONLOAD = 'a()'>",
        '<a href="javascript:a()">x</a>',
        '<iframe src="/a/"></iframe>',
        '<object data="/a/"></object>',
        '<meta http-equiv="refresh" content="1">',
        '<button popovertarget="a">x</button>',
        '<button commandfor="a">x</button>',
    ],
)
def test_whatever_may_run_counts(html: str) -> None:
    assert not scriptless(page(html))


def test_plain_html_and_style_run_nothing() -> None:
    assert scriptless(
        page('<form action="/a/"><input name="b"><button>Zoek</button></form><style>a{}</style>')
    )
