"""F1 with a ZGW backend: a worker killed between and within the calls; the backend has each zaak once, and whole."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

from formulieren.inzendingen.antwoorden import store_stap
from formulieren.inzendingen.models import Inzending, OutboxItem
from formulieren.models import FormulierVersie
from formulieren.zaken.models import Status, Zaak
from formulieren.zaken.services import submit_inzending
from tests.fault import kill
from tests.formulieren.zaken.zgw.conftest import add_file
from tests.support.fake_zgw import FakeZgw
from tests.support.killing import child

POINTS = (
    "outbox:claimed",
    "zgw:POST zaken:before",
    "zgw:POST zaken:sent",
    "zgw:POST zaken:after",
    "zgw-zaak:answer-before-save",
    "zgw:POST rollen:sent",
    "zgw:POST zaken/zaakeigenschappen:sent",
    "zgw:POST zaakobjecten:sent",
    "zgw:POST enkelvoudiginformatieobjecten:sent",
    "zgw-document:answer-before-save",
    "zgw:POST zaakinformatieobjecten:sent",
    "zgw:POST statussen:before",
    "zgw:POST statussen:sent",
    "outbox:done-before-save",
    "outbox:done-before-save#4",
)
ANSWERS: dict[str, Any] = {
    "soort": "lamp", "wat": "De lamp is stuk", "aantal": 3, "sinds": "2026-03-09", "naam": "Jan Jansen",
    "email": "jan@voorbeeld.nl",
    "plek": {"omschrijving": "bij de vijver", "postcode": "", "huisnummer": None, "toevoeging": "",
             "lon": 5.12, "lat": 52.09},
}  # fmt: skip
# What belongs to one such zaak in the backend: the file and the receipt are both a document.
WHOLE = {"rollen": 1, "zaakeigenschappen": 3, "zaakobjecten": 1, "statussen": 1, "zaakinformatieobjecten": 2}


def concept(versie: FormulierVersie) -> Inzending:
    """A concept with all answers and a file."""
    inzending = Inzending.objects.create(versie=versie)
    add_file(inzending, "foto.pdf", b"%PDF-1.7 foto")
    for stap in versie.form_schema.stappen:
        codes = {vraag.code for vraag in stap.vragen}
        answers = {code: value for code, value in ANSWERS.items() if code in codes}
        store_stap(inzending=inzending, stap=stap, answers=answers)
    return inzending


def sent(versie: FormulierVersie) -> Inzending:
    """A form that was sent without any fault."""
    inzending = concept(versie)
    submit_inzending(inzending=inzending)
    return Inzending.objects.get(pk=inzending.pk)


def each_point(versie: FormulierVersie, backend: FakeZgw, rounds: int) -> None:
    """Each point, `rounds` times: a worker of its own dies there while a form is on its way."""
    for point in POINTS:
        for _round in range(rounds):
            sent(versie)
            assert child(kill.work(), crash_at=point).killed, point
    for point in kill.SENDING:
        inzending = concept(versie)
        assert child(kill.send(inzending.pk), crash_at=point).killed, point
        assert child(kill.send(inzending.pk)).said, point
    kill.work_off()
    same_there(backend, "each point")


def any_moment(versie: FormulierVersie, backend: FakeZgw, seed: int, count: int) -> None:
    """`count` workers that die at any moment at all."""
    rnd = random.Random(seed)
    for _number in range(count):
        sent(versie)
        child(kill.work(), after=rnd.expovariate(3))
    kill.work_off()
    same_there(backend, seed)


def same_there(backend: FakeZgw, where: object) -> None:
    """Every zaak of ours stands there exactly once with all that belongs to it, and nothing else does."""
    ours = {zaak.identificatie: zaak for zaak in Zaak.objects.select_related("inzending")}
    there = backend.rows("zaken")
    assert Counter(row["identificatie"] for row in there) == Counter(ours.keys()), where
    for row in there:
        assert ours[row["identificatie"]].zgw_url == row["url"], where
        assert row["kenmerken"][0]["kenmerk"] == str(ours[row["identificatie"]].inzending.uuid), where
    for table, number in WHOLE.items():
        counted = Counter(row["zaak"] for row in backend.rows(table))
        assert counted == {row["url"]: number for row in there}, (where, table)
    documents = {row["url"] for row in backend.rows("enkelvoudiginformatieobjecten")}
    linked = [row["informatieobject"] for row in backend.rows("zaakinformatieobjecten")]
    assert len(linked) == len(set(linked)) and set(linked) == documents, where
    assert Status.objects.filter(zgw_url="").count() == 0, where
    tasks = OutboxItem.objects.filter(kind__startswith="zgw-")
    assert not tasks.exclude(kind="zgw-koppeling").filter(remote_url="").exists(), where


def with_small_pdf(monkeypatch: Any) -> None:
    """The PDF itself takes a second and is no part of this."""
    from formulieren.zaken.services import ontvangstbewijs

    small: Callable[..., bytes] = lambda *_args, **_kwargs: b"%PDF-1.7 proef"  # noqa: E731
    monkeypatch.setattr(ontvangstbewijs, "make_pdf", small)
