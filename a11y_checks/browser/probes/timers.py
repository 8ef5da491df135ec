"""What changes or ends by itself after some time? WCAG 2.2.1 Timing adjustable, 2.2.2 Pause, stop, hide."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="tijd-loopt",
    touches=4,
    script="timers.js",
    scripted=True,
    cases={
        "leaves": Finds(
            Niveau.ASK,
            ("2.2.1",),
            (
                "Na {seconds} seconden stuurt de pagina bezoekers vanzelf weg of sluit ze af. Wie meer "
                "tijd nodig heeft, kan dat niet tegenhouden."
            ),
            0.85,
        ),
        "choice": Finds(
            Niveau.ASK,
            ("2.2.1",),
            (
                "Na {seconds} seconden stuurt de pagina bezoekers vanzelf weg of sluit ze af. Kunnen zij "
                "dat op tijd uitstellen?"
            ),
            0.5,
        ),
        "clock": Finds(
            Niveau.ASK,
            ("2.2.1",),
            "Hier loopt een klok{tekst}. Kan de bezoeker meer tijd krijgen?",
            0.7,
        ),
        "changes": Finds(
            Niveau.ASK,
            ("2.2.2",),
            "De inhoud{tekst} verandert vanzelf. Er is geen knop om dat te stoppen.",
            0.7,
        ),
    },
    help=(
        "Geef bezoekers de tijd die ze nodig hebben. Goed voorbeeld: een knop 'Ik heb meer tijd nodig', "
        "of een knop 'Pauzeren'."
    ),
)
