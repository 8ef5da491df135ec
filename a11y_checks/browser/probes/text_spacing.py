"""Does text survive more space, and letters twice as large? WCAG 1.4.12 Text spacing, 1.4.4 Resize text."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="tekstafstand",
    touches=1,
    script="text_spacing.js",
    cases={
        "cut": Finds(
            Niveau.ASK,
            ("1.4.12",),
            (
                "Deze tekst past niet meer als een lezer de letters en regels verder uit elkaar zet. "
                "Dan vallen {gone} pixels weg."
            ),
        ),
        # Zooming in makes the box larger too, so a person must look: this fails only where the letters alone grow.
        "large": Finds(
            Niveau.NOTE,
            ("1.4.4",),
            (
                "Deze tekst past niet meer als een lezer alleen de letters twee keer zo groot maakt. Dan vallen "
                "{gone} pixels weg."
            ),
        ),
        "over": Finds(
            Niveau.ASK,
            ("1.4.12",),
            (
                "Deze tekst komt over andere tekst heen: '{other}'. Dat gebeurt als een lezer de letters en "
                "regels verder uit elkaar zet."
            ),
        ),
    },
    help=(
        "Laat het vak meegroeien met de tekst: gebruik geen vaste hoogte en snijd tekst niet af. Goed "
        "voorbeeld: 'min-height' in plaats van 'height'."
    ),
)
