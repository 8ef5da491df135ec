"""Does choosing something take people elsewhere? WCAG 3.2.2 On input."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="keuze-verplaatst",
    touches=3,
    script="on_input.js",
    scripted=True,
    cases={
        "moves": Finds(
            Niveau.BLOCK,
            ("3.2.2",),
            "Wie in dit veld{tekst} iets kiest, gaat meteen naar een andere pagina. Dat staat er niet bij.",
        ),
        "focus": Finds(
            Niveau.ASK,
            ("3.2.2",),
            (
                "Wie in dit veld{tekst} iets invult, wordt meteen naar een ander veld gezet. Is dat te "
                "verwachten?"
            ),
            0.6,
        ),
    },
    help=(
        "Laat mensen eerst kiezen en dan op een knop drukken. Goed voorbeeld: een keuzelijst met "
        "daarachter de knop 'Toon de wijk'."
    ),
)
