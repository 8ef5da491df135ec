"""What reacts to a click but not to the keyboard? WCAG 2.1.1 Keyboard, 4.1.2 Name, role, value."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="klik-zonder-toetsenbord",
    script="clickable.js",
    cases={
        "unreachable": Finds(
            Niveau.BLOCK,
            ("2.1.1", "4.1.2"),
            "Dit onderdeel{tekst} reageert op een klik, maar is met het toetsenbord niet te bereiken.",
        ),
        "no-keys": Finds(
            Niveau.BLOCK,
            ("2.1.1",),
            (
                "Dit onderdeel{tekst} krijgt wel de focus, maar doet niets met Enter of de spatiebalk. "
                "Het reageert alleen op een klik."
            ),
        ),
        "maybe": Finds(
            Niveau.ASK,
            ("2.1.1",),
            (
                "Dit onderdeel{tekst} lijkt te klikken, maar is met het toetsenbord niet te bereiken. Kan"
                " dezelfde actie ook met een knop of link?"
            ),
        ),
    },
    help=(
        "Maak er een echte knop of link van. Goed voorbeeld: een 'button' voor een actie, een 'a' met "
        "'href' om ergens heen te gaan."
    ),
)
