"""What can only be done with a mouse? WCAG 2.1.1 Keyboard, 2.5.2 Pointer cancellation, 2.5.7 Dragging."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="alleen-met-muis",
    script="mouse_only.js",
    cases={
        "hover": Finds(
            Niveau.ASK,
            ("2.1.1",),
            "Er gebeurt iets als de muis op dit onderdeel{tekst} komt. Werkt dat ook met het toetsenbord?",
        ),
        "drag": Finds(
            Niveau.ASK,
            ("2.5.7", "2.1.1"),
            "Dit onderdeel{tekst} is te verslepen. Kan hetzelfde ook met knoppen, zonder te slepen?",
        ),
        "down": Finds(
            Niveau.ASK,
            ("2.5.2",),
            (
                "Dit onderdeel{tekst} reageert al als de muisknop omlaag gaat. Wie zich vergist, kan dat "
                "niet meer ongedaan maken."
            ),
        ),
    },
    help=(
        "Laat alles ook met toetsenbord en met één tik werken, en laat acties pas gebeuren bij het "
        "loslaten. Goed voorbeeld: knoppen 'Omhoog' en 'Omlaag' naast een lijst die u kunt slepen."
    ),
)
