"""What a probe is: a script (or a walk through the page) at one width, and the words for each case it can find."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from a11y_checks.bevinding import Bevinding, Niveau, content_mark
from a11y_checks.browser.protocol import Depth

if TYPE_CHECKING:
    from a11y_checks.browser.chromium import Browser

# What a probe finds: plain JSON of one element, at least what `describe()` in lib.js gives, and its "case".
Hit = dict[str, Any]
MOST_HITS = 20


class Finds(NamedTuple):
    """One thing a probe can find. `message` may hold {tekst} and every other name in the hit."""

    niveau: Niveau
    criteria: tuple[str, ...]
    message: str
    certainty: float = 0.7


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Probe:
    """`script` names a file in scripts/ that returns a list of hits; `walk` does it from Python instead.

    `touches` is above 0 for a script that moves focus, sends events or changes styles for a moment: those run after
    all that only look, the highest last. `scripted`: it looks at what a page's own scripts do, so a page without any is
    not poked at. `seconds` is the probe's own time limit; `helps` is for cases with help of
    their own.
    """

    id: str
    cases: Mapping[str, Finds]
    help: str
    script: str = ""
    walk: Callable[[Browser, float], list[Hit]] | None = None
    width: int = 1280
    depth: Depth = "publish"
    touches: int = 0
    scripted: bool = False
    seconds: float = 2.0
    helps: Mapping[str, str] = field(default_factory=dict)

    def word(self, hit: Hit, state: str) -> Bevinding:
        """The bevinding of one hit. Raises KeyError when the script names a case that has no words."""
        case = self.cases[str(hit.get("case", ""))]
        shown = str(hit.get("text", ""))
        facts = {**hit, "tekst": f" '{shown}'" if shown else ""}
        return Bevinding(
            rule=self.id,
            niveau=case.niveau,
            criteria=case.criteria,
            message=case.message.format_map(facts),
            help=self.helps.get(str(hit.get("case", "")), self.help),
            certainty=1.0 if case.niveau is Niveau.BLOCK else case.certainty,
            selector=str(hit["selector"]),
            excerpt=str(hit["excerpt"]),
            source=str(hit["source"]),
            state=state,
            content=content_mark(str(hit["content"])) if hit.get("content") else "",
        )
