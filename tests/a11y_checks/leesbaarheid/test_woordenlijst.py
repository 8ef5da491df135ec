"""The word list: well formed, found in every form, and its substitutes in the form of the word."""

from __future__ import annotations

import pytest

from a11y_checks.leesbaarheid.inflect import adjective_forms, noun_forms, phrase_forms, verb_forms
from a11y_checks.leesbaarheid.woordenlijst import entries, find_listed
from a11y_checks.leesbaarheid.words import tokens


def _simple(text: str) -> dict[str, tuple[str, ...]]:
    return {hit.text: hit.simple for _place, hit in find_listed([word.lower() for word in tokens(text)])}


def test_the_list_is_long_and_helps() -> None:
    """Over 1,200 pairs, no line twice, and what we advise is never the word that we object to."""
    listed = list(entries())
    assert sum(len(entry.simple) for entry in listed) > 1200
    assert len({(entry.hard, entry.kind) for entry in listed}) == len(listed)
    for entry in listed:
        assert entry.simple, entry.hard
        assert entry.hard not in entry.simple
        assert all(simple == " ".join(simple.split()) for simple in (*entry.simple, entry.hard))


def test_phrases_are_found_longest_first() -> None:
    words = tokens("wij stellen u ten aanzien van de vigerende regels op de hoogte")
    assert [(place, hit.text) for place, hit in find_listed(words)] == [
        (3, "ten aanzien van"),
        (7, "vigerende"),
    ]
    assert find_listed([]) == []


@pytest.mark.parametrize(
    ("text", "word", "simple"),
    [
        ("het plan is geïmplementeerd", "geïmplementeerd", "ingevoerd"),
        ("wij faciliteerden dit", "faciliteerden", "hielpen"),
        ("een innovatieve aanpak", "innovatieve", "nieuwe"),
        ("de consequenties zijn groot", "consequenties", "gevolgen"),
        ("de gemeente continueert dit", "continueert", "verlengt"),
        ("indien u dat wilt", "indien", "als"),
        ("de tijd is verstreken", "verstreken", "voorbijgegaan"),
        ("het onderzoek is ingesteld", "ingesteld", "begonnen"),
        ("noem de bijzonderheden", "bijzonderheden", "details"),
    ],
)
def test_a_substitute_has_the_form_of_the_word(text: str, word: str, simple: str) -> None:
    assert simple in _simple(text)[word]


@pytest.mark.parametrize("text", ["in de tuin", "uit het huis", "hij kwam vandaag"])
def test_common_words_are_no_form_of_a_hard_one(text: str) -> None:
    assert not _simple(text)


@pytest.mark.parametrize(
    ("infinitive", "third", "participle"),
    [
        ("maken", "maakt", "gemaakt"),
        ("uitleggen", "uitlegt", "uitgelegd"),
        ("controleren", "controleert", "gecontroleerd"),
        ("veranderen", "verandert", "veranderd"),
        ("evalueren", "evalueert", "geëvalueerd"),
        ("onderbouwen", "onderbouwt", "onderbouwd"),
        ("geven", "geeft", "gegeven"),
        ("aanvragen", "aanvraagt", "aangevraagd"),
        ("verzenden", "verzendt", "verzonden"),
        ("verhuizen", "verhuist", "verhuisd"),
        ("initiëren", "initieert", "geïnitieerd"),
        ("verlenen", "verleent", "verleend"),
        ("innoveren", "innoveert", "geïnnoveerd"),
        ("onderzoeken", "onderzoekt", "onderzocht"),
        ("beoordelen", "beoordeelt", "beoordeeld"),
        ("toetsen", "toetst", "getoetst"),
        ("gebruikmaken", "gebruikmaakt", "gebruikgemaakt"),
    ],
)
def test_forms_of_verbs(infinitive: str, third: str, participle: str) -> None:
    forms = verb_forms(infinitive)
    assert (forms["third"], forms["participle"]) == (third, participle)


@pytest.mark.parametrize(
    ("text", "phrase", "simple"),
    [
        ("uw verzoek is in behandeling genomen", "in behandeling genomen", "bekeken"),
        ("om dit in kaart te brengen", "in kaart te brengen", "te onderzoeken"),
        ("het besluit is heroverwogen", "heroverwogen", "opnieuw bekeken"),
        ("de gemeente heroverweegt dit", "heroverweegt", "bekijkt opnieuw"),
        ("u hoeft niets in te dienen", "in te dienen", "te sturen"),
        ("het is in beslag genomen", "in beslag genomen", "meegenomen"),
    ],
)
def test_a_phrase_is_found_in_the_forms_of_its_verb(text: str, phrase: str, simple: str) -> None:
    assert simple in _simple(text)[phrase]


@pytest.mark.parametrize(
    "text", ["dat is slecht", "wij zijn bezig", "een opgericht monument van 1900 is het niet"]
)
def test_a_common_word_is_no_form_of_a_rare_verb(text: str) -> None:
    assert "slecht" not in _simple(text)
    assert "bezig" not in _simple(text)


@pytest.mark.parametrize(
    ("phrase", "third", "participle"),
    [
        ("rekening houden met", "houdt rekening met", "rekening gehouden met"),
        ("opnieuw bekijken", "bekijkt opnieuw", "opnieuw bekeken"),
        ("op de website zetten", "zet op de website", "op de website gezet"),
    ],
)
def test_forms_of_phrases(phrase: str, third: str, participle: str) -> None:
    forms = phrase_forms(phrase)
    assert (forms["third"], forms["participle"]) == (third, participle)
    assert phrase_forms("laten weten")["third"] == "laat weten"
    assert "participle" not in phrase_forms("laten weten")


def test_forms_of_adjectives_and_nouns() -> None:
    assert [adjective_forms(word)["e"] for word in ("actief", "snel", "los", "duurzaam", "essentieel", "extra")] == [
        "actieve", "snelle", "losse", "duurzame", "essentiële", "extra",
    ]  # fmt: skip
    assert [noun_forms(word)["plural"] for word in ("gevolg", "mogelijkheid", "eis", "voorwaarde", "zaak", "foto")] == [
        "gevolgen", "mogelijkheden", "eisen", "voorwaarden", "zaken", "foto's",
    ]  # fmt: skip
