"""Can the edges of fields and the drawings on buttons be seen? WCAG 1.4.11 Non-text contrast."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="contrast-randen",
    script="nontext_contrast.js",
    cases={
        "field": Finds(
            Niveau.ASK,
            ("1.4.11",),
            (
                "Is te zien waar dit veld{tekst} staat? De rand heeft een contrast van {ratio} op 1; er "
                "is 3 op 1 nodig."
            ),
        ),
        "icon": Finds(
            Niveau.ASK,
            ("1.4.11",),
            (
                "Is het plaatje op deze knop{tekst} goed te zien? Het contrast is {ratio} op 1; er is 3 "
                "op 1 nodig."
            ),
        ),
    },
    help=(
        "Geef het veld een donkerdere rand, of het plaatje een donkerdere kleur. Goed voorbeeld: een rand"
        " van #767676 op wit."
    ),
)
