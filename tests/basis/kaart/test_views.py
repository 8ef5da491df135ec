"""The address of the tiles: cached for everybody, bounded, the same for everybody, and never a 5xx."""

from __future__ import annotations

import logging
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from basis.kaart import services, voorbeeld
from basis.kaart.checks import check_kaart
from basis.kaart.gebied import world_pixel
from basis.kaart.jobs import clean_tiles
from basis.worker.jobs import all_jobs
from tests.basis.kaart.conftest import AREA, PNG, Source, X, Y, Z

# An address that isn't there is looked for among the redirects.
pytestmark = pytest.mark.django_db

URL = f"/kaart/{Z}/{X}/{Y}.png"


def kept(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "kaart").rglob("*") if path.is_file()]


def test_a_tile_is_asked_once_and_kept(kaart: Source, plain_client: Client, tmp_path: Path) -> None:
    headers = {
        "Cookie": "sessionid=geheim0123456789geheim01",
        "X-Forwarded-For": "10.1.2.3",
        "Referer": "https://x.example/geheim",
    }
    first, second = (plain_client.get(URL, headers=headers) for _time in range(2))
    assert first.content == second.content == PNG and first.headers["Content-Type"] == "image/png"
    assert first.headers["Cache-Control"] == "public, max-age=86400"
    assert len(kaart.asked) == 1 and len(kept(tmp_path)) == 1
    assert "geheim" not in str(kaart.asked) and "10.1.2.3" not in str(kaart.asked)
    assert not first.cookies and "Vary" not in first.headers
    assert first.headers["X-Content-Type-Options"] == "nosniff"


def test_who_has_it_already_gets_no_bytes(kaart: Source, plain_client: Client) -> None:
    etag = plain_client.get(URL).headers["ETag"]
    again = plain_client.get(URL, headers={"If-None-Match": etag})
    assert again.status_code == 304 and again.content == b""
    assert plain_client.head(URL).status_code == 200 and plain_client.post(URL).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        f"{Z}/{X + 50}/{Y}",
        f"{Z}/{X}/{Y - 50}",
        "0/0/0",
        "10/526/338",
        f"20/{X * 32}/{Y * 32}",
        "19/" + "9" * 40 + "/1",
    ],
)
def test_nothing_outside_the_area_and_its_zooms_is_asked(
    kaart: Source, plain_client: Client, path: str
) -> None:
    assert plain_client.get(f"/kaart/{path}.png").status_code == 404
    assert kaart.asked == []


@pytest.mark.parametrize("fault", ["status", "type", "gone"])
def test_a_source_that_fails_gives_grey_for_a_short_time(
    kaart: Source, plain_client: Client, tmp_path: Path, caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    if fault == "status":
        kaart.status = 500
    elif fault == "type":
        kaart.headers["Content-Type"] = "text/html"
    else:
        kaart.server.shutdown()
        kaart.server.server_close()
    with caplog.at_level(logging.WARNING):
        answer = plain_client.get(URL)
    assert answer.status_code == 200 and answer.content == voorbeeld.grey()
    assert answer.headers["Cache-Control"] == "public, max-age=30"
    assert kept(tmp_path) == [] and str(X) not in caplog.text


def test_a_sick_source_is_left_alone_for_a_moment(kaart: Source, plain_client: Client) -> None:
    kaart.status = 503
    for x in range(X, X + 4):
        assert plain_client.get(f"/kaart/{Z}/{x}/{Y}.png").status_code == 200
    assert len(kaart.asked) == 1
    kaart.status, services.rust.until = 200, 0.0
    assert plain_client.get(URL).headers["Cache-Control"] == "public, max-age=86400"
    # One tile that isn't there says nothing about the others.
    kaart.status = 404
    for x in range(X + 1, X + 4):
        plain_client.get(f"/kaart/{Z}/{x}/{Y}.png")
    assert len(kaart.asked) == 5


def test_an_old_tile_is_asked_again_and_is_better_than_none(
    kaart: Source, plain_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain_client.get(URL)
    monkeypatch.setattr(services, "FRESH", -1.0)
    newer = BytesIO()
    Image.new("RGB", (256, 256), "red").save(newer, "PNG")
    kaart.body = newer.getvalue()
    assert plain_client.get(URL).content == newer.getvalue()
    kaart.status = 500
    stale = plain_client.get(URL)
    assert stale.content == newer.getvalue() and stale.headers["Cache-Control"] == "public, max-age=30"


def test_only_a_few_wait_for_the_source_at_once(
    kaart: Source, plain_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "_PATIENCE", 0.01)
    taken = [services._slots.acquire(timeout=1) for _slot in range(services._AT_ONCE)]
    try:
        assert plain_client.get(URL).content == voorbeeld.grey() and kaart.asked == []
    finally:
        for _slot in taken:
            services._slots.release()
    assert plain_client.get(URL).content == PNG


def test_after_too_many_tiles_a_visitor_waits(kaart: Source, plain_client: Client, settings: Any) -> None:
    settings.LOKET_KAART_PER_5_MIN = 3
    assert [plain_client.get(URL).status_code for _time in range(4)] == [200, 200, 200, 429]


def test_the_worker_keeps_the_folder_small(
    kaart: Source, plain_client: Client, settings: Any, tmp_path: Path
) -> None:
    plain_client.get(URL)
    settings.LOKET_KAART_BYTES = 10
    clean_tiles()
    assert kept(tmp_path) == []
    assert any(job.name == "kaart-opruimen" for job in all_jobs())


# --- without a source -----------------------------------------------------------------------------------


def test_the_demo_draws_its_own_map(plain_client: Client) -> None:
    x, y = (int(part // 256) for part in world_pixel(voorbeeld.MIDDEN.lon, voorbeeld.MIDDEN.lat, 15))
    answer = plain_client.get(f"/kaart/15/{x}/{y}.png")
    image = Image.open(BytesIO(answer.content))
    assert image.format == "PNG" and image.size == (256, 256) and len(image.getcolors() or []) > 10
    assert answer.content == plain_client.get(f"/kaart/15/{x}/{y}.png").content
    assert plain_client.get(f"/kaart/15/{x + 100}/{y}.png").status_code == 404


def test_elsewhere_there_is_no_map_and_no_invented_one(plain_client: Client, settings: Any) -> None:
    settings.LOKET_KAART_VOORBEELD = False
    assert services.the_kaart() is None
    x, y = (int(part // 256) for part in world_pixel(voorbeeld.MIDDEN.lon, voorbeeld.MIDDEN.lat, 15))
    assert plain_client.get(f"/kaart/15/{x}/{y}.png").status_code == 404


def test_a_map_that_is_half_set_is_told(kaart: Source, settings: Any) -> None:
    assert check_kaart() == []
    settings.LOKET_KAART_NAAM = ""
    assert [one.id for one in check_kaart()] == ["kaart.W001"]
    settings.LOKET_KAART_NAAM, settings.LOKET_KAART_MIDDEN = "Wij", (6.0, 53.0, "ver weg")
    assert [one.id for one in check_kaart()] == ["kaart.E002"]
    settings.LOKET_KAART_GEBIED = ()
    assert [one.id for one in check_kaart()] == ["kaart.E001"] and services.the_kaart() is None
    settings.LOKET_KAART_GEBIED, settings.LOKET_KAART_MIDDEN = AREA, None
    made = services.the_kaart()
    assert made is not None and made.start == pytest.approx((5.05, 52.025))
