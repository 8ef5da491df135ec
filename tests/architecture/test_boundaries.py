"""Who may talk to other machines or start programs, and what nobody may do."""

import ast
import re

import pytest

from tests.architecture.sources import name_of, own_files, python_files, tree

# Modules that open connections, and the only places that may use them.
NETWORK = {
    "requests",
    "urllib3",
    "httpx",
    "aiohttp",
    "http.client",
    "urllib.request",
    "socket",
    "ftplib",
    "selenium",
}
MAY_CONNECT = (
    "a11y_checks/browser/",
    "a11y_checks/crawl/",
    "formulieren/zaken/client",
    "formulieren/bijlagen/clamd",
    "producten/feeds/sdg_client",
    "basis/links/fetch",
    # Tiles of the one map that the settings name; so that no visitor's browser has to ask another site.
    "basis/kaart/client",
)
PROGRAMS = {"subprocess", "multiprocessing", "pty"}
MAY_START = (
    "a11y_checks/browser/",
    "a11y_checks/cli/own_auditor",
    "a11y_checks/documents/inspect/run",
    "formulieren/bijlagen/inspect/run",
    "a11y_checks/management/",
)
DANGEROUS = {"eval", "exec", "compile", "__import__"}
# Marking text as safe HTML, and leaving CSRF out: each needs a reason of its own, beside its file.
SAFE = re.compile(r"\bmark_safe\(|\bcsrf_exempt\b|SafeString\(")
MAY_BE_SAFE: dict[str, str] = {
    "producten/templatetags/feeds_tags.py": "JSON in a data block, in which <, > and & are written as their codes",
    "a11y_checks/lezerspanel/views.py": "without a cookie and an account a forged form has nothing to borrow",
    "formulieren/zaken/notificaties/view.py": "a program calls it with a secret header and no cookie",
    "basis/blocks.py": "rich text as Wagtail rendered it, with type and size set after the links to files",
}


def imported(source: ast.Module) -> set[str]:
    """Every module name that a file imports, with `from x import y` also as x.y."""
    found = set()
    for node in ast.walk(source):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize(
    ("modules", "allowed"), [(NETWORK, MAY_CONNECT), (PROGRAMS, MAY_START)], ids=["network", "programs"]
)
def test_only_a_few_places_reach_outside(modules: set[str], allowed: tuple[str, ...]) -> None:
    found = [
        f"{name_of(path)}: {name}"
        for path in python_files()
        if not name_of(path).startswith(allowed)
        for name in imported(tree(path))
        if name in modules or name.split(".")[0] in modules
    ]
    assert not found


def test_the_auditor_opens_no_database() -> None:
    """The pool, the protocol and the server run outside Django: HTML in, findings out."""
    outside = python_files("a11y_checks/browser/")
    assert outside
    found = [
        f"{name_of(path)}: {name}"
        for path in outside
        for name in imported(tree(path))
        if name.split(".")[0] in {"wagtail", "psycopg", "sqlite3"}
        or name.startswith(("django.db", "django.apps"))
    ]
    assert not found


def test_nothing_evaluates_text() -> None:
    found = [
        f"{name_of(path)}:{node.lineno} {node.func.id}"
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in DANGEROUS
    ]
    assert not found


def test_safe_html_and_missing_csrf_have_a_reason() -> None:
    found = {name_of(path) for path in python_files() if SAFE.search(path.read_text())}
    assert found == set(MAY_BE_SAFE)


def test_templates_escape() -> None:
    found = [
        f"{name_of(path)}: {match[0]}"
        for path in own_files()
        if path.suffix == ".html" and "templates" in path.parts
        for match in re.finditer(r"\|\s*safe\b|{%\s*autoescape\s+off|\|\s*safeseq\b", path.read_text())
    ]
    assert not found
