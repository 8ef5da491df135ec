"""Knows the files that come with axe-core: their version, their checksums and the rules that must run."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
AXE_DIR = HERE / "axe"
AXE_SCRIPT = AXE_DIR / "axe.min.js"
SCRIPTS = HERE / "scripts"

# WCAG 2.2 A and AA plus axe's own advice; EN 301 549 asks for 2.1, the 2.2 rule only asks (see levels.py).
DEFAULT_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

_CRITERION = re.compile(r"wcag([1-9])([1-9])([1-9][0-9]?)\Z")


class UnknownTags(ValueError):
    """Tags that select no rule at all: axe would run nothing and report no fault."""


class DamagedData(Exception):
    """A file of axe-core differs from its checksum in the manifest; the message is Dutch."""


@cache
def manifest() -> dict[str, Any]:
    """The manifest beside axe-core: version, licence, SHA-256 per file and the tags of every rule."""
    loaded: dict[str, Any] = json.loads((AXE_DIR / "manifest.json").read_text(encoding="utf-8"))
    return loaded


AXE_VERSION: str = manifest()["version"]


def verify_files() -> None:
    """Raises DamagedData when a file is missing or not the one that was pinned."""
    for name, expected in manifest()["files"].items():
        path = AXE_DIR / name
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "ontbreekt"
        if found != expected:
            raise DamagedData(f"Het bestand {name} van axe-core is niet het bestand dat bij Loket hoort.")


def rules_for(tags: Iterable[str]) -> list[str]:
    """Ids of the axe rules that must run for `tags`, sorted. Raises UnknownTags for a tag without rules."""
    asked = set(tags)
    rules: dict[str, list[str]] = manifest()["rules"]
    unknown = asked - {tag for tags_of_rule in rules.values() for tag in tags_of_rule}
    if unknown or not asked:
        raise UnknownTags(", ".join(sorted(unknown)) or "(leeg)")
    return sorted(rule for rule, tags_of_rule in rules.items() if asked.intersection(tags_of_rule))


def criteria(tags: Iterable[str]) -> tuple[str, ...]:
    """Success criteria in axe's tags: ("wcag2aa", "wcag143") gives ("1.4.3",)."""
    matches = (_CRITERION.match(tag) for tag in tags)
    return tuple(".".join(match.groups()) for match in matches if match)


def _source_hash() -> str:
    """Changes whenever anything that shapes a verdict changes: axe, our scripts, probes, levels or texts."""
    digest = hashlib.sha256(json.dumps(manifest()["files"], sort_keys=True).encode())
    shaping = (
        "audit.py", "axe_run.py", "chromium.py", "contrast.py", "levels.py", "mapping.py", "pixels.py", "probing.py",
        "scripting.py", "scriptless.py",
    )  # fmt: skip
    folders = ("scripts", "texts", "probes")
    files = [HERE / name for name in shaping]
    files += [path for folder in folders for path in sorted((HERE / folder).glob("*.[jp][sy]"))]
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


ENGINE_VERSION = f"axe-core {AXE_VERSION}+{_source_hash()}"
