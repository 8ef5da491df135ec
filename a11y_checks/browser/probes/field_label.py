"""Is it visible which words belong to a field? WCAG 3.3.2 Labels or instructions."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="veldnaam-onzichtbaar",
    script="field_label.js",
    cases={
        "hidden": Finds(
            Niveau.ASK,
            ("3.3.2",),
            "Op het scherm staat niet wat er in dit veld{tekst} moet. Alleen hulpsoftware krijgt de naam.",
            0.7,
        ),
        "far": Finds(
            Niveau.ASK,
            ("3.3.2",),
            "De naam van dit veld{tekst} staat er ver vandaan. Wie heeft ingezoomd, ziet ze niet samen.",
            0.6,
        ),
    },
    help="Zet de naam zichtbaar boven het veld. Goed voorbeeld: 'Postcode' met daaronder het veld.",
)
