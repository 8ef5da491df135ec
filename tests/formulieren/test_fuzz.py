"""Requests that no form makes: refused in Dutch, nothing stored. Nonsense in the fields: tests/fault."""

from typing import Any

import pytest
from django.test import Client

from formulieren.inzendingen.models import Inzending
from formulieren.models import FormulierPage
from tests.formulieren.conftest import MELDING

PATHS = ["/formulier/proef/stap/melding/", "/formulier/proef/stap/gegevens/", "/formulier/proef/controleren/"]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
        (b"&" * 5000 + b"a=1", "application/x-www-form-urlencoded"),
        (b"a=1&" * 3000, "application/x-www-form-urlencoded"),
        (b"x" * 100, "multipart/form-data"),
        (b"--b\r\nbroken", "multipart/form-data; boundary=b"),
        (b'{"soort": "lamp"}', "application/json"),
        (b"wat=" + b"x" * 3_000_000, "application/x-www-form-urlencoded"),
        (b"soort=%ED%A0%80&wat=%00", "application/x-www-form-urlencoded; charset=utf-7"),
        (b"soort=lamp", "application/x-www-form-urlencoded; charset=bestaat-niet"),
    ],
)
def test_broken_bodies_are_refused_in_dutch(
    formulier: FormulierPage, plain_client: Client, body: bytes, content_type: str
) -> None:
    for path in (*PATHS, "/volg-uw-aanvraag/", "/formulier/proef/ontvangen/"):
        answer = plain_client.generic("POST", path, body, content_type=content_type)
        assert answer.status_code < 500, path
        assert 'lang="nl"' in answer.content.decode() or answer.status_code == 302
    assert not Inzending.objects.exists()


def test_files_that_nobody_asked_for_are_dropped(
    formulier: FormulierPage, plain_client: Client, tmp_path: Any
) -> None:
    file = tmp_path / "x.exe"
    file.write_bytes(b"MZ" * 100)
    with file.open("rb") as upload:
        answer = plain_client.post(PATHS[0], {**MELDING, "wat": upload, "onbekend": "x"})
    assert answer.status_code == 422


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_other_methods_are_refused(formulier: FormulierPage, plain_client: Client, method: str) -> None:
    for path in (*PATHS, "/volg-uw-aanvraag/"):
        assert plain_client.generic(method, path).status_code == 405


def test_script_in_answers_is_text_everywhere(resident: Any) -> None:
    payload = "<script>alert(1)</script>\"'>"
    html = resident.send(wat=payload, naam=payload).content.decode()
    assert payload not in html and "&lt;script&gt;" in html
