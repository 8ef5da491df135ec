"""Which pictures in the style sheet say something? WCAG 1.1.1 Non-text content, failure F3."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="achtergrondplaatje",
    script="background_picture.js",
    cases={
        "": Finds(
            Niveau.ASK,
            ("1.1.1",),
            (
                "Dit plaatje ({file}) komt uit de opmaak en heeft geen alternatieve tekst. Zegt het iets "
                "dat niet in de tekst staat?"
            ),
            0.5,
        ),
    },
    help=(
        "Zegt het plaatje iets? Zet het dan als afbeelding in de pagina, met alternatieve tekst. Is het "
        "versiering? Dan is het goed."
    ),
)
