"""Checks a file as soon as its document is saved, whoever saved it."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.documents import get_document_model

from a11y_checks.documents.services import controle_of

logger = logging.getLogger("loket.documents")


def connect() -> None:
    """Listen to Wagtail's document model.

    A signal, since Wagtail stores documents in five views, an API and people's scripts, and only `save` is in all.
    """
    post_save.connect(_saved, sender=get_document_model(), dispatch_uid="a11y_checks.documents")


def _saved(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """After the commit: looking takes up to half a minute, and no transaction should wait for that."""
    if not raw:
        transaction.on_commit(partial(_check, instance), robust=True)


def _check(document: Any) -> None:
    """Robust as it is, an error here never reaches who saved; the gate and the night look again."""
    controle_of(document)
