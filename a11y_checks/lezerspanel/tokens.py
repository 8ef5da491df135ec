"""The secrets in the addresses: one per panel, in the link that is sent, and one per reader.

The link must be shown again to an editor who comes back, so the token is worked out from a random number in the
table and the site's secret key. The table holds its hash to find the panel by: whoever reads the table has no link,
and after a change of the key the links that were sent still work.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

_LINK_SALT = "a11y_checks.lezerspanel.link"
_READER_SALT = "a11y_checks.lezerspanel.reader"
_BYTES = 18  # 144 bits: 24 characters without padding
_LENGTH = 24


def new_nonce() -> str:
    """A random number for a new link."""
    return secrets.token_urlsafe(32)


def token_of(nonce: str) -> str:
    """The token in the link: 144 bits that nobody can work out without the site's key."""
    return _short(salted_hmac(_LINK_SALT, nonce, algorithm="sha256").digest())


def hash_of(token: str) -> str:
    """What the table keeps of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def shown_token(nonce: str, token_hash: str) -> str:
    """The token to show again, or "" when the site's key was changed since and can't give it any more."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        token = _short(salted_hmac(_LINK_SALT, nonce, secret=key, algorithm="sha256").digest())
        if hmac.compare_digest(hash_of(token), token_hash):
            return token
    return ""


def new_reader(panel_id: int) -> str:
    """The name of a new reader, signed: only our own start page gives one out, and for one panel."""
    name = _short(secrets.token_bytes(_BYTES))
    return name + _reader_mark(panel_id, name)


def read_reader(panel_id: int, signed: str) -> str:
    """The name inside, or "" when it was not given out for this panel."""
    name, mark = signed[:_LENGTH], signed[_LENGTH:]
    return name if constant_time_compare(mark, _reader_mark(panel_id, name)) else ""


def _reader_mark(panel_id: int, name: str) -> str:
    return _short(salted_hmac(_READER_SALT, f"{panel_id}:{name}", algorithm="sha256").digest())


def _short(value: bytes) -> str:
    return base64.urlsafe_b64encode(value[:_BYTES]).decode()
