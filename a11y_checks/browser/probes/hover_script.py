"""What does a page's own script show at the mouse or the focus? WCAG 1.4.13 Content on hover or focus."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="inhoud-door-script",
    touches=2,
    scripted=True,
    script="hover_script.js",
    cases={
        "stays": Finds(
            Niveau.ASK,
            ("1.4.13",),
            (
                "Bij dit onderdeel{tekst} komt iets in beeld, over de pagina heen. Met Escape gaat het niet weg. "
                "Kan de lezer het op een andere manier weghalen?"
            ),
            0.6,
        ),
        "far": Finds(
            Niveau.ASK,
            ("1.4.13",),
            (
                "Bij dit onderdeel{tekst} komt iets in beeld. Het verdwijnt als de muis ernaartoe gaat. Kan de "
                "lezer het rustig lezen?"
            ),
            0.7,
        ),
    },
    help=(
        "Zet belangrijke uitleg gewoon op de pagina. Kan dat niet? Laat haar dan staan zolang de muis erop is, "
        "en dichtgaan met Escape."
    ),
)
