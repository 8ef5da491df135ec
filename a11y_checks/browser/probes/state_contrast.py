"""Can text be read while the mouse or the focus is on it? WCAG 1.4.3 Contrast (minimum)."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="contrast-bij-aanwijzen",
    touches=1,
    script="state_contrast.js",
    cases={
        "hover": Finds(
            Niveau.BLOCK,
            ("1.4.3",),
            (
                "Met de muis erop is{tekst} slecht te lezen: de letters zijn dan {letters} op {behind}. "
                "Het contrast is {ratio} op 1; hier is {needed} op 1 nodig."
            ),
        ),
        "focus": Finds(
            Niveau.BLOCK,
            ("1.4.3",),
            (
                "Met de focus erop is{tekst} slecht te lezen: de letters zijn dan {letters} op {behind}. "
                "Het contrast is {ratio} op 1; hier is {needed} op 1 nodig."
            ),
        ),
    },
    help=(
        "Kies ook voor deze toestand kleuren met genoeg verschil. Dit zit meestal in de huisstijl: vraag "
        "het webteam. Goed voorbeeld: wit op donkerblauw, met een streep eronder."
    ),
)
