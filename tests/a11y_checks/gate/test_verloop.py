"""The history of findings on live pages: opened, seen again, fixed, and back again."""

from __future__ import annotations

from typing import Any

import pytest

from a11y_checks.gate import verloop
from a11y_checks.gate.uitzondering import fingerprint_of
from a11y_checks.models import Audit, BevindingOordeel, BevindingVerloop, OordeelKeuze
from a11y_checks.rules.base import Bevinding, Niveau
from gemeente.pages.models import ContentPage
from tests.support.site import make_home, make_page, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


def finding(rule: str, niveau: Niveau = Niveau.BLOCK, **facts: Any) -> Bevinding:
    """A finding in a field of the page."""
    facts = {"source": "inhoud/1", "excerpt": rule, **facts}
    return Bevinding(
        rule=rule, niveau=niveau, criteria=("1.1.1",), message=f"{rule}.", help="Los op.", **facts
    )


def audit(*bevindingen: Bevinding, stored: bool = True) -> Audit:
    """A verdict with these findings."""
    number = Audit.objects.count()
    made = Audit(
        content_hash=f"{number:064}",
        ruleset="r",
        page_type="pages.ContentPage",
        engine="e",
        trigger="recheck",
    )
    made.bevindingen = [bevinding.to_dict() for bevinding in bevindingen]
    if stored:
        made.save()
    return made


@pytest.fixture
def page() -> ContentPage:
    return publish(make_page(publish(make_home())))


def open_rules() -> list[str]:
    return sorted(BevindingVerloop.objects.filter(fixed_on__isnull=True).values_list("rule", flat=True))


def test_a_finding_opens_is_seen_again_and_is_fixed(page: ContentPage) -> None:
    first = verloop.record(page, audit(finding("a"), finding("b")))
    assert (len(first.opened), first.still_open, first.fixed) == (2, 0, 0)
    before = BevindingVerloop.objects.get(rule="a")
    second = verloop.record(page, audit(finding("a")))
    assert (len(second.opened), second.still_open, second.fixed) == (0, 1, 1)
    after = BevindingVerloop.objects.get(rule="a")
    assert after.first_seen == before.first_seen and after.last_seen > before.last_seen
    fixed = BevindingVerloop.objects.get(rule="b")
    assert fixed.fixed_on is not None and fixed.fixed_on > fixed.first_seen


def test_one_that_returns_is_a_new_row(page: ContentPage) -> None:
    for found in ([finding("a")], [], [finding("a")]):
        verloop.record(page, audit(*found))
    assert BevindingVerloop.objects.filter(rule="a").count() == 2
    assert open_rules() == ["a"]


def test_faults_and_open_questions_are_tasks_and_remarks_are_not(page: ContentPage) -> None:
    asked = finding("vraag", Niveau.ASK)
    found = [finding("fout"), asked, finding("opmerking", Niveau.NOTE), finding("b1:zinnen", Niveau.ASK)]
    verloop.record(page, audit(*found))
    assert open_rules() == ["fout", "vraag"]
    answer = BevindingOordeel.objects.create(
        page=page.page_ptr, fingerprint=fingerprint_of(page, asked), rule="vraag", keuze=OordeelKeuze.FOUT
    )
    verloop.record(page, audit(*found))
    assert open_rules() == ["fout", "vraag"], "the editor says that it must change"
    answer.keuze = OordeelKeuze.GOED
    answer.save()
    verloop.record(page, audit(*found))
    assert open_rules() == ["fout"]


def test_the_pages_own_facts_count_too(page: ContentPage) -> None:
    verloop.record(page, audit(), [finding("kanaalroute-zonder-computer")])
    assert open_rules() == ["kanaalroute-zonder-computer"]


def test_two_of_one_fingerprint_are_one_row_and_the_fault_wins(page: ContentPage) -> None:
    verloop.record(page, audit(finding("a", Niveau.ASK), finding("a", selector="p")))
    assert BevindingVerloop.objects.get().niveau == Niveau.BLOCK


def test_half_an_audit_closes_nothing(page: ContentPage) -> None:
    verloop.record(page, audit(finding("contrast")))
    verloop.record(page, audit(finding("link-vaag"), stored=False))
    assert open_rules() == ["contrast", "link-vaag"]


def test_taking_a_page_down_closes_its_rows(page: ContentPage) -> None:
    verloop.record(page, audit(finding("a")))
    page.unpublish()
    assert open_rules() == []
    assert BevindingVerloop.objects.get().fixed_on is not None


def test_an_alias_shares_the_answers_of_its_source(page: ContentPage) -> None:
    asked = finding("vraag", Niveau.ASK)
    BevindingOordeel.objects.create(
        page=page.page_ptr, fingerprint=fingerprint_of(page, asked), rule="vraag", keuze=OordeelKeuze.GOED
    )
    alias = page.create_alias(parent=page.get_parent(), update_slug="afval-2")
    verloop.record(alias, audit(asked))
    assert open_rules() == []


def test_recording_takes_few_queries_however_many_findings(
    page: ContentPage, django_assert_max_num_queries: Any
) -> None:
    verloop.record(page, audit(*[finding(f"oud-{n}") for n in range(30)]))
    made = audit(*[finding(f"oud-{n}") for n in range(15)], *[finding(f"nieuw-{n}") for n in range(15)])
    with django_assert_max_num_queries(12):
        verloop.record(page, made)
