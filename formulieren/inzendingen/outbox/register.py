"""Who does which kind of work, which service outside it needs, and how a row is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from formulieren.inzendingen.models import Inzending, OutboxItem

Handler = Callable[[OutboxItem], None]
_handlers: dict[str, Handler] = {}
_services: dict[str, str] = {}
_labels: dict[str, Any] = {}


def register_handler(kind: str, handler: Handler, service: str = "", label: Any = "") -> None:
    """Says who does the work of `kind`; called from an AppConfig.ready. A handler may run twice.

    `service` names what outside the site must work for it ("zgw-zaken", "zgw-documenten", "zgw-catalogi", "mail");
    "" for work of our own. `label` is what the functional manager reads ("Mail met het bewijs").
    """
    _handlers[kind] = handler
    _services[kind] = service
    _labels[kind] = label


def handler_of(kind: str) -> Handler | None:
    """Who does this kind of work; None when nobody said so."""
    return _handlers.get(kind)


def label_of(kind: str) -> str:
    """What people read for this kind of work; the kind itself when nobody gave it a name."""
    return str(_labels.get(kind) or kind)


def add(*, inzending: Inzending, kind: str, key: str = "", after: OutboxItem | None = None) -> OutboxItem:
    """Writes one task; inside the caller's transaction, or not at all. It never begins before `after` is done."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("The outbox row must be written in the transaction of what caused it.")
    return OutboxItem.objects.create(
        inzending=inzending, kind=kind, key=key, after=after, service=_services.get(kind, "")
    )
