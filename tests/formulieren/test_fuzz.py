"""Nonsense over HTTP: never a 5xx, never a stored value outside the schema, nothing lost."""

import random
from typing import Any

import pytest
from django.test import Client

from formulieren.flow.validate import validate_stap
from formulieren.inzendingen.antwoorden import read_answers
from formulieren.inzendingen.models import Inzending
from formulieren.models import FormulierPage
from formulieren.vragen.registry import check
from formulieren.zaken.models import Zaak
from tests.formulieren.conftest import GEGEVENS, MELDING, STAPPEN

CODES = [vraag["code"] for stap in STAPPEN for vraag in stap["vraag"]]
NAMES = [
    *CODES, "dag-dag", "dag-maand", "dag-jaar", "adres-postcode", "adres-huisnummer", "_versie",
    "_stand", "csrfmiddlewaretoken", "wizard_goto_step", "step", "state", "reference", "__proto__", "",
]  # fmt: skip
VALUES = [
    "", " ", "ja", "nee", "lamp", "op-de-weg", "1", "-1", "31", "2026", "9" * 400, "1e9", "NaN", "½", "٣", "\u202e",
    "<script>alert(1)</script>", "' OR 1=1 --", "{{ 7*7 }}", "../../etc/passwd", "a@b.nl\r\nBcc: c@d.nl", "x" * 25_000,
    "1234 AB", "111222333", "NL91ABNA0417164300", "null", "true", "\x00", "\x1b[31m", "é" * 300, "👩‍👩‍👧", "%00",
]  # fmt: skip
PATHS = ["/formulier/proef/stap/melding/", "/formulier/proef/stap/gegevens/", "/formulier/proef/controleren/"]


def nonsense(rnd: random.Random) -> dict[str, Any]:
    data: dict[str, Any] = dict(rnd.choice([{}, MELDING, GEGEVENS, {**MELDING, **GEGEVENS}]))
    for _ in range(rnd.randint(0, 8)):
        data[rnd.choice(NAMES)] = rnd.choice([rnd.choice(VALUES), [rnd.choice(VALUES), rnd.choice(VALUES)]])
    return data


@pytest.mark.parametrize("seed", range(8))
def test_fuzzed_posts(formulier: FormulierPage, plain_client: Client, seed: int) -> None:
    rnd = random.Random(seed)
    client = plain_client
    for _ in range(40):
        if rnd.random() < 0.1:
            client = Client(raise_request_exception=False)
        path = rnd.choice(PATHS) + rnd.choice(["", "", "?stap=2", "?%ff=%00", "?a=" + "x" * 3000])
        answer = client.get(path) if rnd.random() < 0.2 else client.post(path, nonsense(rnd))
        assert answer.status_code < 500, (seed, path)
    for inzending in Inzending.objects.all():
        answers = read_answers(inzending)
        for stap in inzending.versie.form_schema.stappen:
            if stap.slug in inzending.stappen:
                assert validate_stap(stap, answers, check).ok
    assert Zaak.objects.count() == Inzending.objects.filter(state="ingediend").count()


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
