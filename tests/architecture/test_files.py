"""Files stay small, and none of them holds an address, a path or a style that does not belong in it."""

import re

import pytest

from tests.architecture.sources import ROOT, name_of, own_files, python_files, text_files

MOST_LINES = 400
# Files that hold data or a legal text, not something one reads from top to bottom.
DATA = re.compile(
    r"requirements/.*\.txt|LICENSE|CHANGELOG\.md|.*/migrations/.*|locale/.*|static/.*|frontend/.*lock.*"
    r"|.*/inhoud/.*|.*/data/.*|.*\.(json|csv|tsv|xml|svg|po|min\.js|min\.css)|tests/corpus/.*|.*/fixtures/.*|THIRD.*"
)
REGISTRIES = re.compile(
    r"(registry\.npmjs|pypi\.(org|python)|files\.pythonhosted|registry\.yarnpkg|index-url|find-links)",
    re.IGNORECASE,
)
MACHINE = re.compile(
    r"(/root/|/home/(?!linuxbrew/)[a-z]\w*/|/Users/\w+|/work/|/opt/pypi|/opt/wheels|/tmp/plan)"
)
# A page may have no inline style or script: the public policy refuses both, and so does this test.
INLINE = re.compile(
    r"<style\b|<script\b(?![^>]*\b(src=|type=\"application/(ld\+)?json\"))|\sstyle=|\son(?!tvangst=)[a-z]+=",
    re.IGNORECASE,
)


def test_no_file_is_longer_than_anyone_reads() -> None:
    long = {
        name_of(path): count
        for path, text in text_files()
        if not DATA.fullmatch(name_of(path)) and (count := len(text.splitlines())) > MOST_LINES
    }
    assert not long


def test_most_files_are_short() -> None:
    counts = sorted(len(path.read_text().splitlines()) for path in python_files())
    assert counts[len(counts) * 9 // 10] <= 250


def test_no_registry_address_in_any_file() -> None:
    found = [
        f"{name_of(path)}: {match[0]}"
        for path, text in text_files()
        if not name_of(path).startswith(("tests/architecture/", "script/loket_script/lock.py"))
        and (match := REGISTRIES.search(text))
    ]
    assert not found


def test_no_path_of_one_machine_in_any_file() -> None:
    found = [
        f"{name_of(path)}: {match[0]}"
        for path, text in text_files()
        if not name_of(path).startswith("tests/architecture/") and (match := MACHINE.search(text))
    ]
    assert not found


def test_no_inline_style_or_script_in_templates() -> None:
    found = []
    for path in own_files():
        if path.suffix != ".html" or "templates" not in path.parts or name_of(path).startswith("tests/"):
            continue
        # Django's comments may speak of them.
        text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL)
        found += [f"{name_of(path)}: {match[0]}" for match in INLINE.finditer(text)]
    assert not found


def test_shell_scripts_are_executable() -> None:
    for path in own_files():
        if path.read_bytes()[:2] == b"#!" and path.suffix != ".py":
            assert path.stat().st_mode & 0o111, name_of(path)


@pytest.mark.parametrize("folder", ["var", ".venv", "node_modules", ".tools"])
def test_nothing_made_at_run_time_is_committed(folder: str) -> None:
    assert not [path for path in own_files() if folder in path.relative_to(ROOT).parts]


def test_every_folder_of_a_package_says_so() -> None:
    """Without its __init__.py a folder works here, and is missed by import contracts and by Django's commands."""
    folders = {path.parent for path in python_files()}
    assert not [name_of(folder) for folder in sorted(folders) if not (folder / "__init__.py").is_file()]
