"""Is the order on the screen the order in the page? WCAG 1.3.2 Meaningful sequence, 2.4.3 Focus order."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="volgorde-op-scherm",
    script="visual_order.js",
    cases={
        "read": Finds(
            Niveau.ASK,
            ("1.3.2",),
            (
                "De onderdelen hierin staan op het scherm in een andere volgorde dan in de pagina. Klopt "
                "de tekst nog als u haar laat voorlezen?"
            ),
        ),
        "focus": Finds(
            Niveau.ASK,
            ("2.4.3", "1.3.2"),
            (
                "De onderdelen hierin staan op het scherm in een andere volgorde dan in de pagina. De "
                "focus springt daardoor heen en weer."
            ),
        ),
    },
    help=(
        "Zet de onderdelen in de pagina in de volgorde waarin mensen ze lezen. Gebruik 'order', 'row-"
        "reverse' en 'position' alleen voor versiering."
    ),
)
