"""Texts for rules about ARIA: what a template or script tells assistive technology."""

from a11y_checks.browser.texts.base import RuleText

_TEMPLATE = (
    "Dit zit in de sjabloon of in ingevoegde code: vraag het webteam. "
    "Gewone HTML heeft deze extra's bijna nooit nodig."
)

TEXTS = {
    "aria-allowed-attr": RuleText(
        "Hulpsoftware krijgt een kenmerk dat bij dit onderdeel niet past{waarden}.", _TEMPLATE
    ),
    "aria-prohibited-attr": RuleText(
        "Hulpsoftware krijgt een kenmerk dat bij dit onderdeel niet mag{waarden}.", _TEMPLATE
    ),
    "aria-conditional-attr": RuleText(
        "Een kenmerk voor hulpsoftware spreekt tegen wat het onderdeel doet{waarden}.", _TEMPLATE
    ),
    "aria-valid-attr": RuleText(
        "Een kenmerk voor hulpsoftware bestaat niet{waarden}. Er staat misschien een tikfout in.", _TEMPLATE
    ),
    "aria-valid-attr-value": RuleText(
        "Een kenmerk voor hulpsoftware heeft een waarde die niet kan{waarden}.", _TEMPLATE
    ),
    "aria-required-attr": RuleText(
        "Hulpsoftware mist een verplicht kenmerk van dit onderdeel{waarden}.", _TEMPLATE
    ),
    "aria-required-children": RuleText(
        "In dit onderdeel missen de delen die hulpsoftware erin verwacht{waarden}.", _TEMPLATE
    ),
    "aria-required-parent": RuleText(
        "Dit onderdeel staat niet in het geheel waar het bij hoort{waarden}.", _TEMPLATE
    ),
    "aria-roles": RuleText("Hulpsoftware krijgt een rol die niet bestaat{waarden}.", _TEMPLATE),
    "aria-deprecated-role": RuleText("Hulpsoftware krijgt een rol die verouderd is{waarden}.", _TEMPLATE),
    "aria-allowed-role": RuleText(
        "De rol voor hulpsoftware past niet bij dit soort onderdeel{waarden}.", _TEMPLATE
    ),
    "aria-braille-equivalent": RuleText("Er is alleen een naam voor braille en geen gewone naam.", _TEMPLATE),
    "aria-hidden-body": RuleText("De hele pagina is verborgen voor hulpsoftware.", _TEMPLATE),
    "aria-hidden-focus": RuleText(
        "Dit onderdeel is verborgen voor hulpsoftware, maar u komt er wel met de Tab-toets. Wie de pagina laat "
        "voorlezen, "
        "hoort dan niets.",
        "Verberg een link of knop voor iedereen of voor niemand. " + _TEMPLATE,
    ),
    "aria-text": RuleText("In een stuk dat als platte tekst geldt, zit een link of knop.", _TEMPLATE),
    "duplicate-id-aria": RuleText(
        "Twee onderdelen hebben dezelfde naam in de code (id){waarden}. Labels en uitleg komen daardoor bij het "
        "verkeerde "
        "onderdeel.",
        _TEMPLATE,
    ),
    "presentation-role-conflict": RuleText(
        "Dit onderdeel geldt als versiering, maar hulpsoftware merkt het toch op.", _TEMPLATE
    ),
}
