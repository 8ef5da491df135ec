"""Sealing answers and pieces of files, and the file with the keys."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command

from formulieren.crypto import KeysError, Sealed, SealError, keyring, make_keys_file, read_keys_file
from formulieren.inzendingen.checks import check_answer_keys
from tests.formulieren.conftest import BSN


def test_sealed_values_open_again_and_only_in_their_place() -> None:
    keys = keyring()
    sealed = keys.seal({"a": [1, "é"]}, context="x/bsn")
    assert keys.unseal(sealed, context="x/bsn") == {"a": [1, "é"]}
    assert "é" not in sealed.ciphertext
    with pytest.raises(SealError):
        keys.unseal(sealed, context="y/bsn")
    with pytest.raises(SealError):
        keys.unseal(Sealed(sealed.key_id, sealed.ciphertext[:-4] + "AAAA"), context="x/bsn")


def test_keys_file_is_private_made_once_and_rotates(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "answer-keys.json"
    make_keys_file(path)
    text = path.read_text()
    make_keys_file(path)
    assert path.read_text() == text and stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    old = read_keys_file(path).seal("geheim", context="c")
    data = json.loads(text)
    data["fernet"].insert(0, {"id": "nieuw", "key": Fernet.generate_key().decode()})
    newer = tmp_path / "newer.json"
    newer.write_text(json.dumps(data))
    ring = read_keys_file(newer)
    assert ring.unseal(old, context="c") == "geheim"
    assert ring.seal("geheim", context="c").key_id == "nieuw"
    assert ring.fingerprint("bsn", BSN) == read_keys_file(path).fingerprint("bsn", BSN)


@pytest.mark.parametrize(
    "content", ["", "{}", '{"fernet": [], "hmac": ""}', '{"fernet": [{"id": 1, "key": "x"}], "hmac": "00"}']
)
def test_unusable_keys_stop_the_site_and_are_not_shown(tmp_path: Path, settings: Any, content: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(content)
    settings.LOKET_ANSWER_KEYS_FILE = path
    with pytest.raises(KeysError):
        keyring()
    assert [error.id for error in check_answer_keys()] == ["inzendingen.E001"]
    settings.LOKET_ANSWER_KEYS_FILE = None
    assert len(check_answer_keys()) == 1


def test_make_answer_keys_never_overwrites(tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "keys.json"
    call_command("make_answer_keys", str(path))
    text = path.read_text()
    with pytest.raises(SystemExit) as ended:
        call_command("make_answer_keys", str(path))
    assert ended.value.code == 2 and path.read_text() == text
    with pytest.raises(SystemExit):
        call_command("make_answer_keys", str(path / "onder" / "een-bestand"))


def test_the_keys_are_read_once() -> None:
    assert keyring() is keyring()


def test_a_piece_of_a_file_opens_in_its_own_place_only() -> None:
    keys = keyring()
    sealed = keys.seal_chunk(b"geheim" * 100, context=b"een\x00")
    assert b"geheim" not in sealed and keys.open_chunk(sealed, context=b"een\x00") == b"geheim" * 100
    assert keys.open_chunk(keys.seal_chunk(b"", context=b""), context=b"") == b""
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for wrong, context in (
        (sealed, b"twee"),
        (sealed, b"een"),
        (changed, b"een\x00"),
        (b"", b""),
        (b"x", b""),
    ):
        with pytest.raises(SealError):
            keys.open_chunk(wrong, context=context)


def test_old_pieces_open_after_a_key_was_added(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    make_keys_file(path)
    old = read_keys_file(path).seal_chunk(b"geheim", context=b"c")
    data = json.loads(path.read_text())
    data["fernet"].insert(0, {"id": "nieuw", "key": Fernet.generate_key().decode()})
    newer = tmp_path / "newer.json"
    newer.write_text(json.dumps(data))
    ring = read_keys_file(newer)
    assert ring.newest == "nieuw" and ring.open_chunk(old, context=b"c") == b"geheim"
