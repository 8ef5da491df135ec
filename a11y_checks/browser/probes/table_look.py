"""What looks like a table but is none? WCAG 1.3.1 Info and relationships, failures F33, F34 and F48."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="lijkt-op-tabel",
    script="table_look.js",
    cases={
        "spaces": Finds(
            Niveau.ASK,
            ("1.3.1", "1.3.2"),
            (
                "Deze tekst is met spaties in kolommen gezet. Wie de pagina laat voorlezen, hoort de "
                "kolommen door elkaar."
            ),
        ),
        "boxes": Finds(
            Niveau.ASK,
            ("1.3.1",),
            "Dit ziet eruit als een tabel, maar is het niet. Horen de rijen en kolommen bij elkaar?",
            0.6,
        ),
    },
    help="Maak er een echte tabel van, met koppen boven de kolommen. Goed voorbeeld: het blok 'Tabel'.",
)
