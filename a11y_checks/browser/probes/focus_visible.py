"""Can people see where the focus is, and does it stay there? WCAG 2.4.7 Focus visible, 3.2.1 On focus, 2.4.11."""

from __future__ import annotations

import time

from a11y_checks.bevinding import Niveau
from a11y_checks.browser import pixels
from a11y_checks.browser.chromium import Browser
from a11y_checks.browser.probes.base import Finds, Hit, Probe
from a11y_checks.browser.scripting import in_page

_MOST_COMPARED = 3
_MARGIN = 12.0


def _walk(browser: Browser, until: float) -> list[Hit]:
    """The hits of the script; where it saw no change of style, only those without any other pixel too."""
    hits: list[Hit] = browser.driver.execute_script(in_page("focus_visible.js"), until_milliseconds(until))
    found = [hit for hit in hits if not hit.get("compare")]
    unsure = [hit for hit in hits if hit.get("compare")]
    for hit in unsure[:_MOST_COMPARED]:
        if time.monotonic() > until:
            break
        if _looks_the_same(browser, str(hit["selector"])):
            found.append({**hit, "more": len(unsure) - 1})
    return found


def until_milliseconds(until: float) -> int:
    """How long a script may take, from a moment of the clock."""
    return max(100, int((until - time.monotonic()) * 1000))


def _looks_the_same(browser: Browser, selector: str) -> bool:
    pictures = []
    for focused in (False, True):
        place = browser.driver.execute_script(in_page("focus_one.js"), selector, focused)
        if place is None:
            return False
        pictures.append(pixels.capture(browser, pixels.Box(*place).grown(_MARGIN)))
    browser.driver.execute_script("if (document.activeElement) document.activeElement.blur(); scrollTo(0, 0)")
    return pixels.same_picture(*pictures)


PROBE = Probe(
    id="focus",
    walk=_walk,
    touches=2,
    seconds=4.0,
    cases={
        "unseen": Finds(
            Niveau.BLOCK,
            ("2.4.7",),
            "Aan dit onderdeel{tekst} is niet te zien dat het de focus heeft. Wie met het toetsenbord werkt, weet niet "
            "waar hij is.",
        ),
        "hidden": Finds(
            Niveau.ASK,
            ("2.4.7", "2.4.3"),
            "Dit onderdeel{tekst} krijgt de focus, maar staat niet in beeld. Wie met het toetsenbord werkt, is de plek "
            "kwijt.",
            0.8,
        ),
        "lost": Finds(
            Niveau.BLOCK,
            ("2.1.1", "2.4.7", "3.2.1"),
            "Dit onderdeel{tekst} laat de focus meteen weer los. Met het toetsenbord is het niet te gebruiken.",
        ),
        "moves": Finds(
            Niveau.BLOCK,
            ("3.2.1",),
            "Wie met het toetsenbord op dit onderdeel{tekst} komt, gaat meteen naar een andere pagina of venster.",
        ),
        "covered": Finds(
            Niveau.ASK,
            ("2.4.11",),
            "Dit onderdeel{tekst} ligt achter een vaste balk als het de focus krijgt. Is het dan nog te zien?",
            0.6,
        ),
    },
    help=(
        "Laat de rand om het onderdeel met de focus staan: haal 'outline: none' weg. Goed voorbeeld: een rand van 3 "
        "pixels in een kleur die afsteekt."
    ),
)
