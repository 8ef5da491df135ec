"""A film from another site needs captions as well (WCAG 1.2.2 and 1.2.5; failure F8)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules.base import Hit, Niveau, Rule

_VIDEO = re.compile(
    r"youtube\.com|youtube-nocookie\.com|youtu\.be|vimeo\.com|dailymotion\.com|wistia\.", re.I
)
_AUTOPLAY = re.compile(r"[?&]autoplay=(?:1|true)", re.I)


def check(document: Document) -> Iterator[Hit]:
    """Every frame with a film of a well-known site; one that starts by itself is named for that too."""
    for tag in document.named("iframe", "embed", "object"):
        source = attr(tag, "src") or attr(tag, "data") or ""
        if not _VIDEO.search(source) or document.is_hidden(tag):
            continue
        yield Hit(tag, "Heeft deze video ondertiteling, en staat wat u ziet ook in de tekst?")
        if _AUTOPLAY.search(source):
            yield Hit(tag, "Deze video begint vanzelf.", criteria=("1.4.2", "2.2.2"), certainty=0.9)


RULE = Rule(
    id="ingevoegde-video",
    criteria=("1.2.2", "1.2.5"),
    niveau=Niveau.ASK,
    title="Video van een andere site",
    help="Kijk of de video ondertiteling heeft in het Nederlands. Zet anders de tekst van de video eronder.",
    check=check,
    certainty=0.6,
)
