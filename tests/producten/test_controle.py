"""Telephone numbers, postal addresses, links and e-mail addresses: right and wrong ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producten.controle import is_email, is_link, is_postal_address, normalise_phone


@pytest.mark.parametrize(
    ("value", "digits"),
    [
        ("0590 12 34 56", "0590123456"),
        ("(0590) 12 34 56", "0590123456"),
        ("06-12345678", "0612345678"),
        ("14 0590", "140590"),
        ("14 020", "14020"),
        ("+31 (0)590 12 34 56", "+31590123456"),
        ("+32 2 123 45 67", "+3221234567"),
        ("0800-0543", "08000543"),
        ("0900 8844", "09008844"),
        ("112", "112"),
        ("116 111", "116111"),
        ("088 123 45 67", "0881234567"),
    ],
)
def test_telephone_numbers(value, digits):
    assert normalise_phone(value) == digits


@pytest.mark.parametrize(
    "value",
    [
        "",
        "bel ons",
        "0590 12 34 5",
        "0590 12 34 56 7",
        "00 31 590 123456",
        "1234",
        "0590/123456",
        "+31 0590 123456",
        "٠٦١٢٣٤٥٦٧٨",
    ],
)
def test_no_telephone_numbers(value):
    assert normalise_phone(value) == ""


@pytest.mark.parametrize(
    "value", ["Postbus 55\n9990 AB Elzenvoort", "Gemeente\r\nPostbus 1\r\n\r\n1234AB  's-Gravenhage\n"]
)
def test_postal_addresses(value):
    assert is_postal_address(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "9990 AB Elzenvoort",
        "Postbus 55, 9990 AB Elzenvoort",
        "Postbus 55\n0990 AB X",
        "Postbus 55\n9990 ab X",
        "Postbus 55\n9990 AB",
        "9990 AB X\nPostbus 55",
    ],
)
def test_no_postal_addresses(value):
    assert not is_postal_address(value)


@pytest.mark.parametrize(
    "value",
    [
        "/afspraak/",
        "https://mijn.elzenvoort.example/a?b=c",
        "http://x.nl",
        "https://één.nl/",
        "https://x.nl:8443/a",
    ],
)
def test_links(value):
    assert is_link(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "www.x.nl",
        "//x.nl",
        "javascript:alert(1)",
        "https://",
        "https://localhost/",
        "https://x .nl",
        "mailto:a@b.nl",
        "https://a:b@x.nl/",
        "https://x.nl:99999/",
        "https://127.0.0.1/",
        "https://[::1",
        "ftp://x.nl/",
        "https://x.nl/<b>",
        "/\\x.nl",
        "data:text/html,x",
    ],
)
def test_no_links(value):
    assert not is_link(value)


def test_email():
    assert is_email("gemeente@elzenvoort.example")
    assert not is_email("gemeente@")
    assert not is_email("Gemeente <a@b.nl>")


@given(st.text())
def test_nothing_raises(value):
    normalise_phone(value)
    is_postal_address(value)
    is_link(value)
    is_link("https://" + value)
    is_email(value)
