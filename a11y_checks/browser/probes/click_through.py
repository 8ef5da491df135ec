"""What happens after a button is pressed? WCAG 4.1.3 Status messages, 2.4.3 Focus order, 4.1.2."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="na-een-klik",
    depth="site",
    touches=5,
    seconds=6.0,
    script="click_through.js",
    scripted=True,
    cases={
        "status": Finds(
            Niveau.ASK,
            ("4.1.3",),
            "Na een klik komt de tekst{tekst} in beeld. Hulpsoftware leest dat niet voor.",
            0.7,
        ),
        "dialog": Finds(
            Niveau.ASK,
            ("2.4.3",),
            "De knop{tekst} opent een venster, maar de focus gaat er niet heen.",
            0.8,
        ),
        "no-way-out": Finds(
            Niveau.ASK,
            ("2.1.2",),
            (
                "Het venster achter de knop{tekst} gaat niet dicht met Escape en heeft geen knop om het "
                "te sluiten."
            ),
        ),
        "state": Finds(
            Niveau.ASK,
            ("4.1.2",),
            "De knop{tekst} klapt iets uit, maar zegt niet tegen hulpsoftware dat het open is.",
        ),
        "fold": Finds(
            Niveau.ASK,
            ("4.1.2",),
            "De knop{tekst} klapt iets uit. Hulpsoftware hoort niet dat er iets open is of dicht.",
            0.6,
        ),
    },
    help=(
        "Zet een melding in een onderdeel met role='status'. Zet de focus in een venster dat opengaat. "
        "Geef een uitklapknop 'aria-expanded'."
    ),
)
