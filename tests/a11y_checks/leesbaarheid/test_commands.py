"""`python -m a11y_checks.leesbaarheid`: scores a file, says what is wrong with one, learns and evaluates."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from a11y_checks.leesbaarheid.__main__ import main
from a11y_checks.leesbaarheid.corpus import cut_up, read_corpus
from a11y_checks.leesbaarheid.evaluate import as_table, evaluate

ROOT = Path(__file__).parents[3]
HARD = (
    "Indien u conform de vigerende regelgeving wenst te verzoeken om kwijtschelding, "
    "dient u dit tijdig kenbaar te maken."
)
EASY = "Wilt u niet betalen? Zeg het dan op tijd."


def test_score_needs_no_settings_and_orders_two_versions(tmp_path: Path) -> None:
    given, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    given.write_text("".join(json.dumps({"id": n, "text": t}) + "\n" for n, t in enumerate((HARD, EASY))))
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    command = [
        sys.executable,
        "-m",
        "a11y_checks.leesbaarheid",
        "score",
        "--jsonl",
        str(given),
        "--out",
        str(out),
    ]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    hard, easy = (json.loads(line) for line in out.read_text().splitlines())
    assert set(hard) == {"id", "moeilijkheid", "p_moeilijker_dan_b1", "bevindingen", "vervangingen"}
    assert hard["moeilijkheid"] > easy["moeilijkheid"]
    assert 0 <= easy["p_moeilijker_dan_b1"] < hard["p_moeilijker_dan_b1"] <= 1
    assert hard["vervangingen"]["vigerende"][0] == "geldende"
    first = hard["bevindingen"][0]
    assert set(first) == {"soort", "zin", "woord", "uitleg", "zwaarte"}
    assert hard["bevindingen"] == sorted(hard["bevindingen"], key=lambda item: -item["zwaarte"])


@pytest.mark.parametrize("line", ["geen json", "[]", '{"id": 1}', '{"text": "a"}', '{"id": 1, "text": 3}'])
def test_a_wrong_line_is_named(line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = tmp_path / "in.jsonl"
    given.write_text('{"id": 0, "text": "Dag."}\n' + line)
    assert main(["score", "--jsonl", str(given), "--out", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err.startswith("leesbaarheid: regel 2 ")
    assert not (tmp_path / "out").exists()


def test_a_person_reads_the_causes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "brief.txt"
    text.write_text(HARD)
    assert main(["tekst", str(text)]) == 0
    shown = capsys.readouterr().out
    assert "te weinig tekst voor een niveau" in shown
    assert "«vigerende»" in shown
    assert main(["tekst", str(tmp_path / "weg.txt")]) == 2


def _corpus(path: Path) -> Path:
    """A corpus of our own in miniature: enough to learn that the listed words are the hard ones."""
    records = []
    for number in range(24):
        pair = {"set": "ams", "doc": number % 6, "pair_id": f"p{number}", "edit": 0.4}
        records.append({"id": f"c{number}", "text": f"{HARD} {number}", "side": "complex", **pair})
        records.append({"id": f"s{number}", "text": f"{EASY} {number}", "side": "simple", **pair})
        records.append({"id": f"l{number}", "set": "law", "text": f"{HARD} {HARD} {number}"})
    records.append(
        {"id": "x", "set": "lexsub", "text": HARD, "target": "vigerende", "substitutes": ["geldende"]}
    )
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def test_training_learns_and_the_evaluation_can_fail(tmp_path: Path) -> None:
    data = _corpus(tmp_path / "data.jsonl")
    assert main(["train", "--data", str(data), "--out", str(tmp_path / "w.json")]) == 0
    learned = json.loads((tmp_path / "w.json").read_text())
    assert learned["pair"]["weights"]["listed"] > 0
    lines = {line.name: line for line in evaluate(read_corpus(data), folds=3)}
    assert lines["municipal pairs ordered right"].value == 1.0
    assert lines["municipal pairs ordered right"].items == 24
    assert lines["hard word marked"].value == 1.0
    assert "n = 24" in as_table(list(lines.values()))


def test_training_on_nothing_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "leeg.jsonl"
    empty.write_text("")
    assert main(["train", "--data", str(empty), "--out", str(tmp_path / "w.json")]) == 2
    assert "no pairs" in capsys.readouterr().err


def test_cutting_up_keeps_every_word() -> None:
    for style in range(3):
        assert len(cut_up(HARD, 7, style).split()) == len(HARD.split())
