"""Scoring while somebody types: what is found in one unit, and that only what changed is scored again."""

from __future__ import annotations

from threading import Thread

import pytest

from a11y_checks.document import Document
from a11y_checks.leesbaarheid.live import (
    HEAVY,
    OFFER,
    STRENGTHS,
    Unit,
    UnitCache,
    counts,
    find_word,
    replaced,
    score_unit,
)
from a11y_checks.leesbaarheid.segment import Sentence, TextKind, segment_all, segment_text

HARD = (
    "De aanvraag dient te worden ingediend middels het daartoe bestemde formulier, waarna binnen een termijn van "
    "acht weken een besluit wordt genomen door het college."
)
EASY = "Wij halen uw afval op."


def unit(text: str) -> Unit:
    (sentence,) = segment_text(text)
    return score_unit(sentence)


def test_a_hard_sentence_tells_what_weighs_most_first() -> None:
    found = unit(HARD)
    assert found.level == "moeilijk"
    first = found.findings[0]
    assert (first.kind, first.strength) == ("lange-zin", HEAVY)
    assert "Maak er 2 zinnen van." in first.advice
    assert "van 'moeilijk' naar" in first.what_if
    order = [STRENGTHS.index(finding.strength) for finding in found.findings]
    assert order == sorted(order)
    for strength in STRENGTHS:
        gains = [finding.gain for finding in found.findings if finding.strength == strength]
        assert gains == sorted(gains, reverse=True)


def test_substitutes_come_with_the_largest_gain_first() -> None:
    several = [finding for finding in unit(HARD).findings if len(finding.substitutes) > 1]
    assert several
    for finding in several:
        gains = [substitute.gain for substitute in finding.substitutes]
        assert gains == sorted(gains, reverse=True)


def test_the_gain_is_what_the_sentence_really_becomes_easier() -> None:
    from a11y_checks.leesbaarheid.features import measure_sentence
    from a11y_checks.leesbaarheid.score import difficulty

    found = next(finding for finding in unit(HARD).findings if finding.text == "middels")
    best = found.substitutes[0]
    mended = replaced(HARD, found.start, found.end, best.text)
    expected = difficulty(measure_sentence(HARD)) - difficulty(measure_sentence(mended))
    assert best.gain == pytest.approx(expected, abs=0.001)


def test_an_easy_sentence_has_no_findings() -> None:
    assert unit(EASY) == Unit(text=EASY, kind=TextKind.PARAGRAPH, level="B1", findings=())


def test_nothing_weighs_heavily_in_a_sentence_that_is_b1_already() -> None:
    found = unit("Indien u niet akkoord gaat, kunt u bezwaar maken.")
    assert found.level == "B1"
    assert found.findings and all(finding.strength != HEAVY for finding in found.findings)


def test_a_word_is_found_where_it_stands_with_its_capital() -> None:
    (finding,) = [f for f in unit("Middels deze pagina vraagt u iets aan.").findings if f.text == "middels"]
    assert (finding.start, finding.end, finding.written) == (0, 7, "Middels")
    assert {substitute.text for substitute in finding.substitutes} >= {"Met"}


def test_a_label_counts_for_its_words_and_has_no_level() -> None:
    (label,) = segment_all(Document.parse("<label>Implementatie in uw wijk</label>"))
    found = score_unit(label)
    assert found.level == ""
    assert [finding.text for finding in found.findings] == ["implementatie"]


def test_common_words_are_only_offered_and_only_in_a_hard_sentence() -> None:
    offered = [finding for finding in unit(HARD).findings if finding.is_offer]
    assert offered and all(finding.kind == OFFER and finding.substitutes for finding in offered)
    assert not any(finding.is_offer for finding in unit(HARD).causes)
    assert not [finding for finding in unit("Dit is de termijn.").findings if finding.is_offer]


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("Wij doen dat, indien nodig.", "indien", (14, 20)),
        ("Bij indiening telt: indien.", "indien", (20, 26)),
        ("Met dien\u00a0verstande dat het kan.", "met dien verstande dat", (0, 22)),
        ("Dat staat er niet.", "middels", (0, 18)),
    ],
)
def test_find_word(text: str, word: str, place: tuple[int, int]) -> None:
    assert find_word(text, word) == place


def test_strengths_are_counted_without_offers() -> None:
    found = unit(HARD)
    assert sum(counts([found]).values()) == len(found.causes)
    assert counts([]) == {"zwaar": 0, "middel": 0, "licht": 0}


# -- only what changed ------------------------------------------------------------------------------------------


def sentences(*texts: str) -> list[Sentence]:
    return segment_text("\n".join(texts))


def test_one_changed_sentence_is_one_unit_scored() -> None:
    cache = UnitCache()
    page = [f"{HARD[:-1]} nummer {number}." for number in range(30)]
    assert cache.score(sentences(*page))[1] == 30
    assert cache.score(sentences(*page))[1] == 0
    page[7] = "Nu staat hier iets anders."
    units, scored = cache.score(sentences(*page))
    assert scored == 1
    assert units[7].text == page[7]


def test_a_sentence_that_moves_is_not_scored_again() -> None:
    cache = UnitCache()
    cache.score(sentences(HARD, EASY))
    units, scored = cache.score(sentences(EASY, HARD))
    assert scored == 0
    assert [each.text for each in units] == [EASY, HARD]


def test_a_name_or_exempt_word_elsewhere_changes_nothing_here() -> None:
    cache = UnitCache()
    cache.score(sentences(HARD))
    everywhere = frozenset({"elders"})
    assert cache.score(sentences(HARD), exempt=lambda _place: everywhere, names=frozenset({"Elders"}))[1] == 0
    units, scored = cache.score(sentences(HARD), exempt=lambda _place: frozenset({"middels"}))
    assert scored == 1
    assert "middels" not in [finding.text for finding in units[0].findings]


def test_the_cache_stays_small_and_keeps_what_is_used() -> None:
    cache = UnitCache(size=2)
    cache.score(sentences(HARD, EASY))
    cache.score(sentences(HARD))
    cache.score(sentences("Een derde zin staat hier."))
    assert len(cache) == 2
    assert cache.score(sentences(HARD))[1] == 0
    assert cache.score(sentences(EASY))[1] == 1


def test_threads_share_the_cache_without_harm() -> None:
    cache = UnitCache(size=5)
    texts = [f"Dit is zin nummer {number}." for number in range(20)]
    wrong: list[str] = []

    def work() -> None:
        for _round in range(20):
            units, _scored = cache.score(sentences(*texts))
            wrong.extend(each.text for each, text in zip(units, texts, strict=True) if each.text != text)

    threads = [Thread(target=work) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong and len(cache) == 5
