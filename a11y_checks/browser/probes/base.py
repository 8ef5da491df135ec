"""What a probe is: a script that looks at the page at one width, and a function that words what it found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from a11y_checks.bevinding import Bevinding


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """`script` names a file in scripts/ that returns a list of hits; `word` makes a bevinding of each hit
    and the name of the audited state.

    A hit holds at least what `describe()` in lib.js gives: selector, excerpt, source, text, tag and href.
    """

    id: str
    width: int
    script: str
    word: Callable[[dict[str, Any], str], Bevinding]
