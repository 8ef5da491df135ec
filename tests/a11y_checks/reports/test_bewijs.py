"""The evidence of a day: on the screen, in a frame without rights, and as a zip file."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from a11y_checks.models import GepubliceerdeVersie
from tests.support.client import CheckingClient
from tests.support.site import make_home, make_page, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


@pytest.fixture
def page() -> Any:
    return publish(make_page(publish(make_home())))


@pytest.fixture
def editor(client: CheckingClient, page: Any) -> CheckingClient:
    client.force_login(make_user())
    return client


def today() -> str:
    return timezone.localdate().isoformat()


def test_the_command_writes_pages_index_and_verdicts(page: Any, tmp_path: Path) -> None:
    page.intro = "Nieuw is deze zin."
    page = publish(page)
    target = tmp_path / "bewijs.zip"
    out = io.StringIO()
    call_command("export_evidence", "--date", today(), "--output", str(target), stdout=out)
    assert out.getvalue().startswith("3 versies van pagina's in ")
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        facts = json.loads(archive.read("oordelen.json"))
        index = BeautifulSoup(archive.read("index.html"), "lxml")
        rows = facts["paginas"]
        assert [row["titel"] for row in rows] == ["Gemeente Testdorp", "Afval", "Afval"]
        assert [row["offline_vanaf"] is None for row in rows] == [True, False, True]
        assert rows[2]["versie"] == page.live_revision_id
        assert rows[2]["oordeel"]["bevindingen"] == []
        assert [str(a["href"]) for a in index.select("a")] == [row["bestand"] for row in rows]
        assert "Nieuw is deze zin." in archive.read(rows[2]["bestand"]).decode()
    assert [path.name for path in tmp_path.iterdir()] == ["bewijs.zip"]


@pytest.mark.parametrize(
    ("day", "folder", "said"),
    [
        ("2026-13-01", "", "geen datum"),
        ("gisteren", "", "geen datum"),
        ("2999-01-01", "", "moet nog komen"),
        ("2026-01-01", "weg/", "niet schrijven"),
    ],
)
def test_the_command_refuses_in_one_line(tmp_path: Path, day: str, folder: str, said: str) -> None:
    with pytest.raises(CommandError, match=said) as refusal:
        call_command("export_evidence", "--date", day, "--output", str(tmp_path / f"{folder}b.zip"))
    assert refusal.value.returncode == 2
    assert not list(tmp_path.iterdir())


def test_the_report_lists_a_day(editor: CheckingClient, page: Any) -> None:
    GepubliceerdeVersie.objects.filter(page=page.pk).update(
        online_at=dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC),
        offline_at=dt.datetime(2026, 2, 5, 12, tzinfo=dt.UTC),
    )
    url = reverse("a11y_bewijs")
    soup = BeautifulSoup(editor.get(url, {"dag": "2026-01-20"}).content, "lxml")
    assert [a.text for a in soup.select("tbody th a")] == ["Afval"]
    assert soup.select_one("#bewijs-dag")["value"] == "2026-01-20"  # type: ignore[index]
    assert [a.text for a in BeautifulSoup(editor.get(url).content, "lxml").select("tbody th a")] == [
        "Gemeente Testdorp"
    ]
    assert "niets bewaard" in editor.get(url, {"dag": "2020-01-01"}).content.decode()


@pytest.mark.parametrize("day", ["morgen", "2999-01-01", "2026-02-31", "0001-01-01"])
def test_a_day_that_is_none_says_so(editor: CheckingClient, day: str) -> None:
    answer = editor.get(reverse("a11y_bewijs"), {"dag": day})
    assert answer.status_code == 200
    assert "Kies een dag die al geweest is" in answer.content.decode()


def test_a_stored_page_is_shown_without_any_rights(editor: CheckingClient, page: Any) -> None:
    version = GepubliceerdeVersie.objects.get(page=page.pk)
    shown = BeautifulSoup(editor.get(reverse("a11y_versie", args=[version.pk])).content, "lxml")
    frame = shown.select_one("iframe")
    assert frame is not None and frame.has_attr("sandbox") and not frame["sandbox"] and frame["title"]
    answer = editor.get(str(frame["src"]))
    assert "elke week" in answer.content.decode()
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("sandbox;") and "script-src" not in policy and "default-src 'none'" in policy
    download = editor.get(str(frame["src"]), {"download": ""})
    assert "attachment" in download["Content-Disposition"]


def test_the_zip_of_the_report_is_that_of_the_command(editor: CheckingClient, page: Any) -> None:
    answer = editor.get(reverse("a11y_bewijs_zip"), {"dag": today()})
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:  # type: ignore[arg-type]
        assert len(json.loads(archive.read("oordelen.json"))["paginas"]) == 2


def test_queries_of_the_list_do_not_grow(
    editor: CheckingClient, page: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        publish(make_page(page.get_parent().specific, f"Afval aanbieden in wijk {number}"))
    editor.get(reverse("a11y_bewijs"))
    with django_assert_max_num_queries(20):
        editor.get(reverse("a11y_bewijs"))
