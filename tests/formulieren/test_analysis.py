"""The analysis of a form's logic against trying every answer: no false claim, and nothing missed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings

from formulieren.flow import analysis
from formulieren.flow.analysis import Analysis, Doel, analyse
from formulieren.flow.conditions import Groep, Operator, Soort, Vergelijking, comparisons, holds
from formulieren.flow.feiten import VraagFeiten
from formulieren.flow.route import route
from formulieren.flow.schema import FormSchema, PrijsSchema, StapSchema, StopSchema, VraagSchema, freeze
from formulieren.flow.typed import conditions_of
from formulieren.vragen.registry import check_form, feiten_of
from tests.formulieren.random_forms import CONFIG, TODAY, all_answers, forms


def truths(schema: FormSchema, answers: dict[str, Any]) -> Iterator[tuple[Doel, bool]]:
    """Each condition that counts for somebody with these answers, and whether it holds: with the real route."""
    the_route = route(schema, answers, today=TODAY)
    known: dict[str, Any] = {}
    for stap in schema.stappen:
        shown = holds(stap.toon_als, known, today=TODAY)
        yield ("stap", stap.slug), shown
        if shown:
            for vraag in stap.vragen:
                yield ("vraag", vraag.code), holds(vraag.toon_als, known, today=TODAY)
        asked = the_route.stap(stap.slug)
        if asked is None:
            continue
        known |= {vraag.code: answers[vraag.code] for vraag in asked.vragen if vraag.code in answers}
        for vraag in asked.vragen:
            yield ("verplicht", vraag.code), holds(vraag.verplicht_als, known, today=TODAY)
        for number, stop in enumerate(stap.stops):
            stopped = holds(stop.als, known, today=TODAY)
            yield ("stop", stap.slug, number), stopped
            if stopped:
                return
    for number, keuze in enumerate(schema.zaaktype_keuzes):
        chosen = holds(keuze.als, known, today=TODAY)
        yield ("zaaktype", number), chosen
        if chosen:
            break
    for number, prijs in enumerate(schema.prijzen):
        yield ("prijs", number), holds(prijs.als, known, today=TODAY)


def brute(schema: FormSchema) -> tuple[dict[Doel, set[bool]], set[str], set[str], set[str]]:
    """(what each condition came to, steps, questions and ends that somebody reached), by trying everything."""
    seen: dict[Doel, set[bool]] = {}
    steps, codes, ends = set(), set(), set()
    for answers in all_answers(schema):
        the_route = route(schema, answers, today=TODAY)
        steps.update(the_route.slugs)
        codes.update(the_route.codes)
        if the_route.stop is not None:
            ends.add(the_route.stop.titel + the_route.slugs[-1])
        for doel, outcome in truths(schema, answers):
            seen.setdefault(doel, set()).add(outcome)
    return seen, steps, codes, ends


def with_condition(schema: FormSchema) -> list[Doel]:
    """The conditions there are, as `Analysis` names them."""
    found: list[Doel] = []
    for stap in schema.stappen:
        found += [("stap", stap.slug)] if stap.toon_als else []
        for vraag in stap.vragen:
            found += [("vraag", vraag.code)] if vraag.toon_als else []
            found += [("verplicht", vraag.code)] if vraag.verplicht_als else []
        found += [("stop", stap.slug, number) for number in range(len(stap.stops))]
    found += [("zaaktype", number) for number in range(len(schema.zaaktype_keuzes))]
    return [*found, *(("prijs", n) for n, prijs in enumerate(schema.prijzen) if prijs.als)]


def days_are_mixed(schema: FormSchema) -> bool:
    """Whether one date is compared with a day of the calendar and with a number of days."""
    by_code: dict[str, set[bool]] = {}
    for voorwaarde, _bron in conditions_of(schema):
        for deel in comparisons(voorwaarde):
            if deel.operator in (Operator.BINNEN_DAGEN, Operator.JONGER_DAN):
                by_code.setdefault(deel.vraag, set()).add(True)
            elif deel.operator in (Operator.VOOR, Operator.NA, Operator.IS):
                by_code.setdefault(deel.vraag, set()).add(False)
    return any(len(kinds) == 2 for kinds in by_code.values())


@settings(max_examples=120, deadline=None)
@given(forms())
def test_claims_are_what_trying_every_answer_shows(schema: FormSchema) -> None:
    check_form(without_prices(schema))
    seen, steps, codes, ends = brute(schema)
    found = analyse(schema, feiten_of, today=TODAY)
    # Nine comparisons on one date that lie differently each day are too much to look at.
    assert found.complete or days_are_mixed(schema)
    true_claims = Analysis(
        complete=True,
        stappen=tuple(stap.slug for stap in schema.stappen if stap.slug not in steps),
        vragen=tuple(vraag.code for vraag in schema.vragen() if vraag.code not in codes),
        stops=tuple(
            (stap.slug, number)
            for stap in schema.stappen
            for number, stop in enumerate(stap.stops)
            if stop.titel + stap.slug not in ends
        ),
        never=tuple(doel for doel in with_condition(schema) if True not in seen.get(doel, set())),
        always=tuple(doel for doel in with_condition(schema) if seen.get(doel) == {True}),
    )
    for name in ("stappen", "vragen", "stops", "never", "always"):
        claimed, true = set(getattr(found, name)), set(getattr(true_claims, name))
        if name == "always":
            assert not [doel for doel in claimed if False in seen.get(doel, set())], "a false claim: always"
        else:
            assert claimed <= true, f"a false claim: {name}"
        # Mixed days are taken too widely on purpose: how they lie changes each day.
        if found.complete and not days_are_mixed(schema):
            assert claimed == true, f"missed: {name}"


def without_prices(schema: FormSchema) -> FormSchema:
    return FormSchema(titel="x", stappen=schema.stappen, zaaktype_keuzes=schema.zaaktype_keuzes)


def vraag(code: str, kind: str = "keuze", **fields: Any) -> VraagSchema:
    config = CONFIG.get(kind, freeze({}))
    return VraagSchema(**({"code": code, "type": kind, "label": f"{code}?", "config": config} | fields))


def als(code: str, waarde: Any, operator: Operator = Operator.IS) -> Vergelijking:
    return Vergelijking(vraag=code, operator=operator, waarde=waarde)


def form(*stappen: StapSchema, **fields: Any) -> FormSchema:
    return FormSchema(titel="F", stappen=stappen, **fields)


def stap(slug: str, *vragen: VraagSchema, **fields: Any) -> StapSchema:
    return StapSchema(slug=slug, titel=slug, vragen=vragen, **fields)


def test_parts_that_contradict_each_other_are_found() -> None:
    both = Groep(soort=Soort.ALLE, delen=(als("kleur", "rood"), als("kleur", "wit")))
    found = analyse(
        form(stap("een", vraag("kleur")), stap("twee", vraag("b"), toon_als=both)), feiten_of, today=TODAY
    )
    assert found.never == (("stap", "twee"),) and found.stappen == ("twee",) and found.vragen == ("b",)


def test_a_part_that_can_never_hold_is_found_inside_a_condition_that_can() -> None:
    either = Groep(
        soort=Soort.EEN, delen=(als("aantal", 3, Operator.MEER_DAN), als("aantal", 9, Operator.MEER_DAN))
    )
    found = analyse(
        form(stap("een", vraag("aantal", "getal")), stap("twee", vraag("b"), toon_als=either)),
        feiten_of,
        today=TODAY,
    )
    assert found.never == () and found.never_parts == ((("stap", "twee"), (1,)),)


def test_a_stop_before_hides_what_comes_after() -> None:
    stop = StopSchema(als=als("kleur", "rood"), titel="Stop", tekst="Bel.")
    later = stap("twee", vraag("b"), toon_als=als("kleur", "rood"))
    found = analyse(form(stap("een", vraag("kleur"), stops=(stop,)), later), feiten_of, today=TODAY)
    assert found.stappen == ("twee",) and found.stops == ()
    twice = analyse(form(stap("een", vraag("kleur"), stops=(stop, stop))), feiten_of, today=TODAY)
    assert twice.stops == (("een", 1),)


def test_what_is_too_large_gets_no_claim() -> None:
    """Eighteen colours that all come back in one condition at the end: 3 to the power of 18 routes."""
    codes = [f"k{number}" for number in range(18)]
    impossible = Groep(soort=Soort.ALLE, delen=(als("k0", "rood"), als("k0", "wit")))
    last = Groep(soort=Soort.EEN, delen=(impossible, *(als(code, "wit") for code in codes)))
    never = stap("nooit", vraag("n"), toon_als=impossible)
    steps = [stap(f"s{number}", vraag(code)) for number, code in enumerate(codes)]
    found = analyse(
        form(steps[0], never, *steps[1:], stap("laatst", vraag("z"), toon_als=last)), feiten_of, today=TODAY
    )
    assert not found.complete
    # What was walked before it grew too large is sure; the end is not.
    assert found.stappen == ("nooit",) and ("stap", "laatst") not in found.never


def test_a_long_form_of_local_logic_is_not_large() -> None:
    """Thirty steps with 210 choices: each condition looks one step back, so little has to be kept."""
    steps = [
        stap(
            f"s{n}",
            *(vraag(f"k{n}_{m}") for m in range(7)),
            toon_als=als(f"k{n - 1}_0", "rood") if n % 2 else None,
        )
        for n in range(30)
    ]
    assert analyse(form(*steps), feiten_of, today=TODAY) == Analysis(
        complete=True,
        unused=tuple(v.code for s in steps for v in s.vragen if v.code not in used(form(*steps))),
    )


def used(schema: FormSchema) -> set[str]:
    return {deel.vraag for voorwaarde, _bron in conditions_of(schema) for deel in comparisons(voorwaarde)}


def test_days_from_now_and_days_of_the_calendar_lie_differently_each_day() -> None:
    """Today no day is within two days and after a day next year; then it will be. So nothing is claimed."""
    both = Groep(
        soort=Soort.ALLE,
        delen=(als("dag", 2, Operator.BINNEN_DAGEN), als("dag", "2027-11-22", Operator.NA)),
    )
    found = analyse(
        form(stap("een", vraag("dag", "datum")), stap("twee", vraag("b"), toon_als=both)),
        feiten_of,
        today=TODAY,
    )
    assert found.never == () and found.complete


def test_a_question_is_used_by_a_condition_a_price_a_prefill_or_to_reach_somebody() -> None:
    schema = form(
        stap(
            "een",
            vraag("a"),
            vraag("b"),
            vraag("c", "getal"),
            vraag("d", "email", verplicht=False),
            vraag("e", prefill="x"),
        ),
        stap("twee", vraag("f"), toon_als=als("a", "rood")),
        prijzen=(PrijsSchema(tarief="t", aantal="c"),),
    )
    assert analyse(schema, feiten_of, today=TODAY).unused == ("b", "f")


def test_the_work_is_bounded(monkeypatch: Any) -> None:
    monkeypatch.setattr(analysis, "MAX_WORK", 3)
    schema = form(stap("een", vraag("a")), stap("twee", vraag("b"), toon_als=als("a", "rood")))
    assert analyse(schema, feiten_of, today=TODAY).complete is False


def test_an_explanation_is_never_unused() -> None:
    def facts(question: VraagSchema) -> VraagFeiten:
        return VraagFeiten(soort=feiten_of(question).soort, asks=question.code != "uitleg")

    assert analyse(form(stap("een", vraag("uitleg"), vraag("a"))), facts, today=TODAY).unused == ("a",)
