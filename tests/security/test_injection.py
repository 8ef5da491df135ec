"""S11: 500 payloads in every place that something typed goes to: SQL, headers, mail, log lines, templates, paths."""

from __future__ import annotations

import logging
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from formulieren.bijlagen import storage
from formulieren.bijlagen.names import safe_name
from formulieren.inzendingen import outbox
from formulieren.inzendingen.kenmerk import as_reference, normalise
from formulieren.inzendingen.models import Inzending, OutboxItem
from formulieren.zaken.models import Zaak
from formulieren.zaken.services.archief import as_date
from tests.formulieren.conftest import Resident, formulier, home, resident, zaaktype  # noqa: F401 - fixtures
from tests.support.site import make_user

SQL = [
    "' OR 1=1 --",
    "'; DROP TABLE zaken_zaak; --",
    '") OR ("1"="1',
    "1 UNION SELECT * FROM auth_user",
    "%' OR '%'='",
    "\\'; --",
    "1; SELECT pg_sleep(5)",
    "' AND 1=CAST((SELECT version()) AS int) --",
    "%",
    "_",
    "%%%s%(x)s",
    "\x00",
]
HEADER = [
    "x\r\nSet-Cookie: a=b",
    "x\nLocation: //kwaad.example",
    "x\r\n\r\n<html>",
    "x%0d%0aX-A: b",
    "x\u2028X: y",
    "x\r\nBcc: kwaad@voorbeeld.example",
    "x\nTo: kwaad@voorbeeld.example",
    "x\x0bX: y",
    "x\x85X: y",
]
LOG = [
    "x\n2026-01-01 ERROR nep",
    "x\r\nCRITICAL root nep",
    "\x1b[31mrood",
    "%s %d %(naam)s",
    "{0.__class__}",
    "${jndi:ldap://x}",
]
TEMPLATE = [
    "{{ 7|add:7 }}",
    "{% debug %}",
    "{{ settings.SECRET_KEY }}",
    "{% include '/etc/passwd' %}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{{7*7}}",
    "{% load static %}",
]
PATHS = [
    "../../etc/passwd",
    "..\\..\\win.ini",
    "/etc/passwd",
    "....//....//x",
    "%2e%2e%2fx",
    "C:\\x",
    "x\x00.pdf",
    "~/.ssh/id",
    "con.pdf",
    "\u202egpj.exe",
    ".htaccess",
    "a/b/../../../c",
]
ALL = [*SQL, *HEADER, *LOG, *TEMPLATE, *PATHS]
# Each as it is, and inside other text.
PAYLOADS = [before + payload + after for payload in ALL for before, after in (("", ""), ("Jan ", " Jansen"))]


def test_there_are_five_hundred_cases() -> None:
    """Payloads times the places below to which each of them goes."""
    assert len(PAYLOADS) == 96 and len(PAYLOADS) * 6 >= 500


@pytest.mark.parametrize("payload", PAYLOADS)
def test_pure_places(payload: str, tmp_path: Path) -> None:
    """A file's name, a reference, a code, a date: what comes out is of the plain kind, or nothing."""
    name = safe_name(f"{payload}.pdf")
    assert not set(name) & set('/\\\r\n\x00"<>:|?*\u202e') and name not in ("", ".", "..")
    assert (tmp_path / name).resolve().parent == tmp_path.resolve() and len(name) <= 100
    reference = as_reference(payload)
    assert reference == "" or reference.replace("-", "").isalnum()
    assert (normalise(payload).isascii() and normalise(payload).isalnum()) or normalise(payload) == ""
    assert as_date(payload) is None
    with pytest.raises((ValueError, TypeError)):
        storage.path_of(payload)  # type: ignore[arg-type]


@given(st.text(max_size=60))
@settings(max_examples=200, derandomize=True, deadline=None)
def test_any_name_of_a_file_stays_in_its_folder(text: str) -> None:
    name = safe_name(text)
    assert name and not set(name) & set("/\\\r\n\x00") and not name.startswith((".", "-", "=", "+", "@"))


def test_typed_in_a_form_it_is_only_text(
    client: Any,
    resident: Resident,  # noqa: F811
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Stored as it was typed, one mail to one person, no line of the log that isn't ours, no table gone."""
    caplog.set_level(logging.INFO)
    # Control signs are refused at the question itself.
    typed = [part for part in PAYLOADS if all(sign.isprintable() or sign in "\r\n" for sign in part)]
    payload, short = "\n".join(typed)[:900], typed[::6]
    resident.send(
        wat=payload, naam=short[3].replace("\r", " ").replace("\n", " "), email="jan@voorbeeld.example"
    )
    for part in short:
        answer = resident.post("gegevens", {"naam": part, "email": f"jan@voorbeeld.example{part}"})
        assert answer.status_code in (302, 422, 200, 404)
        assert "kwaad" not in answer.headers.get("Location", "") and "a" not in answer.cookies
    assert Zaak.objects.count() == 1
    outbox.process_due()
    assert mail.outbox and OutboxItem.objects.exclude(state="klaar").count() == 0
    for message in mail.outbox:
        sent = BytesParser(policy=default).parsebytes(message.message().as_bytes())
        assert message.recipients() == ["jan@voorbeeld.example"] and "\n" not in str(sent["Subject"])
        assert sent["Bcc"] is None and len(sent.get_all("To") or []) == 1
    for line in caplog.records:
        assert "\n" not in line.getMessage() and "nep" not in line.getMessage(), line.getMessage()


def test_in_every_address_and_filter(plain_client: Any, resident: Resident) -> None:  # noqa: F811
    """As reference, code, search and filter, by a resident and in the admin: never a 500, never another's zaak."""
    resident.send(naam="Jan Geheim")
    employee = make_user("medewerker")
    zaak = Zaak.objects.get()
    for payload in PAYLOADS:
        answer = plain_client.post(reverse("formulieren:volgen"), {"nummer": payload, "code": payload})
        assert answer.status_code in (200, 400, 404, 422, 429), payload
        assert "Geheim" not in answer.text and zaak.identificatie not in answer.text
    plain_client.force_login(employee)
    for payload in PAYLOADS[::2]:
        for url, data in (
            ("/beheer/zaken/", {"q": payload, "zaaktype": payload, "ordering": payload, "p": payload}),
            ("/beheer/logboek/", {"onderwerp": payload, "medewerker": payload, "vanaf": payload}),
        ):
            answer = plain_client.get(url, data)
            assert answer.status_code in (200, 302, 400, 404), (url, payload)
    plain_client.force_login(employee)
    for payload in PAYLOADS[::6]:
        data = {"actie": "zoek", "soort": "kenmerk", "waarde": payload}
        assert plain_client.post("/beheer/betrokkene/", data).status_code in (200, 400, 422, 429)
    assert Inzending.objects.count() == 1 and Zaak.objects.count() == 1
