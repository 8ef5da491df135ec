"""Texts for rules about headings, lists, tables and the parts of a page."""

from a11y_checks.browser.texts.base import RuleText

_LIST = "Maak lijsten met de knop voor een lijst. Dan klopt de opbouw vanzelf."
_TABLE = (
    "Geef de tabel kopcellen boven de kolommen of voor de rijen. Koppel gewone cellen alleen aan koppen uit "
    "dezelfde "
    "tabel. Goed voorbeeld: een kolom 'Dag' en een kolom 'Open van'."
)
_LANDMARK = (
    "Elke pagina heeft één kop, één hoofdinhoud en één voet. Dit zit in de sjabloon: vraag het webteam."
)
_HEADING = (
    "Sla geen niveau over. Na een kop van niveau 2 komt niveau 3. "
    "Goed voorbeeld: 'Kosten' (2) met daaronder 'Korting' (3)."
)

TEXTS = {
    "heading-order": RuleText("Deze kop slaat een niveau over{tekst}.", _HEADING),
    "empty-heading": RuleText(
        "Deze kop is leeg. Wie langs de koppen springt, komt op een kop zonder tekst.",
        "Geef de kop een tekst of haal hem weg.",
    ),
    "page-has-heading-one": RuleText(
        "De pagina heeft geen hoofdkop (niveau 1).", "Geef de pagina één hoofdkop: de titel van de pagina."
    ),
    "list": RuleText("In deze lijst staat iets dat geen punt van de lijst is.", _LIST),
    "listitem": RuleText("Dit punt staat niet in een lijst{tekst}.", _LIST),
    "definition-list": RuleText(
        "In deze lijst met begrippen staat iets dat geen begrip of uitleg is.", _LIST
    ),
    "dlitem": RuleText("Dit begrip of deze uitleg staat niet in een lijst met begrippen{tekst}.", _LIST),
    "td-headers-attr": RuleText("Een cel in deze tabel verwijst naar een kop die er niet is.", _TABLE),
    "th-has-data-cells": RuleText("Deze kopcel hoort bij geen enkele gewone cel{tekst}.", _TABLE),
    "scope-attr-valid": RuleText(
        "Deze cel zegt op een verkeerde manier bij welke rij of kolom hij hoort.", _TABLE
    ),
    "empty-table-header": RuleText("Deze kopcel van een tabel is leeg.", _TABLE),
    "table-duplicate-name": RuleText(
        "De samenvatting van deze tabel is gelijk aan het bijschrift.",
        "Laat de samenvatting weg; het bijschrift is genoeg.",
    ),
    "landmark-banner-is-top-level": RuleText(
        "De kop van de site zit in een ander onderdeel van de pagina.", _LANDMARK
    ),
    "landmark-contentinfo-is-top-level": RuleText(
        "De voet van de site zit in een ander onderdeel van de pagina.", _LANDMARK
    ),
    "landmark-main-is-top-level": RuleText(
        "De hoofdinhoud zit in een ander onderdeel van de pagina.", _LANDMARK
    ),
    "landmark-no-duplicate-banner": RuleText("De pagina heeft meer dan één kop van de site.", _LANDMARK),
    "landmark-no-duplicate-contentinfo": RuleText(
        "De pagina heeft meer dan één voet van de site.", _LANDMARK
    ),
    "landmark-no-duplicate-main": RuleText("De pagina heeft meer dan één hoofdinhoud.", _LANDMARK),
    "landmark-one-main": RuleText("De pagina zegt niet waar de hoofdinhoud begint.", _LANDMARK),
    "landmark-unique": RuleText(
        "Twee delen van de pagina hebben dezelfde soort en dezelfde naam. Met hulpsoftware zijn ze niet te "
        "onderscheiden.",
        "Geef elk deel een eigen naam. Goed voorbeeld: 'Hoofdmenu' en 'Menu in de voet'.",
    ),
    "region": RuleText(
        "Dit deel van de pagina hoort niet bij de kop, de hoofdinhoud of de voet.",
        "Zet alle inhoud in een van de vaste delen van de pagina. Dit zit in de sjabloon: vraag het webteam.",
    ),
}
