"""What residents think of the text of a draft: the invitation with the frozen sentences, and what they sent."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class LezerspanelKeuze(models.TextChoices):
    """What a reader may say of one sentence. No choice is no answer."""

    DUIDELIJK = "duidelijk", _("Duidelijk")
    NIET_DUIDELIJK = "niet_duidelijk", _("Niet duidelijk")


class Lezerspanel(models.Model):
    """A request to residents to read one revision, until and with `ends_on`.

    `zinnen`: the sentences as they stood then, in order: {"id", "text", "kind", "source"}. The link holds a token that
    is worked out from `nonce` with the site's key; the table alone gives nobody the link. `totalen` is filled when the
    answers themselves are removed.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="lezerspanels", verbose_name=_("pagina")
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("versie van de pagina"),
    )
    titel = models.CharField(_("titel van de pagina"), max_length=255)
    taal = models.CharField(_("taal"), max_length=20)
    inleiding = models.TextField(_("inleiding"), blank=True)
    vraag = models.CharField(_("eigen vraag"), max_length=200, blank=True)
    zinnen = models.JSONField(_("zinnen"), default=list)
    nonce = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    ends_on = models.DateField(_("open tot en met"), db_index=True)
    closed_at = models.DateTimeField(_("gesloten op"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("gevraagd door"),
    )
    created_at = models.DateTimeField(_("gevraagd op"), auto_now_add=True)
    totalen = models.JSONField(_("totalen"), null=True, blank=True)

    class Meta:
        verbose_name = _("lezerspanel")
        verbose_name_plural = _("lezerspanels")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.titel} ({self.created_at:%d-%m-%Y})" if self.created_at else self.titel

    @property
    def is_open(self) -> bool:
        """Whether residents can answer today."""
        return self.closed_at is None and self.ends_on >= timezone.localdate()

    @property
    def stand(self) -> str:
        """In words where it stands today."""
        if self.is_open:
            return gettext("Open")
        return gettext("Gesloten") if self.closed_at else gettext("Voorbij")

    def zin(self, number: str) -> dict[str, Any] | None:
        """The sentence with this id, or None."""
        return next((zin for zin in self.zinnen if zin["id"] == number), None)


def open_panels() -> QuerySet[Lezerspanel]:
    """The panels that take answers today: not closed by hand, and their last day is not over."""
    return Lezerspanel.objects.filter(closed_at__isnull=True, ends_on__gte=timezone.localdate())


class LezerspanelReactie(models.Model):
    """What one reader sent so far. `reader` is the random name in the reader's address; nothing tells who it is."""

    panel = models.ForeignKey(
        Lezerspanel, on_delete=models.CASCADE, related_name="reacties", verbose_name=_("lezerspanel")
    )
    reader = models.CharField(_("willekeurig kenmerk"), max_length=32)
    keuzes = models.JSONField(_("keuzes per zin"), default=dict)
    opmerkingen = models.JSONField(_("opmerkingen per zin"), default=dict)
    antwoord = models.TextField(_("antwoord op de eigen vraag"), blank=True)
    opmerking = models.TextField(_("opmerking over de hele tekst"), blank=True)
    # A day is enough to show when people answered; a moment could be laid beside a log of visits.
    started_on = models.DateField(_("begonnen op"))
    done_on = models.DateField(_("klaar op"), null=True, blank=True)

    class Meta:
        verbose_name = _("reactie op een lezerspanel")
        verbose_name_plural = _("reacties op lezerspanels")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "reader"], name="one_reactie_per_reader"),
            models.CheckConstraint(condition=~Q(reader=""), name="reactie_has_reader"),
        ]

    def __str__(self) -> str:
        return f"{self.panel_id} {self.started_on}"
