"""No route is missing: whatever in Wagtail or wagtail-localize makes a page live stands in a list, with its route.

A new version of either that publishes in one place more fails here. Read what that place does, give it a route in
routes_pages.py or routes_copies.py (or a reason why none is needed), and add a row to wagtail_writes.txt.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import wagtail
import wagtail_localize
from django.apps import apps
from django.core.management import get_commands
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import DraftStateMixin, get_page_models

from tests.a11y_checks.gate.routes import ROUTES

LIST = Path(__file__).with_name("wagtail_writes.txt")
SKIPPED = {"tests", "test", "migrations", "project_template"}
CALLS = {
    "publish", "_publish_revision", "save_target", "update_aliases", "create_or_update_translation", "create_alias",
    "copy_for_translation", "sync_alias", "synchronize_tree", "translate_object", "translate_page_subtree",
}  # fmt: skip
# Namespaces of the admin in which a page can be changed.
NAMESPACES = {"wagtailadmin_pages", "wagtail_localize"}


def rows() -> dict[str, str]:
    """The list: "kind place" to the name of a route, or to a reason that begins with a dash."""
    lines = [line for line in LIST.read_text().splitlines() if line and not line.startswith("#")]
    return dict(line.split(" = ", 1) for line in lines)


def writes(package: Any) -> Iterator[str]:
    """Each place in the sources of `package` that publishes or says what is live, as "code file:function what"."""
    root = Path(package.__file__).parent
    for path in sorted(root.rglob("*.py")):
        name = path.relative_to(root.parent)
        if not SKIPPED & set(name.parts) and not path.name.startswith(("test_", "tests")):
            for function, what in places(ast.parse(path.read_text())):
                yield f"code {name.as_posix()}:{function} {what}"


def places(node: ast.AST, function: str = "") -> Iterator[tuple[str, str]]:
    """(function, what it does) for each call, assignment or argument that can make a page live."""
    for child in ast.iter_child_nodes(node):
        inside = function
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inside = f"{function}.{child.name}".lstrip(".")
        if isinstance(child, ast.Call):
            called = child.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in CALLS:
                yield inside, f"{name}()"
        elif isinstance(child, ast.Assign | ast.AnnAssign | ast.AugAssign):
            targets = child.targets if isinstance(child, ast.Assign) else [child.target]
            if any(isinstance(target, ast.Attribute) and target.attr == "live" for target in targets):
                yield inside, "sets live"
        elif isinstance(child, ast.keyword) and child.arg in {"live", "keep_live"}:
            yield inside, f"{child.arg}="
        yield from places(child, inside)


def actions() -> Iterator[str]:
    """Wagtail's actions: each is one way to change a page."""
    folder = Path(wagtail.__file__).parent / "actions"
    for path in sorted(folder.glob("*.py")):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and node.name.endswith("Action"):
                yield f"action {node.name}"


def bulk_actions() -> Iterator[str]:
    """The bulk actions on pages, with the module of the one that counts."""
    bulk_action_registry._scan_for_bulk_actions()
    for name, action in bulk_action_registry.actions["wagtailcore"]["page"].items():
        yield f"bulk {name} of {action.__module__}"


def commands() -> Iterator[str]:
    """The management commands of Wagtail and wagtail-localize that are still theirs."""
    for name, app in get_commands().items():
        if isinstance(app, str) and app.startswith("wagtail"):
            yield f"command {name}"


def addresses() -> Iterator[str]:
    """The admin's addresses in the namespaces where a page can be changed, and the actions of its API."""
    yield from (f"api {name}" for name in PagesAdminAPIViewSet.actions)
    yield from (f"address {name}" for name in _names(get_resolver().url_patterns, ""))


def _names(patterns: list[Any], namespace: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern) and namespace in NAMESPACES:
            yield f"{namespace}:{pattern.name}"


def found() -> set[str]:
    """Every place of today."""
    return {
        *writes(wagtail),
        *writes(wagtail_localize),
        *actions(),
        *bulk_actions(),
        *commands(),
        *addresses(),
    }


def test_no_place_that_makes_a_page_live_is_without_a_route() -> None:
    known = rows()
    new, gone = sorted(found() - set(known)), sorted(set(known) - found())
    assert not new, "Wagtail can make a page live in a new place; see the top of this file:\n" + "\n".join(
        new
    )
    assert not gone, "these places are no more; take them out of wagtail_writes.txt:\n" + "\n".join(gone)
    wrong = {
        place: route for place, route in known.items() if route not in ROUTES and not route.startswith("- ")
    }
    assert not wrong, f"no such route: {wrong}"


def test_the_scan_sees_a_new_route() -> None:
    """A scan that finds nothing would be green too."""
    code = """class A:
    def go(self):
        page.save_revision().publish()
        page.live = True
        copy(keep_live=True)
"""
    assert set(places(ast.parse(code))) == {
        ("A.go", "publish()"),
        ("A.go", "sets live"),
        ("A.go", "keep_live="),
    }
    assert len(found()) > 100


def test_only_gated_pages_have_drafts() -> None:
    """Snippets of the site go live when they are saved; one with drafts would be a route of its own."""
    with_drafts = {m for m in apps.get_models() if issubclass(m, DraftStateMixin)} - {
        apps.get_model("wagtailcore", "Page")
    }
    pages = {m for m in get_page_models() if m._meta.label != "wagtailcore.Page"}
    assert with_drafts == pages
    assert all(m.is_gated for m in pages)


def test_the_api_for_other_programs_is_not_mounted() -> None:
    """Wagtail's writable API v3 stays off; the admin's own API is in the matrix."""

    def modules(patterns: list[Any]) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from modules(pattern.url_patterns)
            else:
                yield str(getattr(pattern.callback, "__module__", ""))

    mounted = set(modules(get_resolver().url_patterns))
    assert not {name for name in mounted if name.startswith(("wagtail.api.v3", "ninja"))}
    assert not apps.is_installed("wagtail.api.v3") and not apps.is_installed("ninja")
