"""Does text survive more space between letters, words and lines? WCAG 1.4.12 Text spacing."""

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
                "Deze tekst wordt afgesneden als een lezer de letters en regels verder uit elkaar zet: "
                "{gone} pixels vallen weg."
            ),
        ),
        "over": Finds(
            Niveau.ASK,
            ("1.4.12",),
            (
                "Deze tekst komt over andere tekst ('{other}') heen als een lezer de letters en regels "
                "verder uit elkaar zet."
            ),
        ),
    },
    help=(
        "Laat het vak meegroeien met de tekst: gebruik geen vaste hoogte en snijd tekst niet af. Goed "
        "voorbeeld: 'min-height' in plaats van 'height'."
    ),
)
