"""Texts for rules about the page as a whole: title, language, zoom and skipping to the content."""

from a11y_checks.browser.texts.base import RuleText

_LANGUAGE = (
    "Zet de juiste taalcode op de pagina of op het stuk tekst. "
    "Goed voorbeeld: 'nl' voor Nederlands, 'en' voor Engels."
)
_ZOOM = "Haal de beperking op zoomen weg. Dit zit in de sjabloon: vraag het webteam."

TEXTS = {
    "document-title": RuleText(
        "De pagina heeft geen titel. In een tabblad en bij het voorlezen is niet te horen welke pagina dit is.",
        "Geef de pagina een titel. Goed voorbeeld: 'Paspoort aanvragen - Gemeente Elzenvoort'.",
    ),
    "html-has-lang": RuleText(
        "De pagina zegt niet in welke taal hij is. Voorleessoftware kiest dan een verkeerde uitspraak.",
        _LANGUAGE,
    ),
    "html-lang-valid": RuleText("De taal van de pagina is geen bestaande taalcode{waarden}.", _LANGUAGE),
    "html-xml-lang-mismatch": RuleText("De pagina noemt twee verschillende talen.", _LANGUAGE),
    "valid-lang": RuleText("De taal van dit stuk tekst is geen bestaande taalcode{waarden}.", _LANGUAGE),
    "meta-viewport": RuleText("Op deze pagina kunt u niet inzoomen.", _ZOOM),
    "meta-viewport-large": RuleText("Op deze pagina kunt u maar weinig inzoomen.", _ZOOM),
    "meta-refresh": RuleText(
        "De pagina ververst vanzelf of stuurt vanzelf door. Wie meer tijd nodig heeft, raakt de draad kwijt.",
        "Laat de bezoeker zelf verversen of doorgaan met een link.",
    ),
    "bypass": RuleText(
        "Wie met het toetsenbord werkt, kan het menu niet overslaan.",
        "Zet bovenaan een link 'Direct naar de inhoud' en gebruik koppen. Dit zit in de sjabloon: vraag het webteam.",
    ),
    "skip-link": RuleText(
        "De link om het menu over te slaan werkt niet: het doel bestaat niet{adres}.",
        "Laat de link naar het begin van de hoofdinhoud gaan. Dit zit in de sjabloon: vraag het webteam.",
    ),
    "avoid-inline-spacing": RuleText(
        "De ruimte tussen regels, woorden of letters ligt hier vast. Lezers kunnen hem niet groter maken.",
        "Laat de vaste ruimte in de opmaak weg.",
    ),
    "frame-focusable-content": RuleText(
        "In dit ingesloten onderdeel zitten links of knoppen die met het toetsenbord niet te bereiken zijn.",
        "Haal tabindex='-1' van het onderdeel af.",
    ),
    "frame-tested": RuleText(
        "Dit ingesloten onderdeel is niet gecontroleerd.",
        "Controleer zelf of de inhoud voor iedereen te gebruiken is, of zet de informatie op de pagina zelf.",
    ),
}
