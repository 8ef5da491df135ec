"""Dutch B1 texts for every axe rule that runs: what is wrong with this element, and how to mend it."""

from __future__ import annotations

from a11y_checks.browser.texts import aria, forms, media, names, page, structure
from a11y_checks.browser.texts.base import RuleText

__all__ = ["TEXTS", "RuleText"]

TEXTS: dict[str, RuleText] = {
    **aria.TEXTS,
    **forms.TEXTS,
    **media.TEXTS,
    **names.TEXTS,
    **page.TEXTS,
    **structure.TEXTS,
}
