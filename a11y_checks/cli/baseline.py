"""The baseline: a YAML file of known bevindingen that don't count for a while.

Each has a reason, an owner and an end. An entry fits a bevinding by fingerprint, so it holds while the content stays
the same, on every page that has it. It reaches at most 90 days ahead. Expired entries and entries that fit nothing
make the run fail: the list can only shrink.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from a11y_checks.bevinding import Niveau
from a11y_checks.crawl.report import AuditReport, Found, PageReport

MAX_DAYS = 90
VERSION = 1
_REQUIRED = ("fingerprint", "rule", "reason", "owner", "expires")
_OPTIONAL = ("url", "message")
_FINGERPRINT = re.compile(r"[0-9a-f]{32}")
_MAX_BYTES = 5_000_000
_HEAD = """\
# Bekende bevindingen die nog niet meetellen. Vul bij elke regel een reden en een eigenaar in: zonder die twee
# weigert de controle dit bestand. Een regel geldt hoogstens {days} dagen. Daarna telt de bevinding weer mee.
# Haal een regel weg zodra de fout is opgelost.
"""


class BaselineProblem(Exception):
    """The file can't be used; the message is one Dutch line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One known bevinding. `line` is where it stands in the file; `url` and `message` only help a reader."""

    fingerprint: str
    rule: str
    reason: str
    owner: str
    expires: date
    line: int
    url: str = ""
    message: str = ""


class _Loader(yaml.SafeLoader):
    """Plain data only; every mapping also tells on which line it starts, and no key stands in one twice."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[str] = set()
    for key, _value in node.value:
        if key.value in seen:
            raise BaselineProblem(f"regel {key.start_mark.line + 1}: '{key.value}' staat er twee keer.")
        seen.add(key.value)
    return {**loader.construct_mapping(node, deep=True), "__line__": node.start_mark.line + 1}


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read(path: Path, *, today: date) -> list[Entry]:
    """The entries of the file, expired ones too. Raises BaselineProblem with file and line."""
    try:
        return [_entry(item, today) for item in _items(path)]
    except BaselineProblem as problem:
        raise BaselineProblem(f"De baseline {path} is niet goed: {problem}") from problem


def _items(path: Path) -> list[Any]:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise BaselineProblem("het bestand is te groot.")
        text = path.read_text(encoding="utf-8")
        content = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader with line numbers
    except (OSError, UnicodeDecodeError) as problem:
        raise BaselineProblem("het bestand is niet te lezen.") from problem
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f"regel {mark.line + 1}: " if mark else ""
        raise BaselineProblem(f"{where}dit is geen geldige YAML.") from problem
    if not isinstance(content, dict) or content.get("version") != VERSION:
        raise BaselineProblem(f"bovenaan hoort 'version: {VERSION}' te staan.")
    if unknown := set(content) - {"version", "bevindingen", "__line__"}:
        raise BaselineProblem(f"'{sorted(map(str, unknown))[0]}' hoort niet in dit bestand.")
    items = content.get("bevindingen") or []
    if not isinstance(items, list):
        raise BaselineProblem("'bevindingen' is geen lijst.")
    prints = [item.get("fingerprint") for item in items if isinstance(item, dict)]
    for item in items:
        if isinstance(item, dict) and prints.count(item.get("fingerprint")) > 1:
            raise BaselineProblem(f"regel {item['__line__']}: deze fingerprint staat er meer dan één keer.")
    return items


def _entry(item: Any, today: date) -> Entry:
    if not isinstance(item, dict):
        raise BaselineProblem("een bevinding in de lijst is geen blok met velden.")
    line = int(item.pop("__line__"))
    if missing := [name for name in _REQUIRED if item.get(name) in (None, "")]:
        raise BaselineProblem(f"regel {line}: '{missing[0]}' is leeg of ontbreekt.")
    if unknown := set(item) - {*_REQUIRED, *_OPTIONAL}:
        raise BaselineProblem(f"regel {line}: '{sorted(map(str, unknown))[0]}' is geen veld.")
    expires = item["expires"]
    if not isinstance(expires, date) or isinstance(expires, datetime):
        raise BaselineProblem(f"regel {line}: 'expires' is geen datum (jjjj-mm-dd).")
    if expires > today + timedelta(days=MAX_DAYS):
        raise BaselineProblem(f"regel {line}: 'expires' ligt meer dan {MAX_DAYS} dagen vooruit.")
    texts = {name: item.get(name) or "" for name in (*_REQUIRED, *_OPTIONAL) if name != "expires"}
    for name, value in texts.items():
        if not isinstance(value, str) or (name in _REQUIRED and not value.strip()):
            raise BaselineProblem(f"regel {line}: '{name}' is geen tekst of is leeg.")
    if not _FINGERPRINT.fullmatch(texts["fingerprint"]):
        raise BaselineProblem(f"regel {line}: 'fingerprint' moet 32 tekens hebben (0-9, a-f).")
    return Entry(expires=expires, line=line, **texts)


def apply(entries: Sequence[Entry], report: AuditReport, *, today: date) -> list[Entry]:
    """Accept what the entries cover; returns the entries that are of use still.

    Expired ones cover nothing and, like those that fit nothing, become complaints of the report. Whether an entry
    fits nothing is only known when every page was checked.
    """
    valid = {entry.fingerprint: entry for entry in entries if entry.expires >= today}
    used: set[str] = set()
    seen: set[str] = set()
    for _page, item in report.all_found():
        seen.add(item.fingerprint)
        entry = valid.get(item.fingerprint)
        if entry is not None and entry.rule == item.bevinding.rule and not item.accepted:
            item.accepted = f"Baseline tot en met {entry.expires:%d-%m-%Y} ({entry.owner}): {entry.reason}"
            used.add(entry.fingerprint)
    for entry in entries:
        what = f"Baseline, regel {entry.line} ({entry.rule}):"
        if entry.expires < today:
            report.complaints.append(
                f"{what} verlopen op {entry.expires:%d-%m-%Y}. Los de fout op of spreek opnieuw iets af."
            )
        elif entry.fingerprint not in used and (entry.fingerprint in seen or not report.unchecked):
            report.complaints.append(f"{what} past nergens meer op. Haal deze regel weg.")
    return [entry for entry in entries if entry.fingerprint in used]


def proposal(report: AuditReport, kept: Iterable[Entry], *, today: date) -> str:
    """A file for everything that still makes the run fail, after `kept`. Reason and owner stay empty on purpose."""
    entries = [
        {
            "fingerprint": entry.fingerprint,
            "rule": entry.rule,
            "url": entry.url,
            "message": entry.message,
            "reason": entry.reason,
            "owner": entry.owner,
            "expires": entry.expires,
        }
        for entry in kept
    ]
    fresh: dict[str, tuple[PageReport, Found]] = {}
    for page, item in report.all_found():
        if not item.accepted and item.bevinding.niveau is not Niveau.NOTE:
            fresh.setdefault(item.fingerprint, (page, item))
    entries += [
        {
            "fingerprint": fingerprint,
            "rule": item.bevinding.rule,
            "url": page.url,
            "message": item.bevinding.message,
            "reason": "",
            "owner": "",
            "expires": today + timedelta(days=MAX_DAYS),
        }
        for fingerprint, (page, item) in fresh.items()
    ]
    body = yaml.safe_dump(
        {"version": VERSION, "bevindingen": entries}, allow_unicode=True, sort_keys=False, width=110
    )
    return _HEAD.format(days=MAX_DAYS) + body
