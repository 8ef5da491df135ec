"""The logboek: what is written stays as it was written."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import ProtectedError

from basis.logboek.models import Handeling, LogboekRegel
from basis.logboek.services import record
from tests.support.site import make_user

pytestmark = pytest.mark.django_db


def line(actor: Any = None, **fields: Any) -> LogboekRegel:
    facts = {"handeling": Handeling.READ, "onderwerp": "zaak:K7M-34X-RTP", "reden": "Zaak geopend"}
    return record(actor=actor, **{**facts, **fields})


def test_a_line_says_who_what_and_why() -> None:
    user = make_user("medewerker")
    stored = LogboekRegel.objects.get(pk=line(user).pk)
    assert (stored.medewerker, stored.handeling, stored.onderwerp) == (user, "read", "zaak:K7M-34X-RTP")
    assert str(stored).endswith("read zaak:K7M-34X-RTP")


@pytest.mark.parametrize("actor", [None, AnonymousUser()])
def test_the_resident_or_the_product_is_nobody_in_particular(actor: Any) -> None:
    assert line(actor).medewerker is None


def test_long_texts_are_cut_rather_than_lost() -> None:
    stored = line(onderwerp="x" * 300, reden="y" * 300)
    stored.refresh_from_db()
    assert (len(stored.onderwerp), len(stored.reden)) == (100, 200)


def test_a_line_is_never_changed_or_removed() -> None:
    stored = line()
    stored.reden = "Iets anders"
    with pytest.raises(TypeError):
        stored.save()
    with pytest.raises(TypeError):
        stored.delete()
    for change in (
        lambda: LogboekRegel.objects.all().delete(),
        lambda: LogboekRegel.objects.update(reden="Iets anders"),
        lambda: LogboekRegel.objects.bulk_update([stored], ["reden"]),
    ):
        with pytest.raises(TypeError):
            change()
    assert LogboekRegel.objects.get().reden == "Zaak geopend"


def test_an_employee_with_lines_cannot_be_removed() -> None:
    user = make_user("medewerker")
    line(user)
    with pytest.raises(ProtectedError):
        user.delete()


def test_a_line_belongs_to_the_transaction_of_the_work() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        line()
        raise RuntimeError
    assert not LogboekRegel.objects.exists()


def test_newest_first() -> None:
    first, second = line(), line()
    assert list(LogboekRegel.objects.all()) == [second, first]
