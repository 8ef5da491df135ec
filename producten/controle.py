"""Is this a telephone number, a postal address, a web address? For what editors type in a route."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email, validate_ipv46_address

# Dutch numbers: ten digits, 14 + area code, free and paid service numbers, 112 and 116 numbers; or +31 and
# other countries (ITU E.164: at most 15 digits).
_NUMMER = re.compile(
    r"0[1-9][0-9]{8}|14[0-9]{3,4}|0[89]0[0-9][0-9]{4,7}|112|116[0-9]{3}|\+31[1-9][0-9]{8}|\+(?!31)[1-9][0-9]{6,14}"
)
_POSTCODE_REGEL = re.compile(r"[1-9][0-9]{3} ?[A-Z]{2} +\S.*")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]", re.IGNORECASE)
_PAD = re.compile(r"/(?!/)[^\s\\<>\"]*")


def normalise_phone(value: str) -> str:
    """The digits of a telephone number (with a leading +), or "" when it is not one."""
    digits = re.sub(r"[\s\-\u2010-\u2013.()]", "", value.replace("(0)", ""))
    return digits if _NUMMER.fullmatch(digits) else ""


def is_postal_address(value: str) -> bool:
    """At least two lines, the last one a Dutch postcode with a place: "1234 AB Elzenvoort"."""
    lines = [line.strip() for line in value.splitlines() if line.strip()]
    return len(lines) >= 2 and bool(_POSTCODE_REGEL.fullmatch(lines[-1]))


def is_link(value: str) -> bool:
    """A path on this site ("/afspraak/") or an http(s) address with a full host name."""
    if _PAD.fullmatch(value):
        return True
    if any(char.isspace() or char in '<>"\\' for char in value):
        return False
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
        _ = parts.port  # raises ValueError when it is no number from 0 to 65535
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "@" not in parts.netloc and _is_host(host)


def is_email(value: str) -> bool:
    """One e-mail address, without a name around it."""
    try:
        validate_email(value)
    except ValidationError:
        return False
    return True


def _is_host(host: str) -> bool:
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError:
        return False
    try:
        validate_ipv46_address(host)
    except ValidationError:
        return bool(_HOST.fullmatch(host))
    return False  # a bare number says nothing to a reader, and is mostly a mistake


__all__ = ["is_email", "is_link", "is_postal_address", "normalise_phone"]
