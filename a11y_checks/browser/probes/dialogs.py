"""Do windows over the page hold the focus, and are they windows for software? WCAG 2.4.3, 4.1.2, 2.1.2."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="venster-over-pagina",
    script="dialogs.js",
    cases={
        "focus": Finds(
            Niveau.ASK,
            ("2.4.3",),
            (
                "Dit venster{tekst} staat over de pagina, maar de focus staat er niet in. Wie met het "
                "toetsenbord werkt, is achter het venster bezig."
            ),
        ),
        "close": Finds(
            Niveau.ASK,
            ("2.1.2",),
            "Dit venster{tekst} heeft geen knop om het te sluiten.",
        ),
        "layer": Finds(
            Niveau.ASK,
            ("2.4.3", "4.1.2"),
            (
                "Deze laag ligt over de hele pagina, maar is voor hulpsoftware geen venster. De focus kan"
                " er achter raken."
            ),
            0.6,
        ),
    },
    help=(
        "Gebruik een 'dialog' die met 'showModal()' opengaat, met een knop 'Sluiten'. De browser zet de "
        "focus dan goed."
    ),
)
