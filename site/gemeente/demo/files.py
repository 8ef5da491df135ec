"""Reads the demo's own files."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
IMAGES = FOLDER / "beelden"
VERDICTS = FOLDER / "oordelen.json"


def read(name: str) -> dict[str, Any]:
    """The content of inhoud/`name`.toml."""
    return tomllib.loads((FOLDER / "inhoud" / f"{name}.toml").read_text(encoding="utf-8"))


def read_verdicts() -> list[dict[str, Any]]:
    """The verdicts that the demo carries for its own pages, or none when there are no such."""
    return list(json.loads(VERDICTS.read_text(encoding="utf-8"))) if VERDICTS.exists() else []


def write_verdicts(verdicts: list[dict[str, Any]]) -> None:
    """Write the verdicts, sorted, so that a change shows as a small difference."""
    ordered = sorted(verdicts, key=lambda v: (v["page_type"], v["content_hash"]))
    VERDICTS.write_text(
        json.dumps(ordered, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
