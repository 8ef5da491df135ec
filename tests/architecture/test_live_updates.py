"""Nothing goes round the gate: no bulk or SQL write to pages, and no other write of `live` (design, section 5).

The gate sits on publishing and on saving a page. A queryset's update() and SQL reach neither, so they are banned
here; what must write that way stands in a list with its reason.
"""

import ast
import re

from tests.architecture.sources import calls, name_of, python_files, tree

WRITES = {
    "update",
    "bulk_update",
    "bulk_create",
    "aupdate",
    "abulk_update",
    "abulk_create",
    "update_or_create",
}
# Content and publication fields of a page: written only by the gate's own services.
GUARDED = {"live", "live_revision", "has_unpublished_changes", "first_published_at", "last_published_at"}
# "file:function" to the reason why it may write past the models.
ALLOWED: dict[str, str] = {}
QUERY = {"filter", "exclude", "all", "select_for_update", "order_by", "annotate", "using", "get_queryset"}
# WorkflowPage only links a page to its workflow.
PAGE = re.compile(r"((?<!Workflow)Page|PAGE_MODEL|page_class|specific_class)$")
SQL = re.compile(
    r"\b(update|insert\s+into|delete\s+from)\s+[\"'`]?(wagtailcore_page|\w+_\w*page)\b", re.IGNORECASE
)


def chain(node: ast.expr) -> list[str]:
    """The names of a chain such as Page.objects.filter(...).update, outermost last."""
    if isinstance(node, ast.Call):
        return chain(node.func)
    if isinstance(node, ast.Attribute):
        return [*chain(node.value), node.attr]
    return [node.id] if isinstance(node, ast.Name) else []


def offences(source: ast.Module, file: str) -> list[str]:
    """Where a module writes pages past their models, as file:line reason."""
    found = []
    for node in ast.walk(source):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            names = chain(node.func)
            keywords = {keyword.arg for keyword in node.keywords}
            on_query = bool(QUERY & set(names)) or "objects" in names
            on_page = any(PAGE.search(name) for name in names[:-1])
            if on_query and on_page:
                found.append(f"{file}:{node.lineno} {node.func.attr}() on pages")
            elif keywords & GUARDED:
                found.append(f"{file}:{node.lineno} {node.func.attr}() of {sorted(keywords & GUARDED)}")
            elif node.func.attr in {"bulk_update", "abulk_update"} and any(
                isinstance(part, ast.Constant) and part.value in GUARDED for part in ast.walk(node)
            ):
                found.append(f"{file}:{node.lineno} bulk_update of a guarded field")
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value):
            found.append(f"{file}:{node.lineno} SQL on a table of pages")
    return found


def functions(source: ast.Module) -> list[tuple[int, int, str]]:
    """(first line, last line, name) of each function."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return [
        (node.lineno, node.end_lineno or 0, node.name) for node in ast.walk(source) if isinstance(node, kinds)
    ]


def test_no_page_is_written_past_the_gate() -> None:
    found, used = [], set()
    for path in python_files():
        source, file = tree(path), name_of(path)
        for offence in offences(source, file):
            line = int(offence.split(":")[1].split()[0])
            places = {f"{file}:{name}" for first, last, name in functions(source) if first <= line <= last}
            used |= places & set(ALLOWED)
            found += [] if places & set(ALLOWED) else [offence]
    assert not found
    assert used == set(ALLOWED), "an exception that is no longer needed"


def test_the_bans_themselves_work() -> None:
    bad = [
        "Page.objects.filter(pk=1).update(title='x')",
        "ProductPage.objects.bulk_update(pages, ['title'])",
        "queryset.update(live=True)",
        "qs.bulk_update(pages, ['live'])",
        "cursor.execute('UPDATE wagtailcore_page SET live = 1')",
        "cursor.execute('update producten_productpage set inhoud = 1')",
    ]
    for line in bad:
        assert offences(ast.parse(line), "x.py"), line
    good = [
        "seen.update(names)",
        "digest.update(data)",
        "OutboxItem.objects.filter(pk=1, state='wacht').update(state='bezig')",
        "context.update(page=page)",
        "WorkflowPage.objects.update_or_create(page=root)",
    ]
    for line in good:
        assert not offences(ast.parse(line), "x.py"), line


def test_signals_are_not_our_own_flow() -> None:
    """No signal of ours; saving and deleting are heard by the gate's guard, by the check of files, since Wagtail
    stores documents in five views and an API, and by the links to what is deleted, for the same reason. Wagtail's
    own events are free."""
    found = []
    for path in python_files():
        for call in calls(path):
            name = chain(call.func)[-1:]
            saving = any(
                re.search(r"(pre|post)_(save|delete|init)|m2m_changed", word) for word in _names(call)
            )
            if name == ["Signal"] or (name in (["connect"], ["receiver"]) and saving):
                found.append(name_of(path))
    hears = ("a11y_checks/gate/", "a11y_checks/documents/signals.py", "basis/links/targets.py")
    assert not [name for name in found if not name.startswith(hears)]


def _names(call: ast.Call) -> list[str]:
    """The plain names in a call and what it is called on."""
    return [node.id for node in ast.walk(call) if isinstance(node, ast.Name)]
