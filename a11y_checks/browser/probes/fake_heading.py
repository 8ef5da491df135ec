"""Which text looks like a heading but is none? WCAG 1.3.1 Info and relationships, failure F2."""

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.probes.base import Finds, Probe

PROBE = Probe(
    id="lijkt-op-kop",
    script="fake_heading.js",
    cases={
        "": Finds(
            Niveau.ASK,
            ("1.3.1",),
            "De tekst{tekst} ziet eruit als een kop, maar is het niet. Is dit een kop?",
            0.6,
        ),
    },
    help=(
        "Is dit een kop? Maak er dan een echte kop van. Mensen met een schermlezer springen van kop naar "
        "kop. Goed voorbeeld: kop 2 'Openingstijden'."
    ),
)
