"""Can the example text in a field be read? WCAG 1.4.3 Contrast (minimum)."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="contrast-voorbeeldtekst",
    script="placeholder_contrast.js",
    cases={
        "": Finds(
            Niveau.BLOCK,
            ("1.4.3",),
            (
                "De voorbeeldtekst{tekst} in dit veld is slecht te lezen: de letters zijn {letters} op "
                "{behind}. Het contrast is {ratio} op 1; hier is {needed} op 1 nodig."
            ),
        ),
    },
    help=(
        "Maak de voorbeeldtekst donkerder, of zet de uitleg als gewone tekst boven het veld. Goed "
        "voorbeeld: donkergrijs #595959 op wit."
    ),
)
