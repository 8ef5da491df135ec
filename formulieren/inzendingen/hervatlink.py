"""Hervatlink: a mailed link with which a resident goes on with a concept, on whatever device."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:  # the other way round at run time; named here so that the types of the relation are known
    from formulieren.inzendingen.models import Inzending  # noqa: F401


class Hervatlink(models.Model):
    """One link. Only the hash of its token is kept; address and token stand sealed until the mail is sent."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    inzending = models.ForeignKey(
        "inzendingen.Inzending", on_delete=models.CASCADE, related_name="hervatlinks"
    )
    # The form's address in this language: the form may have gone from the tree since.
    slug = models.CharField(max_length=255)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    # Empty: the form asks nothing sensitive, and the link alone opens it.
    code_hash = models.CharField(max_length=64, blank=True, editable=False)
    pogingen = models.PositiveIntegerField(default=0)
    bericht_geheim = models.TextField(blank=True, editable=False)
    sleutel_id = models.CharField(max_length=40, blank=True, editable=False)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("link om verder te gaan")
        verbose_name_plural = _("links om verder te gaan")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def context(self) -> str:
        """What the sealed message is bound to."""
        return f"hervatlink/{self.uuid}"
