"""What does only a colour tell? WCAG 1.4.1 Use of color."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="kleur-alleen",
    script="colour_alone.js",
    cases={
        "told": Finds(
            Niveau.ASK,
            ("1.4.1",),
            (
                "De tekst verwijst naar een kleur ('{words}'). Kan iemand die geen kleuren ziet ook weten"
                " wat er bedoeld is?"
            ),
            0.75,
        ),
        "dots": Finds(
            Niveau.ASK,
            ("1.4.1",),
            (
                "Deze vakjes verschillen alleen van kleur. Kan iemand die geen kleuren ziet ook weten wat"
                " ze betekenen?"
            ),
            0.6,
        ),
        "error": Finds(
            Niveau.ASK,
            ("1.4.1", "3.3.1"),
            "Dit veld{tekst} is rood omdat er iets fout is, maar er staat niet bij wat.",
            0.7,
        ),
    },
    help=(
        "Zeg het ook met woorden of met een teken. Goed voorbeeld: '(verplicht)' achter de naam van het "
        "veld, naast de rode kleur."
    ),
)
