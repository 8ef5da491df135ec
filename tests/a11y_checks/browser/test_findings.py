"""What a real auditor finds on a page, and what it refuses to call checked."""

import pytest

from a11y_checks.bevinding import Niveau
from a11y_checks.browser import data
from a11y_checks.browser.client import AuditDocument, AuditorUnavailable, DocumentNotChecked, audit_documents
from tests.support.auditor import CLEAN, GREY, AuditorProcess, audit_one, page

pytestmark = pytest.mark.browser


def rules(html: str, running: AuditorProcess, **options: object) -> dict[str, Niveau]:
    return {b.rule: b.niveau for b in audit_one(running, html, **options).bevindingen}


def test_clean_page_has_nothing(auditor: AuditorProcess) -> None:
    result = audit_one(auditor, CLEAN)
    assert result.bevindingen == []
    assert result.rules_run == len(data.rules_for(data.DEFAULT_TAGS))
    assert data.AXE_VERSION in result.engine


def test_contrast_fault_has_its_source_and_colours(auditor: AuditorProcess) -> None:
    (found,) = audit_one(auditor, GREY).bevindingen
    assert (found.rule, found.niveau, found.criteria) == ("axe:color-contrast", Niveau.BLOCK, ("1.4.3",))
    assert found.source == "inhoud/b1/tekst"
    assert found.state == "pagina"
    assert found.selector == "#inhoud > p > span"
    assert "#999999" in found.message


def test_levels_of_common_faults(auditor: AuditorProcess) -> None:
    html = page(
        '<h3>Te diep</h3><img src="data:,"><a href="/x/"></a><input type="text">'
        '<p style="background:linear-gradient(#fff,#000);color:#777">Op een verloop</p>'
    )
    found = rules(html, auditor)
    for rule in ("axe:image-alt", "axe:link-name", "axe:label"):
        assert found[rule] is Niveau.BLOCK
    assert found["axe:heading-order"] is Niveau.NOTE
    assert found["axe:color-contrast"] is Niveau.ASK


def test_every_fault_says_which_selector_the_parser_would_give(auditor: AuditorProcess) -> None:
    from a11y_checks.document import Document

    html = page('<p>Eén</p><p>Twee <img src="data:,"></p>')
    (found,) = audit_one(auditor, html).bevindingen
    document = Document.parse(html)
    image = document.named("img")[0]
    assert found.selector == document.css_path(image)
    assert found.excerpt == document.excerpt(image)


def test_too_wide_at_320_pixels(auditor: AuditorProcess) -> None:
    html = page(
        '<div data-bron="inhoud/b2"><p style="width:500px">Te breed</p></div><p>' + "woord " * 80 + "</p>"
    )
    (found,) = audit_one(auditor, html).bevindingen
    assert (found.rule, found.niveau, found.source) == ("reflow-320", Niveau.BLOCK, "inhoud/b2")
    assert found.criteria == ("1.4.10",)


def test_a_long_word_and_a_wide_table(auditor: AuditorProcess) -> None:
    word = audit_one(auditor, page(f"<p data-bron='a'>{'lang' * 30}</p>")).bevindingen
    assert [(b.rule, b.niveau, b.source) for b in word] == [("reflow-320", Niveau.BLOCK, "a")]
    head = "<tr>" + '<th scope="col">kolom</th>' * 20 + "</tr>"
    rows = "<tr>" + "<td>waarde</td>" * 20 + "</tr>"
    table = page(f"<table><caption>Tijden</caption>{head}{rows}</table>")
    assert {b.niveau for b in audit_one(auditor, table).bevindingen if b.rule == "reflow-320"} == {Niveau.ASK}


def test_a_scrolling_box_does_not_widen_the_page(auditor: AuditorProcess) -> None:
    html = page(
        '<div style="overflow-x:auto" tabindex="0"><p style="width:600px">Breed maar in een vak</p></div>'
    )
    assert "reflow-320" not in rules(html, auditor)


def test_static_and_media_files_reach_the_page(auditor: AuditorProcess) -> None:
    (auditor.static / "licht.0f1e2d.css").write_text("p{color:#aaa}")
    html = page("<p>Te licht door de opmaak</p>", '<link rel="stylesheet" href="/static/licht.0f1e2d.css">')
    assert rules(html, auditor, path="/een/pagina/") == {"axe:color-contrast": Niveau.BLOCK}


@pytest.mark.parametrize(
    "address", ["/static/weg.css", "https://elders.example/weg.css", "/static/weg.css?a=1"]
)
def test_a_missing_style_sheet_is_not_a_clean_page(auditor: AuditorProcess, address: str) -> None:
    html = page("<p>Tekst</p>", f'<link rel="stylesheet" href="{address}">')
    with pytest.raises(DocumentNotChecked, match=r"weg\.css"):
        audit_one(auditor, html)


def test_a_style_sheet_that_imports_a_missing_one_is_not_clean_either(auditor: AuditorProcess) -> None:
    (auditor.static / "halt.css").write_text("@import '/static/weg.css';")
    with pytest.raises(DocumentNotChecked, match=r"weg\.css"):
        audit_one(auditor, page("<p>Tekst</p>", '<link rel="stylesheet" href="/static/halt.css">'))


def test_a_style_sheet_for_another_medium_may_be_absent(auditor: AuditorProcess) -> None:
    html = page(
        "<p>Tekst</p>", '<link rel="alternate stylesheet" title="x" href="/static/weg2.css" disabled>'
    )
    assert audit_one(auditor, html).checked


def test_moving_things_are_measured_at_rest(auditor: AuditorProcess) -> None:
    style = (
        "<style>@keyframes in{from{color:#fff}to{color:#000}}p{animation:in 100s;transition:all 9s}</style>"
    )
    found = audit_one(auditor, page("<p>Langzaam zichtbaar</p>", style)).bevindingen
    assert [b.rule for b in found] == ["beweging"]


def test_faults_in_a_frame_are_found(auditor: AuditorProcess) -> None:
    html = page(
        "<iframe title='Kaart' data-bron='inhoud/k' srcdoc='<html lang=nl><title>k</title><img "
        'src="data:,">\'></iframe>'
    )
    found = [b for b in audit_one(auditor, html).bevindingen if b.rule == "axe:image-alt"]
    assert [b.source for b in found] == ["inhoud/k"]


def test_unknown_tag_is_refused(auditor: AuditorProcess) -> None:
    with pytest.raises(AuditorUnavailable, match="wcag9z"):
        audit_documents([AuditDocument("a", CLEAN)], tags=["wcag2a", "wcag9z"], socket_path=auditor.socket)


def test_only_the_site_depth_audits_the_narrow_window_with_axe(auditor: AuditorProcess) -> None:
    head = "<style>@media(max-width:400px){p{color:#aaa}}</style>"
    html = page("<p>Te licht op een smal scherm</p>", head)
    assert audit_one(auditor, html).bevindingen == []
    found = audit_one(auditor, html, depth="site").bevindingen
    assert [(b.rule, b.niveau) for b in found] == [("axe:color-contrast", Niveau.BLOCK)]


def test_a_fault_at_both_widths_is_told_once(auditor: AuditorProcess) -> None:
    assert len(audit_one(auditor, GREY, depth="site").bevindingen) == 1


def test_a_page_that_breaks_a_probe_is_not_checked_and_the_rest_is_still_told(
    auditor: AuditorProcess,
) -> None:
    html = page(
        '<p style="color:#bbb">Te licht</p>'
        "<script>Document.prototype.querySelectorAll=function(s){if(s.includes('canvas'))throw new Error('stuk');"
        "return Element.prototype.querySelectorAll.call(document.documentElement,s)}</script>"
    )
    with pytest.raises(DocumentNotChecked, match="media-bediening") as caught:
        audit_one(auditor, html)
    (result,) = caught.value.results
    assert not result.checked
    assert [b.rule for b in result.bevindingen] == ["axe:color-contrast"]


def test_an_unknown_depth_is_refused(auditor: AuditorProcess) -> None:
    with pytest.raises(AuditorUnavailable, match="diepte"):
        audit_documents([AuditDocument("a", CLEAN)], depth="diep", socket_path=auditor.socket)  # type: ignore[arg-type]
