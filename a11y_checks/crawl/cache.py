"""Remembers what was found on pages that did not change since, so that they are not audited twice."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import threading
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Self

from a11y_checks.browser.protocol import Asset, Resolve
from a11y_checks.crawl.page import CrawledPage

_PACKAGE = Path(__file__).resolve().parents[1]
_SHAPING = ("rules", "leesbaarheid", "browser", "crawl")
_SUFFIXES = frozenset({".py", ".js", ".json", ".txt"})
_KEEP_DAYS = 90
# Where a browser mostly stands. chromium.py knows more places, but importing it takes longer than all the rest.
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# What differs from one answer to the next without any difference for a visitor.
_VOLATILE = re.compile(r'(name="csrfmiddlewaretoken" value=|nonce=)"[^"]*"')


@cache
def ruleset(chromium: str = "") -> str:
    """A name for everything that shapes a verdict besides the page: our sources and data, and the browser.

    Reads files and imports nothing: a run over unchanged pages stays cheap.
    """
    digest = hashlib.sha256()
    files = sorted(path for name in _SHAPING for path in (_PACKAGE / name).rglob("*"))
    for path in [*sorted(_PACKAGE.glob("*.py")), *files]:
        if path.suffix in _SUFFIXES and path.is_file():
            digest.update(str(path.relative_to(_PACKAGE)).encode() + b"\0" + path.read_bytes())
    browser = next((found for name in (chromium, *_BROWSERS) if name and (found := shutil.which(name))), "")
    if browser:
        stamp = Path(browser).resolve().stat()
        digest.update(f"{browser}:{stamp.st_size}:{stamp.st_mtime_ns}".encode())
    return digest.hexdigest()


def asset_hash(asset: Asset | None) -> str:
    """The hash of a file that a page needs; "" when there is none."""
    return hashlib.sha256(asset.kind.encode() + b"\0" + asset.body).hexdigest() if asset else ""


class VerdictCache:
    """A file with verdicts by content: HTML, address, depth, ruleset, and the files that the page asked for.

    Safe to share between threads and runs. A file that can't be used is no reason to fail: it then remembers nothing.
    """

    def __init__(self, path: Path | None, version: str) -> None:
        self._version = version
        self._lock = threading.Lock()
        self.problem = ""
        self._connection = self._open(path) if path else None

    def _open(self, path: Path) -> sqlite3.Connection | None:
        connection: sqlite3.Connection | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
            connection.execute(
                "create table if not exists verdict (key text primary key, assets text, result text, used integer)"
            )
            oldest = int(time.time()) - _KEEP_DAYS * 86400
            connection.execute("delete from verdict where used < ?", (oldest,))
        except (OSError, sqlite3.Error) as problem:
            self.problem = f"Het bestand {path} met eerdere uitslagen is niet te gebruiken: {problem}."
            if connection is not None:
                connection.close()
            return None
        return connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        self.close()

    def key(self, page: CrawledPage, depth: str) -> str:
        """The name under which the verdict on this page is kept."""
        facts = (self._version, page.path, page.state, page.page_type, depth)
        texts = (_VOLATILE.sub(r"\1", html) for html in (page.html, page.for_browser))
        return hashlib.sha256("\0".join((*facts, *texts)).encode("utf-8", "replace")).hexdigest()

    def get(self, key: str, resolve: Resolve | None) -> dict[str, Any] | None:
        """What was found before, when every file that the page asked for is still the same; else None."""
        row = self._run("select assets, result from verdict where key = ?", (key,))
        if not row:
            return None
        try:
            assets, result = json.loads(row[0]), json.loads(row[1])
        except ValueError:
            return None
        if not isinstance(result, dict) or (assets and resolve is None):
            return None
        if any(asset_hash(resolve(address)) != seen for address, seen in assets.items() if resolve):
            return None
        self._run("update verdict set used = ? where key = ?", (int(time.time()), key))
        return result

    def put(self, key: str, assets: Mapping[str, str], result: Mapping[str, Any]) -> None:
        """Remember what was found. `assets` maps each address the page asked for to its `asset_hash`."""
        self._run(
            "insert or replace into verdict values (?, ?, ?, ?)",
            (key, json.dumps(assets), json.dumps(result, ensure_ascii=False), int(time.time())),
        )

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _run(self, statement: str, values: tuple[object, ...]) -> tuple[str, str] | None:
        if self._connection is None:
            return None
        try:
            with self._lock:
                found: tuple[str, str] | None = self._connection.execute(statement, values).fetchone()
                return found
        except sqlite3.Error as problem:
            self.problem = f"Eerdere uitslagen zijn niet te gebruiken: {problem}."
            return None
