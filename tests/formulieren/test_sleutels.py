"""A new key (P5): everything sealed gets it, in parts and again after a stop, and then the old one can go."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from formulieren.bijlagen import storage
from formulieren.bijlagen.models import Bijlage, BijlageState
from formulieren.crypto import SealError, add_key, drop_old_keys, keyring, make_keys_file, read_keys_file
from formulieren.inzendingen.models import Antwoord, Hervatlink, Inzending
from formulieren.inzendingen.persoon import bsn_of, persoon_fields
from formulieren.zaken.models import Ontvangstbewijs
from formulieren.zaken.services import sleutels
from formulieren.zaken.services.sleutels import SEALED, old_values, rotate_keys
from tests.formulieren.bewaren_support import frozen
from tests.formulieren.conftest import BSN

pytestmark = pytest.mark.sqlite


@pytest.fixture(autouse=True)
def keys_file(settings: Any, tmp_path: Path) -> Path:
    path = tmp_path / "keys.json"
    make_keys_file(path)
    settings.LOKET_ANSWER_KEYS_FILE = path
    settings.LOKET_UPLOAD_DIR = tmp_path / "bijlagen"
    return path


@pytest.fixture
def versie(home: Any, zaaktype: Any) -> Any:
    return frozen(home)


def make_rows(versie: Any, number: int) -> None:
    """`number` rows in each of the tables, each with a value of its own."""
    keys = keyring()
    Inzending.objects.bulk_create(Inzending(versie=versie, uuid=uuid4()) for _place in range(number))
    rows = list(Inzending.objects.order_by("pk"))
    for place, row in enumerate(rows):
        for name, value in persoon_fields(row.uuid, f"{place:09}", "proef").items():
            setattr(row, name, value)
    Inzending.objects.bulk_update(
        rows, ["persoon_geheim", "persoon_sleutel_id", "persoon_hmac", "inlogmiddel"], batch_size=1000
    )
    made: dict[Any, list[Any]] = {Antwoord: [], Hervatlink: [], Ontvangstbewijs: [], Bijlage: []}
    for place, row in enumerate(rows):
        answer = Antwoord(inzending=row, stap="a", code="bsn")
        sealed = keys.seal(f"antwoord {place}", context=answer.context(row.uuid))
        answer.geheim, answer.sleutel_id = sealed.ciphertext, sealed.key_id
        made[Antwoord].append(answer)
        link = Hervatlink(inzending=row, slug="a", token_hash=uuid4().hex)
        sealed = keys.seal(place, context=link.context)
        link.bericht_geheim, link.sleutel_id = sealed.ciphertext, sealed.key_id
        made[Hervatlink].append(link)
        sealed = keys.seal(place, context="pdf")
        made[Ontvangstbewijs].append(
            Ontvangstbewijs(inzending=row, geheim=sealed.ciphertext, sleutel_id=sealed.key_id, sha256="0")
        )
        bijlage = Bijlage(
            inzending_uuid=row.uuid, vraag="x", grootte=1, soort="pdf", sha256="0", scan="schoon",
            state=BijlageState.VERWIJDERD,
        )  # fmt: skip
        bijlage.naam = f"bestand {place}.pdf"
        made[Bijlage].append(bijlage)
    for model, objects in made.items():
        model.objects.bulk_create(objects, batch_size=1000)


def add_file(data: bytes) -> Bijlage:
    bijlage = Bijlage(
        inzending_uuid=uuid4(), vraag="x", grootte=len(data), soort="pdf", sha256="0", scan="schoon",
        state=BijlageState.GOEDGEKEURD,
    )  # fmt: skip
    bijlage.naam = "foto.pdf"
    storage.write(bijlage.uuid, [data])
    bijlage.save()
    return bijlage


def test_ten_thousand_rows_get_the_new_key_and_the_old_one_goes(versie: Any, keys_file: Path) -> None:
    make_rows(versie, 2000)
    data = b"geheim" * 200_000  # more pieces than one
    bijlage = add_file(data)
    old = read_keys_file(keys_file)
    new = add_key(keys_file)
    assert keyring().newest == new != old.newest and old_values() == 10_002
    told = {part.naam: (part.nieuw, part.mislukt) for part in rotate_keys()}
    assert sorted(told.values()) == [(1, 0), (2000, 0), (2000, 0), (2000, 0), (2000, 0), (2001, 0)]
    assert old_values() == 0 and drop_old_keys(keys_file) == 1
    # Only the new key is left, and every value opens to what it was.
    for place, row in enumerate(Inzending.objects.order_by("pk")):
        assert bsn_of(row) == f"{place:09}"
    answers = Antwoord.objects.select_related("inzending").order_by("pk")
    assert [a.value(a.inzending.uuid) for a in answers] == [f"antwoord {place}" for place in range(2000)]
    assert [b.naam for b in Bijlage.objects.order_by("pk")[:2000]] == [
        f"bestand {place}.pdf" for place in range(2000)
    ]
    assert b"".join(storage.read(bijlage.uuid)) == data
    with pytest.raises(SealError):
        old.open_chunk(storage.path_of(bijlage.uuid).read_bytes()[8:], context=b"")


def test_stopped_half_way_it_goes_on(versie: Any, keys_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_rows(versie, 50)
    new = add_key(keys_file)
    run = rotate_keys(batch=20)
    next(run)
    real, turns = sleutels.Sealed, iter(range(1000))

    def dies(*args: Any) -> Any:
        if next(turns) == 30:
            raise KeyboardInterrupt
        return real(*args)

    monkeypatch.setattr(sleutels, "Sealed", dies)
    with pytest.raises(KeyboardInterrupt):
        list(run)
    monkeypatch.undo()
    assert Antwoord.objects.filter(sleutel_id=new).count() == 50
    assert Inzending.objects.filter(persoon_sleutel_id=new).count() == 20, (
        "the batch that was under way is whole"
    )
    assert sum(part.nieuw for part in rotate_keys()) == 250 - 70
    assert sum(part.nieuw for part in rotate_keys()) == 0


def test_queries_grow_with_batches_and_not_with_rows(versie: Any, keys_file: Path) -> None:
    make_rows(versie, 100)
    add_key(keys_file)
    with CaptureQueriesContext(connection) as queries:
        list(rotate_keys(batch=100))
    assert len(queries) <= 5 * 8 + 1


def test_what_no_key_opens_is_told_and_left(
    versie: Any, keys_file: Path, caplog: pytest.LogCaptureFixture, capsys: Any
) -> None:
    make_rows(versie, 3)
    Antwoord.objects.filter(pk=Antwoord.objects.earliest("pk").pk).update(geheim="gAAAAkapot")
    bijlage = add_file(b"x")
    path = storage.path_of(bijlage.uuid)
    path.write_bytes(path.read_bytes()[:-5] + b"stuk!")
    call_command("rotate_answer_keys", "--new")
    with pytest.raises(CommandError) as problem:
        call_command("rotate_answer_keys")
    assert problem.value.returncode == 1 and "can't be opened" in caplog.text
    assert Antwoord.objects.filter(geheim="gAAAAkapot").exists() and path.exists()
    assert "2 opnieuw versleuteld, 1 niet te openen" in capsys.readouterr().out


def test_the_command_in_its_three_steps(versie: Any, keys_file: Path, capsys: Any) -> None:
    make_rows(versie, 2)
    call_command("rotate_answer_keys", "--new")
    with pytest.raises(CommandError) as problem:
        call_command("rotate_answer_keys", "--drop-old")
    assert problem.value.returncode == 2 and len(keyring().fernets) == 2
    call_command("rotate_answer_keys")
    call_command("rotate_answer_keys", "--drop-old")
    assert len(keyring().fernets) == 1 and keys_file.stat().st_mode & 0o777 == 0o600
    assert "alles heeft de nieuwste sleutel" in capsys.readouterr().out
    keys_file.write_text("{}")
    read_keys_file.cache_clear()
    with pytest.raises(CommandError) as problem:
        call_command("rotate_answer_keys")
    assert problem.value.returncode == 2


def test_a_file_that_went_meanwhile_stays_gone(keys_file: Path, db: None) -> None:
    bijlage = add_file(b"x")
    storage.remove(bijlage.uuid)
    add_key(keys_file)
    assert [part.nieuw for part in rotate_keys()][-1] == 0 and not storage.exists(bijlage.uuid)
    again = add_file(b"x")
    assert not storage.reseal(again.uuid)


def test_every_sealed_column_is_known() -> None:
    """A new column with sealed values fails here: add it to SEALED, or the old key can never go."""
    columns = {
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.name.endswith("geheim")
    }
    assert columns == {(model, field) for model, field, _key in SEALED}


def test_the_look_up_of_a_person_survives(versie: Any, keys_file: Path) -> None:
    before = keyring().fingerprint("antwoord:bsn", BSN)
    add_key(keys_file)
    drop_old_keys(keys_file)
    assert keyring().fingerprint("antwoord:bsn", BSN) == before
