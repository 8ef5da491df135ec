"""A document that stands in the ZGW backend alone: its owner downloads it through us, and nobody else does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from basis.logboek.models import LogboekRegel
from formulieren.inzendingen.kenmerk import hash_code
from formulieren.inzendingen.models import CircuitBreaker, CircuitState, Inzending, InzendingState
from formulieren.zaken.client import documenten as documenten_api
from formulieren.zaken.client import http
from formulieren.zaken.keuzes import Vertrouwelijkheid, VolgNiveau
from formulieren.zaken.models import Zaak, Zaakinformatieobject, Zaaktype, Zgwinstellingen
from formulieren.zaken.zgw import catalogus
from formulieren.zaken.zgw.copy import refresh_zaak
from tests.formulieren.zaken.volgen_support import VOLGEN, Eigenaar, bsn_of
from tests.formulieren.zaken.zgw.conftest import Sender, drain
from tests.support.fake_zgw import FakeZgw, Fault
from tests.support.fake_zgw import catalogi as fake_catalogi

CODE = "3479-CFHJ-KMPR-TVWX"
LETTER = b"%PDF-1.7 " + b"Uw aanvraag is goed. " * 20_000
META, CONTENT = (
    "GET enkelvoudiginformatieobjecten/{uuid}",
    "GET enkelvoudiginformatieobjecten/{uuid}/download",
)

Put = Callable[..., dict[str, Any]]


@pytest.fixture
def zaak(backend: FakeZgw, send: Sender) -> Zaak:
    """A zaak of sara that stands on both sides, with a code that opens documents too."""
    Zaaktype.objects.update(volgen=VolgNiveau.DOCUMENTEN)
    made = send(naam="Sara", bsn=bsn_of("sara"))
    assert drain() == []
    Inzending.objects.update(code_hash=hash_code(CODE))
    made.refresh_from_db()
    backend.calls.clear()
    return made


@pytest.fixture
def put(backend: FakeZgw, zaak: Zaak) -> Put:
    """Puts a letter for the resident at the zaak in the backend; its row there."""
    with backend.state.lock:
        zaaktype = next(iter(backend.state.tables["zaaktypen"].values()))
        kind = fake_catalogi.add_informatieobjecttype(backend.state, "Brief")
        fake_catalogi.link_informatieobjecttype(backend.state, zaaktype, kind, richting="uitgaand")
    catalogus.forget()

    def made(content: bytes = LETTER, **fields: Any) -> dict[str, Any]:
        facts = {
            "identificatie": f"BRIEF-{len(backend.rows('enkelvoudiginformatieobjecten'))}",
            "bronorganisatie": "000000000",
            "titel": "Onze brief",
            "bestandsnaam": "brief.pdf",
            "formaat": "application/pdf",
            "status": "definitief",
            "informatieobjecttype": kind["url"],
            "vertrouwelijkheidaanduiding": "zaakvertrouwelijk",
            "bestandsomvang": len(content),
            "locked": False,
            **fields,
        }
        document = backend.state.add("enkelvoudiginformatieobjecten", facts)
        backend.state.files[document["url"].rsplit("/", 1)[-1]] = content
        link = {"zaak": zaak.zgw_url, "informatieobject": document["url"], "titel": facts["titel"]}
        backend.state.add("zaakinformatieobjecten", link)
        return document

    return made


@pytest.fixture
def letter(put: Put, zaak: Zaak) -> Zaakinformatieobject:
    """The letter, as the copy of it came in here."""
    put()
    [document] = refresh_zaak(zaak=zaak).documenten
    return document


@pytest.fixture
def sara(client: Any, zaak: Zaak) -> Eigenaar:
    """Logged in."""
    owner = Eigenaar(client)
    assert owner.log_in("sara").status_code == 302
    return owner


def address(document: Zaakinformatieobject) -> str:
    return f"{VOLGEN}{document.zaak.identificatie}/document/{document.uuid}/"


def follow(owner: Eigenaar, zaak: Zaak) -> None:
    """Types reference and code."""
    answer = owner.client.post(VOLGEN, {"nummer": zaak.identificatie, "code": CODE})
    assert answer.status_code == 302


def page_of(owner: Eigenaar, zaak: Zaak) -> str:
    return str(owner.client.get(f"{VOLGEN}{zaak.identificatie}/").content.decode())


def read_rows() -> int:
    return LogboekRegel.objects.filter(reden__startswith="De inwoner opende document").count()


def test_the_owner_downloads_it_through_us(
    client: Any, zaak: Zaak, letter: Zaakinformatieobject, backend: FakeZgw
) -> None:
    owner, url = Eigenaar(client), address(letter)
    follow(owner, zaak)
    page = page_of(owner, zaak)
    assert url in page and "Onze brief" in page and backend.state.base not in page
    answer = client.get(url)
    assert answer.status_code == 200 and b"".join(answer) == LETTER
    assert answer["Content-Disposition"] == 'attachment; filename="brief.pdf"'
    assert answer["Content-Type"] == "application/pdf" and answer["Content-Length"] == str(len(LETTER))
    assert answer["X-Content-Type-Options"] == "nosniff" and answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert backend.state.base not in str(answer.headers)
    row = LogboekRegel.objects.get(reden__startswith="De inwoner opende document")
    assert row.onderwerp == f"zaak:{zaak.identificatie}"
    assert row.reden == f"De inwoner opende document {letter.uuid}, met nummer en code"


def test_somebody_who_logged_in_and_nobody_else(
    client: Any, zaak: Zaak, letter: Zaakinformatieobject, backend: FakeZgw
) -> None:
    Zaaktype.objects.update(volgen=VolgNiveau.STATUS)
    owner, url = Eigenaar(client), address(letter)
    strange = client.get(url)
    assert strange.status_code == 404
    follow(owner, zaak)
    assert url not in page_of(owner, zaak) and client.get(url).url.endswith("/code/")
    client.cookies.clear()
    owner.log_in("lin")
    assert client.get(url).status_code == 404
    client.cookies.clear()
    assert backend.count(CONTENT) == 0
    owner.log_in("sara")
    assert zaak.identificatie in client.get("/mijn-zaken/").content.decode()
    assert url in page_of(owner, zaak) and b"".join(client.get(url)) == LETTER
    assert backend.count(CONTENT) == 1 and read_rows() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"voor_inwoner": False},
        {"vertrouwelijkheidaanduiding": Vertrouwelijkheid.GEHEIM},
        {"zgw_url": "http://127.0.0.1:1/documenten/api/v1/enkelvoudiginformatieobjecten/x"},
    ],
)
def test_what_is_not_for_the_resident_is_never_asked_for(
    sara: Eigenaar, letter: Zaakinformatieobject, backend: FakeZgw, change: dict[str, Any]
) -> None:
    Zaakinformatieobject.objects.filter(pk=letter.pk).update(**change)
    backend.calls.clear()
    assert sara.client.get(address(letter)).status_code == 404
    assert backend.calls == [] and read_rows() == 0


def test_another_place_below_the_same_server_is_no_document(
    sara: Eigenaar, letter: Zaakinformatieobject, backend: FakeZgw
) -> None:
    """Our token would open it: a zaak, or what `..` makes of the address."""
    backend.calls.clear()
    for url in (letter.zaak.zgw_url, letter.zgw_url.replace("/enkelvoudig", "/../../zaken/enkelvoudig")):
        Zaakinformatieobject.objects.filter(pk=letter.pk).update(zgw_url=url)
        assert sara.client.get(address(letter)).status_code == 404
    assert backend.calls == []


@pytest.mark.parametrize(
    "change",
    [{"vertrouwelijkheidaanduiding": "geheim"}, {"vertrouwelijkheidaanduiding": "nieuw"}, {"status": ""}],
)
def test_what_changed_there_since_counts(
    sara: Eigenaar, letter: Zaakinformatieobject, backend: FakeZgw, change: dict[str, Any]
) -> None:
    backend.state.resolve("document", letter.zgw_url, "enkelvoudiginformatieobjecten").update(change)
    assert sara.client.get(address(letter)).status_code == 404
    assert backend.count(CONTENT) == 0 and read_rows() == 0


def test_gone_or_refused_is_the_404_of_all(
    sara: Eigenaar, letter: Zaakinformatieobject, backend: FakeZgw
) -> None:
    unknown = sara.client.get(address(letter).replace(str(letter.uuid), str(letter.zaak.inzending.uuid)))
    application = backend.state.applications["loket"]
    kept = application.scopes
    application.scopes = application.scopes - {"documenten.lezen"}
    refused = sara.client.get(address(letter))
    application.scopes = kept
    backend.state.tables["enkelvoudiginformatieobjecten"].pop(letter.zgw_url.rsplit("/", 1)[-1])
    gone = sara.client.get(address(letter))
    assert [one.status_code for one in (unknown, refused, gone)] == [404, 404, 404]
    assert unknown.context["fouten"] == refused.context["fouten"] == gone.context["fouten"]
    assert read_rows() == 0


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        (META, Fault.RESET_BEFORE),
        (META, Fault.ERROR_500),
        (META, Fault.EXPIRED_TOKEN),
        (META, Fault.WRONG_ID),
        ("GET zaakinformatieobjecten", Fault.ERROR_500),
        (CONTENT, Fault.ERROR_500),
        (CONTENT, Fault.TOO_MANY),
        (CONTENT, Fault.REDIRECT),
        (CONTENT, Fault.HTML_502),
        (CONTENT, Fault.RESET_AFTER),
        (CONTENT, Fault.TIMEOUT_BEFORE),
        (CONTENT, Fault.SLOW_DRIP),
    ],
)
def test_a_backend_that_is_down_gives_a_page_that_says_what_to_do(
    sara: Eigenaar,
    letter: Zaakinformatieobject,
    backend: FakeZgw,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    fault: Fault,
) -> None:
    monkeypatch.setattr(http, "DEADLINE_FACTOR", 0.1)  # half a second of the five
    backend.faults.plan(call, fault)
    answer = sara.client.get(address(letter))
    page = answer.content.decode()
    assert answer.status_code == 503 and answer["Retry-After"] == "300"
    assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]
    assert "Probeer het later nog een keer" in page and "Bel ons" in page
    assert letter.zaak.identificatie in page and backend.state.base not in page
    assert read_rows() == 0
    assert b"".join(sara.client.get(address(letter))) == LETTER, "later it works"


def test_nobody_waits_for_a_backend_that_is_known_to_be_down(
    sara: Eigenaar, letter: Zaakinformatieobject, backend: FakeZgw
) -> None:
    later = timezone.now() + timedelta(minutes=1)
    CircuitBreaker.objects.create(service="zgw-documenten", state=CircuitState.OPEN, retry_at=later)
    backend.calls.clear()
    assert sara.client.get(address(letter)).status_code == 503 and backend.calls == []
    CircuitBreaker.objects.update(retry_at=timezone.now())
    assert b"".join(sara.client.get(address(letter))) == LETTER


def test_a_connection_that_was_switched_off(
    sara: Eigenaar, letter: Zaakinformatieobject, backend: FakeZgw
) -> None:
    Zgwinstellingen.objects.update(aan=False)
    backend.calls.clear()
    assert sara.client.get(address(letter)).status_code == 503 and backend.calls == []


def test_a_document_that_is_too_large_is_not_fetched(
    sara: Eigenaar, letter: Zaakinformatieobject, backend: FakeZgw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documenten_api, "MOST_DOWNLOAD", len(LETTER) - 1)
    answer = sara.client.get(address(letter))
    assert answer.status_code == 503 and "Retry-After" not in answer
    assert "te groot voor deze website" in answer.content.decode()
    assert backend.count(CONTENT) == 0


@pytest.mark.parametrize(
    ("told", "most"),
    [(len(LETTER) - 5, 0), (len(LETTER) + 5, 0), (0, 200_000)],
    ids=["more", "less", "untold"],
)
def test_another_size_than_was_told_breaks_the_download_off(
    sara: Eigenaar,
    letter: Zaakinformatieobject,
    backend: FakeZgw,
    monkeypatch: pytest.MonkeyPatch,
    told: int,
    most: int,
) -> None:
    """The browser must never take a part for the whole, nor we hand out without an end."""
    if most:
        monkeypatch.setattr(documenten_api, "MOST_DOWNLOAD", most)
    row = backend.state.resolve("document", letter.zgw_url, "enkelvoudiginformatieobjecten")
    row["bestandsomvang"] = told
    answer = sara.client.get(address(letter))
    assert answer.status_code == 200 and answer.get("Content-Length", "0") == str(told)
    got = bytearray()
    with pytest.raises(http.ZgwUnavailable):
        for piece in answer.streaming_content:
            got += piece
    assert len(got) <= (told or most) and LETTER.startswith(bytes(got))


def test_a_browser_that_goes_away_ends_the_call(
    sara: Eigenaar, letter: Zaakinformatieobject, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[bool] = []
    hang_up = documenten_api.DocumentenClient.close

    def close(self: documenten_api.DocumentenClient) -> None:
        closed.append(True)
        hang_up(self)

    monkeypatch.setattr(documenten_api.DocumentenClient, "close", close)
    answer = sara.client.get(address(letter))
    assert answer.status_code == 200 and closed == []
    answer.close()
    assert closed == [True]


@pytest.mark.parametrize(
    ("fields", "naam", "media"),
    [
        ({"bestandsnaam": "", "formaat": "application/pdf"}, "Onze brief.pdf", "application/pdf"),
        ({"bestandsnaam": "foto.JPEG", "formaat": ""}, "foto.jpeg", "image/jpeg"),
        (
            {"bestandsnaam": "../pagina.html", "formaat": "text/html"},
            "pagina.html",
            "application/octet-stream",
        ),
    ],
)
def test_no_name_or_type_of_the_backend_does_harm(
    sara: Eigenaar, zaak: Zaak, put: Put, fields: dict[str, Any], naam: str, media: str
) -> None:
    put(b"x", **fields)
    [document] = refresh_zaak(zaak=zaak).documenten
    answer = sara.client.get(address(document))
    assert b"".join(answer) == b"x"
    assert (answer["Content-Disposition"], answer["Content-Type"]) == (
        f'attachment; filename="{naam}"',
        media,
    )


def test_so_many_in_an_hour_and_then_no_more(
    sara: Eigenaar, letter: Zaakinformatieobject, backend: FakeZgw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formulieren.views.zaak.document.FETCHES_PER_ZAAK", 1)
    assert b"".join(sara.client.get(address(letter))) == LETTER
    assert sara.client.get(address(letter)).status_code == 429 and backend.count(CONTENT) == 1


def test_what_was_taken_off_the_zaak_there_is_gone_here(
    sara: Eigenaar, zaak: Zaak, letter: Zaakinformatieobject, backend: FakeZgw
) -> None:
    with backend.state.lock:
        links = backend.state.tables["zaakinformatieobjecten"]
        links.pop(next(key for key, row in links.items() if row["informatieobject"] == letter.zgw_url))
    assert sara.client.get(address(letter)).status_code == 404, "before anything was told"
    assert backend.count(CONTENT) == 0
    refresh_zaak(zaak=zaak)
    assert not Zaakinformatieobject.objects.filter(pk=letter.pk).exists()
    assert sara.client.get(address(letter)).status_code == 404


def test_it_goes_with_the_answers_when_those_are_destroyed(
    client: Any, zaak: Zaak, letter: Zaakinformatieobject, put: Put
) -> None:
    nobody = dict.fromkeys(("persoon_geheim", "persoon_sleutel_id", "persoon_hmac", "inlogmiddel"), "")
    Inzending.objects.update(state=InzendingState.VERNIETIGD, laatste_stap="", hulp="", **nobody)
    owner = Eigenaar(client)
    follow(owner, zaak)
    assert address(letter) not in page_of(owner, zaak) and client.get(address(letter)).status_code == 404
    put(titel="Nog een")
    assert refresh_zaak(zaak=Zaak.objects.get()).documenten == []
