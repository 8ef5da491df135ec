"""Which words stand only in the style sheet? WCAG 1.3.1 Info and relationships, failure F87."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="tekst-uit-opmaak",
    script="css_content.js",
    cases={
        "words": Finds(
            Niveau.ASK,
            ("1.3.1",),
            (
                "De woorden '{words}' komen uit de opmaak en staan niet in de pagina. Niet iedereen "
                "krijgt ze te lezen of te horen."
            ),
        ),
    },
    help="Zet woorden die iets zeggen in de pagina zelf. Gebruik de opmaak alleen voor versiering.",
)
