"""The client asks one machine for one picture, tells it nothing of the visitor, and believes no strange answer."""

from __future__ import annotations

from typing import Any

import pytest

from basis.kaart import client
from basis.kaart.client import fetch_tile
from basis.kaart.tegels import MAX_BYTES, GeenTegel, sniff
from tests.basis.kaart.conftest import PNG, Source


def refused(source: Source, **options: Any) -> GeenTegel:
    with pytest.raises(GeenTegel) as told:
        fetch_tile(source.template, 15, 1, 2, **options)
    return told.value


def test_one_tile_and_no_word_about_the_visitor(source: Source) -> None:
    assert fetch_tile(source.template, 15, 16840, 10830) == PNG
    path, headers = source.asked[0]
    assert path == "/wmts/15/16840/10830.png?laag=grijs"
    assert {name.lower() for name in headers} == {"host", "accept-encoding", "user-agent", "accept"}
    assert headers["User-Agent"] == "Loket"


@pytest.mark.parametrize(
    ("status", "rest"),
    [(301, False), (302, False), (404, False), (204, False), (429, True), (500, True), (503, True)],
)
def test_only_a_plain_yes_is_a_tile_and_a_redirect_is_never_followed(
    source: Source, status: int, rest: bool
) -> None:
    source.status = status
    source.headers["Location"] = source.template.partition("/wmts")[0] + "/geheim"
    assert refused(source).rest is rest
    assert [path for path, _headers in source.asked] == ["/wmts/15/1/2.png?laag=grijs"]


@pytest.mark.parametrize(
    ("said", "body"),
    [("text/html", PNG), ("image/png", b"<html>"), ("image/jpeg", PNG), ("image/svg+xml", b"<svg/>"),
     ("", PNG), ("image/png", b""), ("image/png", b"GIF89a")],
)  # fmt: skip
def test_what_is_no_picture_of_the_kind_that_was_said_is_none(source: Source, said: str, body: bytes) -> None:
    source.headers["Content-Type"], source.body = said, body
    assert not refused(source).rest


@pytest.mark.parametrize("said", ["image/jpeg", "image/webp; q=1", "IMAGE/PNG"])
def test_the_kinds_of_picture(source: Source, said: str) -> None:
    bodies = {"image/jpeg": b"\xff\xd8\xff\xe0x", "image/webp": b"RIFF0000WEBPVP8 ", "image/png": PNG}
    kind = said.partition(";")[0].lower()
    source.headers["Content-Type"], source.body = said, bodies[kind]
    assert sniff(fetch_tile(source.template, 15, 1, 2)) == kind


def test_too_much_too_little_and_too_slow(source: Source) -> None:
    source.body = PNG + b"\0" * MAX_BYTES
    assert "too large" in str(refused(source))
    source.body, source.length = PNG, len(PNG) + 5
    assert refused(source).rest
    source.length = None
    source.hold.clear()
    assert refused(source, seconds=0.2).rest


def test_a_source_that_is_not_there(source: Source) -> None:
    source.server.shutdown()
    source.server.server_close()
    assert refused(source).rest


def test_a_safe_source_is_asked_over_tls_with_its_certificate_checked() -> None:
    made = client._connection("https", "tegels.example", None, 1.0)
    assert made.port == 443
    context = made._context  # type: ignore[attr-defined]
    assert context.check_hostname and context.verify_mode.name == "CERT_REQUIRED"
