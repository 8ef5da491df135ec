"""Names follow GLOSSARY.md: Dutch nouns are listed, and their English translation is never used instead."""

import ast
import re
from functools import cache

from django.apps import apps

from tests.architecture.sources import PACKAGES, ROOT, name_of, python_files, tree

ENUMS = {"TextChoices", "IntegerChoices", "StrEnum", "IntEnum", "Enum"}


def words(name: str) -> list[str]:
    """The words of a CamelCase or snake_case name, in lower case."""
    return [word.lower() for word in re.findall(r"A11y|[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", name)]


@cache
def rows() -> list[list[str]]:
    """The cells of the table of Dutch nouns."""
    part = (ROOT / "GLOSSARY.md").read_text().split("## Dutch nouns")[1].split("\n## ")[0]
    table = [line for line in part.splitlines() if line.startswith("| ")][1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


@cache
def known() -> frozenset[str]:
    """Every word that may stand in a name: of the Dutch terms, and of the English list."""
    text = (ROOT / "GLOSSARY.md").read_text()
    english = text.split("## Technical words that stay English")[1].split("\n## ")[0].split("\n\n")[2]
    dutch = {word for row in rows() for word in re.findall(r"[a-zé]+", row[0].lower())}
    return frozenset(dutch | {word.strip() for word in english.replace("\n", " ").split(",")})


@cache
def forbidden() -> dict[tuple[str, ...], str]:
    """Words (in order) that may not stand in a name, with the Dutch term to use."""
    return {
        tuple(words(name.strip())): row[0] for row in rows() for name in row[3].split(",") if name.strip()
    }


def own_models() -> list[str]:
    """The names of our models."""
    ours = {path.split("/")[-1] for path in PACKAGES}
    return [model.__name__ for model in apps.get_models() if model.__module__.split(".")[0] in ours]


def enums() -> list[tuple[str, str]]:
    """(name, file) of each enum."""
    found = []
    for path in python_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                bases = {
                    base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "")
                    for base in node.bases
                }
                found += [(node.name, name_of(path))] if bases & ENUMS else []
    return found


def test_each_row_is_whole_and_in_order() -> None:
    terms = [row[0] for row in rows()]
    assert len(terms) > 40 and len(set(terms)) == len(terms)
    for row in rows():
        assert len(row) == 4 and all(row[:3]), row


def test_models_use_listed_words() -> None:
    assert len(own_models()) > 10
    unknown = {name: [word for word in words(name) if word not in known()] for name in own_models()}
    assert not {name: missing for name, missing in unknown.items() if missing}, "add a row to GLOSSARY.md"


def test_enums_use_listed_words() -> None:
    unknown = {f"{name} ({file})": [w for w in words(name) if w not in known()] for name, file in enums()}
    assert not {name: missing for name, missing in unknown.items() if missing}, "add a row to GLOSSARY.md"


def test_apps_use_listed_words() -> None:
    ours = [
        config
        for config in apps.get_app_configs()
        if config.name.split(".")[0] in {p.split("/")[-1] for p in PACKAGES}
    ]
    assert len(ours) > 5
    assert not [config.label for config in ours if not set(config.label.split("_")) <= known()]


def test_no_name_translates_a_listed_noun() -> None:
    found = []
    for path in python_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                parts = words(node.name)
                found += [
                    f"{name_of(path)}:{node.lineno} {node.name}: write {term}"
                    for bad, term in forbidden().items()
                    if any(tuple(parts[i : i + len(bad)]) == bad for i in range(len(parts)))
                ]
    assert not found


def test_a_translation_would_be_found() -> None:
    assert forbidden()["case",] == "zaak (zaken)"
    assert ("channel", "route") in forbidden()
    assert words("ZaakTypeConfig") == ["zaak", "type", "config"]
    assert words("create_case") == ["create", "case"]
