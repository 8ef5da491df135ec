"""What is written in a Samenwerkende Catalogi feed is read back equal; what is no feed is refused in Dutch."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from producten.feeds import sc_xml
from producten.feeds.sc_check import check_feed
from producten.feeds.sc_read import read_sc
from producten.feeds.sc_records import DOELGROEPEN, ScError, ScProduct, Waarde
from producten.feeds.sc_write import plain, write_sc

BUREN = Waarde("http://standaarden.overheid.nl/owms/terms/Buren_(gemeente)", "Buren")
PASPOORT = Waarde("http://standaarden.overheid.nl/owms/terms/paspoort", "paspoort")


def a_product(**fields: Any) -> ScProduct:
    defaults: dict[str, Any] = {
        "identifier": "https://www.buren.example/producten/reizen/paspoort/",
        "title": "Paspoort aanvragen",
        "language": "nl",
        "modified": date(2026, 5, 4),
        "spatial": BUREN,
        "authority": BUREN,
        "audience": ("particulier",),
        "abstract": "U vraagt een paspoort aan in de gemeente waar u woont.",
        "product_id": "12",
        "online_aanvragen": "digid",
        "aanvraag_url": "https://www.buren.example/paspoort/aanvragen/?a=1&b=2",
        "upns": (PASPOORT,),
    }
    return ScProduct(**{**defaults, **fields})


def as_feed(*products: ScProduct) -> bytes:
    return "".join(write_sc(products)).encode()


def read_all(feed: bytes) -> list[ScProduct | None]:
    return [row.product for row in read_sc(io.BytesIO(feed))]


texts = st.text(max_size=80).map(plain).filter(bool)
words = st.from_regex(r"[a-z0-9]{1,12}", fullmatch=True)
addresses = st.builds("https://{}.example/{}?q={}&r='{}'".format, words, words, words, words)
waarden = st.builds(Waarde, addresses, texts)
online = st.one_of(
    st.just({"online_aanvragen": "nee", "aanvraag_url": ""}),
    st.builds(
        lambda kind, url: {"online_aanvragen": kind, "aanvraag_url": url},
        st.sampled_from(["ja", "digid"]),
        addresses,
    ),
)
products = st.builds(
    lambda number, how, **rest: ScProduct(product_id=str(number), **how, **rest),
    number=st.integers(1, 10**9),
    how=online,
    identifier=addresses,
    title=texts,
    language=st.sampled_from(["nl", "en", "fy", "nl-NL"]),
    modified=st.dates(),
    spatial=waarden,
    authority=waarden,
    audience=st.lists(st.sampled_from(DOELGROEPEN), min_size=1, max_size=2, unique=True).map(tuple),
    abstract=texts,
    upns=st.lists(waarden, min_size=1, max_size=3).map(tuple),
    gerelateerd=st.lists(waarden, max_size=3).map(tuple),
    html=st.text(max_size=60).map(plain),
)


@given(st.lists(products, max_size=4, unique_by=lambda product: product.product_id))
@settings(deadline=None, max_examples=60)
def test_every_record_comes_back_equal_and_every_feed_is_right(records: list[ScProduct]) -> None:
    feed = as_feed(*records)
    assert read_all(feed) == records
    assert list(check_feed(io.BytesIO(feed))) == []


def test_pieces_of_any_size_give_the_same() -> None:
    records = [a_product(product_id=str(number), title="Één & ander <b>") for number in range(5)]
    feed = as_feed(*records)
    single = (feed[place : place + 1] for place in range(len(feed)))
    assert [row.product for row in read_sc(single)] == records


def test_an_empty_catalogue_is_a_right_feed() -> None:
    assert read_all(as_feed()) == []
    assert list(check_feed(io.BytesIO(as_feed()))) == []


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    feed = as_feed(a_product(title="Pas\x00\x0bpoort\ud800", identifier="https://a.example/\x01"))
    [product] = read_all(feed)
    assert product is not None
    assert (product.title, product.identifier) == ("Paspoort", "https://a.example/")


def test_a_feed_of_another_maker_is_read() -> None:
    """Default namespace, other order, a time behind the date, an empty contactpunt: read, and the faults told."""
    feed = b"""<?xml version="1.0" encoding="ISO-8859-1"?>
<scproducten xmlns="http://standaarden.overheid.nl/product/terms/" xmlns:d="http://purl.org/dc/terms/">
<scproduct owms-version="4.0"><meta>
<owmskern><d:title>Caf\xe9</d:title><d:identifier>https://a.example/</d:identifier><d:modified>2026-01-31T10:00:00</d:modified></owmskern>
<owmsmantel><d:audience>particulier</d:audience><d:audience>koning</d:audience></owmsmantel>
<scmeta><productID>7</productID><onlineAanvragen>nee</onlineAanvragen><contactpunt/></scmeta>
</meta><body><producthtml><![CDATA[<p>Ja</p>]]></producthtml></body></scproduct></scproducten>"""
    [row] = read_sc(io.BytesIO(feed))
    assert row.product is not None
    assert (row.product.title, row.product.modified, row.product.html) == (
        "Café",
        date(2026, 1, 31),
        "<p>Ja</p>",
    )
    assert row.product.audience == ("particulier",)
    assert (row.number, row.line) == (1, 3)
    told = "\n".join(map(str, row.problems))
    for part in (
        "'identifier' staat niet op zijn plaats",
        "'authority' ontbreekt",
        "'koning'",
        "uniformeProductnaam",
    ):
        assert part in told


def test_a_product_without_number_title_or_date_is_no_record_and_the_next_goes_on() -> None:
    feed = as_feed(a_product(), a_product(product_id="13"), a_product(product_id="14")).decode()
    feed = feed.replace("<overheidproduct:productID>13</overheidproduct:productID>", "", 1)
    rows = list(read_sc(io.BytesIO(feed.encode())))
    assert [row.product and row.product.product_id for row in rows] == ["12", None, "14"]
    assert any("'productID' ontbreekt" in problem.text for problem in rows[1].problems)


BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<overheidproduct:scproducten xmlns:overheidproduct="http://standaarden.overheid.nl/product/terms/">&c;</overheidproduct:scproducten>"""
OUTSIDE = b"""<!DOCTYPE a SYSTEM "http://kwaad.example/a.dtd"><a/>"""
FILE = b"""<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>"""


@pytest.mark.parametrize(
    ("feed", "said"),
    [
        (BOMB, "DOCTYPE"),
        (OUTSIDE, "DOCTYPE"),
        (FILE, "DOCTYPE"),
        (b"", "geen goede XML"),
        (b"geen xml", "geen goede XML"),
        (b"<html><body>Niet gevonden</body></html>", "geen bestand van Samenwerkende Catalogi 4.0"),
        (as_feed(a_product())[:-40], "niet compleet"),
        (b'<?xml version="1.0" encoding="bestaat-niet"?><a/>', "tekens"),
        (b"\xff\xfe<\x00", "geen goede XML"),
        (b"<a>\xe9</a>", "geen"),
        (b"<a>&onbekend;</a>", "geen"),
    ],
)
def test_what_is_no_safe_feed_is_refused(feed: bytes, said: str) -> None:
    with pytest.raises(ScError, match=said):
        list(read_sc(io.BytesIO(feed)))


def test_limits_on_size_number_depth_and_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(feed: bytes, said: str, **limits: int) -> None:
        with pytest.raises(ScError, match=said):
            list(read_sc(io.BytesIO(feed), **limits))

    feed = as_feed(a_product(), a_product(product_id="13"))
    assert len(read_all(feed)) == 2
    refused(feed, "groter dan", max_bytes=500)
    head, tail = feed.split(b"<overheidproduct:body/>", 1)
    refused(head + b"<overheidproduct:body>" * 20 + tail, "diep in elkaar")
    monkeypatch.setattr(sc_xml, "MAX_PRODUCTS", 1)
    refused(feed, "meer dan 1 producten")
    monkeypatch.setattr(sc_xml, "MAX_ELEMENTS", 5)
    refused(feed, "meer dan 5 onderdelen")
    monkeypatch.setattr(sc_xml, "MAX_TEXT", 20)
    refused(feed, "te lang")


def test_only_one_product_is_kept_at_a_time() -> None:
    """Reading the first product takes no more of the source than the piece it stands in."""
    given_out: list[int] = []

    def pieces() -> Iterator[bytes]:
        yield as_feed(a_product())[: -len("</overheidproduct:scproducten>\n")]
        for number in range(13, 10_000):
            given_out.append(number)
            yield (
                as_feed(a_product(product_id=str(number)))
                .split(b'sc.xsd">\n')[1]
                .split(b"</overheidproduct:scproducten>")[0]
            )

    rows = read_sc(pieces())
    first = next(rows)
    assert first.product is not None and first.product.product_id == "12" and not given_out
    second = next(rows)
    assert second.product is not None and second.product.product_id == "13" and given_out == [13]
