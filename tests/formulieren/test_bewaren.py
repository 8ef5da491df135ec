"""Keeping and destroying (P1): each stand and age around the limit, the clock, a kill half way, and the proof."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from basis.logboek.models import LogboekRegel
from formulieren.bijlagen import storage, sweep
from formulieren.inzendingen import wissen
from formulieren.inzendingen.models import Inzending, InzendingState, OutboxState
from formulieren.inzendingen.retention import purge_concepts
from formulieren.inzendingen.vernietiging import Vernietiging, VernietigingRegel, proof_of
from formulieren.inzendingen.wissen import strip_sent, wis_concept
from formulieren.models import FormulierPage, FormulierVersie
from formulieren.zaken.models import Status, Zaak, Zaaktype
from formulieren.zaken.services import bewaren, submit_inzending
from formulieren.zaken.services.bewaren import purge_inzendingen
from formulieren.zaken.services.bewaren_oordeel import oordeel_of
from formulieren.zaken.services.vernietigingsstop import set_stop
from tests.formulieren.bewaren_support import (
    CANARY,
    NOW,
    Stand,
    add_file,
    frozen,
    holding,
    holds_anything,
    make_sent,
)
from tests.formulieren.test_submit import concept
from tests.support.dump import files_with, tables_with

pytestmark = pytest.mark.sqlite

DAYS = 30
OUTBOXES = [(), (OutboxState.KLAAR,), (OutboxState.WACHT,), (OutboxState.BEZIG,), (OutboxState.MENS,),
            (OutboxState.KLAAR, OutboxState.MENS)]  # fmt: skip


@pytest.fixture(autouse=True)
def upload_dir(settings: Any, tmp_path: Path) -> Path:
    settings.LOKET_UPLOAD_DIR = tmp_path / "bijlagen"
    return tmp_path / "bijlagen"


@pytest.fixture
def keeping(home: Any, zaaktype: Zaaktype) -> FormulierVersie:
    """The version of a form that says 30 days."""
    return frozen(home, bewaar_dagen=DAYS)


def run(**given: Any) -> bewaren.Opruiming:
    return purge_inzendingen(now=NOW, trust_clock=True, **given)


def states() -> dict[int, str]:
    return dict(Inzending.objects.values_list("pk", "state"))


# --- the table ------------------------------------------------------------------------------------------


def test_each_stand_and_age_around_the_limit(keeping: FormulierVersie) -> None:
    ages = (None, 0, DAYS - 1, DAYS, DAYS + 1, DAYS + 2, 9000)
    stands = [
        Stand(age, outbox, stop) for age, outbox, stop in product(ages, OUTBOXES, ("", "gezet", "opgeheven"))
    ]
    made = {make_sent(keeping, stand).pk: stand for stand in stands}
    may_go = {
        pk
        for pk, stand in made.items()
        if stand.age is not None and stand.age > DAYS and stand.stop != "gezet"
        and set(stand.outbox) <= {OutboxState.KLAAR}
    }  # fmt: skip
    assert len(made) == 126 and len(may_go) == 3 * 2 * 2
    expected = run(dry_run=True)
    assert set(states().values()) == {InzendingState.INGEDIEND}, "a dry run changes nothing"
    assert (
        run() == expected == bewaren.Opruiming(vernietigd=len(may_go), niet_bezorgd=3 * 4 * 3, met_stop=3 * 2)
    )
    for pk, state in states().items():
        assert (state == InzendingState.VERNIETIGD) is (pk in may_go), made[pk]
        assert holds_anything(Inzending.objects.get(pk=pk)) is (pk not in may_go), made[pk]
    assert run().vernietigd == 0 and Vernietiging.objects.count() == len(may_go)


def test_without_days_nothing_goes(home: Any, zaaktype: Zaaktype) -> None:
    Zaaktype.objects.update(bewaartermijn="P1D")
    inzending = make_sent(frozen(home), Stand(9000))
    assert run() == bewaren.Opruiming() and holds_anything(inzending)


def test_no_days_means_the_day_after_the_end(home: Any, zaaktype: Zaaktype) -> None:
    versie = frozen(home, bewaar_dagen=0)
    same_day, day_after = make_sent(versie, Stand(0)), make_sent(versie, Stand(1))
    assert run().vernietigd == 1 and holds_anything(same_day) and not holds_anything(day_after)


@pytest.mark.parametrize("days", [2**31 - 1, 800_000, 739_000])
def test_a_term_beyond_the_calendar_keeps(home: Any, zaaktype: Zaaktype, days: int) -> None:
    inzending = make_sent(frozen(home, bewaar_dagen=days), Stand(9000))
    assert run().vernietigd == 0 and holds_anything(inzending)


def test_the_days_of_today_count_and_those_of_sending_once_the_form_is_gone(
    keeping: FormulierVersie, home: Any
) -> None:
    inzending = make_sent(keeping, Stand(DAYS + 1))
    FormulierPage.objects.update(bewaar_dagen=DAYS + 1)
    assert run().vernietigd == 0
    home.get_children().delete()
    assert Inzending.objects.get().versie.formulier is None
    assert run().vernietigd == 1 and not holds_anything(inzending)


def test_sending_notes_the_days_of_the_form(home: Any, zaaktype: Zaaktype) -> None:
    submit_inzending(inzending=concept(frozen(home, bewaar_dagen=12)))
    assert Zaak.objects.get().bewaar_dagen == 12


# --- any stand, any moment ----------------------------------------------------------------------------------

STANDS = st.builds(
    Stand,
    age=st.none() | st.integers(-3, 70),
    outbox=st.lists(st.sampled_from(list(OutboxState)), max_size=2).map(tuple),
    stop=st.sampled_from(["", "gezet", "opgeheven"]),
)
TERMS = st.none() | st.integers(0, 65)
# The days around a leap day and the two nights on which the clock is set; and any day.
MOMENTS = st.sampled_from([date(2028, 2, 29), date(2026, 3, 29), date(2026, 10, 25)]) | st.dates(
    date(2024, 1, 1), date(2040, 1, 1)
)


@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    cases=st.lists(st.tuples(STANDS, st.integers(0, 2)), min_size=21, max_size=25),
    terms=st.tuples(TERMS, TERMS, TERMS),
    today=MOMENTS,
    minutes=st.integers(0, 24 * 60 - 1),
    jump=st.integers(-400, 60),
)
def test_any_stand_at_any_moment(
    home: Any,
    zaaktype: Zaaktype,
    cases: list[tuple[Stand, int]],
    terms: tuple[int | None, ...],
    today: date,
    minutes: int,
    jump: int,
) -> None:
    """210 stands or more of three forms, the last one gone from the tree: an oracle of one line against the query, the
    verdict and the rows. The clock jumps there and back between the runs."""
    with transaction.atomic():
        versies = [
            frozen(home, slug=f"proef-{number}", bewaar_dagen=days) for number, days in enumerate(terms)
        ]
        made = {make_sent(versies[form], stand, today=today).pk: (stand, form) for stand, form in cases}
        FormulierVersie.objects.filter(pk=versies[2].pk).update(formulier=None)
        # Minutes of the wall clock: some of them don't exist, or twice, on the two nights.
        start = timezone.make_aware(datetime(today.year, today.month, today.day))
        gone: set[int] = set()
        for moved in (0, jump, 0):
            moment = start + timedelta(days=moved, minutes=minutes)
            day = timezone.localdate(moment)
            for zaak in Zaak.objects.select_related("inzending__versie__formulier", "zaaktype"):
                stand, form = made[zaak.inzending_id]
                days = terms[form]
                age = None if stand.age is None else stand.age + (day - today).days
                free = stand.stop != "gezet" and set(stand.outbox) <= {OutboxState.KLAAR}
                may_go = free and days is not None and age is not None and age > days
                if zaak.inzending_id not in gone:
                    verdict = oordeel_of(zaak, zaak.inzending, today=day)
                    assert verdict.may_go is may_go and bool(verdict.reden) is not may_go, (stand, form)
                if may_go:
                    gone.add(zaak.inzending_id)
            purge_inzendingen(now=moment, trust_clock=True)
            assert {pk for pk, state in states().items() if state == InzendingState.VERNIETIGD} == gone
            assert holding() == set(made) - gone
            assert Vernietiging.objects.count() == len(gone)
        transaction.set_rollback(True)


# --- what goes, what stays ------------------------------------------------------------------------------------


def test_nothing_of_the_person_is_left_and_the_archive_keeps_its_own(
    keeping: FormulierVersie, upload_dir: Path, django_capture_on_commit_callbacks: Any
) -> None:
    inzending = make_sent(keeping, Stand())
    bijlage = add_file(inzending)
    zaak = Zaak.objects.get()
    kept = (zaak.identificatie, zaak.startdatum, zaak.einddatum, zaak.zaaktype_id)
    before = {status.datum_status_gezet for status in Status.objects.all()}
    assert tables_with(CANARY) >= {"inzendingen_antwoord", "zaken_rol", "zaken_status"}
    assert storage.exists(bijlage.uuid)
    with django_capture_on_commit_callbacks(execute=True):
        assert run().vernietigd == 1
    assert tables_with(CANARY, "kanarie@") == set() and files_with([upload_dir], "kanarie") == set()
    assert list(upload_dir.iterdir()) == [] and not storage.exists(bijlage.uuid)
    zaak = Zaak.objects.get()
    assert (zaak.identificatie, zaak.startdatum, zaak.einddatum, zaak.zaaktype_id) == kept
    assert {status.datum_status_gezet for status in Status.objects.all()} == before
    proof = proof_of(zaak.identificatie)
    assert proof is not None and proof.regel == VernietigingRegel.BEWAAR_DAGEN and proof.bestanden == 1
    assert zaak.identificatie not in str(list(Vernietiging.objects.values()))
    line = LogboekRegel.objects.get()
    assert line.handeling == "delete" and line.onderwerp == f"zaak:{zaak.identificatie}"
    assert proof_of("K7M-34X-RTP") is None


def test_the_proof_is_never_changed(keeping: FormulierVersie) -> None:
    make_sent(keeping, Stand())
    run()
    proof = Vernietiging.objects.get()
    for change in (
        proof.save,
        proof.delete,
        Vernietiging.objects.all().delete,
        lambda: Vernietiging.objects.update(aantal=2),
    ):
        with pytest.raises(TypeError):
            change()
    with pytest.raises(IntegrityError), transaction.atomic():
        Vernietiging.objects.create(soort="inzending", regel="betrokkene", kenmerk_hash=proof.kenmerk_hash)
    with pytest.raises(IntegrityError), transaction.atomic():
        Inzending.objects.update(hulp="naaste")


def test_concepts_leave_a_number(home: Any, zaaktype: Zaaktype) -> None:
    versie = frozen(home)
    for _number in range(3):
        concept(versie)
    Inzending.objects.update(gewijzigd_op=timezone.now() - timedelta(days=40))
    own = concept(versie)
    assert purge_concepts() == 3 and purge_concepts() == 0
    assert wis_concept(own) and not wis_concept(own)
    assert sorted(Vernietiging.objects.values_list("regel", "aantal", "kenmerk_hash")) == [
        ("concept_termijn", 3, ""),
        ("inwoner", 1, ""),
    ]


def test_destroying_needs_a_transaction_and_happens_once(keeping: FormulierVersie) -> None:
    inzending = make_sent(keeping, Stand())
    strip_sent(inzending, regel=VernietigingRegel.BETROKKENE)
    with pytest.raises(ValueError, match="sent"):
        strip_sent(inzending, regel=VernietigingRegel.BETROKKENE)


# --- kills and faults -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("module", "name"),
    [(wissen, "purge_files"), (wissen, "hash_kenmerk"), (bewaren, "strip_sent"), (bewaren, "record")],
)
def test_killed_half_way_nothing_is_half(
    keeping: FormulierVersie, django_capture_on_commit_callbacks: Any, module: Any, name: str
) -> None:
    """The second of three dies; the first is gone whole, the others are whole, and the next run does the rest."""
    made = [make_sent(keeping, Stand()) for _number in range(3)]
    files = [add_file(inzending) for inzending in made]
    real, turns = getattr(module, name), iter(range(9))

    def dies(*args: Any, **kwargs: Any) -> Any:
        if next(turns) == 1:
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    with (
        pytest.MonkeyPatch.context() as patch,
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(KeyboardInterrupt),
    ):
        patch.setattr(module, name, dies)
        run()
    assert [holds_anything(inzending) for inzending in made] == [False, True, True]
    assert [storage.exists(bijlage.uuid) for bijlage in files] == [False, True, True]
    assert Vernietiging.objects.count() == LogboekRegel.objects.count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert run().vernietigd == 2
    assert holding() == set() and not any(storage.exists(bijlage.uuid) for bijlage in files)


def test_killed_between_commit_and_disk_the_sweep_takes_the_file(keeping: FormulierVersie) -> None:
    bijlage = add_file(make_sent(keeping, Stand()))
    assert run().vernietigd == 1  # in a test nothing runs after the commit: as if killed there
    assert storage.exists(bijlage.uuid)
    sweep.sweep(grace=timedelta(0))
    assert not storage.exists(bijlage.uuid)


def test_one_that_fails_doesnt_stop_the_others(
    keeping: FormulierVersie, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    made = [make_sent(keeping, Stand()) for _number in range(5)]
    real = bewaren.strip_sent

    def fails(inzending: Inzending, **kwargs: Any) -> None:
        if inzending.pk == made[1].pk:
            raise OSError(CANARY)
        real(inzending, **kwargs)

    monkeypatch.setattr(bewaren, "strip_sent", fails)
    assert run(batch=2) == bewaren.Opruiming(vernietigd=4, mislukt=1)
    assert [holds_anything(inzending) for inzending in made] == [False, True, False, False, False]
    assert "OSError" in caplog.text and CANARY not in caplog.text


def test_a_stop_set_after_the_list_was_made_still_holds(
    keeping: FormulierVersie, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the list and the lock somebody sets a stop, or a task turns up: the verdict under the lock decides."""
    inzending = make_sent(keeping, Stand())
    real = bewaren.vernietig

    def later(pk: int, **kwargs: Any) -> bool:
        set_stop(zaak=Zaak.objects.get(), reden="Bezwaar loopt", actor=None)
        return real(pk, **kwargs)

    monkeypatch.setattr(bewaren, "vernietig", later)
    assert run().vernietigd == 0 and holds_anything(inzending)


def test_queries_dont_grow_with_what_is_kept(
    keeping: FormulierVersie,
) -> None:
    counts = []
    for _turn in range(2):
        for _number in range(3):
            make_sent(keeping, Stand(DAYS))
        with CaptureQueriesContext(connection) as queries:
            run()
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8
