"""`script/bench detection`: what counts as detected and as a false alarm."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

BENCHMARK = Path(__file__).resolve().parents[2] / "script" / "benchmarks" / "detection.py"
PAGES = {
    "barrier.html": ("failed", "<main><img src=a.png></main>"),
    "missed.html": ("failed", "<main><img src=a.png alt='Een brug'></main>"),
    "good.html": ("passed", "<main><img src=a.png alt='Een brug'></main>"),
    "false.html": ("inapplicable", "<main><img src=a.png></main>"),
    "doubt.html": ("cantTell", "<main><img src=a.png></main>"),
}


def test_a_finding_counts_when_it_names_the_criterion_of_the_page(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("loket_bench_detection", BENCHMARK)
    assert spec is not None and spec.loader is not None
    detection = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = detection
    spec.loader.exec_module(detection)
    (tmp_path / "pages").mkdir()
    cases = []
    for file, (expected, html) in PAGES.items():
        (tmp_path / "pages" / file).write_text(html)
        cases.append({"file": file, "expected": expected, "sc_conformance": ["1.1.1"]})
    cases.append({"file": "barrier.html", "expected": "failed", "sc_conformance": []})
    (tmp_path / "index.json").write_text(json.dumps({"cases": cases}))
    read = detection.read_cases(tmp_path)
    assert [case.file for case in read] == ["barrier.html", "missed.html", "good.html", "false.html"]
    found, seconds = detection.static_findings(tmp_path, read)
    assert seconds > 0
    block = detection.LEVELS["block"]
    named = [case.file for case in read if detection.named(case, found, block)]
    assert named == ["barrier.html", "false.html"]
    shares = detection.shares(found, read)
    share = shares["block", "afbeelding-zonder-alt"]
    assert (share.barrier, share.alone, share.correct) == (1, 1, 1)
