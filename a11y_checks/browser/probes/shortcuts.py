"""Which letters set something off by themselves? WCAG 2.1.4 Character key shortcuts."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="sneltoets-zonder-ctrl",
    script="shortcuts.js",
    scripted=True,
    cases={
        "": Finds(
            Niveau.ASK,
            ("2.1.4",),
            (
                "Een enkele letter of cijfer doet op deze pagina iets. Wie met de stem werkt, zet dat per"
                " ongeluk aan. Kan het uit?"
            ),
        ),
    },
    help=(
        "Laat een sneltoets alleen werken samen met Ctrl of Alt, of zet er een schakelaar bij. Goed "
        "voorbeeld: Ctrl + S in plaats van S."
    ),
)
