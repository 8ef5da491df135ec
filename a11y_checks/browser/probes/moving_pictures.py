"""Which pictures keep moving by themselves? WCAG 2.2.2 Pause, stop, hide."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="bewegend-plaatje",
    seconds=4.0,
    script="moving_pictures.js",
    cases={
        "": Finds(
            Niveau.ASK,
            ("2.2.2",),
            (
                "Dit plaatje beweegt vanzelf en blijft dat langer dan 5 seconden doen. Er is geen knop om"
                " het te stoppen."
            ),
        ),
    },
    help=(
        "Gebruik een stilstaand plaatje, of een video met een knop. Goed voorbeeld: een foto met "
        "daaronder de link 'Bekijk de video'."
    ),
)
