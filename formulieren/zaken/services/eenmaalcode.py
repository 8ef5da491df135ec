"""Service: a code by e-mail that works once, for an owner without a login who wants to see or do more."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.crypto import keyring
from formulieren.inzendingen import outbox
from formulieren.inzendingen.kenmerk import ALPHABET, normalise
from formulieren.zaken.models import Eenmaalcode, Zaak
from formulieren.zaken.services.volgen import code_suffices

# The outbox row that mails a code.
EENMAALCODE = "eenmaalcode"
CODE_LENGTH = 8  # 17 ** 8 = 33 bits, and MOST_TRIES guesses in all
MOST_TRIES = 5
VALID_FOR = timedelta(minutes=15)
# Rows are of no use after this; long enough to see in the table what happened yesterday.
KEEP_FOR = timedelta(days=2)


def known_address(zaak: Zaak) -> str:
    """The e-mail address that the resident gave with this zaak, "" without one."""
    initiator = zaak.initiator
    return initiator.emailadres if initiator is not None else ""


def can_mail_code(zaak: Zaak) -> bool:
    """Whether a code by e-mail is a way to the whole of this zaak."""
    return code_suffices(zaak) and bool(known_address(zaak))


def ask_code(*, zaak: Zaak) -> Eenmaalcode | None:
    """Makes a code and the task that mails it; both or neither. None when a code is no way to this zaak.

    The caller limits how often. The code itself is nowhere stored: `code_of` derives it, for the mail.
    """
    if not can_mail_code(zaak):
        return None
    with transaction.atomic():
        made = Eenmaalcode(zaak=zaak)
        made.code_hash = _hash(code_of(made.uuid))
        made.save()
        outbox.add(inzending=zaak.inzending, kind=EENMAALCODE, key=str(made.uuid))
        record(
            actor=None,
            handeling=Handeling.CHANGE,
            onderwerp=f"zaak:{zaak.identificatie}",
            reden="De inwoner vroeg om een code per e-mail",
        )
    return made


def use_code(*, uuid: UUID, zaak: Zaak, code: str) -> bool:
    """Whether `code` is the one that was mailed for this row; then it never works again.

    Counts each try before it compares, so that of many guesses at once no more get through.
    """
    mine = Eenmaalcode.objects.filter(
        uuid=uuid,
        zaak=zaak,
        gebruikt_op=None,
        pogingen__lt=MOST_TRIES,
        gemaakt_op__gt=timezone.now() - VALID_FOR,
    )
    if not mine.update(pogingen=F("pogingen") + 1):
        return False
    stored = Eenmaalcode.objects.values_list("code_hash", flat=True).get(uuid=uuid)
    if not hmac.compare_digest(stored, _hash(code)):
        return False
    with transaction.atomic():
        used = Eenmaalcode.objects.filter(uuid=uuid, gebruikt_op=None).update(gebruikt_op=timezone.now())
        if used:
            record(
                actor=None,
                handeling=Handeling.READ,
                onderwerp=f"zaak:{zaak.identificatie}",
                reden="Code per e-mail gebruikt door de inwoner",
            )
    return bool(used)


def still_works(row: Eenmaalcode) -> bool:
    """Whether the code can still be used."""
    in_time = row.gemaakt_op > timezone.now() - VALID_FOR
    return row.gebruikt_op is None and row.pogingen < MOST_TRIES and in_time


def code_of(uuid: UUID) -> str:
    """The code of a row, such as "XXXX-XXXX": derived with the secret key, so that nothing stored gives it away."""
    number = int.from_bytes(keyring().digest("eenmaalcode", str(uuid)), "big")
    signs = ""
    for _place in range(CODE_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        signs += ALPHABET[rest]
    return f"{signs[:4]}-{signs[4:]}"


def remove_old(*, now: datetime | None = None) -> int:
    """Removes rows of codes that can't work any more; the number."""
    return Eenmaalcode.objects.filter(gemaakt_op__lt=(now or timezone.now()) - KEEP_FOR).delete()[0]


def _hash(code: str) -> str:
    return keyring().fingerprint("eenmaalcode-hash", normalise(code))
