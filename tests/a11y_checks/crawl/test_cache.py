"""What is remembered of a page, and what makes it forget."""

from dataclasses import replace
from pathlib import Path

import pytest

from a11y_checks.browser.protocol import Asset
from a11y_checks.crawl.cache import VerdictCache, asset_hash, ruleset
from a11y_checks.crawl.page import CrawledPage

PAGE = CrawledPage("https://a.example/x/", "/x/", "<p>tekst", for_browser="<p>tekst")
RESULT = {"found": [], "error": "", "title": "Proef"}
STYLE = Asset("text/css", b"p{}")


def test_the_same_page_is_found_again_also_in_a_later_run(tmp_path: Path) -> None:
    path = tmp_path / "map" / "c.sqlite3"
    with VerdictCache(path, "1") as first:
        first.put(first.key(PAGE, "site"), {"/s.css": asset_hash(STYLE)}, RESULT)
    with VerdictCache(path, "1") as later:
        assert later.get(later.key(PAGE, "site"), lambda _: STYLE) == RESULT
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"html": "<p>andere tekst"},
        {"path": "/y/"},
        {"state": "stap 2"},
        {"page_type": "a.B"},
        {"for_browser": "<p>"},
    ],
)
def test_another_page_is_another_key(changes: dict[str, str]) -> None:
    cache = VerdictCache(None, "1")
    assert cache.key(replace(PAGE, **changes), "site") != cache.key(PAGE, "site")  # type: ignore[arg-type]


def test_depth_and_ruleset_take_part_and_tokens_do_not() -> None:
    cache = VerdictCache(None, "1")
    assert cache.key(PAGE, "publish") != cache.key(PAGE, "site")
    assert VerdictCache(None, "2").key(PAGE, "site") != cache.key(PAGE, "site")
    one, two = (replace(PAGE, html=f'<script nonce="{n}"></script>') for n in "ab")
    assert cache.key(one, "site") == cache.key(two, "site")


@pytest.mark.parametrize("now", [None, Asset("text/css", b"p{color:red}"), Asset("text/plain", b"p{}")])
def test_a_changed_file_makes_it_forget(tmp_path: Path, now: Asset | None) -> None:
    stands = {"/s.css": STYLE}
    with VerdictCache(tmp_path / "c", "1") as cache:
        key = cache.key(PAGE, "site")
        cache.put(key, {"/s.css": asset_hash(STYLE), "/weg.png": ""}, RESULT)
        assert cache.get(key, stands.get) == RESULT
        assert cache.get(key, {"/s.css": now}.get) is None
        assert cache.get(key, None) is None


def test_a_file_that_is_no_cache_is_no_reason_to_fail(tmp_path: Path) -> None:
    path = tmp_path / "c"
    path.write_text("geen database, wel lang genoeg om op te vallen " * 100)
    cache = VerdictCache(path, "1")
    cache.put("k", {}, RESULT)
    assert cache.get("k", None) is None
    assert "niet te gebruiken" in cache.problem
    assert path.read_text().startswith("geen database")


def test_the_ruleset_names_the_sources_and_the_browser(tmp_path: Path) -> None:
    assert ruleset() == ruleset()
    browser = tmp_path / "chromium"
    browser.write_text("#!/bin/sh\n")
    browser.chmod(0o700)
    assert ruleset(str(browser)) != ruleset()
