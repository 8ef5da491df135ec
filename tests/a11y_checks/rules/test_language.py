"""Which language a text is in: clear cases are told, doubtful ones are not."""

from __future__ import annotations

import pytest

from a11y_checks.rules import _language

TEXTS = {
    "en": "You can make an appointment with the desk and you have to bring your passport.",
    "de": "Sie können mit uns einen Termin machen und Sie müssen den Pass für die Reise mitbringen, auch nicht später.",
    "fr": "Vous pouvez prendre un rendez-vous avec nous et vous devez apporter votre passeport pour le dossier.",
    "tr": "Bizimle bir randevu almak için bu formu doldurun ve sizin için gerekli olan pasaport ile gelin.",
    "ar": "يمكنك حجز موعد مع البلدية وإحضار جواز السفر",
}


@pytest.mark.parametrize("code", list(TEXTS))
def test_another_language_on_a_dutch_page_is_told(code: str) -> None:
    assert _language.differs(TEXTS[code], "nl") == code


@pytest.mark.parametrize(
    "text",
    [
        "De moeder, de vader of de andere ouder doet de aangifte. Iemand die bij de geboorte was, mag het ook doen.",
        "Het team Customer Success helpt u met de app en de website.",
        "Neem uw paspoort mee.",
        "Yes",
        "",
    ],
)
def test_dutch_and_a_few_foreign_words_are_left_alone(text: str) -> None:
    assert _language.differs(text, "nl") == ""


def test_dutch_on_an_english_page_is_told_and_an_unknown_language_is_not() -> None:
    dutch = "U maakt een afspraak bij de balie van de gemeente en u neemt het paspoort mee."
    assert _language.differs(dutch, "en") == "nl"
    assert _language.differs(dutch, "xx") == ""
    assert _language.differs(TEXTS["en"], "ar") == "en"
