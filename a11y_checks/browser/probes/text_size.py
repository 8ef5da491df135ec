"""Can text be made twice as large? WCAG 1.4.4 Resize text, failure F94."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="tekst-groeit-niet",
    width=320,
    script="text_size.js",
    cases={
        "": Finds(
            Niveau.BLOCK,
            ("1.4.4",),
            (
                "Deze tekst wordt bij inzoomen bijna niet groter: hoogstens {grows} procent, en 200 "
                "procent is nodig."
            ),
        ),
    },
    help=(
        "Laat de lettergrootte niet alleen van de breedte van het venster afhangen. Goed voorbeeld: "
        "'font-size: 1.5rem', of 'calc(1rem + 1vw)' in plaats van '3vw'."
    ),
)
