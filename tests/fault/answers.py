"""Row F4: an answer goes wrong, lost or broken; the backend has each zaak once all the same, and whole."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone

from formulieren.inzendingen.models import CircuitBreaker, OutboxItem, OutboxState
from formulieren.inzendingen.outbox import process_due
from formulieren.zaken.client import http
from formulieren.zaken.client.http import ZgwClient
from formulieren.zaken.models import Status, Zaak
from formulieren.zaken.zgw import documenten, kinds
from tests.support.fake_zgw import FakeZgw, Fault

# The calls that write; the first seven are those of the row, a large file has two more of its own.
CALLS = (
    "POST zaken",
    "POST rollen",
    "POST zaken/{uuid}/zaakeigenschappen",
    "POST zaakobjecten",
    "POST enkelvoudiginformatieobjecten",
    "POST zaakinformatieobjecten",
    "POST statussen",
    "PUT bestandsdelen/{uuid}",
    "POST enkelvoudiginformatieobjecten/{uuid}/unlock",
)
# One of each, so that a case is quick; MORE makes a whole zaak of it.
ANSWERS: dict[str, Any] = {
    "naam": "Jan Jansen",
    "plek": {
        "omschrijving": "bij de vijver",
        "postcode": "",
        "huisnummer": None,
        "toevoeging": "",
        "lon": 5.12,
        "lat": 52.09,
    },
}
MORE: dict[str, Any] = {**ANSWERS, "aantal": 3, "sinds": "2026-03-09"}
SMALL_FOTO = b"%PDF-1.7 foto"
FOTO = b"%PDF-1.7 " + bytes(range(256)) * 10
BEWIJS = b"%PDF-1.7 het bewijs"
TIMEOUT = 0.25
ROUNDS = 14

Send = Callable[..., Zaak]


def make_quick(monkeypatch: Any, backend: FakeZgw) -> None:
    """Time-outs of a quarter of a second, files in parts of a kilobyte, and a receipt that isn't drawn each time."""
    monkeypatch.setattr(ZgwClient, "_timeout", lambda _self: TIMEOUT)
    monkeypatch.setattr(http, "DEADLINE_FACTOR", 1.5)
    monkeypatch.setattr(documenten, "SMALL", 1000)
    monkeypatch.setattr(documenten, "make_ontvangstbewijs", lambda _item: None)
    monkeypatch.setattr(documenten, "read_ontvangstbewijs", lambda _inzending: BEWIJS)
    backend.state.part_size = 1000
    backend.faults.hold = 3 * TIMEOUT


def cases(call: str) -> Iterator[tuple[str, list[tuple[Fault, int]]]]:
    """Each fault at the first attempt of `call`, and at the second after a first one that failed without work done."""
    for fault in Fault:
        yield f"{fault.value}, attempt 1", [(fault, 1)]
        yield f"{fault.value}, attempt 2", [(Fault.ERROR_500, 1), (fault, 2)]


def one_answer(backend: FakeZgw, send: Send, call: str, plan: list[tuple[Fault, int]]) -> list[str]:
    """Sends a form while `call` goes wrong as planned; what is not as it must be in the end."""
    begin(backend)
    parts = "bestandsdelen" in call or "unlock" in call
    zaak = send(files=(("foto.pdf", FOTO if parts else SMALL_FOTO),), **ANSWERS)
    without_receipt(zaak)
    for fault, attempt in plan:
        backend.faults.plan(call, fault, attempt)
    drain()
    left = backend.faults.waiting
    backend.faults.clear()
    problems = wrong_with(backend, zaak)
    # A fault that is never met proves nothing.
    return [*problems, f"{left} planned faults never happened"] if left else problems


def answers_in_any_order(backend: FakeZgw, send: Send, seed: int, count: int) -> None:
    """`count` faults, spread over zaken that are sent together, in orders drawn from `seed`; fails with the seed."""
    drawn = random.Random(seed)
    done = 0
    while done < count:
        begin(backend)
        zaken = [send(files=(("foto.pdf", FOTO),), **MORE) for _zaak in range(drawn.randint(1, 3))]
        planned = []
        for _fault in range(min(drawn.randint(2, 8), count - done)):
            call, fault = drawn.choice(CALLS), drawn.choice(list(Fault))
            attempt = drawn.randint(1, 2 * len(zaken))
            backend.faults.plan(call, fault, attempt)
            planned.append((call, fault.value, attempt))
            done += 1
        drain(shuffle=drawn)
        backend.faults.clear()
        problems = [problem for zaak in zaken for problem in wrong_with(backend, zaak)]
        assert not problems, f"seed {seed}, {planned}: {problems}"


def without_receipt(zaak: Zaak) -> None:
    """Leaves the receipt out of what is sent: one document is enough for a case."""
    rows = OutboxItem.objects.filter(inzending_id=zaak.inzending_id, key=kinds.BEWIJS)
    rows.filter(kind=kinds.KOPPELING).delete()
    rows.filter(kind=kinds.DOCUMENT).delete()


def begin(backend: FakeZgw) -> None:
    """Nothing of the case before is left to be met."""
    backend.faults.clear()
    backend.released.clear()
    CircuitBreaker.objects.all().delete()


def drain(*, shuffle: random.Random | None = None) -> None:
    """Works off what goes to the backend as hours pass, at most ROUNDS of them; with `shuffle` in another order."""
    ours = OutboxItem.objects.exclude(kind__startswith="zgw-")
    ours.exclude(state=OutboxState.KLAAR).update(state=OutboxState.KLAAR)
    now = timezone.now()
    for turn in range(ROUNDS):
        moment = now + timedelta(hours=2 * turn)
        waiting = OutboxItem.objects.exclude(state=OutboxState.KLAAR)
        if shuffle is not None:
            rows = list(waiting.filter(state=OutboxState.WACHT))
            for row in rows:
                row.next_at = moment - timedelta(minutes=shuffle.randint(0, 600))
            OutboxItem.objects.bulk_update(rows, ["next_at"])
        process_due(limit=500, now=moment)
        if not waiting.exists():
            return


def wrong_with(backend: FakeZgw, zaak: Zaak) -> list[str]:
    """What of this zaak isn't there once, whole and known to us; empty when all is well."""
    zaak.refresh_from_db()
    open_rows = OutboxItem.objects.filter(inzending_id=zaak.inzending_id).exclude(state=OutboxState.KLAAR)
    problems = [f"{row.kind} is {row.state}: {row.last_error}" for row in open_rows]
    found = backend.rows("zaken", identificatie=zaak.identificatie)
    if len(found) != 1:
        return [*problems, f"{len(found)} zaken"]
    url = found[0]["url"]
    if zaak.zgw_url != url:
        problems.append("we have another address of the zaak")
    if Status.objects.filter(zaak=zaak, zgw_url="").exists():
        problems.append("we don't have the address of the status")
    problems += _wrong_counts(backend, zaak, url)
    problems += _wrong_documents(backend, zaak, url)
    return problems


def _wrong_counts(backend: FakeZgw, zaak: Zaak, url: str) -> list[str]:
    planned = Counter(
        OutboxItem.objects.filter(inzending_id=zaak.inzending_id).values_list("kind", flat=True)
    )
    wanted = {
        "rollen": 1,
        "zaakeigenschappen": planned[kinds.EIGENSCHAP],
        "zaakobjecten": 1,
        "statussen": 1,
        "zaakinformatieobjecten": planned[kinds.DOCUMENT],
    }
    counted = {table: len(backend.rows(table, zaak=url)) for table in wanted}
    named = Counter(row["eigenschap"] for row in backend.rows("zaakeigenschappen", zaak=url))
    problems = [
        f"{counted[table]} {table}"
        for table in wanted
        if counted[table] != wanted[table] or not wanted[table]
    ]
    return [*problems, *(f"an eigenschap {number} times" for number in named.values() if number != 1)]


def _wrong_documents(backend: FakeZgw, zaak: Zaak, url: str) -> list[str]:
    """Each document is whole; what nobody links to is an empty shell whose lock got lost with its answer."""
    problems = []
    linked = {row["informatieobject"] for row in backend.rows("zaakinformatieobjecten", zaak=url)}
    contents = {backend.state.files.get(each.rsplit("/", 1)[-1], b"") for each in linked}
    receipts = OutboxItem.objects.filter(
        inzending_id=zaak.inzending_id, kind=kinds.DOCUMENT, key=kinds.BEWIJS
    )
    whole = [{FOTO, BEWIJS}, {SMALL_FOTO, BEWIJS}] if receipts.exists() else [{FOTO}, {SMALL_FOTO}]
    if contents not in whole:
        problems.append(f"documents of {[len(each) for each in contents]} bytes")
    everywhere = {row["informatieobject"] for row in backend.rows("zaakinformatieobjecten")}
    for document in backend.rows("enkelvoudiginformatieobjecten"):
        if document["url"] in everywhere:
            continue
        if not document["locked"] or backend.state.files.get(document["url"].rsplit("/", 1)[-1]):
            problems.append("a document that belongs to no zaak")
    return problems
