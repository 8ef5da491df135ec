"""What goes wrong on a small or zoomed window, apart from scrolling sideways? WCAG 1.4.4, 1.4.10."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="smal-scherm",
    width=320,
    script="narrow.js",
    cases={
        "cut": Finds(
            Niveau.ASK,
            ("1.4.4", "1.4.10"),
            "Deze tekst wordt op een klein of vergroot scherm afgesneden. Een deel is dan niet te lezen.",
        ),
        "fixed": Finds(
            Niveau.ASK,
            ("1.4.10",),
            (
                "Dit onderdeel blijft vast in beeld en neemt op een vergroot scherm {share} procent van "
                "de hoogte in. Is de rest dan nog te lezen?"
            ),
        ),
    },
    help=(
        "Laat de tekst op een smal scherm over meer regels lopen. Zet kop- en voetbalken op een klein "
        "scherm niet vast."
    ),
)
