"""Finds every rule of this package and runs them all over one document. PURE."""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from functools import cache
from pathlib import Path

from a11y_checks import accessible_name, bevinding, document, style, text
from a11y_checks.document import Document
from a11y_checks.rules.base import Bevinding, Niveau, Rule

_HERE = Path(__file__).parent
_ORDER = {Niveau.BLOCK: 0, Niveau.ASK: 1, Niveau.NOTE: 2}


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by id. A module of the package without a RULE is a helper and is passed over.

    Raises ValueError when two modules claim one id.
    """
    rules: dict[str, Rule] = {}
    for info in pkgutil.iter_modules([str(_HERE)]):
        module = importlib.import_module(f"{__package__}.{info.name}")
        rule = getattr(module, "RULE", None)
        if not isinstance(rule, Rule):
            continue
        if rule.id in rules:
            raise ValueError(f"Two rules are called {rule.id!r}")
        rules[rule.id] = rule
    return tuple(rules[key] for key in sorted(rules))


def run_rules(document: Document, *, state: str = "pagina") -> list[Bevinding]:
    """All bevindingen of all rules on `document`, block first, then ask, then note."""
    found = [found for rule in all_rules() for found in rule.run(document, state=state)]
    return sorted(found, key=lambda item: _ORDER[item.niveau])


def _source_hash() -> str:
    """Changes whenever a rule, or what all rules stand on, changes: stored verdicts are kept under it."""
    digest = hashlib.sha256()
    shared = [Path(str(module.__file__)) for module in (accessible_name, bevinding, document, style, text)]
    for path in [*sorted(_HERE.glob("*.py")), *shared]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


RULES_VERSION = _source_hash()
