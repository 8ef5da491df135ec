"""What do canvas and video give to who can't see or use a mouse? WCAG 1.1.1, 2.1.1."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="media-bediening",
    script="media.js",
    cases={
        "canvas": Finds(
            Niveau.ASK,
            ("1.1.1",),
            "Deze tekening heeft geen tekst voor wie haar niet ziet.",
        ),
        "controls": Finds(
            Niveau.ASK,
            ("2.1.1",),
            "Deze video heeft geen knoppen. Kan iemand hem starten en stoppen met het toetsenbord?",
        ),
    },
    help="Zet bij een tekening in woorden wat erop staat, en bij een video het attribuut 'controls'.",
)
