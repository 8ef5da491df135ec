"""Texts for rules about pictures, sound, video and colour."""

from a11y_checks.browser.texts.base import RuleText

_ALT = (
    "Schrijf in één zin wat er op het plaatje te zien is en waarom het hier staat. Is het alleen versiering? Kies dan "
    "'decoratief'. Goed voorbeeld: 'De ingang van het gemeentehuis aan het Marktplein'."
)

TEXTS = {
    "image-alt": RuleText(
        "Deze afbeelding heeft geen alternatieve tekst{adres}. Wie de afbeelding niet ziet, mist deze informatie.",
        _ALT,
    ),
    "role-img-alt": RuleText("Dit onderdeel is een plaatje en heeft geen alternatieve tekst.", _ALT),
    "svg-img-alt": RuleText("Deze tekening heeft geen alternatieve tekst.", _ALT),
    "object-alt": RuleText("Dit ingesloten bestand heeft geen vervangende tekst.", _ALT),
    "image-redundant-alt": RuleText(
        "De alternatieve tekst van dit plaatje staat er ook als gewone tekst{tekst}. Hulpsoftware leest het "
        "twee keer voor.",
        "Maak het plaatje decoratief als de tekst ernaast al alles zegt.",
    ),
    "server-side-image-map": RuleText(
        "Dit klikbare plaatje werkt alleen met een muis.",
        "Zet naast het plaatje gewone links naar dezelfde pagina's.",
    ),
    "color-contrast": RuleText(
        "Deze tekst is slecht te lezen: het verschil tussen de kleuren is te klein.",
        "Kies een donkerdere tekst of een lichtere achtergrond. Gewone tekst heeft een contrast van 4,5 op 1 "
        "nodig, grote "
        "tekst 3 op 1. Goed voorbeeld: zwart op wit heeft 21 op 1.",
    ),
    "link-in-text-block": RuleText(
        "Deze link in een zin valt alleen op door zijn kleur{tekst}. Niet iedereen ziet dat verschil.",
        "Onderstreep links in lopende tekst.",
    ),
    "video-caption": RuleText(
        "Deze video heeft geen ondertiteling. Wie niet of slecht hoort, mist wat er wordt gezegd.",
        "Voeg een ondertiteling in het Nederlands toe, met ook de geluiden die van belang zijn.",
    ),
    "no-autoplay-audio": RuleText(
        "Het geluid begint hier vanzelf. Dat stoort wie de pagina laat voorlezen.",
        "Laat de bezoeker het geluid zelf starten.",
    ),
    "blink": RuleText(
        "Deze tekst knippert. Dat leidt af en kan klachten geven.", "Gebruik tekst die stilstaat."
    ),
    "marquee": RuleText("Deze tekst beweegt vanzelf over het scherm.", "Gebruik tekst die stilstaat."),
}
