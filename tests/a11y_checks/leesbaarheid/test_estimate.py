"""The estimate: levels, causes, exemptions and bevindingen."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from a11y_checks.bevinding import Niveau
from a11y_checks.document import Document
from a11y_checks.leesbaarheid import measure, measure_text, to_bevindingen
from a11y_checks.leesbaarheid.causes import split_in
from a11y_checks.leesbaarheid.features import measure_sentence
from a11y_checks.leesbaarheid.score import Summary, chance, difficulty, level, model

EASY = (
    "U hebt een paspoort nodig om te reizen. U vraagt het aan bij de gemeente. Dat doet u zelf, aan de balie. "
    "Maak eerst een afspraak. Dat kan online of met de telefoon. Bel ons op 14 0123. Wij zijn open van 9.00 uur tot "
    "17.00 uur. U betaalt meteen, met uw pas of met geld. Na 5 werkdagen haalt u uw paspoort op. Is uw oude paspoort "
    "weg? Doe dan eerst aangifte bij de politie. Neem het bewijs van de aangifte mee naar de balie."
)
HARD_SENTENCE = (
    "Indien de vergunninghouder na het verstrijken van de in artikel 3.1 genoemde termijn geen verzoek tot verlenging "
    "van de vigerende vergunning heeft ingediend, wordt de vergunning geacht te zijn ingetrokken."
)
HARD = " ".join(
    [HARD_SENTENCE, "Het bestuursorgaan stelt de belanghebbende hiervan onverwijld in kennis."] * 5
)


def test_easy_and_hard_pages_get_their_level() -> None:
    easy, hard = measure_text(EASY), measure_text(HARD)
    assert easy.level == "b1_of_makkelijker"
    assert hard.level == "moeilijker"
    assert easy.score < 35 < 65 < hard.score
    assert easy.flesch_douma is not None and hard.flesch_douma is not None
    assert easy.flesch_douma > hard.flesch_douma
    assert (easy.sentences, easy.words) == (12, 86)


@pytest.mark.parametrize(
    ("simple", "complex_"),
    [
        (
            "U krijgt binnen 8 weken een brief.",
            "U ontvangt uiterlijk binnen een termijn van acht weken een schriftelijke reactie.",
        ),
        ("Wij sturen u een brief.", "Er wordt door ons een brief aan u verstuurd."),
        ("U moet dit volgens de wet doen.", "U dient dit conform de vigerende wetgeving te doen."),
        (
            "Maak een afspraak.",
            "Maak een afspraak, waarna u zich met een geldig legitimatiebewijs bij de balie dient te melden.",
        ),
    ],
)
def test_the_harder_version_of_a_sentence_scores_higher(simple: str, complex_: str) -> None:
    assert difficulty(measure_sentence(complex_)) > difficulty(measure_sentence(simple))


def test_short_texts_get_no_level_but_do_get_causes() -> None:
    result = measure_text(HARD_SENTENCE)
    assert result.level is None
    assert {cause.kind for cause in result.causes} >= {"lange-zin", "formeel-woord"}
    assert level(99.0, sentences=7, words=500) is None
    assert level(99.0, sentences=50, words=79) is None
    assert [level(score, sentences=8, words=80) for score in (34.9, 35.0, 65.0, 65.1)] == [
        "b1_of_makkelijker", "rond_b1", "rond_b1", "moeilijker",
    ]  # fmt: skip


def test_causes_come_largest_first_with_their_field() -> None:
    page = Document.parse(
        f'<html lang="nl"><main><p data-bron="inhoud/a">{EASY}</p><p data-bron="inhoud/b">{HARD_SENTENCE}</p></main>'
    )
    causes = measure(page).causes
    assert [cause.weight for cause in causes] == sorted((cause.weight for cause in causes), reverse=True)
    assert causes[0].source == "inhoud/b"
    long = next(cause for cause in causes if cause.kind == "lange-zin")
    assert long.explanation == "Deze zin heeft 30 woorden."
    assert long.advice == "Maak er 2 zinnen van."
    assert long.weight > 0


def test_a_word_that_returns_is_one_cause_that_weighs_more() -> None:
    once = measure_text("Dit gremium komt samen. Dat is goed.")
    twice = measure_text("Dit gremium komt samen. Dat gremium is goed.")
    assert [cause.text for cause in twice.causes].count("gremium") == 1
    assert twice.causes[0].weight > once.causes[0].weight


def test_exempt_words_count_but_do_not_weigh() -> None:
    text = "Het gremium kost geld. Wij bekijken gremiums op dinsdag."
    plain = measure_text(text)
    free = measure_text(text, exempt=["Gremium indienen"])
    assert free.words == plain.words
    assert free.score < plain.score
    assert "gremium" in [cause.text for cause in plain.causes]
    assert free.causes == ()
    assert free.exempt == ("gremium", "gremiums")


def test_names_are_listed_and_weigh_nothing() -> None:
    result = measure_text("De heer Kwixzotski woont aan de Oelewapperdijk. Dat is fijn.")
    assert result.names == ("Kwixzotski", "Oelewapperdijk")
    assert result.causes == ()


def test_bevindingen_ask_about_very_long_sentences_and_note_the_rest() -> None:
    found = to_bevindingen(measure_text(HARD), state="stap 1")
    by_rule = {item.rule: item for item in found}
    assert by_rule["b1:niveau"].niveau is Niveau.ASK
    assert by_rule["b1:lange-zin"].niveau is Niveau.ASK
    assert by_rule["b1:formeel-woord"].niveau is Niveau.NOTE
    assert "«" in by_rule["b1:formeel-woord"].excerpt
    assert {item.state for item in found} == {"stap 1"}
    assert {item.criteria for item in found} == {()}
    assert all(len(item.excerpt) <= 200 for item in found)
    assert len(found) <= 21
    assert to_bevindingen(measure_text(EASY)) == []


def test_two_words_of_one_sentence_are_two_bevindingen() -> None:
    found = to_bevindingen(measure_text("Conform het vigerende beleid mag dat."))
    assert len({item.fingerprint() for item in found}) == len(found) >= 2


def test_a_text_that_was_cut_up_does_not_pass() -> None:
    words = HARD.split()
    pieces = [" ".join(words[at : at + 7]).rstrip(".,") for at in range(0, len(words), 7)]
    for cut in (
        ". ".join(pieces) + ".",
        "\n".join(pieces),
        ". ".join(p[:1].upper() + p[1:] for p in pieces) + ".",
    ):
        result = measure_text(cut)
        assert result.level == "moeilijker"
        assert "fragment" in {cause.kind for cause in result.causes}
    assert "fragment" not in {cause.kind for cause in measure_text(EASY).causes}


def test_a_long_sentence_says_what_splitting_brings() -> None:
    long = next(cause for cause in measure_text(HARD_SENTENCE).causes if cause.kind == "lange-zin")
    assert split_in(HARD_SENTENCE, 2)[1][0].isupper()
    assert long.what_if == "" or long.what_if.startswith("Met 2 zinnen gaat deze zin van")
    easier = next(
        cause for cause in measure_text("Dien tijdig een aanvraag in bij ons.").causes if cause.substitutes
    )
    assert easier.substitutes == ("op tijd",)


def test_an_empty_page_has_no_level_and_no_figures() -> None:
    result = measure(Document.parse(""))
    assert (result.level, result.score, result.words, result.sentences) == (None, 0.0, 0, 0)
    assert (result.causes, result.flesch_douma, result.lix) == ((), None, None)


def test_the_shipped_model_is_sound() -> None:
    hard = Summary([measure_sentence(HARD_SENTENCE)])
    assert len(set(hard.means()) & set(model().page)) > 60, "the weights name features that are measured"
    assert len({*hard.means(), *hard.totals()} & set(model().pair)) > 60
    assert all(model().pair[name] > 0 for name in ("rarity", "offered", "tang", "log_length"))
    assert all(model().page[name] > 0 for name in ("page:rarity", "listed", "ends_on_function_word"))
    assert chance(0) == 50
    assert chance(-5) < 1 < 99 < chance(5)


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(
            st.sampled_from(["wordt", "De", "gremium", "?", "\n", "3.1", "ge", "«", "'s", "ß"]), max_size=30
        ).map(" ".join),
    )
)
def test_nonsense_never_raises(text: str) -> None:
    result = measure_text(text)
    assert 0 <= result.score <= 100
    assert result.words >= result.sentences
    to_bevindingen(result)
