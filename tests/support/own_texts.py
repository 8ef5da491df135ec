"""Gathers the product's own Dutch texts: what gettext gets, and every other Dutch string in the sources."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from wordfreq import zipf_frequency

from a11y_checks.text import word_set
from gemeente.messages import SOURCES, messages_by_file

ROOT = Path(__file__).resolve().parents[2]
# `script` speaks to whoever runs it; its benchmarks hold sentences to measure, not to read.
CODE = (*SOURCES, "script/loket_script", "script/__main__.py")
DATA = "site/gemeente"
# What stands in these calls is no text for people, or comes from `messages_by_file` already.
_NO_TEXT = {"word_set", "phrase_set", "compile", "_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
_NL = word_set(
    "de het een van en niet zijn wordt worden voor naar bij uw ook dit deze als dan maar geen wij u er op met dat die "
    "om te kan moet heeft aan zo weg hier maak kies vul schrijf geef zet gebruik nog meer zonder alle heel"
)
_EN = word_set(
    "the and to with your you this that are not from has have our will can which their were what a an on by for "
    "be must when or no"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w*)[^{}]*\}|%[sd]")
_INLINE = re.compile(r"</?(?:a|abbr|b|code|em|i|kbd|span|strong)\b[^<>]*>")
_BLOCK = re.compile(r"<(script|style)\b.*?</\1>|</?[a-z!][^<>]*>", re.DOTALL)
_CODE = re.compile(r"^[\w/-]+; ?[\w*-]+=|\(\?[:P]")
_TEMPLATE_CODE = re.compile(
    r"{% comment %}.*?{% endcomment %}|{#.*?#}|{% blocktrans(?:late)?\b.*?{% endblocktrans(?:late)? %}|{%.*?%}",
    re.DOTALL,
)
_SPOKEN = re.compile(r'\b(?:alt|title|aria-label|placeholder)="([^"]*)"')
_JS_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"|\'((?:[^\'\\\n]|\\.)*)\'|`([^`]*)`')
_NUMBERS = frozenset(
    {"number", "number_of", "aantal", "count", "total", "pages", "open", "all", "length", "limit"}
)


@dataclass(frozen=True, slots=True, order=True)
class OwnText:
    """One text as a reader sees it, places filled with a name or a number, and where it stands."""

    text: str
    where: str

    @property
    def file(self) -> str:
        """The path of its file, from the root."""
        return self.where.partition(":")[0]


def own_texts(root: Path = ROOT) -> list[OwnText]:
    """Every Dutch text below `root`, each once, in order of place."""
    found: dict[str, str] = {}
    for where, raw in (*_messages(root), *_code(root), *_templates(root), *_scripts(root), *_data(root)):
        text = as_read(raw)
        if _WORD.search(text):
            found.setdefault(text, where)
    return sorted(
        (OwnText(text, where) for text, where in found.items()), key=lambda own: (own.where, own.text)
    )


def as_read(raw: str) -> str:
    """A text without markup, with a name or a number in each place that is filled in later."""
    text = unescape(_BLOCK.sub("\n", _INLINE.sub("", raw.replace("%%", "%"))))
    text = _PLACE.sub(_filled, text)
    return "\n".join(line for line in (" ".join(line.split()) for line in text.splitlines()) if line)


def _filled(place: re.Match[str]) -> str:
    before, after = place.string[: place.start()][-1:], place.string[place.end() :][:1]
    if before.isalnum():
        # What follows a word without a space brings its own, or is a part of a name: "python{version}-venv".
        return "3" if after.isalnum() or after == "-" else ""
    return "3" if (place[1] or place[2] or "") in _NUMBERS else "Anna"


def is_dutch(text: str) -> bool:
    """Whether a string of two words or more is Dutch rather than English or code."""
    words = [word.lower() for word in _WORD.findall(as_read(text))]
    if len(words) < 2 or " " not in text.strip() or _CODE.search(text):
        return False
    dutch, english = (sum(word in known for word in words) for known in (_NL, _EN))
    if dutch != english:
        return dutch > english
    lead = sum(zipf_frequency(word, "nl") - zipf_frequency(word, "en") for word in words)
    return lead > 0.5 * len(words)


def _messages(root: Path) -> Iterator[tuple[str, str]]:
    for path, message in messages_by_file(root):
        for text in filter(None, (message.msgid, message.plural)):
            yield str(path.relative_to(root)), text


def _code(root: Path) -> Iterator[tuple[str, str]]:
    for source in CODE:
        top = root / source
        for path in [top] if top.is_file() else sorted(top.rglob("*.py")):
            if "migrations" in path.parts:
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for line, text in _strings(tree, _docstrings(tree)):
                # Some strings say the same in English on one line and in Dutch on the next.
                for piece in filter(is_dutch, text.splitlines()):
                    yield f"{path.relative_to(root)}:{line}", piece


def _docstrings(tree: ast.Module) -> set[int]:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    firsts = [node.body[0] for node in ast.walk(tree) if isinstance(node, kinds) and node.body]
    return {id(first.value) for first in firsts if isinstance(first, ast.Expr)}


def _strings(node: ast.AST, passed_over: set[int]) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Call) and _name(node.func) in _NO_TEXT:
        return
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and id(node) not in passed_over:
            yield node.lineno, node.value
        return
    if isinstance(node, ast.JoinedStr):
        yield (
            node.lineno,
            "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values),
        )
        children: list[ast.AST] = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
    else:
        children = list(ast.iter_child_nodes(node))
    for child in children:
        yield from _strings(child, passed_over)


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _templates(root: Path) -> Iterator[tuple[str, str]]:
    """What stands in a template itself: nothing should, beside code and names."""
    for path in sorted(root.glob("templates/**/*")):
        if path.suffix in {".html", ".txt"}:
            text = _TEMPLATE_CODE.sub(" ", path.read_text(encoding="utf-8"))
            text = re.sub(r"{{.*?}}", "Anna", text, flags=re.DOTALL)
            for piece in (*_SPOKEN.findall(text), *_BLOCK.sub("\n", text).splitlines()):
                if is_dutch(piece):
                    yield str(path.relative_to(root)), piece


def _scripts(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(root.glob("static/**/*.js")):
        if "vendor" not in path.parts:
            for groups in _JS_STRING.findall(path.read_text(encoding="utf-8")):
                text = "".join(groups).replace("${", "{")
                if is_dutch(text):
                    yield str(path.relative_to(root)), text


def _data(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((root / DATA).rglob("*.toml")):
        for text in _values(tomllib.loads(path.read_text(encoding="utf-8"))):
            if is_dutch(text):
                yield str(path.relative_to(root)), text


def _values(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for value in node.values() if isinstance(node, dict) else node:
            yield from _values(value)
