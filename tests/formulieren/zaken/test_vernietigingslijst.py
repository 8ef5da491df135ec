"""Destroying zaken (P1): who may, what may, and that a zaak goes whole or not at all."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from basis.logboek.models import LogboekRegel
from formulieren.bijlagen.models import Bijlage
from formulieren.inzendingen.models import Inzending, OutboxItem, OutboxState
from formulieren.inzendingen.vernietiging import Vernietiging, VernietigingSoort, proof_of
from formulieren.zaken.models import Vernietigingslijst, VernietigingslijstRegel, Zaak, Zaaktype
from formulieren.zaken.services import vernietigen
from formulieren.zaken.services.bewaren import purge_inzendingen
from formulieren.zaken.services.bewaren_oordeel import oordeel_of
from formulieren.zaken.services.overdracht import due_for_transfer, transfer_metadata
from formulieren.zaken.services.vernietigen import destroy_approved
from formulieren.zaken.services.vernietigingslijst import (
    approve_lijst,
    make_lijst,
    may_be_destroyed,
    reject_lijst,
    take_off,
    to_be_listed,
)
from formulieren.zaken.services.vernietigingsstop import set_stop
from gemeente.roles import Rol, setup_roles
from tests.formulieren.bewaren_support import CANARY, NOW, TODAY, Stand, fill_zaak, frozen, make_sent
from tests.support.dump import files_with, tables_with
from tests.support.site import make_user

pytestmark = pytest.mark.sqlite

KLAAR, WACHT, MENS = (OutboxState.KLAAR,), (OutboxState.WACHT,), (OutboxState.MENS,)


@pytest.fixture(autouse=True)
def upload_dir(settings: Any, tmp_path: Path) -> Path:
    settings.LOKET_UPLOAD_DIR = tmp_path / "bijlagen"
    return tmp_path / "bijlagen"


@pytest.fixture
def versie(home: Any, zaaktype: Zaaktype) -> Any:
    return frozen(home, bewaar_dagen=30)


@pytest.fixture
def people(db: None) -> list[Any]:
    """Three who may approve."""
    users = [make_user(name, is_superuser=False) for name in ("een", "twee", "drie")]
    for user in users:
        user.groups.add(setup_roles()[Rol.FUNCTIONEEL_BEHEERDER])
    return users


def make_zaak(
    versie: Any,
    stand: Stand | None = None,
    *,
    nominatie: str = "vernietigen",
    over: int | None = 0,
    url: str = "",
    today: Any = TODAY,
) -> Zaak:
    """A closed zaak of which the archive's term was over `over` days ago; None without a date."""
    inzending = make_sent(versie, stand or Stand(age=900), today=today)
    day = None if over is None else today - timedelta(days=over)
    Zaak.objects.filter(inzending=inzending).update(
        archiefnominatie=nominatie, archiefactiedatum=day, zgw_url=url
    )
    return Zaak.objects.get(inzending=inzending)


def approved(people: list[Any]) -> Vernietigingslijst:
    lijst = make_lijst(actor=people[0], today=TODAY)
    approve_lijst(lijst=lijst, actor=people[0])
    return approve_lijst(lijst=lijst, actor=people[1])


# --- what may --------------------------------------------------------------------------------------------------


def test_each_stand_around_the_limit(versie: Any, people: list[Any]) -> None:
    """State × age × stop × undelivered × nomination × where it is kept: 216 zaken, and an oracle of one line."""
    cases = list(
        product(
            (None, 900),
            (None, -1, 0, 1),
            ("", "gezet", "opgeheven"),
            (KLAAR, WACHT, MENS),
            ("vernietigen", "blijvend_bewaren", ""),
        )
    )
    assert len(cases) == 216
    made = {
        make_zaak(versie, Stand(age, outbox, stop), over=over, nominatie=nominatie).pk: (
            age is not None and over is not None and over >= 0 and stop != "gezet"
            and outbox == KLAAR and nominatie == "vernietigen"
        )
        for age, over, stop, outbox, nominatie in cases
    }  # fmt: skip
    elsewhere = make_zaak(versie, url="https://zaken.voorbeeld.example/1")
    may = {pk for pk, wanted in made.items() if wanted}
    assert set(may_be_destroyed(today=TODAY).values_list("pk", flat=True)) == may and len(may) == 4
    approved(people)
    assert destroy_approved(today=TODAY) == len(may)
    assert set(Zaak.objects.values_list("pk", flat=True)) == {*made, elsewhere.pk} - may
    assert destroy_approved(today=TODAY) == 0


@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    cases=st.lists(
        st.tuples(
            st.none() | st.integers(0, 400),  # days since the end
            st.none() | st.integers(-400, 400),  # days since the archive's date
            st.sampled_from(["", "gezet", "opgeheven"]),
            st.sampled_from([KLAAR, WACHT, MENS, (*KLAAR, *WACHT), ()]),
            st.sampled_from(["vernietigen", "blijvend_bewaren", ""]),
            st.sampled_from(["", "https://zaken.voorbeeld.example/x"]),
        ),
        min_size=20,
        max_size=24,
    ),
    jump=st.integers(-500, 500),
)
def test_any_stand_on_any_day(versie: Any, cases: list[tuple[Any, ...]], jump: int) -> None:
    """The archive's condition, its verdict and the purge by the form's days agree, whichever day the clock says."""
    with transaction.atomic():
        day = TODAY + timedelta(days=jump)
        for age, over, stop, outbox, nominatie, url in cases:
            zaak = make_zaak(versie, Stand(age, outbox, stop), over=over, nominatie=nominatie, url=url)
            free = age is not None and stop != "gezet" and set(outbox) <= set(KLAAR)
            come = over is not None and over + jump >= 0
            whole = free and come and nominatie == "vernietigen" and not url
            assert may_be_destroyed(today=day).filter(pk=zaak.pk).exists() is whole
            needed = not url and (nominatie == "blijvend_bewaren" or (over is not None and not come))
            known = not url and (nominatie == "blijvend_bewaren" or over is not None)
            past = age is not None and age + jump > 30
            strips = free and not needed and (past or known)
            assert oordeel_of(zaak, zaak.inzending, today=day).may_go is strips, (age, over, nominatie, url)
            purged = free and not needed and past
            purge_inzendingen(now=NOW + timedelta(days=jump), trust_clock=True)
            zaak.inzending.refresh_from_db()
            assert (zaak.inzending.state == "vernietigd") is purged, (age, over, nominatie, url)
        transaction.set_rollback(True)


def test_the_form_never_takes_what_the_archive_needs(versie: Any) -> None:
    make_zaak(versie, over=-1)
    make_zaak(versie, nominatie="blijvend_bewaren", over=900)
    gone = make_zaak(versie, over=1)
    done = purge_inzendingen(now=NOW, trust_clock=True)
    assert (done.vernietigd, done.voor_archief) == (1, 2)
    assert Inzending.objects.get(state="vernietigd").zaak == gone


# --- two people -----------------------------------------------------------------------------------------------


def test_two_different_people_approve(versie: Any, people: list[Any]) -> None:
    make_zaak(versie)
    lijst = make_lijst(actor=people[0], today=TODAY)
    assert destroy_approved(today=TODAY) == 0
    approve_lijst(lijst=lijst, actor=people[0])
    with pytest.raises(ValidationError, match="collega"):
        approve_lijst(lijst=lijst, actor=people[0])
    assert destroy_approved(today=TODAY) == 0 and Zaak.objects.exists()
    lijst = approve_lijst(lijst=lijst, actor=people[2])
    assert (lijst.eerste_akkoord, lijst.tweede_akkoord, lijst.state) == (people[0], people[2], "akkoord")
    with pytest.raises(ValidationError):
        approve_lijst(lijst=lijst, actor=people[1])
    with pytest.raises(ValidationError):
        reject_lijst(lijst=lijst, reden="Toch niet", actor=people[1])
    assert destroy_approved(today=TODAY) == 1
    lijst.refresh_from_db()
    assert lijst.state == "vernietigd" and lijst.vernietigd_op is not None
    lines = LogboekRegel.objects.filter(onderwerp=f"vernietigingslijst:{lijst.pk}").order_by("pk")
    assert [line.medewerker for line in lines] == [people[0], people[0], people[2]]


def test_a_refused_list_ends_and_its_zaken_come_on_the_next(versie: Any, people: list[Any]) -> None:
    zaak = make_zaak(versie)
    lijst = make_lijst(actor=people[0], today=TODAY)
    with pytest.raises(ValidationError, match="geen zaak"):
        make_lijst(actor=people[1], today=TODAY)
    with pytest.raises(ValidationError, match="waarom"):
        reject_lijst(lijst=lijst, reden=" ", actor=people[1])
    reject_lijst(lijst=lijst, reden="Er komt nog een bezwaar", actor=people[1])
    with pytest.raises(ValidationError):
        approve_lijst(lijst=lijst, actor=people[1])
    assert list(to_be_listed(today=TODAY)) == [zaak] and destroy_approved(today=TODAY) == 0


def test_a_line_is_taken_off_with_a_reason(versie: Any, people: list[Any]) -> None:
    stays, goes = make_zaak(versie), make_zaak(versie)
    lijst = make_lijst(actor=people[0], today=TODAY)
    regel = lijst.regels.get(zaak=stays)
    with pytest.raises(ValidationError, match="waarom"):
        take_off(regel=regel, reden="", actor=people[1])
    take_off(regel=regel, reden="Loopt nog een zaak bij de rechter", actor=people[1])
    approve_lijst(lijst=lijst, actor=people[1])
    approve_lijst(lijst=lijst, actor=people[2])
    with pytest.raises(ValidationError, match="niet meer veranderen"):
        take_off(regel=lijst.regels.get(zaak=goes), reden="Te laat", actor=people[1])
    assert destroy_approved(today=TODAY) == 1 and list(Zaak.objects.all()) == [stays]


def test_an_empty_list_is_not_approved(versie: Any, people: list[Any]) -> None:
    make_zaak(versie)
    lijst = make_lijst(actor=people[0], today=TODAY)
    take_off(regel=lijst.regels.get(), reden="Toch bewaren", actor=people[0])
    with pytest.raises(ValidationError, match="niets meer"):
        approve_lijst(lijst=lijst, actor=people[0])


def test_only_who_may(versie: Any, people: list[Any]) -> None:
    make_zaak(versie)
    lijst = make_lijst(actor=people[0], today=TODAY)
    other = make_user("ander", is_superuser=False)
    other.groups.add(setup_roles()[Rol.KLANTCONTACT])
    for forbidden in (
        lambda: make_lijst(actor=other, today=TODAY),
        lambda: approve_lijst(lijst=lijst, actor=other),
        lambda: reject_lijst(lijst=lijst, reden="x", actor=other),
        lambda: take_off(regel=lijst.regels.get(), reden="x", actor=other),
    ):
        with pytest.raises(PermissionDenied):
            forbidden()


# --- whole or not at all ----------------------------------------------------------------------------------------


def test_nothing_of_the_zaak_is_left(
    versie: Any, people: list[Any], upload_dir: Path, django_capture_on_commit_callbacks: Any
) -> None:
    zaak = make_zaak(versie)
    fill_zaak(zaak)
    assert tables_with(CANARY) >= {
        "zaken_besluit", "zaken_aanvulverzoek", "zaken_zaakobject", "zaken_resultaat", "zaken_opschorting",
        "zaken_verlenging", "zaken_intrekking", "zaken_zaakeigenschap", "zaken_zaakinformatieobject",
        "zaken_vernietigingsstop", "zaken_rol", "zaken_status", "inzendingen_antwoord",
    }  # fmt: skip
    approved(people)
    with django_capture_on_commit_callbacks(execute=True):
        assert destroy_approved(today=TODAY) == 1
    assert tables_with(CANARY, "kanarie@") == set() and files_with([upload_dir], "kanarie") == set()
    for model in (Zaak, Inzending, OutboxItem, Bijlage):
        assert not model._default_manager.exists(), model
    # What stays: the line and the proof, without the person; and the logboek with the number.
    assert tables_with(zaak.identificatie) == {"zaken_vernietigingslijstregel", "logboek_logboekregel"}
    regel = VernietigingslijstRegel.objects.get()
    assert regel.resultaat == "Klaar" and regel.vernietigd_op is not None and regel.zaak is None
    proof = proof_of(zaak.identificatie)
    assert proof is not None and (proof.soort, proof.regel) == (VernietigingSoort.ZAAK, "lijst")
    assert set(Vernietiging.objects.values_list("soort", "bestanden")) == {("zaak", 0), ("inzending", 1)}


def test_a_zaak_whose_answers_went_before_goes_too(versie: Any, people: list[Any]) -> None:
    zaak = make_zaak(versie, over=1)
    fill_zaak(zaak)
    assert purge_inzendingen(now=NOW, trust_clock=True).vernietigd == 1
    # All that is about the person is gone already, and the zaak with its dates stands.
    assert tables_with(CANARY, "kanarie@") == set()
    zaak.refresh_from_db()
    assert zaak.zaakgeometrie is None and zaak.resultaat is not None and zaak.verlengingen.count() == 1
    approved(people)
    assert destroy_approved(today=TODAY) == 1 and not Zaak.objects.exists()
    assert set(Vernietiging.objects.values_list("soort", flat=True)) == {"zaak", "inzending"}


def test_every_table_that_hangs_on_a_zaak_is_known() -> None:
    """A new table fails here: decide in bewaren_zaak what becomes of it when the answers go."""
    from formulieren.zaken.services import bewaren_zaak

    handled = {*bewaren_zaak._WHOLE, *(model for model, _field in bewaren_zaak._TEXTS)}
    assert _hanging_on(Zaak) - handled == {VernietigingslijstRegel}
    sent = {model.__name__ for model in _hanging_on(Inzending)}
    assert sent == {"Antwoord", "Hervatlink", "OutboxItem", "Ontvangstbewijs", "Zaak"}


def _hanging_on(model: Any) -> set[Any]:
    """The models with a key to `model`, also those without a way back."""
    fields = model._meta.get_fields(include_hidden=True)
    return {field.related_model for field in fields if field.auto_created and not field.concrete}


@pytest.mark.parametrize("name", ["strip_zaak", "strip_sent", "purge_files", "hash_kenmerk", "record"])
def test_killed_half_way_nothing_is_half(versie: Any, people: list[Any], name: str) -> None:
    """The second of three dies; the first is gone whole, the others are whole, and the next run does the rest."""
    for _number in range(3):
        fill_zaak(make_zaak(versie))
    approved(people)
    before = {table: len(rows) for table, rows in _rows().items()}
    real, turns = getattr(vernietigen, name), iter(range(9))

    def dies(*args: Any, **kwargs: Any) -> Any:
        if next(turns) == 1:
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(vernietigen, name, dies)
        destroy_approved(today=TODAY)
    after = {table: len(rows) for table, rows in _rows().items()}
    assert all(after[table] * 3 == number * 2 for table, number in before.items()), after
    assert Vernietigingslijst.objects.get().state == "akkoord"
    assert destroy_approved(today=TODAY) == 2 and not any(_rows().values())
    assert Vernietigingslijst.objects.get().state == "vernietigd"


def _rows() -> dict[str, list[Any]]:
    from formulieren.zaken.services.bewaren_zaak import _WHOLE

    models: tuple[Any, ...] = (*_WHOLE, Zaak, Inzending, OutboxItem, Bijlage)
    return {model.__name__: list(model._default_manager.values_list("pk")) for model in models}


def test_one_that_fails_is_tried_again(
    versie: Any, people: list[Any], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    made = [make_zaak(versie) for _number in range(3)]
    approved(people)
    real = vernietigen.strip_sent

    def fails(inzending: Inzending, **kwargs: Any) -> None:
        if inzending.pk == made[1].inzending_id:
            raise OSError(CANARY)
        real(inzending, **kwargs)

    monkeypatch.setattr(vernietigen, "strip_sent", fails)
    assert destroy_approved(today=TODAY) == 2
    assert "OSError" in caplog.text and CANARY not in caplog.text
    assert Vernietigingslijst.objects.get().state == "akkoord"
    monkeypatch.undo()
    assert destroy_approved(today=TODAY) == 1
    assert Vernietigingslijst.objects.get().state == "vernietigd"


def test_what_may_not_go_any_more_stays_and_says_so(versie: Any, people: list[Any]) -> None:
    zaak, other = make_zaak(versie), make_zaak(versie)
    lijst = approved(people)
    set_stop(zaak=zaak, reden="Bezwaar loopt", actor=people[0])
    OutboxItem.objects.create(inzending_id=other.inzending_id, kind="proef", key="laat")
    assert destroy_approved(today=TODAY) == 0 and Zaak.objects.count() == 2
    lijst.refresh_from_db()
    assert lijst.state == "vernietigd" and not lijst.regels.filter(uitgesloten_reden="").exists()


# --- kept for ever ---------------------------------------------------------------------------------------------


def test_what_is_kept_for_ever_is_offered_to_the_archive(versie: Any, people: list[Any]) -> None:
    zaak = make_zaak(versie, nominatie="blijvend_bewaren", over=1)
    fill_zaak(zaak)
    make_zaak(versie, nominatie="blijvend_bewaren", over=-1)
    make_zaak(versie, Stand(age=None), nominatie="blijvend_bewaren", over=1)
    without = make_zaak(versie, nominatie="blijvend_bewaren", over=None)
    make_zaak(versie, over=1)
    assert {*due_for_transfer(today=TODAY)} == {zaak, without}
    data = transfer_metadata(today=TODAY, actor=people[0])
    rows = {row["identificatie"]: row for row in data["zaken"]}
    assert set(rows) == {zaak.identificatie, without.identificatie} and CANARY not in str(data)
    row = rows[zaak.identificatie]
    assert (
        row["resultaat"] == "Klaar" and row["documenten"][0]["soort"] == "pdf" and len(row["statussen"]) == 1
    )
    assert LogboekRegel.objects.filter(onderwerp=f"zaak:{zaak.identificatie}", handeling="read").exists()
