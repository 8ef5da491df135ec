"""The built CSS: complete for our templates, small, unchanged since the build, and free of surprises."""

import gzip
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.LOKET_ROOT)
STATIC = ROOT / "static"
VENDOR = STATIC / "vendor"
SHEETS = [
    VENDOR / "nlds" / "nlds.css",
    STATIC / "css" / "loket.css",
    STATIC / "css" / "huisstijl-elzenvoort.css",
]
PACKAGES = ["templates", "site", "toptaken", "formulieren", "producten", "basis"]
# Kilobytes of CSS on a public page; a page needs no other sheet.
MAX_RAW, MAX_GZIP = 105, 16


def used_classes() -> set[str]:
    used: set[str] = set()
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*"):
            if path.suffix in {".html", ".py"}:
                used |= set(
                    re.findall(
                        r"\butrecht-[a-z0-9_-]*[a-z0-9](?![a-z0-9{_-])", path.read_text(encoding="utf-8")
                    )
                )
    return used


def test_every_design_system_class_in_a_template_is_selected() -> None:
    selection = json.loads((ROOT / "frontend" / "selection.json").read_text(encoding="utf-8"))
    assert used_classes() - set(selection["classes"]) == set()


def test_every_icon_in_a_template_is_in_the_sprite() -> None:
    sprite = (VENDOR / "tabler" / "iconen.svg").read_text(encoding="utf-8")
    for path in (ROOT / "templates").rglob("*.html"):
        for name in re.findall(r'icon\.html" with naam="([a-z-]+)"', path.read_text(encoding="utf-8")):
            assert f'id="{name}"' in sprite, (path.name, name)


def test_custom_properties_of_our_own_css_exist() -> None:
    css = "".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
    defined = set(re.findall(r"(--[\w-]+)\s*:", css))
    for sheet in SHEETS[1:]:
        without_fallback = set(re.findall(r"var\(\s*(--[\w-]+)\s*\)", sheet.read_text(encoding="utf-8")))
        assert without_fallback - defined == set(), sheet.name


def test_css_stays_small_and_asks_nothing_of_other_hosts() -> None:
    contents = [sheet.read_bytes() for sheet in SHEETS]
    assert sum(map(len, contents)) < MAX_RAW * 1024
    assert sum(len(gzip.compress(content)) for content in contents) < MAX_GZIP * 1024
    for content in contents:
        assert b"@import" not in content
        for url in re.findall(rb"url\(([^)]*)\)", content):
            assert url.strip(b"\"'").startswith(b"../"), url


def test_files_named_in_our_css_exist() -> None:
    for sheet in SHEETS[1:]:
        for url in re.findall(r"url\(\"?([^)\"]*)\"?\)", sheet.read_text(encoding="utf-8")):
            assert (sheet.parent / url).resolve().is_file(), url


def test_manifest_tells_the_truth() -> None:
    manifest = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))
    listed = {entry["path"] for entry in manifest["files"]}
    for entry in manifest["files"]:
        content = (STATIC / entry["path"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"], entry["path"]
        licences = {package["licence"] for package in entry["packages"]}
        assert licences <= {"EUPL-1.2", "OFL-1.1", "MIT", "BSD-2-Clause"}
    present = {str(path.relative_to(STATIC)) for path in VENDOR.rglob("*") if path.is_file()}
    assert present - {"vendor/manifest.json"} == listed
    for folder in ("nlds", "source-sans-3", "tabler", "leaflet"):
        assert any(path.startswith(f"vendor/{folder}/LICENSE") for path in listed)


def test_lock_names_exact_versions_and_no_registry() -> None:
    package = json.loads((ROOT / "frontend" / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    for name, version in package["devDependencies"].items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert lock["packages"][f"node_modules/{name}"]["version"] == version
    for name, entry in lock["packages"].items():
        assert "resolved" not in entry, name
        assert name == "" or "integrity" in entry, name


def test_templates_have_no_inline_style_or_script() -> None:
    wrong = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son(?!tvangst=)[a-z]+=|javascript:", re.I)
    for path in (ROOT / "templates").rglob("*.html"):
        if "beheer" in path.parts or "mail" in path.parts or "a11y_checks" in path.parts:
            continue
        assert not wrong.search(path.read_text(encoding="utf-8")), path


def test_build_gives_the_committed_files() -> None:
    node = shutil.which("node")
    if node is None or not (ROOT / "frontend" / "node_modules").is_dir():
        pytest.skip("needs node and `npm ci` in frontend/")
    done = subprocess.run(
        [node, "build.mjs", "--check"], cwd=ROOT / "frontend", capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
