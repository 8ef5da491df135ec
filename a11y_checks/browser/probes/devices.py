"""What needs one way of holding, shaking or pasting? WCAG 1.3.4, 2.5.4, 3.3.8."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="apparaat-vast",
    touches=2,
    script="devices.js",
    cases={
        "lock": Finds(
            Niveau.ASK,
            ("1.3.4",),
            (
                "Een script zet het scherm vast in één stand. Wie het apparaat niet kan draaien, kan de "
                "pagina niet gebruiken."
            ),
        ),
        "turned": Finds(
            Niveau.BLOCK,
            ("1.3.4",),
            "De pagina draait een kwartslag als iemand het scherm draait. Zo werkt ze maar in één stand.",
        ),
        "gone": Finds(
            Niveau.ASK,
            ("1.3.4",),
            "De inhoud verdwijnt als het scherm staat of ligt. Zo werkt de pagina maar in één stand.",
        ),
        "shake": Finds(
            Niveau.ASK,
            ("2.5.4",),
            (
                "De pagina reageert op het bewegen van het apparaat. Kan hetzelfde met een knop, en kan "
                "het uit?"
            ),
        ),
        "paste": Finds(
            Niveau.ASK,
            ("3.3.8",),
            (
                "In dit veld{tekst} is plakken uitgezet. Wie een wachtwoord uit een kluis haalt, kan niet"
                " verder."
            ),
        ),
    },
    help="Laat de pagina staand en liggend werken, geef voor bewegen ook een knop, en laat plakken toe.",
)
