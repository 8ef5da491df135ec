"""The verdicts that the demo carries: made by today's rules, and none of them a refusal."""

from __future__ import annotations

from a11y_checks.gate import ruleset_version
from a11y_checks.rules.base import Niveau
from gemeente.demo import files


def test_the_demos_verdicts_were_made_by_todays_rules() -> None:
    verdicts = files.read_verdicts()
    assert len(verdicts) > 80
    stale = {verdict["ruleset"] for verdict in verdicts} - {ruleset_version()}
    assert not stale, "the rules changed: load the demo with an auditor and run script/manage dump_verdicts"


def test_no_verdict_of_the_demo_is_a_refusal() -> None:
    levels = {found["niveau"] for verdict in files.read_verdicts() for found in verdict["bevindingen"]}
    assert Niveau.BLOCK not in levels
