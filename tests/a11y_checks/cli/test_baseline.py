"""The baseline: what it covers, when it stops covering, and what makes the file unusable."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.cli.baseline import MAX_DAYS, BaselineProblem, apply, proposal, read
from a11y_checks.crawl.report import AuditReport, PageReport

TODAY = date(2026, 11, 22)
FAULT = Bevinding(
    rule="link-vaag",
    niveau=Niveau.BLOCK,
    criteria=("2.4.4",),
    message="De link 'hier' zegt niets.",
    help="Zeg waar de link heen gaat.",
    excerpt="<a href='/x/'>hier</a>",
)
GOOD = {
    "fingerprint": FAULT.fingerprint(),
    "rule": "link-vaag",
    "reason": "De tekst komt uit een ander systeem.",
    "owner": "webteam",
    "expires": date(2027, 1, 31),
}


def written(tmp_path: Path, *entries: dict[str, object], **more: object) -> Path:
    path = tmp_path / "baseline.yaml"
    path.write_text(yaml.safe_dump({"version": 1, "bevindingen": list(entries), **more}, allow_unicode=True))
    return path


def found(error: str = "") -> AuditReport:
    page = PageReport("https://gemeente.example/", error=error)
    page.add([FAULT])
    return AuditReport("gemeente.example", [page])


def test_an_entry_covers_its_bevinding(tmp_path: Path) -> None:
    report = found()
    assert report.exit_code == 1
    kept = apply(read(written(tmp_path, GOOD), today=TODAY), report, today=TODAY)
    assert report.exit_code == 0
    assert [entry.fingerprint for entry in kept] == [FAULT.fingerprint()]
    assert "webteam" in report.pages[0].found[0].accepted
    assert not report.complaints


def test_the_last_day_still_counts_and_the_next_one_does_not(tmp_path: Path) -> None:
    entries = read(written(tmp_path, GOOD | {"expires": TODAY}), today=TODAY)
    report = found()
    apply(entries, report, today=TODAY)
    assert report.exit_code == 0
    late = found()
    assert apply(entries, late, today=date(2026, 11, 23)) == []
    assert late.exit_code == 1
    assert late.complaints == [
        "Baseline, regel 2 (link-vaag): verlopen op 22-11-2026. Los de fout op of spreek opnieuw iets af."
    ]


def test_an_expired_entry_fails_also_when_its_fault_is_gone(tmp_path: Path) -> None:
    entries = read(written(tmp_path, GOOD | {"expires": date(2026, 1, 1)}), today=TODAY)
    report = AuditReport("x", [PageReport("https://gemeente.example/")])
    apply(entries, report, today=TODAY)
    assert report.exit_code == 1


@pytest.mark.parametrize("change", [{"fingerprint": "0" * 32}, {"rule": "een-andere-regel"}])
def test_an_entry_that_fits_nothing_fails(tmp_path: Path, change: dict[str, object]) -> None:
    report = found()
    apply(read(written(tmp_path, GOOD | change), today=TODAY), report, today=TODAY)
    assert report.exit_code == 1
    assert "past nergens meer op" in report.complaints[0]
    assert not report.pages[0].found[0].accepted


def test_nothing_is_called_stale_while_pages_went_unchecked(tmp_path: Path) -> None:
    report = found(error="te laat")
    apply(read(written(tmp_path, GOOD | {"fingerprint": "0" * 32}), today=TODAY), report, today=TODAY)
    assert not report.complaints
    assert report.exit_code == 2


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"reason": ""}, "regel 2: 'reason' is leeg"),
        ({"reason": "   "}, "'reason' is geen tekst of is leeg"),
        ({"owner": None}, "'owner' is leeg"),
        ({"owner": 7}, "'owner' is geen tekst"),
        ({"expires": date(2027, 2, 21)}, f"meer dan {MAX_DAYS} dagen vooruit"),
        ({"expires": "volgend jaar"}, "geen datum"),
        ({"expires": ""}, "'expires' is leeg"),
        ({"fingerprint": "abc"}, "moet 32 tekens"),
        ({"selector": "main > a"}, "'selector' is geen veld"),
    ],
)
def test_a_malformed_entry_is_refused_with_its_line(
    tmp_path: Path, change: dict[str, object], says: str
) -> None:
    with pytest.raises(BaselineProblem, match=r"De baseline .* is niet goed") as refused:
        read(written(tmp_path, GOOD | change), today=TODAY)
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("version: 2\nbevindingen: []", "version: 1"),
        ("- een\n- lijst", "version: 1"),
        ("version: 1\nbevindingen: [", "geen geldige YAML"),
        ("version: 1\nbevindingen: 5", "geen lijst"),
        ("version: 1\nbevindingen: [los]", "geen blok met velden"),
        ("version: 1\nregels: []", "'regels' hoort niet"),
        ("version: 1\nversion: 1", "staat er twee keer"),
        ("version: 1\nbevindingen: !!python/object/apply:os.system ['true']", "geen geldige YAML"),
        ("", "version: 1"),
    ],
)
def test_a_malformed_file_is_refused(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "baseline.yaml"
    path.write_text(text)
    with pytest.raises(BaselineProblem) as refused:
        read(path, today=TODAY)
    assert says in str(refused.value)


def test_the_same_fingerprint_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BaselineProblem, match="meer dan één keer"):
        read(written(tmp_path, GOOD, GOOD | {"owner": "team sociaal"}), today=TODAY)


def test_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BaselineProblem, match="niet te lezen"):
        read(tmp_path / "weg.yaml", today=TODAY)


def test_a_proposal_is_refused_until_somebody_filled_it(tmp_path: Path) -> None:
    path = tmp_path / "voorstel.yaml"
    path.write_text(proposal(found(), [], today=TODAY))
    with pytest.raises(BaselineProblem, match="'reason' is leeg"):
        read(path, today=TODAY)
    content = yaml.safe_load(path.read_text())
    (entry,) = content["bevindingen"]
    entry |= {"reason": "Wordt in januari opgelost.", "owner": "webteam"}
    path.write_text(yaml.safe_dump(content))
    report = found()
    kept = apply(read(path, today=TODAY), report, today=TODAY)
    assert report.exit_code == 0
    again = yaml.safe_load(proposal(report, kept, today=TODAY))
    assert [e["reason"] for e in again["bevindingen"]] == ["Wordt in januari opgelost."]
