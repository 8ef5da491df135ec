"""How is running text set? WCAG 1.4.8 (level AAA) and good practice."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="tekst-opmaak",
    script="text_style.js",
    cases={
        "small": Finds(
            Niveau.ASK,
            (),
            "Deze tekst is heel klein: {size} pixels. Veel mensen kunnen dat niet lezen.",
            0.6,
        ),
        "justified": Finds(
            Niveau.NOTE,
            ("1.4.8",),
            (
                "Deze tekst is uitgevuld: links en rechts recht. De spaties worden dan ongelijk en dat "
                "leest moeilijk."
            ),
        ),
        "capitals": Finds(
            Niveau.NOTE,
            (),
            "Deze tekst staat helemaal in hoofdletters. Dat leest moeilijk.",
        ),
        "tight": Finds(
            Niveau.NOTE,
            ("1.4.8",),
            "De regels van deze tekst staan erg dicht op elkaar.",
        ),
        "italic": Finds(
            Niveau.NOTE,
            (),
            "Deze lange tekst staat helemaal schuin. Dat leest moeilijk.",
        ),
        "long": Finds(
            Niveau.NOTE,
            ("1.4.8",),
            "De regels van deze tekst zijn erg lang. Het oog raakt de volgende regel kwijt.",
        ),
    },
    help="Zet gewone tekst minstens 16 pixels groot, links uitgelijnd, met regels van hoogstens 80 tekens.",
)
