"""Does the page fit in 320 CSS pixels without scrolling sideways? WCAG 2.1 1.4.10 Reflow."""

from __future__ import annotations

from typing import Any

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.browser.probes.base import Probe

WIDTH = 320

_HELP = (
    "Zorg dat dit onderdeel smaller kan worden dan het scherm. Breek een lang woord of adres af, gebruik een kleiner "
    "plaatje, of maak van een brede tabel een lijst. Bekijk de pagina daarna op een telefoon: u hoeft dan niet opzij "
    "te schuiven."
)


def _word(hit: dict[str, Any], state: str) -> Bevinding:
    # A table, picture or code may need two dimensions (the exception in 1.4.10), and what a clipped page hides may
    # be mere decoration: a person must look at those.
    doubt = bool(hit["exempt"] or hit["clipped"])
    return Bevinding(
        rule="reflow-320",
        niveau=Niveau.ASK if doubt else Niveau.BLOCK,
        criteria=("1.4.10",),
        message=(
            f"Dit onderdeel past niet op een smal scherm: het steekt tot {hit['right']} pixels uit en het scherm is "
            f"{hit['width']} pixels breed. Mensen met een telefoon of met vergroting moeten opzij schuiven."
        ),
        help=_HELP,
        certainty=0.6 if doubt else 1.0,
        selector=str(hit["selector"]),
        excerpt=str(hit["excerpt"]),
        source=str(hit["source"]),
        state=state,
    )


PROBE = Probe(id="reflow-320", width=WIDTH, script="reflow.js", word=_word)
