"""Whatever is given, the scorer answers: empty, endless, foreign, broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from a11y_checks.leesbaarheid import measure_text
from a11y_checks.leesbaarheid.__main__ import main
from a11y_checks.leesbaarheid.causes import split_in

_LONG = "Indien de vergunninghouder wordt geacht te zijn verhuisd " * 3_000 + "."


@pytest.mark.parametrize(
    "text",
    ["", " \n\t", "12345 " * 500,
     "هذا نص " * 100, "这是一个句子。" * 100, "\x00" * 100 + "a\x00b", "\ud800 abc \udfff.",
     "." * 20_000, "‘a " * 500, "(" * 1_000, "a-" * 1_000, "a\n" * 1_000,
     "😀 " * 100, "De " * 1_000, "artikel 3.1 " * 500],
)  # fmt: skip
def test_any_text_gets_an_answer(text: str, tmp_path: Path) -> None:
    given, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    given.write_text(json.dumps({"id": 1, "text": text}) + "\n")
    assert main(["score", "--jsonl", str(given), "--out", str(out)]) == 0
    (line,) = out.read_text().splitlines()
    found = json.loads(line)
    assert 0 <= found["p_moeilijker_dan_b1"] <= 1
    assert isinstance(found["moeilijkheid"], float)


def test_a_sentence_without_end_is_cut_without_recursion() -> None:
    result = measure_text(_LONG, yardsticks=False)
    assert result.words == 24_000
    assert "lange-zin" in {cause.kind for cause in result.causes}
    pieces = split_in(_LONG, 2_000)
    assert len(pieces) == 2_000
    assert " ".join(pieces).replace(".", "").lower().split() == _LONG.replace(".", "").lower().split()
