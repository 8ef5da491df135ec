"""Sound that starts by itself drowns a screen reader; movement distracts (WCAG 1.4.2, 2.2.2; failures "
"F23, F93)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Endless sound without any way to stop it (block), and other autoplay (ask)."""
    for tag in document.named("audio", "video", "bgsound"):
        if not (tag.has_attr("autoplay") or tag.name == "bgsound"):
            continue
        if tag.has_attr("muted") or tag.has_attr("controls"):
            if tag.name == "video" and not document.is_hidden(tag):
                yield Hit(
                    tag, "Deze video begint vanzelf.", niveau=Niveau.ASK, criteria=("2.2.2",), certainty=0.7
                )
        else:
            # Without "loop" it may be over in three seconds, a button beside it may stop it, and a film may be silent.
            certain = tag.name != "video" and tag.has_attr("loop") and not document.named("button")
            yield Hit(
                tag,
                "Dit geluid begint vanzelf en er is geen knop om het te stoppen.",
                niveau=Niveau.BLOCK if certain else Niveau.ASK,
                certainty=1.0 if certain else 0.8,
            )


RULE = Rule(
    id="speelt-vanzelf",
    criteria=("1.4.2",),
    niveau=Niveau.BLOCK,
    title="Beeld of geluid begint vanzelf",
    help="Laat de bezoeker zelf op de startknop drukken. Haal 'autoplay' weg en zet 'controls' erbij.",
    check=check,
)
