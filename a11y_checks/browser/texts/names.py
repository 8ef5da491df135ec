"""Texts for rules about names: links, buttons and other things without words."""

from a11y_checks.browser.texts.base import RuleText

_GIVE_NAME = (
    "Geef dit onderdeel een naam in gewone woorden, met zichtbare tekst of met 'aria-label'. "
    "Goed voorbeeld: 'Menu openen'."
)

TEXTS = {
    "link-name": RuleText(
        "Deze link heeft geen tekst{adres}. Wie de pagina laat voorlezen, hoort niet waar de link heen gaat.",
        "Geef de link een tekst die zegt waar hij heen gaat. Staat er alleen een plaatje in de link? Zet het "
        "doel van de "
        "link dan in de alternatieve tekst. Goed voorbeeld: 'Paspoort aanvragen'.",
    ),
    "area-alt": RuleText(
        "Een klikbaar deel van deze afbeelding heeft geen tekst{adres}.",
        "Schrijf bij elk klikbaar deel waar het heen gaat. Goed voorbeeld: 'Wijkteam Noord'.",
    ),
    "button-name": RuleText(
        "Deze knop heeft geen tekst. Wie de pagina laat voorlezen, weet niet wat de knop doet.",
        "Zet op de knop wat er gebeurt als u hem kiest. Goed voorbeeld: 'Afspraak maken'.",
    ),
    "input-button-name": RuleText(
        "Deze knop heeft geen tekst. Niemand kan zien of horen wat de knop doet.",
        "Zet op de knop wat er gebeurt als u hem kiest. Goed voorbeeld: 'Versturen'.",
    ),
    "input-image-alt": RuleText(
        "Deze knop is een plaatje zonder alternatieve tekst.",
        "Schrijf als alternatieve tekst wat de knop doet. Goed voorbeeld: 'Zoeken'.",
    ),
    "summary-name": RuleText(
        "Deze uitklapper heeft geen tekst. Niemand weet wat er open gaat.",
        "Geef de uitklapper een titel. Goed voorbeeld: 'Wat neemt u mee?'.",
    ),
    "aria-command-name": RuleText("Deze knop of link heeft geen naam voor hulpsoftware.", _GIVE_NAME),
    "aria-toggle-field-name": RuleText(
        "Deze keuze (aan of uit) heeft geen naam voor hulpsoftware.", _GIVE_NAME
    ),
    "aria-tab-name": RuleText("Dit tabblad heeft geen naam voor hulpsoftware.", _GIVE_NAME),
    "aria-tooltip-name": RuleText("Dit hulptekstje heeft geen inhoud voor hulpsoftware.", _GIVE_NAME),
    "aria-treeitem-name": RuleText(
        "Dit onderdeel van een boomlijst heeft geen naam voor hulpsoftware.", _GIVE_NAME
    ),
    "aria-dialog-name": RuleText("Dit venster heeft geen naam voor hulpsoftware.", _GIVE_NAME),
    "aria-meter-name": RuleText("Deze meter heeft geen naam voor hulpsoftware.", _GIVE_NAME),
    "aria-progressbar-name": RuleText("Deze voortgangsbalk heeft geen naam voor hulpsoftware.", _GIVE_NAME),
    "frame-title": RuleText(
        "Dit ingesloten onderdeel (een kaart, video of andere pagina) heeft geen titel.",
        "Geef het onderdeel een titel die zegt wat erin staat. Goed voorbeeld: 'Kaart met de ingang van het "
        "gemeentehuis'.",
    ),
    "frame-title-unique": RuleText(
        "Dit ingesloten onderdeel heeft dezelfde titel als een ander onderdeel op de pagina.",
        "Geef elk onderdeel een eigen titel. Goed voorbeeld: 'Kaart van de wijk Noord' en 'Kaart van de wijk Zuid'.",
    ),
    "label-content-name-mismatch": RuleText(
        "Hulpsoftware krijgt voor dit onderdeel andere woorden dan er op het scherm staan{tekst}. Wie met de "
        "stem werkt, "
        "kan het niet aanwijzen.",
        "Begin de naam voor hulpsoftware met precies de woorden op het scherm. Goed voorbeeld: op het scherm "
        "'Lees over "
        "afval', als naam 'Lees over afval in de zomer'.",
    ),
}
