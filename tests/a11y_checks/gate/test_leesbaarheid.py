"""Readability at the gate: what stops a page, who may let it pass, and what a new model does to what is live."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from a11y_checks.bevinding import Niveau
from a11y_checks.gate import PublishRefused, leesbaarheid, verdict
from a11y_checks.gate.oordeel import answer_bevinding
from a11y_checks.gate.recheck import recheck_page
from a11y_checks.gate.sample import check_object
from a11y_checks.gate.uitzondering import fingerprint_of
from a11y_checks.gate.uitzondering_besluit import approve, request_uitzondering
from a11y_checks.gate.uitzondering_errors import UitzonderingInvalid, UitzonderingNoSecondPerson
from a11y_checks.leesbaarheid import score
from a11y_checks.models import Audit, BevindingVerloop, Uitzondering
from a11y_checks.reports.verklaring import draft_verklaring
from gemeente.pages.models import ContentPage, Crisisbericht, NewsPage
from tests.a11y_checks.leesbaarheid.test_beleid import STIFF, SUMMARY
from tests.a11y_checks.leesbaarheid.test_estimate import EASY, HARD_SENTENCE
from tests.formulieren.conftest import STAPPEN, make_formulier
from tests.support.site import make_home, make_page, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]
BLOCK = "d1111111-1111-4111-8111-111111111111"


def text(words: str) -> dict[str, Any]:
    return {"type": "tekst", "value": f"<p>{words}</p>", "id": BLOCK}


@pytest.fixture
def home() -> Any:
    return publish(make_home())


def refusal(page: Any) -> PublishRefused:
    with pytest.raises(PublishRefused) as refused:
        publish(page)
    page.refresh_from_db()
    return refused.value


def rules(refused: PublishRefused) -> set[str]:
    return {b.rule for b in refused.bevindingen}


def test_a_page_clearly_harder_than_b1_stays_a_draft(home: Any) -> None:
    page = make_page(home, "Vergunning", text(STIFF))
    refused = refusal(page)
    assert rules(refused) == {"b1:niveau"}
    assert "afspraak van de gemeente" in str(refused.message_dict)
    assert not page.live
    assert "onverwijld" in str(page.get_latest_revision_as_object().inhoud)


def test_an_easy_page_goes_live_with_its_level_and_exemptions(home: Any) -> None:
    page = publish(make_page(home, "Paspoort", text(f"{EASY} Dat staat in de Paspoortwet.")))
    assert page.live
    kept = Audit.objects.get(records__page_id=page.pk).leesbaarheid
    assert kept["level"] == "b1_of_makkelijker"
    assert kept["beleid"] == "gewoon"
    assert {"soort": "wet", "tekst": "Paspoortwet", "aantal": 1}.items() <= kept["vrijstellingen"][0].items()
    assert kept["vrijstellingen"][0]["bron"].startswith("inhoud/")


def test_a_very_hard_sentence_and_a_cut_up_text_are_refused_at_their_field(home: Any) -> None:
    assert list(refusal(make_page(home, "Een", text(HARD_SENTENCE))).error_dict) == ["inhoud"]
    words = HARD_SENTENCE.split()
    pieces = "<br>".join(" ".join(words[at : at + 6]) for at in range(0, len(words), 6))
    assert rules(refusal(make_page(home, "Twee", text(pieces)))) == {"b1:fragment"}


def test_the_kind_of_page_decides(home: Any) -> None:
    assert NewsPage().beleid_for_text().naam == "nieuws"
    page = make_page(home, "Wet", text(HARD_SENTENCE))
    for kind in ("gewoon", "besluit"):
        page.tekstsoort = kind
        assert page.beleid_for_text().naam == kind
        refusal(page)
    page.tekstsoort = "wettekst"
    refused = refusal(page)
    assert rules(refused) == {"b1:samenvatting"}
    assert list(refused.error_dict) == ["samenvatting"]


def test_a_law_goes_live_under_a_summary_that_a_person_answers_for(home: Any) -> None:
    page = make_page(
        home, "Wet", text(HARD_SENTENCE), tekstsoort="wettekst", samenvatting=f"<p>{SUMMARY}</p>"
    )
    (question,) = refusal(page).bevindingen
    assert (question.rule, question.niveau) == ("samenvatting-compleet", Niveau.ASK)
    answer_bevinding(
        page=page,
        fingerprint=fingerprint_of(page, question),
        rule=question.rule,
        message=question.message,
        keuze="goed",
        reason="Ik heb beide gelezen.",
        user=make_user("lezer"),
    )
    page = publish(page)
    assert page.live
    html = Client().get(page.url).content.decode()
    assert html.index("Samenvatting") < html.index("De officiële tekst") < html.index("vergunninghouder")
    page.inhoud = [text(f"{HARD_SENTENCE} {HARD_SENTENCE}")]
    assert rules(refusal(page)) == {"samenvatting-compleet"}, "another official text asks again"


def test_the_same_html_under_another_policy_is_another_verdict(home: Any) -> None:
    page = make_page(home, "Wet", text(EASY))
    before = verdict.hash_page(page, [])
    page.tekstsoort = "besluit"
    assert verdict.hash_page(page, []) != before


def test_a_form_keeps_the_policy_in_its_steps_and_in_its_mail(home: Any, zaaktype: Any) -> None:
    good = make_formulier(home)
    assert verdict.quick_look(good).leesbaarheid["beleid"] == "formulier"
    assert not [b for b in verdict.quick_look(good).bevindingen if b.niveau is Niveau.BLOCK]
    steps = [{**STAPPEN[0], "vraag": [dict(vraag) for vraag in STAPPEN[0]["vraag"]]}, STAPPEN[1]]
    steps[0]["vraag"][2]["hint"] = HARD_SENTENCE
    hint = make_formulier(home, slug="hint", stappen=steps)
    assert [b.source.split("/")[0] for b in refusal(hint).bevindingen] == ["stappen"]
    mail = make_formulier(home, slug="mail")
    before = verdict.hash_page(mail, [])
    mail.dank_tekst = HARD_SENTENCE
    assert verdict.hash_page(mail, []) != before, "no state of the page shows this text"
    assert list(refusal(mail).error_dict) == ["dank_tekst"]


@pytest.fixture
def zaaktype() -> Any:
    from formulieren.zaken.services import save_zaaktype

    return save_zaaktype(
        identificatie="TEST",
        omschrijving="Proefmelding",
        doorlooptijd=28,
        servicenorm=14,
        statustypen=[
            {"volgnummer": 1, "omschrijving": "Klaar", "statustekst": "Het is klaar.", "is_eindstatus": True}
        ],
    )


def test_a_text_on_no_page_is_judged_by_itself(home: Any) -> None:
    message = Crisisbericht(site=home.get_site(), titel="Let op", tekst=HARD_SENTENCE)
    found = [b for b in check_object(message) if b.rule == "b1:zeer-moeilijke-zin"]
    assert [(b.niveau, b.source) for b in found] == [(Niveau.BLOCK, "tekst")]
    message.tekst = "Er is brand. Blijf binnen."
    assert not [b for b in check_object(message) if b.niveau is Niveau.BLOCK]


def test_a_second_person_may_let_it_pass_until_a_day(home: Any) -> None:
    page = make_page(home, "Vergunning", text(STIFF))
    faults = refusal(page).bevindingen
    asker, second = make_user("vrager"), make_user("tweede")
    day = timezone.localdate() + dt.timedelta(days=30)
    with pytest.raises(UitzonderingInvalid):
        request_uitzondering(page=page, bevindingen=faults, reason="", ends_on=day, user=asker)
    asked = request_uitzondering(
        page=page, bevindingen=faults, reason="Het lezerspanel begreep de tekst.", ends_on=day, user=asker
    )
    assert asked.cause == asked.effect == asked.measure == "", "no deviation of WCAG: nothing to declare"
    refusal(page)
    with pytest.raises(UitzonderingNoSecondPerson):
        approve(uitzondering=asked, user=asker)
    approve(uitzondering=asked, user=second)
    page = publish(page)
    assert page.live
    assert draft_verklaring(timezone.localdate()).afwijkingen == ()
    page.inhoud = [text(f"{STIFF} U kunt ons bellen.")]
    page = publish(page)
    page.inhoud = [text(f"{STIFF} {HARD_SENTENCE}")]
    assert "b1:zeer-moeilijke-zin" in rules(refusal(page)), "a new hard sentence is another fault"
    page.inhoud = [text(STIFF)]
    Uitzondering.objects.update(ends_on=timezone.localdate() - dt.timedelta(days=1))
    assert rules(refusal(page)) == {"b1:niveau"}
    assert ContentPage.objects.get(pk=page.pk).live


@pytest.fixture
def stricter(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Other weights, by which nearly every page is hard, and the other name of the ruleset that comes with them."""
    old = score.model()

    def install() -> None:
        new = dataclasses.replace(old, version="proef", intercept=old.intercept + 60)
        monkeypatch.setattr(score, "model", lambda: new)
        monkeypatch.setattr(verdict, "ruleset_version", lambda: "proef")

    return install


def test_a_new_model_makes_tasks_and_never_takes_a_page_down(home: Any, stricter: Any) -> None:
    page = publish(make_page(home, "Paspoort", text(f"{EASY} Dit is conform de vigerende regels. {EASY}")))
    stricter()
    audit = recheck_page(page)
    assert audit.leesbaarheid["level"] == "moeilijker"
    page.refresh_from_db()
    assert page.live
    assert Client().get(page.url).status_code == 200
    task = BevindingVerloop.objects.get(page_id=page.pk, fixed_on__isnull=True)
    assert task.rule == "b1:niveau"
    declared = draft_verklaring(timezone.localdate())
    assert (declared.afwijkingen, declared.extra, declared.open_asks) == ((), (), 0)
    page.intro = "Een nieuwe inleiding."
    assert rules(refusal(page)) == {"b1:niveau"}
    assert page.live, "what was live stays live"


def test_a_judgement_that_breaks_is_not_checked(home: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise ValueError("weights.json")

    page = make_page(home, "Paspoort", text(EASY))
    monkeypatch.setattr(leesbaarheid, "judge", broken)
    refused = refusal(page)
    assert refused.bevindingen == ()
    assert "de controle kon niet draaien" in refused.reason
    assert not page.live


def test_missing_weights_are_not_checked(home: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    page = make_page(home, "Paspoort", text(EASY))
    score.model.cache_clear()
    monkeypatch.setattr(score, "WEIGHTS", tmp_path / "none.json")
    try:
        assert "de controle kon niet draaien" in refusal(page).reason
    finally:
        score.model.cache_clear()
