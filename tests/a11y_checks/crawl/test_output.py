"""Exit codes, JSON and the text for people."""

import io
import json

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.crawl.check import PageReport
from a11y_checks.crawl.output import AuditReport, as_json, as_text
from a11y_checks.crawl.progress import Progress


def fault(niveau: Niveau = Niveau.BLOCK, **changes: object) -> Bevinding:
    facts: dict[str, object] = {
        "rule": "afbeelding-zonder-alt",
        "niveau": niveau,
        "criteria": ("1.1.1",),
        "message": "De afbeelding heeft geen tekst.",
        "help": "Schrijf wat er te zien is.",
        "selector": "main > img",
        "source": "inhoud/1",
        **changes,
    }
    return Bevinding(**facts)  # type: ignore[arg-type]


def report(*pages: PageReport, **changes: object) -> AuditReport:
    return AuditReport("http://127.0.0.1:8000/", list(pages), **changes)  # type: ignore[arg-type]


def test_exit_codes() -> None:
    clean = PageReport("http://x/a/", [fault(Niveau.ASK), fault(Niveau.NOTE)])
    assert report(clean).exit_code == 0
    assert report(clean, PageReport("http://x/b/", [fault()])).exit_code == 1
    assert report().exit_code == 2
    assert report(clean, PageReport("http://x/b/", [fault()], error="te laat")).exit_code == 2
    assert report(clean, failed={"http://x/c/": "geen antwoord"}).exit_code == 2


def test_json_has_one_record_per_finding() -> None:
    data = json.loads(as_json(report(PageReport("http://x/a/", [fault(), fault(Niveau.NOTE)]))))
    assert len(data["findings"]) == 2
    assert data["counts"] == {"block": 1, "ask": 0, "note": 1}
    first = data["findings"][0]
    for name, value in {
        "url": "http://x/a/",
        "rule": "afbeelding-zonder-alt",
        "criteria": ["1.1.1"],
        "level": "block",
        "certainty": 1.0,
        "selector": "main > img",
        "message": "De afbeelding heeft geen tekst.",
    }.items():
        assert first[name] == value


def test_text_tells_a_repeated_fault_once() -> None:
    text = as_text(report(*(PageReport(f"http://x/{name}/", [fault()]) for name in "abc")))
    assert text.count("De afbeelding heeft geen tekst.") == 1
    assert "ook op 2 andere pagina's" in text
    assert "Zo lost u het op: Schrijf wat er te zien is." in text
    assert "Fouten: 3." in text


def test_text_never_promises_too_much() -> None:
    clean = as_text(report(PageReport("http://x/a/")))
    assert "Geen fouten die een computer kan vinden." in clean
    unsure = as_text(report(PageReport("http://x/a/", error="De controle duurde te lang."), left_out=3))
    assert "Geen fouten" not in unsure
    assert "NIET GECONTROLEERD  /a/" in unsure
    assert "--max" in unsure


def test_many_of_the_same_are_counted() -> None:
    page = PageReport("http://x/a/", [fault(selector=f"main > img:nth-of-type({n})") for n in range(9)])
    assert "nog 4 keer" in as_text(report(page))


def test_progress_as_lines_and_as_bar() -> None:
    lines, bar = io.StringIO(), io.StringIO()
    for stream, as_bar in ((lines, False), (bar, True)):
        progress = Progress(stream, "Controleren", bar=as_bar)
        for done in range(1, 24):
            progress.show(done, 23, "/a/")
        progress.end(23, 23)
    assert lines.getvalue().splitlines() == [f"Controleren: {n} van 23 pagina's" for n in (10, 20, 23)]
    assert bar.getvalue().count("\r") == 24
    assert "##############################] 23/23" in bar.getvalue()
    assert bar.getvalue().endswith("\n")
