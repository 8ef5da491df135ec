"""Bijlage: what is known of a file that a resident sent. The content stands encrypted in the private folder.

The owner is the uuid of an inzending and not a foreign key: inzendingen may know bijlagen, and not the other way
round, so that a file can be received, scanned and removed without knowing forms. The cascade that a foreign key
would give wouldn't remove files from the disk anyway: `services.purge` does both, and the sweep finds what is left.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from formulieren.crypto import Sealed, keyring


class BijlageState(models.TextChoices):
    """Read by the resident's pages, by the scan job, and by everything that hands out content."""

    QUARANTAINE = "quarantaine", _("Wordt nog gecontroleerd")
    GOEDGEKEURD = "goedgekeurd", _("Gecontroleerd")
    GEWEIGERD = "geweigerd", _("Niet veilig, weggehaald")
    VERWIJDERD = "verwijderd", _("Weggehaald")


# From a state to the states it may become. Only GOEDGEKEURD is ever handed out; the last two have no content.
BIJLAGE_TRANSITIONS: dict[str, frozenset[str]] = {
    BijlageState.QUARANTAINE: frozenset(
        {BijlageState.GOEDGEKEURD, BijlageState.GEWEIGERD, BijlageState.VERWIJDERD}
    ),
    BijlageState.GOEDGEKEURD: frozenset({BijlageState.VERWIJDERD}),
    BijlageState.GEWEIGERD: frozenset({BijlageState.VERWIJDERD}),
    BijlageState.VERWIJDERD: frozenset(),
}
WITH_CONTENT = (BijlageState.QUARANTAINE, BijlageState.GOEDGEKEURD)


class Bijlage(models.Model):
    """One file. Its name can tell about somebody, so it is sealed like a sensitive answer."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    inzending_uuid = models.UUIDField(db_index=True, editable=False)
    vraag = models.CharField(max_length=50)
    naam_geheim = models.TextField(editable=False)
    sleutel_id = models.CharField(max_length=40, editable=False)
    grootte = models.PositiveBigIntegerField(_("grootte in bytes"))
    soort = models.CharField(_("soort"), max_length=10)
    sha256 = models.CharField(max_length=64, editable=False)
    state = models.CharField(max_length=20, choices=BijlageState.choices, default=BijlageState.QUARANTAINE)
    scan = models.CharField(max_length=20)
    pogingen = models.PositiveIntegerField(default=0)
    toegevoegd_op = models.DateTimeField(_("toegevoegd op"), default=timezone.now, editable=False)
    beoordeeld_op = models.DateTimeField(_("gecontroleerd op"), null=True, editable=False)

    class Meta:
        verbose_name = _("bijlage")
        verbose_name_plural = _("bijlagen")
        ordering = ["pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["state", "toegevoegd_op"], name="bijlage_state_toegevoegd")]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def naam(self) -> str:
        """The safe name that the resident knows it by; SealError when the keys don't fit."""
        return str(
            keyring().unseal(Sealed(self.sleutel_id, self.naam_geheim), context=f"bijlage/{self.uuid}")
        )

    @naam.setter
    def naam(self, naam: str) -> None:
        sealed = keyring().seal(naam, context=f"bijlage/{self.uuid}")
        self.naam_geheim, self.sleutel_id = sealed.ciphertext, sealed.key_id

    def item(self) -> dict[str, Any]:
        """What stands in an answer: id, name, size in bytes, kind; `stand` only while it isn't simply good."""
        shown = {"id": str(self.uuid), "naam": self.naam, "grootte": self.grootte, "soort": self.soort}
        return shown if self.state == BijlageState.GOEDGEKEURD else {**shown, "stand": str(self.state)}
