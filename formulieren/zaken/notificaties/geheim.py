"""Service: the secret that a notification must carry in its Authorization header. Only its keyed hash is kept."""

from __future__ import annotations

import hmac
import secrets
from typing import Any

from django.db import transaction

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.crypto import keyring
from formulieren.zaken.models import Zgwinstellingen

_NOBODY = "0" * 64


def draw_secret(*, actor: Any = None) -> str:
    """A new value for the Authorization header, shown this once; the one before it is worth nothing from now on."""
    header = f"Bearer {secrets.token_urlsafe(32)}"
    set_hash(hash_header(header), actor=actor, reden="Nieuw geheim voor berichten van het zaaksysteem")
    return header


def set_hash(webhook_hash: str, *, actor: Any, reden: str) -> None:
    """Keeps this hash as the only one, and says so in the logboek."""
    with transaction.atomic():
        settings = Zgwinstellingen.load()
        settings.webhook_hash = webhook_hash
        settings.save()
        record(
            actor=actor, handeling=Handeling.CHANGE, onderwerp="verbinding met het zaaksysteem", reden=reden
        )


def hash_header(header: str) -> str:
    """What is kept of a header."""
    return keyring().fingerprint("notificaties", header)


def header_fits(header: str) -> bool:
    """Whether a message with this Authorization header may come in; in constant time, and never without a secret."""
    stored = Zgwinstellingen.load().webhook_hash
    # At most so much of it is hashed: a secret of ours is far shorter.
    fits = hmac.compare_digest(stored or _NOBODY, hash_header(header[:500]))
    return bool(stored) and bool(header) and fits
