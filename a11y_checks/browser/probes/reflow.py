"""Does the page fit in 320 CSS pixels without scrolling sideways? WCAG 2.1 1.4.10 Reflow."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

WIDTH = 320

_MESSAGE = (
    "Dit onderdeel past niet op een smal scherm. Het steekt uit tot {right} pixels, en het scherm is {width} pixels "
    "breed. Mensen met een telefoon of met vergroting moeten opzij schuiven."
)

PROBE = Probe(
    id="reflow-320",
    width=WIDTH,
    script="reflow.js",
    cases={
        "": Finds(Niveau.BLOCK, ("1.4.10",), _MESSAGE),
        # A table, picture or code may need two dimensions (the exception in 1.4.10), and what a clipped page hides
        # may be mere decoration: a person must look at those.
        "doubt": Finds(Niveau.ASK, ("1.4.10",), _MESSAGE, 0.6),
    },
    help=(
        "Zorg dat dit onderdeel smaller kan worden dan het scherm. Breek een lang woord of adres af. Of gebruik een "
        "kleiner plaatje, of maak van een brede tabel een lijst. Bekijk de pagina daarna op een telefoon: u hoeft "
        "dan niet opzij te schuiven."
    ),
)
