"""The English texts: complete, compiled, and with the same places to fill in as the Dutch sentences."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import polib
import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from gemeente.messages import SOURCES, Message, update_catalogue, used_messages

ROOT = Path(__file__).resolve().parents[2]
PO = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
PLACE = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%%|%[sd]")


def entries() -> list[polib.POEntry]:
    return list(polib.pofile(str(PO)))


def texts(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Dutch and English of one entry, for each plural form."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid, entry.msgstr_plural[0]), (entry.msgid_plural, entry.msgstr_plural[1])]


def test_every_sentence_has_an_english_text() -> None:
    known = {(entry.msgid, entry.msgid_plural) for entry in entries() if entry.translated()}
    missing = [m.msgid for m in used_messages(ROOT) if (m.msgid, m.plural) not in known]
    assert not missing, "run script/manage update_messages and fill in the English"


def test_no_text_is_left_over_or_doubtful() -> None:
    used = {message.msgid for message in used_messages(ROOT)}
    assert [entry.msgid for entry in entries() if entry.msgid not in used] == []
    assert [entry.msgid for entry in entries() if entry.fuzzy or entry.obsolete] == []


def test_compiled_catalogue_equals_the_source() -> None:
    compiled = polib.mofile(str(PO.with_suffix(".mo")))
    assert [texts(e) for e in sorted(compiled, key=lambda e: e.msgid)] == [
        texts(e) for e in sorted(entries(), key=lambda e: e.msgid)
    ]


def test_places_to_fill_in_agree() -> None:
    wrong = [
        dutch
        for entry in entries()
        for dutch, english in texts(entry)
        if sorted(PLACE.findall(dutch)) != sorted(PLACE.findall(english))
    ]
    assert not wrong


def test_sentences_end_alike() -> None:
    """A lost full stop or question mark is read aloud as a run-on sentence."""
    wrong = [
        (dutch, english)
        for entry in entries()
        for dutch, english in texts(entry)
        if dutch[-1] in ".?:" and english[-1] != dutch[-1]
    ]
    assert not wrong


def test_catalogue_says_nothing_about_the_machine() -> None:
    text = PO.read_text(encoding="utf-8")
    assert "POT-Creation-Date" not in text and str(ROOT) not in text and "#: " not in text


def test_reader_finds_what_makemessages_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not shutil.which("xgettext"):
        pytest.skip("GNU gettext is not installed, so there is nothing to compare with")
    for source in SOURCES:
        for path in (ROOT / source).rglob("*"):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                copy = tmp_path / path.relative_to(ROOT)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, copy)
    (tmp_path / "locale").mkdir()
    monkeypatch.chdir(tmp_path)
    call_command("makemessages", locale=["en"], verbosity=0)
    theirs = polib.pofile(str(tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"))
    assert sorted((e.msgid, e.msgid_plural) for e in theirs) == sorted(
        (m.msgid, m.plural) for m in used_messages(tmp_path)
    )


def test_a_new_sentence_gets_an_empty_place_and_old_texts_stay(tmp_path: Path) -> None:
    path = tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"
    assert update_catalogue(path, [Message("Ja"), Message("1 ding", "%(n)d dingen")]) == ["Ja", "1 ding"]
    filled = polib.pofile(str(path))
    filled.find("Ja").msgstr = "Yes"
    filled.save()
    assert update_catalogue(path, [Message("Ja"), Message("Nee")]) == ["Nee"]
    assert [(e.msgid, e.msgstr) for e in polib.pofile(str(path))] == [("Ja", "Yes"), ("Nee", "")]


def test_command_says_what_is_missing(tmp_path: Path, settings: object) -> None:
    settings.LOCALE_PATHS = [tmp_path]  # type: ignore[attr-defined]
    with pytest.raises(CommandError) as refused:
        call_command("update_messages")
    assert refused.value.returncode == 2


def test_screens_are_english_under_english() -> None:
    with translation.override("en"):
        assert translation.gettext("Ga naar de inhoud") == "Skip to content"
        assert translation.ngettext("%(number)d product", "%(number)d producten", 3) == "%(number)d products"
    with translation.override("nl"):
        assert translation.gettext("Ga naar de inhoud") == "Ga naar de inhoud"
