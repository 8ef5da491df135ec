"""Tells the outbox who writes to the ZGW backend, and which API that needs."""

from __future__ import annotations

from formulieren.inzendingen.outbox import register_handler
from formulieren.zaken.client import DOCUMENTEN, ZAKEN
from formulieren.zaken.zgw import documenten, kinds, steps


def register_zgw() -> None:
    """Called from AppConfig.ready."""
    handlers = {
        kinds.ZAAK: steps.send_zaak,
        kinds.ROL: steps.send_rol,
        kinds.EIGENSCHAP: steps.send_eigenschap,
        kinds.ZAAKOBJECT: steps.send_zaakobject,
        kinds.DOCUMENT: documenten.send_document,
        kinds.KOPPELING: steps.send_koppeling,
        kinds.STATUS: steps.send_status,
        kinds.RESULTAAT: steps.send_resultaat,
    }
    for kind, handler in handlers.items():
        service = DOCUMENTEN if kind == kinds.DOCUMENT else ZAKEN
        register_handler(kind, handler, service=service, label=kinds.LABELS[kind])
