"""Service: seals all that is sealed anew with the newest key, so that the old key can go (P5)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model

from formulieren.bijlagen import storage
from formulieren.bijlagen.models import WITH_CONTENT, Bijlage
from formulieren.bijlagen.storage import FileMissing
from formulieren.crypto import Sealed, SealError, keyring
from formulieren.inzendingen.models import Antwoord, Hervatlink, Inzending
from formulieren.zaken.models import Ontvangstbewijs

logger = logging.getLogger("loket.sleutels")
BATCH = 500
# Every table with sealed values: the column of the ciphertext and that of the key's id.
SEALED: tuple[tuple[type[Model], str, str], ...] = (
    (Antwoord, "geheim", "sleutel_id"),
    (Inzending, "persoon_geheim", "persoon_sleutel_id"),
    (Hervatlink, "bericht_geheim", "sleutel_id"),
    (Bijlage, "naam_geheim", "sleutel_id"),
    (Ontvangstbewijs, "geheim", "sleutel_id"),
)
FILES = "bestanden"


@dataclass(frozen=True, slots=True)
class Gedraaid:
    """One table (or the files): how many got the newest key now, and how many no key opens."""

    naam: str
    nieuw: int
    mislukt: int


def rotate_keys(*, batch: int = BATCH) -> Iterator[Gedraaid]:
    """Seals table after table and then the files with the newest key, and tells of each when it is done.

    Safe to stop and to start again at any moment: what has the newest key is passed over. What no key opens is left
    as it is and counted.
    """
    for model, field, key_field in SEALED:
        yield _rotate_table(model, field, key_field, batch)
    yield _rotate_files()


def old_values() -> int:
    """How many sealed values still need an older key, files included."""
    newest = keyring().newest
    rows = sum(_old(model, field, key, newest).count() for model, field, key in SEALED)
    return rows + sum(_needs_rotation(uuid) for uuid in _files())


def _rotate_table(model: type[Model], field: str, key_field: str, batch: int) -> Gedraaid:
    keys, done, failed, last = keyring(), 0, 0, 0
    while True:
        with transaction.atomic():
            # Under their locks: an answer that is saved this very moment keeps what was typed.
            rows: list[Any] = list(
                _old(model, field, key_field, keys.newest)
                .filter(pk__gt=last)
                .select_for_update(of=("self",))
                .only("pk", field, key_field)
                .order_by("pk")[:batch]
            )
            if not rows:
                return Gedraaid(str(model._meta.verbose_name_plural), done, failed)
            last = rows[-1].pk
            changed = []
            for row in rows:
                try:
                    new = keys.reseal(Sealed(getattr(row, key_field), getattr(row, field)))
                except SealError:
                    logger.error("%s %s can't be opened with any key", model._meta.label, row.pk)
                    failed += 1
                    continue
                setattr(row, field, new.ciphertext)
                setattr(row, key_field, new.key_id)
                changed.append(row)
            model._default_manager.bulk_update(changed, [field, key_field])
            done += len(changed)


def _rotate_files() -> Gedraaid:
    done, failed = 0, 0
    for uuid in _files():
        try:
            done += storage.reseal(uuid)
        except FileMissing:
            continue  # the sweep tells about those
        except SealError:
            logger.error("The file %s can't be opened with any key", uuid)
            failed += 1
    return Gedraaid(FILES, done, failed)


def _old(model: type[Model], field: str, key_field: str, newest: str) -> Any:
    return model._default_manager.exclude(**{field: ""}).exclude(**{key_field: newest})


def _files() -> Iterator[Any]:
    rows = Bijlage.objects.filter(state__in=WITH_CONTENT).order_by("pk")
    yield from rows.values_list("uuid", flat=True).iterator(chunk_size=1000)


def _needs_rotation(uuid: Any) -> bool:
    try:
        return not storage.has_newest_key(uuid)
    except (FileMissing, SealError):
        return False
