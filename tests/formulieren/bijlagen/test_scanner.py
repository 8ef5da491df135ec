"""The virus scanner: its protocol, its faults, quarantine, and who hears of a virus."""

from __future__ import annotations

import logging
import socket
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from formulieren.bijlagen import services
from formulieren.bijlagen.checks import check_scanner, check_upload_folder
from formulieren.bijlagen.clamd import Clamd, ScannerRefusal, ScannerUnavailable
from formulieren.bijlagen.models import Bijlage, BijlageState
from formulieren.bijlagen.problems import BijlageProblem, BijlageRefused
from formulieren.bijlagen.scanner import ControleState, scan
from formulieren.bijlagen.services import BijlageRules, attach, receive
from formulieren.bijlagen.waiting import MOST_TRIES, ControleProblem, register_teller, scan_waiting
from formulieren.soorten import GROUPS
from tests.formulieren.bijlagen.files import GOOD, viruses
from tests.formulieren.bijlagen.support import stored_names, upload
from tests.support.fake_clamd import EICAR, FakeClamd, fake_clamd

RULES = BijlageRules(groups=GROUPS, most=9)
PDF = GOOD["brief.pdf"]


def add(data: bytes = PDF) -> Bijlage:
    received = receive(upload("brief.pdf", data), rules=RULES)
    with transaction.atomic():
        return attach(received, owner=uuid4(), vraag="foto", rules=RULES)


def pieces(data: bytes) -> list[bytes]:
    return [data[start : start + 70_000] for start in range(0, len(data), 70_000)]


def test_clean_and_found_over_tcp(clamd: FakeClamd) -> None:
    client = Clamd(clamd.address, seconds=5)
    data = b"a" * 300_000
    assert client.is_clean(pieces(data)) and clamd.seen == [data]
    assert not client.is_clean(pieces(data + EICAR))
    assert client.is_clean([]) and client.is_clean([b""])


def test_over_a_unix_socket(tmp_path: Path) -> None:
    with fake_clamd(tmp_path / "s") as fake:
        assert Clamd(fake.address, seconds=5).is_clean([PDF])
        assert not Clamd(fake.address, seconds=5).is_clean([EICAR])


@pytest.mark.parametrize(
    ("mode", "error"),
    [
        ("error", ScannerRefusal),
        ("too_large", ScannerRefusal),
        ("babble", ScannerUnavailable),
        ("half", ScannerUnavailable),
        ("drop", ScannerUnavailable),
        ("slow", ScannerUnavailable),
    ],
)
def test_every_fault_is_no_verdict(clamd: FakeClamd, mode: str, error: type[Exception]) -> None:
    clamd.mode = mode
    with pytest.raises(error):
        Clamd(clamd.address, seconds=0.3 if mode == "slow" else 5).is_clean([PDF])


def test_an_ok_before_everything_was_sent_is_not_believed(clamd: FakeClamd) -> None:
    clamd.mode = "early"
    big = [b"x" * 65_536] * 400
    with pytest.raises((ScannerRefusal, ScannerUnavailable)):
        Clamd(clamd.address, seconds=5).is_clean(big)


def test_nobody_listens(settings: Any) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.LOKET_CLAMD = f"127.0.0.1:{free.getsockname()[1]}"
    assert scan([PDF]) == ControleState.ONBEKEND
    settings.LOKET_CLAMD = "/nergens/clamd.sock"
    assert scan([PDF]) == ControleState.ONBEKEND


def test_without_a_scanner(settings: Any) -> None:
    assert scan([PDF]) == ControleState.ZONDER
    assert check_scanner() == []
    settings.LOKET_SCANNER_MANDATORY = True
    assert scan([PDF]) == ControleState.ONBEKEND
    assert [warning.id for warning in check_scanner()] == ["bijlagen.W001"]
    settings.LOKET_CLAMD = "scanner:3310"
    assert check_scanner() == []


def test_the_folder_may_not_be_served(settings: Any) -> None:
    assert check_upload_folder() == []
    for folder in (
        settings.MEDIA_ROOT,
        settings.MEDIA_ROOT / "x",
        settings.STATIC_ROOT,
        settings.MEDIA_ROOT.parent,
    ):
        settings.LOKET_UPLOAD_DIR = folder
        assert [error.id for error in check_upload_folder()] == ["bijlagen.E001"]


@pytest.mark.parametrize(
    ("name", "data"), list(viruses()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_virus_is_refused_and_nothing_of_it_stays(
    clamd: FakeClamd, name: str, data: bytes, upload_dir: Path
) -> None:
    with pytest.raises(BijlageRefused) as refusal:
        receive(upload(name, data), rules=RULES)
    assert refusal.value.problem == BijlageProblem.VIRUS and stored_names(upload_dir) == []


class TestQuarantine:
    """Files that could not be scanned when they came."""

    @pytest.fixture(autouse=True)
    def _quick(self, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(services, "kind_of", lambda file: "pdf")

    @pytest.fixture
    def told(self, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Bijlage, ControleProblem]]:
        found: list[tuple[Bijlage, ControleProblem]] = []
        monkeypatch.setattr("formulieren.bijlagen.waiting._tellers", [])
        register_teller(lambda bijlage, task: found.append((bijlage, task)))
        return found

    def test_released_when_the_scanner_is_back(self, clamd: FakeClamd) -> None:
        clamd.mode = "drop"
        bijlage = add()
        assert bijlage.state == BijlageState.QUARANTAINE
        assert scan_waiting() == 0
        clamd.mode = "normal"
        assert scan_waiting() == 1 and clamd.seen[-1] == PDF
        bijlage.refresh_from_db()
        assert (bijlage.state, bijlage.scan) == (BijlageState.GOEDGEKEURD, "schoon")
        assert scan_waiting() == 0

    def test_refused_when_it_was_a_virus(
        self, clamd: FakeClamd, told: list[Any], upload_dir: Path, django_capture_on_commit_callbacks: Any
    ) -> None:
        clamd.mode = "drop"
        bijlage = add(PDF + EICAR)
        clamd.mode = "normal"
        with django_capture_on_commit_callbacks(execute=True):
            assert scan_waiting() == 1
        bijlage.refresh_from_db()
        assert bijlage.state == BijlageState.GEWEIGERD and stored_names(upload_dir) == []
        assert [(found.pk, task) for found, task in told] == [(bijlage.pk, ControleProblem.REFUSED)]

    def test_a_round_stops_at_a_silent_scanner(self, clamd: FakeClamd) -> None:
        clamd.mode = "drop"
        for number in range(3):
            add(PDF + bytes(number))
        before = len(clamd.seen)
        scan_waiting()
        assert len(clamd.seen) == before
        assert set(Bijlage.objects.values_list("pogingen", flat=True)) == {0}

    def test_a_file_the_scanner_cannot_take_goes_to_a_person_once(
        self, clamd: FakeClamd, told: list[Any]
    ) -> None:
        clamd.mode = "too_large"
        bijlage = add()
        for _round in range(MOST_TRIES + 3):
            scan_waiting()
        bijlage.refresh_from_db()
        assert bijlage.state == BijlageState.QUARANTAINE
        assert [task for _bijlage, task in told] == [ControleProblem.STUCK]

    def test_a_long_wait_is_an_alarm(self, clamd: FakeClamd, caplog: pytest.LogCaptureFixture) -> None:
        clamd.mode = "drop"
        add()
        scan_waiting()
        assert "wait for the virus scanner" not in caplog.text
        Bijlage.objects.update(toegevoegd_op=timezone.now() - timedelta(hours=2))
        with caplog.at_level(logging.ERROR):
            scan_waiting()
        assert "wait for the virus scanner" in caplog.text and "brief" not in caplog.text

    def test_a_missing_file_is_marked(self, clamd: FakeClamd, upload_dir: Path) -> None:
        clamd.mode = "drop"
        bijlage = add()
        for path in upload_dir.iterdir():
            path.unlink()
        clamd.mode = "normal"
        scan_waiting()
        bijlage.refresh_from_db()
        assert bijlage.state == BijlageState.VERWIJDERD
