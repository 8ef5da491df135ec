"""textstat as a yardstick: on our sentences, in Dutch, and without a network."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from a11y_checks.leesbaarheid.anchor import flesch_douma, lix

SENTENCES = ["U vraagt een paspoort aan.", "Dat doet u bij de balie.", "Neem een pasfoto mee."]


def test_flesch_douma_uses_the_dutch_formula() -> None:
    # 15 words in 3 sentences; textstat's hyphenation counts 19 syllables.
    assert flesch_douma(SENTENCES) == pytest.approx(206.835 - 0.93 * 15 / 3 - 77 * 19 / 15, abs=0.1)


def test_full_stops_inside_a_sentence_end_nothing() -> None:
    plain = lix(["Kom om negen uur naar de balie aan het plein."])
    assert lix(["Kom om 9.00 uur naar de balie aan het plein."]) == plain == 10.0


def test_sentences_of_two_words_are_left_out() -> None:
    assert flesch_douma([*SENTENCES, "Tot dan."]) == flesch_douma(SENTENCES)
    assert flesch_douma(["Tot dan."]) is None
    assert lix([]) is None


def test_nobody_elses_language_changes() -> None:
    import textstat

    before = flesch_douma(SENTENCES)
    textstat.textstat.set_lang("de")
    try:
        assert flesch_douma([*SENTENCES]) == before
    finally:
        textstat.textstat.set_lang("en_US")


def test_works_without_a_network() -> None:
    code = (
        "import socket\n"
        "def refuse(*a, **k): raise AssertionError('network')\n"
        "socket.socket.connect = refuse; socket.getaddrinfo = refuse\n"
        "from a11y_checks.leesbaarheid import measure_text\n"
        "print(measure_text('U vraagt een paspoort aan. Dat doet u bij de balie.').flesch_douma)\n"
    )
    assert hasattr(socket, "getaddrinfo")
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) > 80
