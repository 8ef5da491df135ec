"""Static rules alone on a message that can't wait: a banner made by a template that was audited beforehand."""

from __future__ import annotations

from a11y_checks.document import Document
from a11y_checks.rules.base import Bevinding, Niveau
from a11y_checks.rules.registry import run_rules

# Where a page asks the editor, a crisis message has nobody to answer: this one is certain enough to refuse.
_REFUSED_TOO = frozenset({"hoofdletters"})


def banner_faults(banner: str, *, language: str = "nl") -> list[Bevinding]:
    """What static rules refuse in the banner's HTML, set where it stands on every page. No browser, no database.

    Whatever only asks or notes does not stop it: minutes count, and the audit of the pages follows.
    """
    document = Document.parse(
        f'<!doctype html><html lang="{language}"><head><title>Bericht van de gemeente</title></head><body>'
        f'<a href="#inhoud">Direct naar de inhoud</a>{banner}<header><p>Gemeente</p></header>'
        f'<main id="inhoud"><h1>Welkom bij de gemeente</h1><p>Hier regelt u uw zaken.</p></main></body></html>'
    )
    found = run_rules(document, state="bericht")
    return [b for b in found if b.niveau is Niveau.BLOCK or b.rule in _REFUSED_TOO]
