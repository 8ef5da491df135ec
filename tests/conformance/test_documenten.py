"""Documents: whole, in parts, found again, and downloaded."""

from __future__ import annotations

import random
from typing import Any

import pytest

from formulieren.zaken.client import ZgwError
from formulieren.zaken.client.documenten import DocumentenClient
from formulieren.zaken.client.zaken import ZakenClient
from formulieren.zaken.zgw.payloads import koppeling_body
from tests.conformance.conftest import Maker
from tests.conformance.expect import differs, refused, same, taken
from tests.conformance.target import Target

POST = "POST enkelvoudiginformatieobjecten"


def content(size: int) -> bytes:
    """Bytes with everything in them that a form could trip over."""
    return random.Random(7).randbytes(size - 8) + b"\r\n--\r\n\x00\n"


def test_POST_document_and_download_it(maker: Maker, documenten: DocumentenClient) -> None:
    data = content(3000)
    body = maker.document_body()
    made = documenten.create_small(body, data)
    maker.made.append(made.url)
    same(POST, "identificatie", wanted=body["identificatie"], got=made.identificatie)
    same(POST, "bestandsomvang", wanted=len(data), got=made.bestandsomvang)
    same(POST, "locked", wanted=False, got=made.locked)
    got = b"".join(documenten.download(made.url))
    same("GET enkelvoudiginformatieobjecten/{uuid}/download", "the bytes", wanted=len(data), got=len(got))
    same("GET enkelvoudiginformatieobjecten/{uuid}/download", "each byte", wanted=True, got=got == data)


def test_POST_document_again_is_identificatie_niet_uniek(
    maker: Maker, documenten: DocumentenClient, target: Target
) -> None:
    body = maker.document_body()
    first = documenten.create_small(body, b"een")
    maker.made.append(first.url)
    refused(
        POST,
        "the same identificatie and bronorganisatie",
        lambda: documenten.create_small(body, b"een"),
        status=400,
        code="identificatie-niet-uniek",
    )
    found = documenten.find_document(
        identificatie=first.identificatie, bronorganisatie=target.bronorganisatie
    )
    same("GET enkelvoudiginformatieobjecten", "by identificatie", wanted=first.url, got=found and found.url)


def test_POST_document_refuses_another_size_than_its_bytes(
    maker: Maker, documenten: DocumentenClient
) -> None:
    body = {**maker.document_body(), "bestandsomvang": 999, "inhoud": "cHJvZWY="}
    refused(
        POST,
        "bestandsomvang 999 of 5 bytes",
        lambda: keep(maker, documenten, body),
        status=400,
        code="file-size",
    )


def keep(maker: Maker, client: DocumentenClient, body: dict[str, Any]) -> Any:
    answer = client.call("POST", "enkelvoudiginformatieobjecten", body=body)
    maker.made.append(answer["url"])
    return answer


def test_POST_document_refuses_in_bewerking_with_ontvangstdatum(
    maker: Maker, documenten: DocumentenClient
) -> None:
    body = {**maker.document_body(status="in_bewerking"), "bestandsomvang": 5, "inhoud": "cHJvZWY="}
    error = refused(
        POST, "in_bewerking with an ontvangstdatum", lambda: keep(maker, documenten, body), status=400
    )
    if not error.about("status"):
        differs(
            POST, "in_bewerking with an ontvangstdatum", wanted="invalidParams about status", got=error.params
        )


def test_POST_document_refuses_a_language_of_two_letters(
    maker: Maker, documenten: DocumentenClient, target: Target
) -> None:
    body = {**maker.document_body(taal="nl"), "bestandsomvang": 5, "inhoud": "cHJvZWY="}
    with target.asks_what_is_wrong():
        refused(POST, "taal nl", lambda: keep(maker, documenten, body), status=400)


def test_POST_document_refuses_an_empty_auteur(
    maker: Maker, documenten: DocumentenClient, target: Target
) -> None:
    body = {**maker.document_body(auteur=""), "bestandsomvang": 5, "inhoud": "cHJvZWY="}
    with target.asks_what_is_wrong():
        refused(POST, "an empty auteur", lambda: keep(maker, documenten, body), status=400)


@pytest.fixture
def part_size(target: Target) -> Any:
    """Small parts on the fake; a real backend cuts as it is set up."""
    if target.fake is not None:
        target.fake.state.part_size = 1000
    yield
    if target.fake is not None:
        target.fake.state.part_size = 4 * 1024**3


@pytest.mark.usefixtures("part_size")
def test_PUT_bestandsdelen_makes_a_large_document_whole(maker: Maker, documenten: DocumentenClient) -> None:
    data = content(3500)
    made = taken(
        POST, "inhoud null with a size", lambda: documenten.create_large(maker.document_body(), len(data))
    )
    maker.made.append(made.url)
    same(POST, "locked until it is whole", wanted=True, got=made.locked)
    taken(
        "PUT bestandsdelen/{uuid}",
        "the parts in order",
        lambda: documenten.send_parts(made, made.lock, lambda: iter([data[:1200], data[1200:]])),
    )
    taken(f"{POST}/unlock", "with its lock", lambda: documenten.unlock(made.url, made.lock))
    read = documenten.document(made.url)
    same("GET enkelvoudiginformatieobjecten/{uuid}", "whole after unlock", wanted=True, got=read.whole)
    same("GET download", "each byte", wanted=True, got=b"".join(documenten.download(made.url)) == data)


@pytest.mark.usefixtures("part_size")
def test_PUT_bestandsdelen_goes_on_where_it_stopped(maker: Maker, documenten: DocumentenClient) -> None:
    data = content(3500)
    made = documenten.create_large(maker.document_body(), len(data))
    maker.made.append(made.url)
    with pytest.raises((ZgwError, OSError)):
        documenten.send_parts(made, made.lock, lambda: iter([data[:1500]]))
    halfway = documenten.document(made.url)
    same("GET enkelvoudiginformatieobjecten/{uuid}", "locked halfway", wanted=True, got=halfway.locked)
    documenten.send_parts(halfway, made.lock, lambda: iter([data]))
    documenten.unlock(made.url, made.lock)
    same("GET download", "each byte", wanted=True, got=b"".join(documenten.download(made.url)) == data)


@pytest.mark.usefixtures("part_size")
def test_PUT_bestandsdelen_refuses_another_lock(maker: Maker, documenten: DocumentenClient) -> None:
    made = documenten.create_large(maker.document_body(), 500)
    maker.made.append(made.url)
    refused(
        "PUT bestandsdelen/{uuid}",
        "another lock",
        lambda: documenten.send_parts(made, "00000000000000000000000000000000", lambda: iter([b"x" * 500])),
        status=400,
    )


@pytest.mark.usefixtures("part_size")
def test_POST_unlock_refuses_before_all_parts_are_there(maker: Maker, documenten: DocumentenClient) -> None:
    made = documenten.create_large(maker.document_body(), 1500)
    maker.made.append(made.url)
    refused(f"{POST}/unlock", "no part sent", lambda: documenten.unlock(made.url, made.lock), status=400)


@pytest.mark.usefixtures("part_size")
def test_POST_zaakinformatieobjecten_takes_a_document_whose_parts_are_still_to_come(
    maker: Maker, documenten: DocumentenClient, zaken: ZakenClient
) -> None:
    zaak = maker.zaak()
    made = documenten.create_large(maker.document_body(), 500)
    maker.made.append(made.url)
    body = koppeling_body(zaak=zaak.url, document=made.url, titel="Proef")
    taken("POST zaakinformatieobjecten", "a document without its parts", lambda: zaken.create_koppeling(body))


def test_GET_download_is_never_json(maker: Maker, documenten: DocumentenClient) -> None:
    made = maker.document()
    refused(
        "GET enkelvoudiginformatieobjecten/{uuid}/download",
        "Accept: application/json alone",
        lambda: documenten.call("GET", f"{made.url}/download"),
        status=406,
    )
