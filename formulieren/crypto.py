"""Encryption of sensitive answers and files, and keyed hashes, with keys from a file outside the repository."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils import timezone


class KeysError(RuntimeError):
    """The keys file is missing or malformed; the message names no key."""


class SealError(RuntimeError):
    """A stored ciphertext can't be opened with the keys at hand, or belongs to another answer."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A value encrypted with the key `key_id`."""

    key_id: str
    ciphertext: str


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys: Fernet keys by id (the first one encrypts) and one key for keyed hashes."""

    fernets: dict[str, Fernet]
    hmac_key: bytes

    def seal(self, value: Any, *, context: str) -> Sealed:
        """`value` (JSON) encrypted and bound to `context` (inzending and question), with the newest key."""
        key_id, fernet = next(iter(self.fernets.items()))
        plain = json.dumps({"context": context, "value": value}, ensure_ascii=False).encode()
        return Sealed(key_id, fernet.encrypt(plain).decode("ascii"))

    def unseal(self, sealed: Sealed, *, context: str) -> Any:
        """The value; SealError when no key fits or the ciphertext was moved from another answer."""
        ordered = [self.fernets[sealed.key_id]] if sealed.key_id in self.fernets else []
        ordered += [fernet for key_id, fernet in self.fernets.items() if key_id != sealed.key_id]
        try:
            opened = json.loads(MultiFernet(ordered).decrypt(sealed.ciphertext.encode("ascii")))
        except (InvalidToken, ValueError) as error:
            raise SealError("The stored answer can't be decrypted with the present keys.") from error
        if opened.get("context") != context:
            raise SealError("The stored answer belongs to another question.")
        return opened["value"]

    @property
    def newest(self) -> str:
        """The id of the key that encrypts now."""
        return next(iter(self.fernets))

    def seal_chunk(self, data: bytes, *, context: bytes) -> bytes:
        """A piece of a file encrypted with the newest key and bound to `context` (file, place, last or not)."""
        token = self.fernets[self.newest].encrypt(len(context).to_bytes(2) + context + data)
        return base64.urlsafe_b64decode(token)  # a quarter smaller on disk than the text form

    def open_chunk(self, sealed: bytes, *, context: bytes) -> bytes:
        """The piece; SealError when no key fits, or it was moved, repeated or left out."""
        try:
            opened = MultiFernet(list(self.fernets.values())).decrypt(base64.urlsafe_b64encode(sealed))
        except InvalidToken as error:
            raise SealError("The stored file can't be decrypted with the present keys.") from error
        start = 2 + int.from_bytes(opened[:2])
        if opened[2:start] != context:
            raise SealError("A piece of the stored file stands in the wrong place.")
        return opened[start:]

    def reseal(self, sealed: Sealed) -> Sealed:
        """The same value sealed with the newest key, bound to what it was bound to; SealError when no key fits."""
        try:
            token = MultiFernet(list(self.fernets.values())).rotate(sealed.ciphertext.encode("ascii"))
        except (InvalidToken, ValueError) as error:
            raise SealError("The stored answer can't be decrypted with the present keys.") from error
        return Sealed(self.newest, token.decode("ascii"))

    def reseal_chunk(self, sealed: bytes) -> bytes:
        """The same for a piece of a file."""
        try:
            token = MultiFernet(list(self.fernets.values())).rotate(base64.urlsafe_b64encode(sealed))
        except InvalidToken as error:
            raise SealError("The stored file can't be decrypted with the present keys.") from error
        return base64.urlsafe_b64decode(token)

    def is_newest_chunk(self, sealed: bytes) -> bool:
        """Whether the newest key sealed this piece."""
        try:
            self.fernets[self.newest].decrypt(base64.urlsafe_b64encode(sealed))
        except InvalidToken:
            return False
        return True

    def fingerprint(self, purpose: str, text: str) -> str:
        """Keyed hash (HMAC-SHA-256, hexadecimal) of `text`; a different `purpose` gives a different hash."""
        return self.digest(purpose, text).hex()

    def digest(self, purpose: str, text: str) -> bytes:
        """The 32 bytes of `fingerprint`."""
        return hmac.digest(self.hmac_key, f"{purpose}\0{text}".encode(), hashlib.sha256)


def keyring() -> Keyring:
    """The keys of this installation; made once where the settings allow it (development and demo)."""
    path = settings.LOKET_ANSWER_KEYS_FILE
    if not path:
        raise KeysError("LOKET_ANSWER_KEYS_FILE is not set.")
    path = Path(path)
    if settings.LOKET_MAKE_ANSWER_KEYS and not path.exists():
        make_keys_file(path)
    return read_keys_file(path)


@cache
def read_keys_file(path: Path) -> Keyring:
    """The keys in `path`; KeysError when it can't be read. Kept in memory: a new key needs a restart."""
    try:
        data = json.loads(path.read_text())
        fernets = {str(entry["id"]): Fernet(entry["key"]) for entry in data["fernet"]}
        hmac_key = bytes.fromhex(data["hmac"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KeysError(f"The keys file can't be used ({type(error).__name__}).") from error
    if not fernets or len(hmac_key) < 32:
        raise KeysError("The keys file needs at least one fernet key and an hmac key of 32 bytes.")
    return Keyring(fernets, hmac_key)


def make_keys_file(path: Path) -> None:
    """Writes new keys to `path` (mode 0600) unless it exists; of two processes the first one wins."""
    data = {"fernet": [_new_key()], "hmac": secrets.token_hex(32)}
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = _write_beside(path, data)
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        pass  # the other process was first; its keys count
    finally:
        temporary.unlink()


def add_key(path: Path) -> str:
    """Puts a new key in front of those in `path`, so that it seals from the next start on; its id."""
    data = _read(path)
    key = _new_key()
    data["fernet"].insert(0, key)
    _write_beside(path, data).replace(path)
    read_keys_file.cache_clear()
    return key["id"]


def drop_old_keys(path: Path) -> int:
    """Takes all keys but the newest out of `path`; how many. What they sealed can't be opened any more."""
    data = _read(path)
    old = len(data["fernet"]) - 1
    data["fernet"] = data["fernet"][:1]
    _write_beside(path, data).replace(path)
    read_keys_file.cache_clear()
    return old


def _read(path: Path) -> dict[str, Any]:
    read_keys_file(path)  # KeysError for a file that can't be used
    return dict(json.loads(path.read_text()))


def _new_key() -> dict[str, str]:
    return {"id": f"{timezone.now():%Y%m%d}-{secrets.token_hex(3)}", "key": Fernet.generate_key().decode()}


def _write_beside(path: Path, data: dict[str, Any]) -> Path:
    """A file that nobody else reads, on the same disk: renamed it takes the place of `path` at once, or not at all."""
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    temporary.touch(mode=0o600)
    temporary.write_text(json.dumps(data, indent=1))
    return temporary
