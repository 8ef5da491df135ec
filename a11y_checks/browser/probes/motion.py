"""What moves, blinks or sounds by itself? WCAG 2.2.2 Pause, stop, hide; 2.3.1 Three flashes; 1.4.2 Audio control."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="beweging",
    script="motion.js",
    cases={
        "moves": Finds(
            Niveau.ASK,
            ("2.2.2",),
            (
                "Dit onderdeel beweegt vanzelf en blijft dat langer dan 5 seconden doen. Er is geen knop "
                "om het te stoppen."
            ),
        ),
        "blink": Finds(
            Niveau.ASK,
            ("2.2.2",),
            (
                "Dit onderdeel knippert of verandert steeds van kleur, langer dan 5 seconden. Er is geen "
                "knop om het te stoppen."
            ),
        ),
        "flash": Finds(
            Niveau.ASK,
            ("2.3.1", "2.2.2"),
            "Dit onderdeel flitst vaker dan drie keer per seconde. Dat kan een epileptische aanval geven.",
            0.8,
        ),
        "sound": Finds(
            Niveau.ASK,
            ("1.4.2",),
            "Een script laat geluid of beeld vanzelf beginnen. Kan de bezoeker het stoppen?",
        ),
    },
    help=(
        "Laat niets vanzelf bewegen, of zet er een knop bij. Goed voorbeeld: een knop 'Pauzeren' bij een "
        "wisselende foto."
    ),
)
