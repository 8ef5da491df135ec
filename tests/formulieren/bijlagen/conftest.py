"""A private folder per test, a running scanner, and a form that asks for files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from formulieren.bijlagen import services
from formulieren.models import FormulierPage
from tests.formulieren.conftest import Resident, make_formulier, publish
from tests.support.fake_clamd import FakeClamd, fake_clamd

STAPPEN: list[dict[str, Any]] = [
    {
        "slug": "melding",
        "titel": "Uw melding",
        "vraag": [
            {"type": "tekst", "code": "wat", "label": "Wat is er aan de hand?"},
            {
                "type": "bestand",
                "code": "foto",
                "label": "Stuur een foto of pdf",
                "doel": "Zo zien wij wat u ziet.",
                "grondslag": "publieke_taak",
                "maximum": 3,
            },
        ],
    },
    {
        "slug": "extra",
        "titel": "Meer stukken",
        "vraag": [
            {
                "type": "bestand",
                "code": "brief",
                "label": "Stuur de brief",
                "verplicht": False,
                "doel": "Voor de test.",
                "grondslag": "publieke_taak",
                "soorten": ["pdf", "tekst"],
            }
        ],
    },
]


@pytest.fixture(autouse=True)
def upload_dir(settings: Any, tmp_path: Path) -> Path:
    """The private folder; not made yet."""
    settings.LOKET_UPLOAD_DIR = tmp_path / "bijlagen"
    return tmp_path / "bijlagen"


@pytest.fixture
def clamd(settings: Any) -> Iterator[FakeClamd]:
    """A scanner that this site uses."""
    with fake_clamd() as fake:
        settings.LOKET_CLAMD = fake.address
        settings.LOKET_CLAMD_SECONDS = 5
        yield fake


@pytest.fixture
def bestand_formulier(home: Any, zaaktype: Any, quiet_browser: None) -> FormulierPage:
    """A live form with two questions for files."""
    page = make_formulier(home, slug="stukken", stappen=STAPPEN)
    publish(page)
    return page


@pytest.fixture
def sender(client: Any, bestand_formulier: FormulierPage) -> Resident:
    """Somebody who fills it in."""
    return Resident(client, slug="stukken")


@pytest.fixture
def quick_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests inside one transaction: what follows a commit happens at once, and no process looks inside files."""

    def kind(file: Any) -> str:
        file.seek(0)
        head = file.read(8)
        return "pdf" if head.startswith(b"%PDF") else "png" if head.startswith(b"\x89PNG") else "anders"

    monkeypatch.setattr(services, "kind_of", kind)
    monkeypatch.setattr(services.transaction, "on_commit", lambda call, *a, **k: call())
