"""What the policies of the kinds of text stop, what they only warn about, and what they leave alone."""

from __future__ import annotations

import pytest

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.leesbaarheid.beleid import (
    BELEID,
    BESLUIT,
    FORMULIER,
    GEWOON,
    LOSSE_TEKST,
    NIEUWS,
    PRODUCT,
    WETTEKST,
    Judgement,
    LeesbaarheidsBeleid,
    judge,
)
from a11y_checks.leesbaarheid.estimate import Betrouwbaarheid, betrouwbaarheid
from a11y_checks.leesbaarheid.segment import segment_text
from tests.a11y_checks.leesbaarheid.test_estimate import EASY, HARD, HARD_SENTENCE

# Hard to read although no sentence is very hard: formal words, passives, things instead of deeds.
STIFF = (
    "Uw verzoek wordt door het bestuursorgaan in behandeling genomen. De aanvraag dient schriftelijk te geschieden. "
    "Conform de vigerende regeling wordt de termijn verlengd. U dient tijdig de bescheiden over te leggen. "
    "De beslissing wordt onverwijld aan de aanvrager kenbaar gemaakt. Inzake de kosten is de verordening bepalend. "
    "De vergunninghouder is gehouden de voorschriften na te leven. Betaling geschiedt middels een factuur. "
    "De ontheffing wordt verleend onder de navolgende voorwaarden. Restitutie van leges is niet mogelijk. "
    "De gegevens worden conform de wettelijke bewaartermijn bewaard. De aanslag wordt jaarlijks opgelegd. "
)


def of(text: str, policy: LeesbaarheidsBeleid = GEWOON, source: str = "inhoud/a") -> Judgement:
    return judge(segment_text(text, source), beleid=policy)


def blocks(judgement: Judgement) -> dict[str, Bevinding]:
    return {b.rule: b for b in judgement.bevindingen if b.niveau is Niveau.BLOCK}


def test_an_easy_page_passes_every_policy_of_running_text() -> None:
    for policy in (GEWOON, PRODUCT, NIEUWS, BESLUIT, FORMULIER, LOSSE_TEKST):
        assert of(EASY, policy).bevindingen == [], policy.naam


def test_a_page_clearly_harder_than_b1_with_two_things_to_mend_is_refused() -> None:
    judgement = of(STIFF)
    assert judgement.result.level == "moeilijker"
    found = blocks(judgement)
    assert set(found) == {"b1:niveau"}
    assert found["b1:niveau"].help.startswith("Begin hiermee: 1. '")
    assert found["b1:niveau"].criteria == ()
    assert found["b1:niveau"].is_agreement


def test_with_fewer_things_to_mend_it_warns() -> None:
    few = LeesbaarheidsBeleid(naam="x", uitleg="", fewest_mendable=1000)
    judgement = of(STIFF, few)
    assert not judgement.blocks
    assert [b.niveau for b in judgement.bevindingen if b.rule == "b1:niveau"] == [Niveau.ASK]


def test_a_text_whose_writer_has_nothing_to_mend_is_never_refused() -> None:
    """What a template says has no field: no editor can mend it."""
    judgement = of(STIFF + HARD, source="")
    assert judgement.result.level == "moeilijker"
    assert not judgement.blocks


def test_between_the_levels_it_warns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("a11y_checks.leesbaarheid.estimate.chance", lambda _odds: 50.0)
    judgement = of(STIFF)
    assert judgement.result.level == "rond_b1"
    assert [b.message for b in judgement.bevindingen if b.rule == "b1:niveau"] == [
        "Deze tekst is misschien iets te moeilijk: rond B1."
    ]
    assert not judgement.blocks


def test_a_chance_near_the_border_never_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("a11y_checks.leesbaarheid.estimate.chance", lambda _odds: 67.0)
    judgement = of(STIFF)
    assert judgement.result.level == "moeilijker"
    assert judgement.result.betrouwbaarheid is Betrouwbaarheid.LAAG
    assert not judgement.blocks


@pytest.mark.parametrize(
    ("score", "words", "expected"),
    [
        (99.0, 300, Betrouwbaarheid.HOOG),
        (99.0, 200, Betrouwbaarheid.MIDDEL),
        (99.0, 90, Betrouwbaarheid.MIDDEL),
        (80.0, 90, Betrouwbaarheid.LAAG),
        (67.0, 900, Betrouwbaarheid.LAAG),
        (50.0, 900, Betrouwbaarheid.MIDDEL),
        (5.0, 900, Betrouwbaarheid.HOOG),
    ],
)
def test_how_sure_a_level_is(score: float, words: int, expected: Betrouwbaarheid) -> None:
    assert betrouwbaarheid(score, words=words) is expected


def test_a_short_text_has_findings_and_no_level() -> None:
    short = ". ".join(STIFF.split(". ")[:7]) + "."
    judgement = of(short)
    assert judgement.result.level is None
    assert not judgement.blocks
    assert {b.rule for b in judgement.bevindingen} >= {"b1:formeel-woord"}


def test_an_unexplained_very_hard_sentence_is_refused_at_its_field_however_short_the_text() -> None:
    found = blocks(of(f"Kom langs. {HARD_SENTENCE}", source="inhoud/b"))
    assert set(found) == {"b1:zeer-moeilijke-zin"}
    assert found["b1:zeer-moeilijke-zin"].source == "inhoud/b"
    assert found["b1:zeer-moeilijke-zin"].message == "Deze zin van 30 woorden is heel moeilijk."


@pytest.mark.parametrize(
    ("after", "stopped"),
    [
        ("Dat betekent dat u geen vergunning meer hebt.", False),
        ("Met andere woorden: u hebt dan geen vergunning meer.", False),
        ("In gewone taal: u hebt dan geen vergunning meer.", False),
        ("Dat betekent iets.", True),
        ("U hebt dan geen vergunning meer.", True),
        (f"Dat betekent dat {HARD_SENTENCE[0].lower()}{HARD_SENTENCE[1:]}", True),
    ],
)
def test_the_next_sentence_may_say_it_again(after: str, stopped: bool) -> None:
    found = blocks(of(f"{HARD_SENTENCE} {after}"))
    assert ("b1:zeer-moeilijke-zin" in found) is stopped


def test_a_text_that_was_cut_up_is_refused_whatever_its_length() -> None:
    words = f"{HARD_SENTENCE} {HARD_SENTENCE}".split()
    pieces = [" ".join(words[at : at + 7]).rstrip(".,") for at in range(0, len(words), 7)]
    assert "b1:fragment" in blocks(of("\n".join(pieces)))
    assert "b1:fragment" in blocks(of(". ".join(pieces) + "."))


def test_hiding_a_text_is_said_and_changes_nothing() -> None:
    judgement = of(" ".join(f"“{sentence}.”" for sentence in STIFF.strip(" .").split(". ")))
    assert "b1:niveau" in blocks(judgement)
    assert [b.niveau for b in judgement.bevindingen if b.rule == "b1:vrijstelling"] == [Niveau.ASK]


SUMMARY = (
    "De gemeente mag uw vergunning intrekken. Dat doen wij als u te laat om een nieuwe vraagt. "
    "U krijgt dan een brief van ons. Daarin staat wat u kunt doen als u het er niet mee eens bent."
)


def official(summary: str) -> Judgement:
    units = [*segment_text(summary, "samenvatting"), *segment_text(HARD, "inhoud/a")]
    return judge(units, beleid=WETTEKST)


def test_an_official_text_stands_under_a_summary_in_b1() -> None:
    judgement = official(SUMMARY)
    assert not judgement.blocks
    assert judgement.result.words == 38, "only what is judged counts"
    assert not [b for b in judgement.bevindingen if b.source.startswith("inhoud")]


@pytest.mark.parametrize(
    ("summary", "rule"),
    [
        ("", "b1:samenvatting"),
        ("Dit gaat over vergunningen.", "b1:samenvatting"),
        ("Kort. Heel kort. Echt heel kort.", "b1:samenvatting"),
        (f"{SUMMARY} {HARD_SENTENCE}", "b1:zeer-moeilijke-zin"),
        (STIFF, "b1:niveau"),
    ],
)
def test_no_official_text_without_a_good_summary(summary: str, rule: str) -> None:
    found = blocks(official(summary))
    assert rule in found
    assert found[rule].source in {"samenvatting", ""}


def test_only_the_field_with_the_official_text_is_left_alone() -> None:
    units = [*segment_text(SUMMARY, "samenvatting"), *segment_text(HARD_SENTENCE, "intro")]
    found = blocks(judge(units, beleid=WETTEKST))
    assert found["b1:zeer-moeilijke-zin"].source == "intro"


def test_a_loose_text_gets_no_level() -> None:
    assert not [b for b in of(STIFF, LOSSE_TEKST).bevindingen if b.rule == "b1:niveau"]
    assert "b1:zeer-moeilijke-zin" in blocks(of(HARD_SENTENCE, LOSSE_TEKST))


def test_a_decision_may_be_somewhat_harder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("a11y_checks.leesbaarheid.estimate.chance", lambda _odds: 80.0)
    text = STIFF + STIFF
    assert of(text, GEWOON).blocks
    assert not of(text, BESLUIT).blocks


def test_every_policy_has_a_name_and_says_what_it_asks() -> None:
    assert set(BELEID) == {"gewoon", "product", "nieuws", "besluit", "wettekst", "formulier", "losse_tekst"}
    for policy in BELEID.values():
        assert policy.uitleg.endswith(".")
        assert of(policy.uitleg, LOSSE_TEKST).bevindingen == [], policy.naam


def test_an_uitzondering_for_the_level_holds_as_long_as_the_same_sentences_are_hard() -> None:
    level = blocks(of(STIFF))["b1:niveau"].fingerprint()
    assert blocks(of(f"{STIFF} U kunt ons bellen."))["b1:niveau"].fingerprint() == level
    other = STIFF.replace(
        "Betaling geschiedt middels een factuur.", "Betaling geschiedt middels een acceptgiro."
    )
    assert blocks(of(other))["b1:niveau"].fingerprint() != level


def test_all_of_them_are_agreements_and_never_legal_duties() -> None:
    from datetime import date

    text = f"“{STIFF}” {HARD}"
    found = [*of(text).bevindingen, *official("").bevindingen]
    assert found
    for bevinding in found:
        assert bevinding.rule.startswith("b1:")
        assert bevinding.criteria == ()
        assert bevinding.is_agreement
        assert not bevinding.is_legal(date(2026, 11, 22))


def test_the_sentences_of_the_policies_are_b1_themselves() -> None:
    """What the gate says to an editor keeps its own rules."""
    quoted = " ".join(f"“{sentence}.”" for sentence in STIFF.strip(" .").split(". "))
    found = [*of(quoted).bevindingen, *official("").bevindingen]
    assert {"b1:vrijstelling", "b1:samenvatting"} <= {bevinding.rule for bevinding in found}
    for bevinding in found:
        if bevinding.rule in {"b1:vrijstelling", "b1:samenvatting"}:
            own = of(f"{bevinding.message} {bevinding.help}", LOSSE_TEKST)
            assert not own.blocks, bevinding.message
