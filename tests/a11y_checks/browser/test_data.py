"""axe's files, the rules that must run and the Dutch texts belong together."""

import json
import string

import pytest

from a11y_checks.bevinding import Niveau
from a11y_checks.browser import data, mapping
from a11y_checks.browser.axe_run import engine_source
from a11y_checks.browser.doubles import without_doubles
from a11y_checks.browser.levels import (
    ASK_INSTEAD,
    ASK_WITHOUT_FOCUS,
    NOTE_INSTEAD,
    NOTE_WHEN_ONLY,
    niveau_for,
)
from a11y_checks.browser.texts import TEXTS

RULES = data.manifest()["rules"]


def test_files_are_the_pinned_ones() -> None:
    data.verify_files()


def test_a_changed_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = {**data.manifest(), "files": {"axe.min.js": "0" * 64}}
    monkeypatch.setattr(data, "manifest", lambda: changed)
    with pytest.raises(data.DamagedData, match=r"axe\.min\.js"):
        data.verify_files()


def test_unknown_and_empty_tags_are_refused() -> None:
    with pytest.raises(data.UnknownTags, match="wcag9"):
        data.rules_for(["wcag2a", "wcag9"])
    with pytest.raises(data.UnknownTags):
        data.rules_for([])


def test_default_tags_select_every_rule_in_the_manifest() -> None:
    assert data.rules_for(data.DEFAULT_TAGS) == sorted(RULES)
    assert len(RULES) > 85


def test_criteria_come_from_tags() -> None:
    assert data.criteria(["wcag2aa", "wcag143", "wcag1412", "best-practice"]) == ("1.4.3", "1.4.12")


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_a_dutch_text(rule: str) -> None:
    text = TEXTS[rule]
    fields = {name for _, name, _, _ in string.Formatter().parse(text.message) if name}
    assert fields <= {"adres", "tekst", "waarden"}
    assert text.message.endswith(".")
    assert text.help.endswith(".")
    assert max(len(sentence.split()) for sentence in text.message.split(". ")) <= 25


def test_no_text_or_exception_is_about_a_rule_that_does_not_run() -> None:
    assert set(TEXTS) == set(RULES)
    assert {*ASK_INSTEAD, *NOTE_INSTEAD, *NOTE_WHEN_ONLY, *ASK_WITHOUT_FOCUS} <= set(RULES)
    assert not set(ASK_INSTEAD) & set(NOTE_INSTEAD)


def test_levels() -> None:
    assert niveau_for("image-alt", ["wcag2a"], undecided=False) is Niveau.BLOCK
    assert niveau_for("target-size", ["wcag22aa"], undecided=False) is Niveau.NOTE
    assert niveau_for("role-img-alt", ["wcag2a"], undecided=False) is Niveau.ASK
    assert niveau_for("region", ["best-practice"], undecided=False) is Niveau.NOTE
    assert niveau_for("color-contrast", ["wcag2aa"], undecided=True) is Niveau.ASK
    assert niveau_for("color-contrast", ["wcag2aa"], undecided=True, reason="nonBmp") is Niveau.NOTE
    assert niveau_for("link-name", ["wcag2a"], undecided=True) is Niveau.NOTE
    for reason in ("bgOverlap", "inDrawing"):
        assert niveau_for("color-contrast", ["wcag2aa"], undecided=True, reason=reason) is Niveau.NOTE


def test_a_mild_fault_is_a_note_and_a_mixed_one_is_not() -> None:
    def level(rule: str, *values: str) -> Niveau:
        return niveau_for(rule, ["wcag2a"], undecided=False, values=values)

    assert level("aria-required-attr", "aria-controls", "aria-expanded") is Niveau.NOTE
    assert level("aria-required-attr", "aria-controls", "aria-checked") is Niveau.ASK
    assert level("aria-valid-attr-value", 'aria-owns="weg"') is Niveau.NOTE
    assert level("aria-valid-attr-value", 'aria-owns="weg"', 'aria-checked="ja"') is Niveau.BLOCK
    assert level("aria-valid-attr-value") is Niveau.BLOCK


def test_a_nameless_field_is_asked_about_when_it_can_not_take_the_focus() -> None:
    rule, tags = "aria-input-field-name", ["wcag2a"]
    assert niveau_for(rule, tags, undecided=False) is Niveau.BLOCK
    assert niveau_for(rule, tags, undecided=False, takes_focus=False) is Niveau.ASK
    assert niveau_for("label", tags, undecided=False, takes_focus=False) is Niveau.BLOCK


def _node(**changes: object) -> dict[str, object]:
    return {
        "selector": "main > p",
        "excerpt": "<p>tekst</p>",
        "source": "inhoud/1",
        "text": "Lees dit",
        "tag": "p",
        "href": "",
        "target": ["p"],
        "checks": [],
        **changes,
    }


def _result(rule: str, tags: list[str], node: dict[str, object], total: int = 1) -> dict[str, object]:
    return {"id": rule, "tags": tags, "help": "Help", "total": total, "nodes": [node]}


def test_contrast_names_both_colours_and_the_ratio() -> None:
    facts = {
        "fgColor": "#999999",
        "bgColor": "#ffffff",
        "contrastRatio": 2.84,
        "expectedContrastRatio": "4.5:1",
    }
    node = _node(checks=[{"id": "color-contrast", "data": facts, "message": "", "related": 0}])
    results = {"violations": [_result("color-contrast", ["wcag2aa", "wcag143"], node)], "incomplete": []}
    (found,) = mapping.bevindingen(results, state="fouten")
    assert found.rule == "axe:color-contrast"
    assert found.criteria == ("1.4.3",)
    assert (found.source, found.state, found.niveau) == ("inhoud/1", "fouten", Niveau.BLOCK)
    for part in ("'Lees dit'", "#999999", "#ffffff", "2,84 op 1", "4,5 op 1"):
        assert part in found.message


def test_undecided_contrast_asks_why() -> None:
    node = _node(
        checks=[{"id": "color-contrast", "data": {"messageKey": "bgImage"}, "message": "", "related": 0}]
    )
    results = {"violations": [], "incomplete": [_result("color-contrast", ["wcag2aa", "wcag143"], node)]}
    (found,) = mapping.bevindingen(results)
    assert found.niveau is Niveau.ASK
    assert "plaatje" in found.message


def test_values_and_left_out_nodes_are_told() -> None:
    node = _node(checks=[{"id": "aria-valid-attr", "data": ["aria-foo"], "message": "", "related": 0}])
    results = {
        "violations": [_result("aria-valid-attr", ["wcag2a", "wcag412"], node, total=7)],
        "incomplete": [],
    }
    (found,) = mapping.bevindingen(results)
    assert "(aria-foo)" in found.message
    assert "nog 6 keer" in found.message


def test_a_rule_without_text_still_speaks() -> None:
    results = {"violations": [_result("brand-new", ["wcag2a"], _node())], "incomplete": []}
    (found,) = mapping.bevindingen(results)
    assert "Help" in found.message


def test_the_locale_is_dutch_and_part_of_the_engine() -> None:
    locale = json.loads((data.AXE_DIR / "locales" / "nl.json").read_text())
    assert locale["lang"] == "nl"
    assert engine_source().endswith("});")


def test_doubles_keep_the_gravest() -> None:
    results = {"violations": [_result("image-alt", ["wcag2a", "wcag111"], _node())], "incomplete": []}
    theirs = mapping.bevindingen(results)
    own = [type(theirs[0]).from_dict({**theirs[0].to_dict(), "rule": "afbeelding-zonder-alt"})]
    assert without_doubles(own, theirs) == []
    milder = [type(theirs[0]).from_dict({**own[0].to_dict(), "niveau": "note"})]
    assert without_doubles(milder, theirs) == theirs
    elsewhere = [type(theirs[0]).from_dict({**own[0].to_dict(), "selector": "main > img"})]
    assert without_doubles(elsewhere, theirs) == theirs


def _levels(rule: str, tags: list[str], kind: str, node: dict[str, object]) -> list[Niveau]:
    results: dict[str, list[object]] = {"violations": [], "incomplete": []}
    results[kind].append({"id": rule, "tags": tags, "help": "", "total": 1, "nodes": [node]})
    return [b.niveau for b in mapping.bevindingen(results)]


def test_the_level_follows_what_the_browser_tells_of_the_element() -> None:
    rule, tags = "aria-input-field-name", ["wcag2a", "wcag412"]
    assert _levels(rule, tags, "violations", _node(takesFocus=True)) == [Niveau.BLOCK]
    assert _levels(rule, tags, "violations", _node(takesFocus=False)) == [Niveau.ASK]
    rule, tags = "color-contrast", ["wcag2aa", "wcag143"]
    assert _levels(rule, tags, "incomplete", _node()) == [Niveau.ASK]
    assert _levels(rule, tags, "incomplete", _node(tag="text")) == [Niveau.NOTE]
