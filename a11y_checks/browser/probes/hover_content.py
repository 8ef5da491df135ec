"""What appears when the mouse is on something? WCAG 1.4.13 Content on hover or focus, 2.1.1 Keyboard."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="inhoud-bij-aanwijzen",
    touches=1,
    script="hover_content.js",
    cases={
        "menu": Finds(
            Niveau.ASK,
            ("2.1.1",),
            (
                "Bij dit onderdeel{tekst} komen links in beeld als de muis erop staat. Met het "
                "toetsenbord gaan ze niet open."
            ),
            0.85,
        ),
        "stays": Finds(
            Niveau.ASK,
            ("1.4.13",),
            (
                "Er komt iets in beeld als de muis op dit onderdeel{tekst} staat. Kan iemand het ook "
                "weghalen met Escape?"
            ),
            0.5,
        ),
        "far": Finds(
            Niveau.ASK,
            ("1.4.13",),
            (
                "Er komt iets in beeld als de muis op dit onderdeel{tekst} staat. Kan de muis naar die "
                "tekst toe zonder dat hij verdwijnt?"
            ),
            0.6,
        ),
    },
    help=(
        "Zet belangrijke uitleg gewoon op de pagina. Kan dat niet? Laat haar dan ook opengaan met een "
        "knop, en dichtgaan met Escape."
    ),
)
