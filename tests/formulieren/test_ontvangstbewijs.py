"""The receipt as a tagged PDF, the mail that brings it, and mail that the resident stops."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from weasyprint.urls import FatalURLFetchingError

from formulieren.inzendingen import outbox
from formulieren.inzendingen.models import Inzending, OutboxItem
from formulieren.models import FormulierPage
from formulieren.screens import controle_url, stap_url
from formulieren.zaken.models import Ontvangstbewijs, Rol
from formulieren.zaken.pdf import _OnlyOurFonts
from formulieren.zaken.services import receipt_for
from formulieren.zaken.services.ontvangstbewijs import read_ontvangstbewijs
from tests.formulieren.conftest import BSN, GEGEVENS, MELDING

PDF = "/formulier/proef/ontvangen/bewijs.pdf"
RECEIPT = "/formulier/proef/ontvangen/"
EVIL = "<img src='https://kwaad.example/x.png'><script>alert(1)</script>"


@pytest.fixture
def resident(formulier: FormulierPage) -> Client:
    """Somebody who just sent the form, with a BSN and an address for mail."""
    client = Client()
    client.post(stap_url("proef", "melding"), {**MELDING, "wat": EVIL})
    client.post(stap_url("proef", "gegevens"), {**GEGEVENS, "email": "jan@voorbeeld.nl", "bsn": BSN})
    assert client.post(controle_url("proef")).status_code == 302
    return client


def read(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def text_of(reader: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_worker_makes_a_tagged_pdf_that_only_the_sender_downloads(resident: Client) -> None:
    assert "Wij maken nog een pdf" in resident.get(RECEIPT).content.decode()
    assert resident.get(PDF).url == RECEIPT
    outbox.process_due()
    assert PDF in resident.get(RECEIPT).content.decode()
    answer = resident.get(PDF)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert (
        answer.headers["Content-Disposition"].startswith("attachment")
        and "no-store" in answer.headers["Cache-Control"]
    )
    assert Client().get(PDF).status_code == 302

    reader = read(answer.content)
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "nl" and root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()
    inzending = Inzending.objects.get()
    assert reader.metadata is not None and str(inzending.reference) in str(reader.metadata.title)
    shown = text_of(reader)
    # Letters that stand close, as F and J, get a space from the reader of this test.
    assert str(inzending.reference) in shown.replace(" ", "")
    for text in ("Jan Jansen", "kwaad.example", "Wat ziet u?"):
        assert text in shown
    assert receipt_for(inzending).code not in shown, (
        "the code opens the zaak: a paper that lies around must not"
    )


def test_it_is_kept_encrypted_and_made_once(resident: Client) -> None:
    outbox.process_due()
    inzending = Inzending.objects.get()
    kept = Ontvangstbewijs.objects.get()
    assert "JVBER" not in kept.geheim  # "%PDF" in base64
    first = read_ontvangstbewijs(inzending)
    OutboxItem.objects.filter(kind="ontvangstbewijs").update(state="wacht", done_at=None)
    outbox.process_due()
    assert Ontvangstbewijs.objects.get().pk == kept.pk and read_ontvangstbewijs(inzending) == first


def test_the_mail_brings_a_pdf_without_sensitive_answers(resident: Client) -> None:
    outbox.process_due()
    (message,) = mail.outbox
    ((name, data, kind),) = message.attachments
    assert name.endswith(".pdf") and kind == "application/pdf"
    shown = text_of(read(data))
    assert "Jan Jansen" in shown and BSN not in shown and BSN[-3:] not in shown


@pytest.mark.parametrize(
    "url",
    [
        "https://kwaad.example/x.png",
        "file:///etc/passwd",
        "loket:../../manage.py",
        "loket:",
        "data:text/plain,x",
        "http://127.0.0.1/",
    ],
)
def test_making_a_pdf_opens_no_address(url: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        _OnlyOurFonts().fetch(url)


def test_the_resident_stops_the_mail(resident: Client) -> None:
    inzending = Inzending.objects.get()
    receipt = receipt_for(inzending)
    page = reverse("formulieren:volg_zaak", kwargs={"reference": receipt.reference})
    assert resident.post(page).status_code == 404, "without reference and code nobody stops anything"
    resident.post(reverse("formulieren:volgen"), {"nummer": receipt.reference, "code": receipt.code})
    assert "Stuur mij geen e-mail meer" in resident.get(page).content.decode()
    stopped = resident.post(page, follow=True).content.decode()
    assert "U krijgt geen e-mail meer" in stopped and "Stuur mij geen" not in stopped
    assert not Rol.objects.get().may_mail
    outbox.process_due()
    assert not mail.outbox, "the worker came after the resident"
