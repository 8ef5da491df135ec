"""The demo's mail page: it reads what the backend really writes, runs nothing, and is nowhere but in the demo."""

from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives

from gemeente.demo import mail
from tests.support.site import make_home, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]

HTML = (
    '<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Nieuws</title></head>'
    "<body><h1>Hallo</h1></body></html>"
)


@pytest.fixture
def kept(settings: Any, tmp_path: Path) -> Path:
    """A demo that keeps its mail in a folder, with a home page."""
    publish(make_home())
    backend = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"file_path": str(tmp_path)}}}
    return tmp_path


def send(subject: str, *, text: str = "Dag", html: str = HTML) -> None:
    message = EmailMultiAlternatives(subject=subject, body=text, to=["jan@voorbeeld.nl"])
    message.attach_alternative(html, "text/html")
    message.attach("bewijs.pdf", b"%PDF-1.7", "application/pdf")
    message.send()


def test_each_mail_is_listed_and_can_be_read(client: Any, kept: Path) -> None:
    assert "Er is nog geen e-mail" in client.get("/demo/mail/").content.decode()
    send(
        "Nieuws over café",
        text="Kijk op http://127.0.0.1:8000/volg-uw-aanvraag/ \n\n" + "-" * 79 + "\n\nEinde",
    )
    send("Tweede")
    page = client.get("/demo/mail/")
    html = page.content.decode()
    assert html.count("jan@voorbeeld.nl") == 2 and "Nieuws over café" in html and "Tweede" in html
    assert "no-store" in page["Cache-Control"]
    assert [one.onderwerp for one in mail.newest(kept)].count("Tweede") == 1 and len(mail.newest(kept)) == 2
    first = next(one for one in mail.newest(kept) if one.onderwerp != "Tweede")
    assert "Einde" in first.tekst
    shown = client.get(f"/demo/mail/{first.bestand}/{first.nummer}/").content.decode()
    assert "bewijs.pdf" in shown and 'href="http://127.0.0.1:8000/volg-uw-aanvraag/"' in shown


def test_the_markup_of_a_mail_can_do_nothing(client: Any, plain_client: Any, kept: Path) -> None:
    send("<script>alert(1)</script>", text="<img src=x onerror=alert(1)>", html="<script>alert(1)</script>")
    found = mail.newest(kept)[0]
    for address in ("/demo/mail/", f"/demo/mail/{found.bestand}/{found.nummer}/"):
        html = client.get(address).content.decode()
        assert "<script>alert" not in html and "<img src=x" not in html
    answer = plain_client.get(f"/demo/mail/{found.bestand}/{found.nummer}/html/")
    assert (
        answer["Content-Security-Policy"].startswith("sandbox;")
        and "allow" not in answer["Content-Security-Policy"]
    )
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_outside_the_demo_there_is_no_such_page(client: Any, kept: Path, settings: Any) -> None:
    send("Geheim")
    found = mail.newest(kept)[0]
    addresses = ["/demo/mail/", f"/demo/mail/{found.bestand}/{found.nummer}/"]
    addresses.append(f"{addresses[1]}html/")
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200]
    settings.LOKET_DEMO_ALLOWED = False
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    settings.LOKET_DEMO_ALLOWED = True
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]


@pytest.mark.parametrize(
    "name", ["x/0", "20260101-120000-1/0", "20260101-120000-1/99999999999999999999", "..%2F..%2Fsecrets/0"]
)
def test_nothing_else_can_be_read(client: Any, kept: Path, name: str) -> None:
    (kept / "geheim.log").write_text("Subject: nee\n\nnee")
    (kept / "20260101-120000-1.log").mkdir()
    assert client.get(f"/demo/mail/{name}/").status_code == 404
    assert client.get("/demo/mail/geheim/0/").status_code == 404


def test_a_file_that_is_no_mail_does_not_break_the_list(client: Any, kept: Path) -> None:
    (kept / "20260101-120000-7.log").write_bytes(b"\xff\xfe\x00 geen mail\r\n" + b"-" * 79 + b"\n\n")
    (kept / "leeg.log").write_bytes(b"")
    send("Echt")
    assert "Echt" in client.get("/demo/mail/").content.decode()
