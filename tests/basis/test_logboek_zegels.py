"""The chain over the logboek: what is changed, removed, moved or put in between afterwards is found."""

from __future__ import annotations

import random
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import RequestFactory
from django.utils import timezone

from basis.logboek import zegels
from basis.logboek.herkomst import HerkomstMiddleware, current_herkomst
from basis.logboek.models import Handeling, LogboekRegel, LogboekZegel
from basis.logboek.services import record
from basis.logboek.zegels import check_chain, seal_new
from basis.security.limits import client_key

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]

LINES = 30


def write(number: int) -> None:
    for place in range(number):
        record(actor=None, handeling=Handeling.READ, onderwerp=f"zaak:{place}", reden="Zaak geopend")


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_lines_are_sealed_once_in_their_order() -> None:
    write(5)
    assert (seal_new(batch=3), seal_new(batch=3), seal_new()) == (3, 2, 0)
    assert list(LogboekZegel.objects.values_list("volgnummer", flat=True)) == [1, 2, 3, 4, 5]
    stand = check_chain()
    assert (stand.regels, stand.fault) == (5, "")
    write(1)
    seal_new()
    assert check_chain().hash != stand.hash


def test_sealing_costs_the_same_for_few_and_many(django_assert_num_queries: Any) -> None:
    write(40)
    with django_assert_num_queries(5):  # savepoint, last, lines, insert, release
        seal_new()


def test_a_number_that_somebody_else_took_seals_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    write(2)
    real = zegels._hash

    def at_the_same_moment(previous: str, number: int, regel: LogboekRegel) -> str:
        made = real(previous, number, regel)
        if number == 1:
            sql(
                "INSERT INTO logboek_logboekzegel (volgnummer, regel_id, hash) VALUES (1, %s, %s)",
                regel.pk,
                made,
            )
        return made

    monkeypatch.setattr(zegels, "_hash", at_the_same_moment)
    assert seal_new() == 0
    monkeypatch.undo()
    assert seal_new() == 2 and check_chain().fault == ""


def test_a_thousand_tampers_are_found() -> None:
    """P4: in the database itself, past the model: a field, a line, a seal, two lines changed about."""
    write(LINES)
    seal_new()
    pks = list(LogboekRegel.objects.order_by("pk").values_list("pk", flat=True))
    rnd = random.Random(4)
    now = timezone.now()
    fields: dict[str, Any] = {
        "onderwerp": "zaak:anders",
        "reden": "Iets anders",
        "handeling": "delete",
        "herkomst": "elders",
        "moment": now + timedelta(days=1),
    }

    def field(pk: int) -> None:
        name = rnd.choice(list(fields))
        sql(f"UPDATE logboek_logboekregel SET {name} = %s WHERE id = %s", fields[name], pk)

    def removed(pk: int) -> None:
        sql("DELETE FROM logboek_logboekzegel WHERE regel_id = %s", pk)
        sql("DELETE FROM logboek_logboekregel WHERE id = %s", pk)

    def seal(pk: int) -> None:
        sql("UPDATE logboek_logboekzegel SET hash = %s WHERE regel_id = %s", f"{rnd.random():.60f}"[:64], pk)

    def moved(pk: int) -> None:
        sql("UPDATE logboek_logboekzegel SET volgnummer = volgnummer + 1000 WHERE regel_id = %s", pk)

    before = check_chain().hash
    for number in range(1000):
        act = (field, field, removed, seal, moved)[number % 5]
        # The last line may go without a trace in the table itself: the operators' log has its hash.
        pk = rnd.choice(pks[:-1])
        with transaction.atomic():
            act(pk)
            stand = check_chain()
            assert stand.fault and stand.regels < LINES, (number, act.__name__)
            transaction.set_rollback(True)
    assert check_chain() == zegels.Stand(LINES, before)


def test_a_line_without_a_seal_for_an_hour_is_a_fault() -> None:
    write(1)
    assert check_chain().fault == ""
    sql("UPDATE logboek_logboekregel SET moment = %s", timezone.now() - timedelta(hours=2))
    assert "1 lines" in check_chain().fault


def test_the_command_says_how_far_it_is_whole() -> None:
    write(3)
    out, err = StringIO(), StringIO()
    call_command("check_logboek", stdout=out)
    assert out.getvalue().startswith("logboek: 3 lines, whole; last hash ")
    sql("UPDATE logboek_logboekregel SET reden = 'x' WHERE onderwerp = 'zaak:1'")
    with pytest.raises(SystemExit) as ended:
        call_command("check_logboek", stderr=err)
    assert ended.value.code == 1 and "line 2 of the chain was changed" in err.getvalue()


def test_a_seal_is_never_changed_or_removed() -> None:
    write(1)
    seal_new()
    with pytest.raises(TypeError):
        LogboekZegel.objects.get().delete()
    for change in (lambda: LogboekZegel.objects.all().delete(), lambda: LogboekZegel.objects.update(hash="")):
        with pytest.raises(TypeError):
            change()


def test_a_line_says_from_where_and_nothing_can_be_read_from_it() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7")
    HerkomstMiddleware(lambda _request: write(1))(request)  # type: ignore[arg-type, return-value]
    assert LogboekRegel.objects.get().herkomst == client_key(request) and current_herkomst() == ""
    write(1)
    assert LogboekRegel.objects.latest("pk").herkomst == ""
