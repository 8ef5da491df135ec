"""Runs axe-core in a page and refuses to believe an answer that may be a false green."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from axe_selenium_python import Axe

from a11y_checks.browser.data import AXE_DIR, AXE_SCRIPT, AXE_VERSION, SCRIPTS

# The rules of axe that can judge the same visible elements otherwise when their places or colours change. Rules for
# orientation read style sheets, which `preload: false` leaves out at any width.
BY_PLACE_OR_COLOUR = frozenset(
    {"color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"}
)


class EngineProblem(Exception):
    """axe did not do what was asked; the page counts as not checked. The message is technical."""


@cache
def script(name: str) -> str:
    """A script of ours with the shared helpers in front, closed off from the page's own names."""
    helpers = ("lib.js", "probe.js", "sure.js") if name == "run_axe.js" else ("lib.js",)
    return "\n".join((SCRIPTS / part).read_text(encoding="utf-8") for part in (*helpers, name))


@cache
def engine_source() -> str:
    """watch.js and axe-core with its Dutch locale, as one script that a page gets before its own scripts."""
    locale = json.loads((AXE_DIR / "locales" / "nl.json").read_text(encoding="utf-8"))
    watch = (SCRIPTS / "watch.js").read_text(encoding="utf-8")
    return (
        f"{watch}\n{AXE_SCRIPT.read_text(encoding='utf-8')}\naxe.configure({{locale: {json.dumps(locale)}}});"
    )


class PinnedAxe(Axe):
    """axe-selenium-python's Axe with our pinned axe-core through `script_url`.

    `inject` and `run` are our own: the package's reach no frames, build JavaScript with Python's repr, and turn a
    rejected promise into a time-out.
    """

    def __init__(self, driver: Any) -> None:
        super().__init__(driver, script_url=str(AXE_SCRIPT))
        self._prepared = False

    def inject(self) -> None:
        """Give axe to every page and frame that this browser opens from now on (once per browser)."""
        if not self._prepared:
            self.selenium.execute_cdp_cmd(
                "Page.addScriptToEvaluateOnNewDocument", {"source": engine_source()}
            )
            self._prepared = True

    def run_rules(self, rules: Sequence[str], *, narrow: bool = False) -> dict[str, Any]:
        """axe's violations and incomplete results for exactly these rules, in our slim shape.

        On a `narrow` window that shows the same elements as the full one, only the rules that look at places and
        colours run again. Raises EngineProblem when axe failed, when it is another version, or when a rule did not run.
        """
        again = [rule for rule in rules if rule in BY_PLACE_OR_COLOUR] if narrow else None
        answer = self.selenium.execute_async_script(script("run_axe.js"), list(rules), again)
        if not isinstance(answer, dict) or "failure" in answer:
            raise EngineProblem(f"axe: {answer}")
        if answer["engine"] != AXE_VERSION:
            raise EngineProblem(f"axe {answer['engine']} ran instead of {AXE_VERSION}")
        asked = set(answer["asked"])
        if missing := (set(rules) if asked != set(again or ()) else asked) - set(answer["ran"]):
            raise EngineProblem(f"rules that did not run: {', '.join(sorted(missing))}")
        return answer
