"""A form with every kind of logic, as an editor's file makes it."""

from __future__ import annotations

from typing import Any

STAPPEN: list[dict[str, Any]] = [
    {
        "slug": "wat",
        "titel": "Wat wilt u?",
        "vraag": [
            {
                "type": "keuze",
                "code": "soort",
                "label": "Wat voor feest is het?",
                "opties": [
                    {"waarde": "markt", "label": "Een markt"},
                    {"waarde": "feest", "label": "Een feest"},
                ],
            },
            {"type": "getal", "code": "mensen", "label": "Hoeveel mensen komen er?", "minimum": 1},
        ],
        "stop": [
            {
                "titel": "Dit is te groot",
                "tekst": "Bel ons. Wij helpen u met een vergunning.",
                "link_tekst": "Bel ons",
                "link_adres": "tel:+31590012345",
                "als": {"vraag": "mensen", "operator": "meer_dan", "waarde": 200},
            }
        ],
    },
    {
        "slug": "kramen",
        "titel": "De kramen",
        "toon_als": {"vraag": "soort", "waarde": "Een markt"},
        "vraag": [{"type": "getal", "code": "kramen", "label": "Hoeveel kramen zijn er?", "minimum": 0}],
    },
    {
        "slug": "wie",
        "titel": "Wie bent u?",
        "vraag": [
            {
                "type": "tekst",
                "code": "naam",
                "label": "Wat is uw naam?",
                "verplicht": False,
                "doel": "Zo weten wij wie u bent.",
                "verplicht_als": {"vraag": "soort", "waarde": "feest"},
            }
        ],
    },
]
REGELS: list[dict[str, Any]] = [
    {"type": "prijs", "tarief": "leges"},
    {"type": "prijs", "tarief": "kraam", "aantal": "kramen", "als": {"vraag": "soort", "waarde": "markt"}},
    {"type": "zaaktype", "zaaktype": "MARKT", "als": {"vraag": "soort", "waarde": "markt"}},
]
