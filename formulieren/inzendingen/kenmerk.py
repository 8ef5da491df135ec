"""References to say on the telephone, and the codes that are the secret."""

from __future__ import annotations

import secrets
from uuid import UUID

from formulieren.crypto import keyring

# No vowels (no words), and of each pair that looks or sounds alike at most one:
# 0/O/D/Q, 1/I/L, 2/Z, 5/S, 6/G, 8/B, U/V, M/N.
ALPHABET = "3479CFHJKMPRTVWXY"
REFERENCE_LENGTH = 9  # 17 ** 9 = 1.2e11: with the hyphens 11 characters
CODE_LENGTH = 16  # 17 ** 16 = 65 bits, and few tries an hour


def draw_reference() -> str:
    """A random reference such as "K7M-34X-RTP". Not a secret; uniqueness is the database's work."""
    return _grouped("".join(secrets.choice(ALPHABET) for _ in range(REFERENCE_LENGTH)), 3)


def volgcode(uuid: UUID) -> str:
    """The code with which the owner of the inzending follows it, such as "XXXX-XXXX-XXXX-XXXX".

    Derived from the uuid with the secret key and so never stored: the receipt and the mail can show it
    again, the database can't give it away.
    """
    number = int.from_bytes(keyring().digest("volgcode", str(uuid)), "big")
    signs = []
    for _ in range(CODE_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[rest])
    return _grouped("".join(signs), 4)


def hash_code(code: str) -> str:
    """What is stored of a code: its keyed hash."""
    return keyring().fingerprint("volgcode-hash", normalise(code))


def normalise(typed: str) -> str:
    """A typed reference or code without case, spaces and hyphens; at most 40 characters are looked at."""
    return "".join(char for char in typed[:40].upper() if char.isascii() and char.isalnum())


def as_reference(typed: str) -> str:
    """A typed reference in the spelling of the database, "" when it can't be one."""
    signs = normalise(typed)
    if len(signs) != REFERENCE_LENGTH or set(signs) - set(ALPHABET):
        return ""
    return _grouped(signs, 3)


def _grouped(signs: str, size: int) -> str:
    return "-".join(signs[start : start + size] for start in range(0, len(signs), size))
