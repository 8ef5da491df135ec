"""One name for the rules that files are checked by: a stored check of other rules is done again. PURE."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def document_rules_version() -> str:
    """Twelve hex characters that change when a rule, a text or the reading of files changes."""
    digest = hashlib.sha256()
    for path in [*sorted((_HERE / "inspect").glob("*.py")), _HERE / "rules.py", _HERE / "texts.py"]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
