"""Too large, too many, too fast, or broken: a sentence or a page that says what to do, never an error of ours."""

from __future__ import annotations

import io
import random
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from formulieren.bijlagen.models import Bijlage
from formulieren.inzendingen.models import Inzending
from tests.formulieren.bijlagen.support import PDF, pdf, soup, stored_names
from tests.formulieren.conftest import Resident

pytestmark = pytest.mark.usefixtures("quick_files")


@pytest.mark.parametrize(
    ("setting", "value", "status", "text"),
    [
        ("LOKET_UPLOAD_FILE_BYTES", 1024, 422, "te groot"),
        ("LOKET_UPLOAD_TOTAL_BYTES", 1024, 422, "past er niet meer bij"),
        ("LOKET_UPLOAD_MOST_FILES", 0, 422, "past er niet meer bij"),
        ("LOKET_UPLOADS_PER_HOUR", 0, 429, "Wacht een uur"),
        ("LOKET_UPLOADS_PER_DAY", 0, 429, "Wacht een uur"),
        ("LOKET_UPLOAD_DAY_BYTES", 1024, 429, "Wacht een uur"),
        ("LOKET_REQUEST_BYTES", 1024, 413, "één voor één"),
        ("DATA_UPLOAD_MAX_NUMBER_FILES", 0, 413, "één voor één"),
    ],
)
def test_each_limit_is_told(
    settings: Any, sender: Resident, upload_dir: Path, setting: str, value: int, status: int, text: str
) -> None:
    sender.get("melding")
    setattr(settings, setting, value)
    answer = sender.post("melding", {"wat": "a", "foto": pdf()})
    assert answer.status_code == status and text in soup(answer).text
    assert stored_names(upload_dir) == []


def test_a_flood_ends_in_429_and_stores_no_more_than_the_limit(settings: Any, sender: Resident) -> None:
    settings.LOKET_UPLOADS_PER_HOUR = 10
    statuses = []
    for number in range(50):
        statuses.append(sender.post("melding", {"wat": "", "foto": pdf("a.pdf", bytes(number))}).status_code)
        Bijlage.objects.all().delete()
    assert statuses == [422] * 10 + [429] * 40


FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"
FIELD = b'--b\r\nContent-Disposition: form-data; name="a%d"\r\n\r\n1\r\n'
FILE = b'--b\r\nContent-Disposition: form-data; name="foto"; filename="%d.pdf"\r\n\r\n1\r\n'


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"&".join(b"a%d=1" % n for n in range(100_000)), FORM),
        (b"wat=" + b"x" * 3_000_000, FORM),
        (b"".join(FIELD % n for n in range(3000)) + b"--b--", PARTS),
        (b"".join(FILE % n for n in range(60)) + b"--b--", PARTS),
    ],
    ids=["100,000 fields", "3 MB of text", "3,000 parts", "60 files"],
)
def test_too_much_is_413_with_our_page(
    sender: Resident, plain_client: Client, body: bytes, content_type: str
) -> None:
    answer = plain_client.generic("POST", sender.url("melding"), body, content_type=content_type)
    assert answer.status_code == 413 and "Stuur uw bestanden één voor één" in answer.content.decode()
    assert not Inzending.objects.exists()


def test_a_body_that_only_says_that_it_is_huge_is_not_read(sender: Resident, plain_client: Client) -> None:
    class Never(io.BytesIO):
        def read(self, *_args: Any) -> bytes:
            raise AssertionError("read")

    answer = plain_client.generic(
        "POST", sender.url("melding"), b"", **{"wsgi.input": Never(), "CONTENT_LENGTH": str(10**12)}
    )
    assert answer.status_code == 413


@pytest.mark.parametrize("seed", range(40))
def test_broken_multipart_is_never_our_fault(sender: Resident, plain_client: Client, seed: int) -> None:
    rnd = random.Random(seed)
    body = bytearray(
        b'--b\r\nContent-Disposition: form-data; name="wat"\r\n\r\na\r\n'
        b'--b\r\nContent-Disposition: form-data; name="foto"; filename="a.pdf"\r\n'
        b"Content-Type: application/pdf\r\n\r\n" + PDF + b"\r\n--b--\r\n"
    )
    for _change in range(rnd.randint(1, 20)):
        body[rnd.randrange(min(len(body), 300))] = rnd.randrange(256)
    if rnd.random() < 0.3:
        del body[rnd.randrange(len(body)) :]
    answer = plain_client.generic(
        "POST", sender.url("melding"), bytes(body), content_type="multipart/form-data; boundary=b"
    )
    assert answer.status_code < 500
