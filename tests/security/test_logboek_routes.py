"""P4: every address at which somebody reads or changes a zaak writes in the logboek which zaak it was."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from PIL import Image

from basis.logboek.models import LogboekRegel
from formulieren.bijlagen.models import Bijlage
from formulieren.models import FormulierVersie
from formulieren.zaken.models import Aanvulverzoek, Zaak, Zaakinformatieobject, Zaaktype
from formulieren.zaken.services.aanvulling import ask_aanvulling
from formulieren.zaken.services.behandelen_besluit import decide
from formulieren.zaken.services.behandelen_document import add_document
from tests.formulieren.bewaren_support import add_file
from tests.formulieren.conftest import formulier, home, versie  # noqa: F401 - fixtures
from tests.formulieren.zaken.volgen_support import Eigenaar, make_zaaktype, send_in
from tests.support.client import CheckingClient
from tests.support.site import make_user

# Name of the address -> what a GET opens there. Each must leave a line that names the zaak.
READ = (
    "zaken:inspect", "zaak_bijlage", "zaak_foto", "zaak_buiten",
    "volg_zaak", "volg_vraag", "volg_document", "volg_besluit", "mijn_zaken",
)  # fmt: skip
# Acts by POST: what is sent.
CHANGE: dict[str, dict[str, Any]] = {
    "zaak_neem": {},
    "zaak_toewijzen": {"behandelaar": "ik"},
    "zaak_vraag": {"vraag": "Welke kleur?", "reageren_voor": "morgen"},
    "zaak_stil": {"reden": "Wij wachten op de weg."},
    "zaak_vernietigingsstop": {"reden": "Bezwaar"},
    "zaak_vraag_sluit": {"reden": "Al gebeld"},
    "zaak_document_toon": {"voor_inwoner": "on"},
}
# Of the same page as another, or without anything of a person; each with the reason.
PASSED_OVER = {
    "zaken:index": "a list with numbers and dates, no answer and no name",
    "zaken_overdragen": "changes are logged per zaak by assign_many (test_behandelen)",
    "zaken_afwezig": "about employees", "zaken_afwezig_weg": "about employees",
    "zaken_op_tijd": "numbers only",
    "zaak_document": "adds by the service that logs (test_behandelen)",
    "zaak_besluit": "decides by the service that logs (test_behandelen)",
    "zaak_verleng": "extends by the service that logs (test_termijnen)",
    "zaak_loop": "resumes by the service that logs (test_termijnen)",
    "zaak_sluit": "closes by the service that logs (test_behandelen)",
    "volgen": "logged on success: test_volgen_toegang",
    "volg_code": "shows nothing of the zaak; sending and using a code are logged (test_eenmaalcode)",
    "volg_intrekken": "withdraws by the service that logs (test_volgen_doen)",
    "mijn_zaken_klaar": "the view of mijn_zaken", "mijn_zaken_inloggen": "asks for a login",
    "mijn_zaken_verder": "a concept, no zaak",
}  # fmt: skip


def named(resolver: Any = None, space: str = "") -> Iterator[str]:
    """The names of all addresses, with the namespaces of viewsets."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern, pattern.namespace or space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{space}:{pattern.name}" if space == "zaken" else pattern.name


def test_every_address_of_a_zaak_is_in_one_of_the_lists() -> None:
    """A new address fails here: add it to READ or CHANGE, or say why it needs no line."""
    ours = {name for name in named() if name.startswith(("zaken:", "zaken_", "zaak_", "volg_", "mijn_zaken"))}
    assert ours | {"volgen"} == {*READ, *CHANGE, *PASSED_OVER}


@pytest.fixture
def zaaktype(db: None) -> Zaaktype:
    """Followed with documents."""
    return make_zaaktype(volgen="documenten")


@pytest.fixture
def whole(
    versie: FormulierVersie,  # noqa: F811
    settings: Any,
    tmp_path: Path,
) -> tuple[Zaak, Any, dict[str, str]]:
    """A zaak of Jan with something at each address, an employee, and the addresses by name."""
    settings.LOKET_UPLOAD_DIR = tmp_path / "bijlagen"
    employee = make_user("medewerker")
    zaak, receipt = send_in(versie, wie="sara")
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    file = add_file(zaak.inzending, picture.getvalue())
    Bijlage.objects.filter(pk=file.pk).update(soort="png")
    upload = SimpleUploadedFile("brief.txt", b"Beste Jan, dit is onze brief.", "text/plain")
    document = add_document(zaak=zaak, upload=upload, titel="Brief", voor_inwoner=True, actor=employee)
    day = timezone.localdate() + timedelta(days=7)
    verzoek = ask_aanvulling(zaak=zaak, vraag="Wat is de kleur?", reageren_voor=day, actor=employee)
    decide(zaak=zaak, tekst="Het mag.", actor=employee)
    reference = receipt.reference
    parts: dict[str, list[Any]] = {
        "zaak_bijlage": [zaak.pk, file.uuid], "zaak_foto": [zaak.pk, file.uuid],
        "zaak_vraag_sluit": [zaak.pk, verzoek.uuid], "zaak_document_toon": [zaak.pk, document.uuid],
    }  # fmt: skip
    found = {}
    for name in (*READ, *CHANGE):
        if name.startswith("volg_"):
            more = {"volg_vraag": [verzoek.uuid], "volg_document": [document.uuid]}.get(name, [])
            found[name] = reverse(f"formulieren:{name}", args=[reference, *more])
        elif name == "mijn_zaken":
            found[name] = reverse("formulieren:mijn_zaken")
        else:
            found[name] = reverse(name, args=parts.get(name, [zaak.pk]))
    return zaak, employee, found


def lines(zaak: Zaak) -> int:
    return LogboekRegel.objects.filter(onderwerp=f"zaak:{zaak.identificatie}").count()


@pytest.mark.parametrize("name", READ)
def test_reading_is_written_down(whole: tuple[Zaak, Any, dict[str, str]], name: str) -> None:
    zaak, employee, addresses = whole
    client = CheckingClient()
    if name.startswith(("volg_", "mijn_")):
        Eigenaar(client).log_in("sara")
    else:
        client.force_login(employee)
    before = lines(zaak)
    answer = client.get(addresses[name])
    assert answer.status_code == 200, (name, answer)
    if name == "mijn_zaken":
        # A list of one's own zaken: that it was read, and of whom is not for the logboek to say.
        assert LogboekRegel.objects.filter(onderwerp="mijn-zaken", medewerker=None).count() == 1
        return
    assert lines(zaak) > before, name


@pytest.mark.parametrize("name", CHANGE)
def test_changing_is_written_down(whole: tuple[Zaak, Any, dict[str, str]], name: str) -> None:
    zaak, employee, addresses = whole
    client = CheckingClient()
    client.force_login(employee)
    day = (timezone.localdate() + timedelta(days=5)).isoformat()
    values = {"ik": str(employee.pk), "morgen": day}
    data = {key: values.get(value, value) for key, value in CHANGE[name].items()}
    before = lines(zaak)
    answer = client.post(addresses[name], data)
    assert answer.status_code == 302, (name, answer.status_code)
    assert lines(zaak) > before, name
    line = LogboekRegel.objects.filter(onderwerp=f"zaak:{zaak.identificatie}").first()
    assert line is not None and line.medewerker == employee and line.herkomst
    assert Aanvulverzoek.objects.filter(zaak=zaak).exists() and Zaakinformatieobject.objects.exists()
