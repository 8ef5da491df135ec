"""Receiving, binding, releasing and removing files, and what a crash leaves behind."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from formulieren.bijlagen import services, storage
from formulieren.bijlagen.models import BIJLAGE_TRANSITIONS, WITH_CONTENT, Bijlage, BijlageState
from formulieren.bijlagen.problems import BijlageProblem, BijlageRefused
from formulieren.bijlagen.services import (
    BijlageNotReleased,
    BijlageRules,
    attach,
    bijlagen_of,
    change_state,
    content,
    purge,
    receive,
    remove,
)
from formulieren.bijlagen.sweep import sweep
from formulieren.bijlagen.texts import refusal_text
from formulieren.crypto import SealError
from formulieren.soorten import GROUPS
from tests.formulieren.bijlagen.files import GOOD
from tests.formulieren.bijlagen.support import stored_names, upload

RULES = BijlageRules(groups=GROUPS, most=3)
PDF = GOOD["brief.pdf"]

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def _no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a file is, test_inspect asks; here each is what its name says."""
    monkeypatch.setattr(services, "kind_of", lambda file: "pdf")


def add(owner: UUID, naam: str = "brief.pdf", data: bytes = PDF, vraag: str = "foto") -> Bijlage:
    received = receive(upload(naam, data), rules=RULES)
    with transaction.atomic():
        return attach(received, owner=owner, vraag=vraag, rules=RULES)


def problem_of(call: Any) -> BijlageProblem:
    with pytest.raises(BijlageRefused) as refusal:
        call()
    return refusal.value.problem


# --- storage --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "size", [1, 1000, storage.CHUNK - 1, storage.CHUNK, storage.CHUNK + 1, 3 * storage.CHUNK]
)
def test_content_comes_back_whole_and_is_unreadable_on_the_disk(size: int, upload_dir: Path) -> None:
    data, uuid = os.urandom(size // 2) + b"geheim woord" * (size // 24 + 1), uuid4()
    storage.write(uuid, [data[:7], data[7:]])
    assert b"".join(storage.read(uuid)) == data
    on_disk = storage.path_of(uuid)
    assert b"geheim woord" not in on_disk.read_bytes()
    assert on_disk.stat().st_mode & 0o777 == 0o600 and upload_dir.stat().st_mode & 0o777 == 0o700


def test_a_changed_cut_or_swapped_file_is_never_handed_out(upload_dir: Path) -> None:
    one, two = uuid4(), uuid4()
    data = os.urandom(2 * storage.CHUNK)
    for uuid in (one, two):
        storage.write(uuid, [data])
    whole = storage.path_of(one).read_bytes()
    first = 8 + int.from_bytes(whole[4:8])
    for wrong in (
        whole[:first],  # the last piece left out
        whole[:4] + whole[first:],  # the first piece left out
        whole[: first - 5] + b"x" + whole[first - 4 :],
        whole[:4] + whole[first:] + whole[4:first],
        storage.path_of(two).read_bytes(),
        b"LKB1",
        b"%PDF-1.7",
        b"",
    ):
        storage.path_of(one).write_bytes(wrong)
        with pytest.raises(SealError):
            list(storage.read(one))
    with pytest.raises(storage.FileMissing):
        list(storage.read(uuid4()))


def test_a_full_disk_leaves_nothing_and_says_so(upload_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage.os, "fsync", full)
    assert problem_of(lambda: receive(upload("a.pdf", PDF), rules=RULES)) == BijlageProblem.UNAVAILABLE
    assert stored_names(upload_dir) == []


def test_memory_stays_bounded(upload_dir: Path) -> None:
    import tracemalloc

    from formulieren.bijlagen.uploads import PrivateUploadedFile

    file = PrivateUploadedFile("groot.pdf", "application/pdf", 0, "", None)
    for _piece in range(19):
        file.write(os.urandom(1024 * 1024))
    file.flush()
    file.size = 19 * 1024 * 1024
    tracemalloc.start()
    received = receive(file, rules=RULES)
    assert tracemalloc.get_traced_memory()[1] < 12 * 1024 * 1024
    tracemalloc.stop()
    file.close()
    assert stored_names(upload_dir) == [str(received.uuid)]


# --- rules ----------------------------------------------------------------------------------------------


def test_limits_of_file_question_and_inzending(settings: Any, upload_dir: Path) -> None:
    owner = uuid4()
    settings.LOKET_UPLOAD_FILE_BYTES = 5000
    assert problem_of(lambda: add(owner, data=PDF + bytes(5000))) == BijlageProblem.TOO_LARGE
    for number in range(3):
        add(owner, data=PDF + bytes(number))
    assert problem_of(lambda: add(owner, data=PDF + b"x")) == BijlageProblem.TOO_MANY
    settings.LOKET_UPLOAD_MOST_FILES = 4
    add(owner, vraag="brief")
    assert problem_of(lambda: add(owner, vraag="brief", data=PDF + b"x")) == BijlageProblem.TOO_MANY
    settings.LOKET_UPLOAD_MOST_FILES = 20
    settings.LOKET_UPLOAD_TOTAL_BYTES = 4 * len(PDF) + 10
    assert problem_of(lambda: add(owner, vraag="brief", data=PDF + b"x")) == BijlageProblem.TOTAL
    # What was refused is gone from the disk as well.
    assert len(stored_names(upload_dir)) == Bijlage.objects.count() == 4
    add(uuid4(), data=PDF + b"x")


def test_the_same_file_twice_is_one(upload_dir: Path) -> None:
    owner = uuid4()
    assert add(owner).pk == add(owner, naam="nog eens.pdf").pk
    assert add(owner, vraag="brief").pk != add(owner).pk
    assert len(stored_names(upload_dir)) == 2


def test_attach_needs_the_lock_of_its_caller() -> None:
    received = receive(upload("a.pdf", PDF), rules=RULES)
    with pytest.raises(RuntimeError):
        attach(received, owner=uuid4(), vraag="foto", rules=RULES)


def test_names_stand_in_the_database_unreadable() -> None:
    bijlage = add(uuid4(), naam="uitkering van jan.pdf")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM bijlagen_bijlage")
        assert "uitkering" not in str(cursor.fetchall())
    assert Bijlage.objects.get(pk=bijlage.pk).naam == "uitkering van jan.pdf"


@pytest.mark.parametrize("problem", BijlageProblem)
def test_every_refusal_says_what_to_do(problem: BijlageProblem) -> None:
    text = refusal_text(problem, naam="<b>.pdf", groups=("pdf",), most=2)
    assert "<b>.pdf" in text and "%" not in text and text.count(".") >= 2


# --- states ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", BijlageState)
@pytest.mark.parametrize("after", BijlageState)
def test_states_follow_the_table(before: BijlageState, after: BijlageState, upload_dir: Path) -> None:
    bijlage = add(uuid4())
    Bijlage.objects.update(state=before)
    bijlage.refresh_from_db()
    if after not in BIJLAGE_TRANSITIONS[before]:
        with pytest.raises(ValueError, match="never goes"):
            change_state(bijlage, after)
        return
    stale = Bijlage.objects.get()
    assert change_state(bijlage, after)
    assert not change_state(stale, after)
    assert bool(stored_names(upload_dir)) == (after in WITH_CONTENT)


@pytest.mark.parametrize("state", [state for state in BijlageState if state != BijlageState.GOEDGEKEURD])
def test_only_released_content_is_handed_out(state: BijlageState) -> None:
    bijlage = add(uuid4())
    assert b"".join(content(bijlage)) == PDF
    Bijlage.objects.update(state=state)
    with pytest.raises(BijlageNotReleased):
        content(bijlage)


# --- removal --------------------------------------------------------------------------------------------


def test_removal_takes_row_and_file_and_only_of_the_owner(upload_dir: Path) -> None:
    owner = uuid4()
    bijlage = add(owner)
    assert not remove(owner=uuid4(), vraag="foto", uuid=bijlage.uuid)
    assert not remove(owner=owner, vraag="brief", uuid=bijlage.uuid)
    assert stored_names(upload_dir) == [str(bijlage.uuid)]
    assert remove(owner=owner, vraag="foto", uuid=bijlage.uuid)
    assert stored_names(upload_dir) == [] and bijlagen_of(owner) == []


def test_purge_takes_everything_of_these_owners(upload_dir: Path) -> None:
    owners = [uuid4() for _ in range(3)]
    for owner in owners:
        add(owner)
        add(owner, vraag="brief", data=PDF + b"x")
    assert purge(owners[:2]) == 4
    assert {b.inzending_uuid for b in Bijlage.objects.all()} == {owners[2]}
    assert len(stored_names(upload_dir)) == 2


def test_a_removal_that_is_undone_keeps_the_file(upload_dir: Path) -> None:
    owner = uuid4()
    bijlage = add(owner)
    with pytest.raises(KeyError), transaction.atomic():
        purge([owner])
        raise KeyError
    assert b"".join(content(bijlage)) == PDF


# --- crashes --------------------------------------------------------------------------------------------


class Killed(BaseException):
    """Stands for kill -9: nothing after it runs, not even cleaning up."""


KILL_POINTS = ["half written", "written", "renamed", "row made", "committed"]


@pytest.mark.parametrize("point", KILL_POINTS)
def test_a_crash_at_any_point_leaves_no_row_without_file_and_the_sweep_the_rest(
    point: str, upload_dir: Path
) -> None:
    """A real process that ends itself with SIGKILL at the point; what it leaves is looked at from here."""
    connection.close()  # a connection can't be shared by two processes
    owner = uuid4()
    pid = os.fork()
    if pid == 0:
        _die_at(point, owner)
        os._exit(3)
    _pid, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status), "the process was meant to be killed"
    rows = list(Bijlage.objects.filter(inzending_uuid=owner))
    assert len(rows) == (point == "committed")
    for row in rows:
        assert b"".join(content(row)) == PDF
    assert len(stored_names(upload_dir)) == 1
    # Young files may be somebody's upload of this moment.
    assert sweep() == (0, 0)
    removed, marked = sweep(grace=timedelta(0))
    assert marked == 0 and removed == (0 if rows else 1)
    assert len(stored_names(upload_dir)) == len(rows)


def _die_at(point: str, owner: UUID) -> None:
    import signal

    def die(*_args: Any, **_kwargs: Any) -> Any:
        os.kill(os.getpid(), signal.SIGKILL)

    connection.connect()
    if point == "half written":
        storage.os.fsync = die  # type: ignore[assignment]
    elif point == "written":
        storage.Path.rename = die  # type: ignore[method-assign, assignment]
    elif point == "renamed":
        storage._sync_folder = die  # type: ignore[assignment]
    received = receive(upload("brief.pdf", PDF), rules=RULES)
    with transaction.atomic():
        attach(received, owner=owner, vraag="foto", rules=RULES)
        if point == "row made":
            die()
    die()


def test_sweep_removes_half_files_and_marks_rows_without_a_file(upload_dir: Path) -> None:
    kept, lost, refused = add(uuid4()), add(uuid4()), add(uuid4())
    storage.path_of(lost.uuid).unlink()
    # A crash between "refused" and the removal of the file.
    Bijlage.objects.filter(pk=refused.pk).update(state=BijlageState.GEWEIGERD)
    Bijlage.objects.update(toegevoegd_op=timezone.now() - timedelta(hours=2))
    for name in (f"{uuid4()}.deel", "tmpabc.upload", str(uuid4()), "van-iemand-anders.txt"):
        (upload_dir / name).write_bytes(b"x")
    hours_ago = time.time() - 7300
    for path in upload_dir.iterdir():
        os.utime(path, (hours_ago, hours_ago))
    assert sweep() == (4, 1)
    assert stored_names(upload_dir) == sorted([str(kept.uuid), "van-iemand-anders.txt"])
    lost.refresh_from_db()
    assert lost.state == BijlageState.VERWIJDERD
    assert sweep() == (0, 0)
