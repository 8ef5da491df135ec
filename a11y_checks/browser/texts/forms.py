"""Texts for rules about form fields."""

from a11y_checks.browser.texts.base import RuleText

_LABEL = (
    "Zet boven het veld een label met de vraag en koppel het aan het veld. Tekst ín het veld is geen label: die "
    "verdwijnt bij het typen. Goed voorbeeld: 'Wat is uw telefoonnummer?'."
)

TEXTS = {
    "label": RuleText(
        "Dit veld heeft geen label. Wie de pagina laat voorlezen, hoort niet wat hij moet invullen.",
        _LABEL,
    ),
    "select-name": RuleText(
        "Deze keuzelijst heeft geen label. Wie de pagina laat voorlezen, hoort niet wat hij kiest.", _LABEL
    ),
    "aria-input-field-name": RuleText("Dit invulveld heeft geen naam voor hulpsoftware.", _LABEL),
    "label-title-only": RuleText(
        "Dit invulveld heeft geen label dat iedereen ziet: de naam staat alleen in een verborgen hulptekst.",
        _LABEL,
    ),
    "form-field-multiple-labels": RuleText(
        "Dit invulveld heeft meer dan één label. Hulpsoftware leest soms maar één daarvan voor.",
        "Geef elk veld precies één label. Extra uitleg hoort in de hulptekst bij het veld.",
    ),
    "autocomplete-valid": RuleText(
        "Het veld zegt niet goed welk gegeven de browser mag invullen ('autocomplete').",
        "Gebruik de vaste namen. Goed voorbeeld: 'email' voor een e-mailadres en 'tel' voor een telefoonnummer.",
    ),
    "target-size": RuleText(
        "Dit knopje of deze link is klein en staat dicht bij een ander{tekst}. Het is lastig om goed te kiezen.",
        "Maak het vlak minstens 24 bij 24 pixels, of zet er meer ruimte omheen.",
    ),
    "nested-interactive": RuleText(
        "In deze knop of link zit nog een knop, link of invulveld. Hulpsoftware kan daar niet goed mee werken.",
        "Zet de onderdelen naast elkaar, niet in elkaar.",
    ),
    "tabindex": RuleText(
        "Dit onderdeel springt voor in de volgorde van de Tab-toets.",
        "Laat 'tabindex' weg of zet hem op 0. De volgorde op de pagina is dan ook de volgorde van de Tab-toets.",
    ),
    "accesskeys": RuleText(
        "Deze sneltoets is op de pagina twee keer gebruikt.",
        "Gebruik elke sneltoets één keer, of liever geen.",
    ),
    "scrollable-region-focusable": RuleText(
        "In dit vlak kunt u schuiven met de muis, maar misschien niet met het toetsenbord.",
        "Maak het vlak groot genoeg voor de inhoud, of maak het bereikbaar met de Tab-toets (tabindex='0').",
    ),
}
