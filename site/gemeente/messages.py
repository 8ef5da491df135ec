"""The catalogue of screen texts: finds the Dutch sentences in code and templates, and keeps locale/ in step.

Our own reader instead of makemessages, since that needs GNU gettext, which a fresh machine lacks. A test
compares the two where gettext is there.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

SOURCES = ("templates", "site", "basis", "producten", "formulieren", "toptaken", "a11y_checks")
_CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
_STRING = r"""u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
# What templatize writes for translate, blocktranslate and _("…").
_IN_TEMPLATE = re.compile(rf"\b(?:gettext|_)\({_STRING}\)|\bngettext\({_STRING}, {_STRING}, ?count\)", re.S)
_HEADER = {
    "Project-Id-Version": "loket",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """One Dutch sentence, with its plural when it has one."""

    msgid: str
    plural: str = ""


def used_messages(root: Path) -> list[Message]:
    """Every sentence that code and templates below `root` give to gettext, sorted and each once."""
    found = {message for _, message in messages_by_file(root)}
    with_plural = {message.msgid for message in found if message.plural}
    return sorted(m for m in found if m.plural or m.msgid not in with_plural)


def messages_by_file(root: Path) -> Iterator[tuple[Path, Message]]:
    """As `used_messages`, with the file of each; a sentence of two files comes twice."""
    for source in SOURCES:
        for path in (root / source).rglob("*"):
            if path.suffix == ".py" and "migrations" not in path.parts:
                yield from ((path, found) for found in _in_python(path.read_text(encoding="utf-8")))
            elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
                yield from ((path, found) for found in _in_template(path.read_text(encoding="utf-8")))


def _in_python(text: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in _CALLS:
            continue
        strings = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if strings and strings[0]:
            yield Message(*strings[: 2 if name.startswith("ngettext") else 1])


def _in_template(text: str) -> Iterator[Message]:
    for match in _IN_TEMPLATE.finditer(templatize(text)):
        yield Message(*(ast.literal_eval(part) for part in match.groups() if part))


def update_catalogue(path: Path, messages: Iterable[Message]) -> list[str]:
    """Bring the .po at `path` in step and compile its .mo; returns the sentences that still need a text.

    Texts of sentences that are no longer used leave the catalogue. A file that is right stays as it is.
    """
    old = {entry.msgid: entry for entry in polib.pofile(str(path))} if path.exists() else {}
    new = polib.POFile(wrapwidth=0)
    new.header = "English texts of Loket, by Dutch sentence; manage.py update_messages keeps them in step."
    new.metadata = dict(_HEADER)
    missing = []
    for message in messages:
        entry = polib.POEntry(msgid=message.msgid, msgid_plural=message.plural)
        known = old.get(message.msgid)
        if message.plural:
            given = known.msgstr_plural if known else {}
            entry.msgstr_plural = {number: given.get(number, "") for number in (0, 1)}
        else:
            entry.msgstr = known.msgstr if known else ""
        if not entry.translated():
            missing.append(message.msgid)
        new.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(path))
    new.save_as_mofile(str(path.with_suffix(".mo")))
    return missing
