"""Inzending, its Antwoorden, and the OutboxItems that must be done because of it."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from formulieren.crypto import Sealed, keyring
from formulieren.inzendingen.hervatlink import Hervatlink
from formulieren.inzendingen.keuzes import Hulp, Identiteit
from formulieren.inzendingen.vernietiging import Vernietiging
from producten.keuzes import Kanaal

__all__ = [
    "Antwoord",
    "CircuitBreaker",
    "CircuitState",
    "Hervatlink",
    "Inzending",
    "InzendingState",
    "OutboxItem",
    "OutboxState",
    "Vernietiging",
]


class InzendingState(models.TextChoices):
    """Read by the wizard (may I change this?), the submit service and retention."""

    CONCEPT = "concept", _("Concept")
    INGEDIEND = "ingediend", _("Ontvangen")
    # Its answers and files are gone; the row stays because its zaak does.
    VERNIETIGD = "vernietigd", _("Vernietigd")


# From a state to the states it may become; a concept that nobody sends is deleted.
INZENDING_TRANSITIONS: dict[str, frozenset[str]] = {
    InzendingState.CONCEPT: frozenset({InzendingState.INGEDIEND}),
    InzendingState.INGEDIEND: frozenset({InzendingState.VERNIETIGD}),
    InzendingState.VERNIETIGD: frozenset(),
}


class Inzending(models.Model):
    """One resident's way through one form. `uuid` is all that the browser's session knows of it."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    versie = models.ForeignKey(
        "formulieren.FormulierVersie", on_delete=models.PROTECT, related_name="inzendingen"
    )
    state = models.CharField(max_length=20, choices=InzendingState.choices, default=InzendingState.CONCEPT)
    # NULL, not "", until it is drawn: many concepts have none, and what is drawn is unique.
    reference = models.CharField(_("kenmerk"), max_length=12, unique=True, null=True, editable=False)  # noqa: DJ001
    code_hash = models.CharField(max_length=64, blank=True, editable=False)
    kanaal = models.CharField(_("kanaal"), max_length=20, choices=Kanaal.choices, default=Kanaal.ONLINE)
    taal = models.CharField(_("taal"), max_length=10, default="nl")
    # Step slug -> how often it was saved: which steps are done, and whether another tab was first.
    stappen = models.JSONField(default=dict, blank=True)
    laatste_stap = models.CharField(max_length=50, blank=True)
    # Who of the staff filled it in for the resident at the counter or on the telephone, and how they knew who it was.
    medewerker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ingevuld door"),
    )
    identiteit = models.CharField(
        _("nagekeken wie de inwoner is"), max_length=20, choices=Identiteit.choices, blank=True
    )
    # Who sends it, when a login or an employee says so; never what was typed. The BSN is sealed, its keyed hash
    # is that of a typed one (Antwoord.opzoek_hmac): one person is found by one look-up.
    persoon_geheim = models.TextField(blank=True, editable=False)
    persoon_sleutel_id = models.CharField(max_length=40, blank=True, editable=False)
    persoon_hmac = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    inlogmiddel = models.CharField(_("ingelogd met"), max_length=40, blank=True, editable=False)
    # Whether somebody helps the resident, as the resident says on the form.
    hulp = models.CharField(
        _("hulp bij het invullen"), max_length=20, choices=Hulp.choices, blank=True, default=Hulp.GEEN
    )
    # What it costs: the sum and its lines [{omschrijving, aantal, bedrag}], fixed at the moment of sending.
    prijs = models.DecimalField(_("prijs"), max_digits=9, decimal_places=2, null=True, blank=True)
    prijsregels = models.JSONField(default=list, blank=True)
    begonnen_op = models.DateTimeField(_("begonnen op"), default=timezone.now, editable=False)
    gewijzigd_op = models.DateTimeField(_("veranderd op"), default=timezone.now)
    ingediend_op = models.DateTimeField(_("ontvangen op"), null=True, editable=False)

    class Meta:
        verbose_name = _("inzending")
        verbose_name_plural = _("inzendingen")
        permissions = [
            ("fill_in_for_resident", _("Mag een formulier invullen voor een inwoner")),
            ("handle_person_request", _("Mag gegevens van een inwoner opzoeken, meegeven en wissen")),
        ]
        indexes = [models.Index(fields=["state", "gewijzigd_op"], name="inzending_state_gewijzigd")]
        constraints = [
            models.CheckConstraint(
                name="inzending_ingediend_is_whole",
                condition=Q(state="concept")
                | (Q(reference__isnull=False) & Q(ingediend_op__isnull=False) & ~Q(code_hash="")),
            ),
            models.CheckConstraint(
                name="inzending_vernietigd_is_empty",
                condition=~Q(state="vernietigd")
                | Q(persoon_hmac="", persoon_geheim="", identiteit="", hulp="", laatste_stap=""),
            ),
            models.CheckConstraint(
                name="inzending_persoon_whole_or_none",
                condition=Q(persoon_geheim="", persoon_sleutel_id="", persoon_hmac="", inlogmiddel="")
                | ~(Q(persoon_geheim="") | Q(persoon_sleutel_id="") | Q(persoon_hmac="") | Q(inlogmiddel="")),
            ),
        ]

    def __str__(self) -> str:
        return self.reference or str(self.uuid)

    @property
    def is_concept(self) -> bool:
        """Whether the resident is still filling in."""
        return self.state == InzendingState.CONCEPT


class Antwoord(models.Model):
    """The answer to one question: open in `waarde`, or sealed in `geheim` when the type is sensitive."""

    inzending = models.ForeignKey(Inzending, on_delete=models.CASCADE, related_name="antwoorden")
    stap = models.CharField(max_length=50)
    code = models.CharField(max_length=50)
    waarde = models.JSONField(null=True, blank=True)
    geheim = models.TextField(blank=True, editable=False)
    sleutel_id = models.CharField(max_length=40, blank=True, editable=False)
    # Keyed hash of a sensitive answer or an e-mail address, to find all inzendingen of one person without opening any.
    opzoek_hmac = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    # The register that gave the answer ("brp.naam"); empty: the resident did.
    register = models.CharField(_("komt uit"), max_length=80, blank=True, editable=False)

    class Meta:
        verbose_name = _("antwoord")
        verbose_name_plural = _("antwoorden")
        constraints = [
            models.UniqueConstraint(fields=["inzending", "code"], name="antwoord_once_per_question"),
            models.CheckConstraint(
                name="antwoord_open_or_sealed",
                condition=(Q(geheim="") & Q(sleutel_id="")) | (Q(waarde__isnull=True) & ~Q(sleutel_id="")),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def blank(self) -> bool:
        """Whether the question was shown and left open."""
        return not self.geheim and self.waarde is None

    def context(self, inzending_uuid: Any) -> str:
        """What a sealed answer is bound to."""
        return f"{inzending_uuid}/{self.code}"

    def value(self, inzending_uuid: Any) -> Any:
        """The answer as JSON; opens a sealed one (SealError when that fails)."""
        if not self.geheim:
            return self.waarde
        return keyring().unseal(Sealed(self.sleutel_id, self.geheim), context=self.context(inzending_uuid))


class OutboxState(models.TextChoices):
    """Read by the outbox worker and the functional manager."""

    WACHT = "wacht", _("Wacht")
    BEZIG = "bezig", _("Bezig")
    KLAAR = "klaar", _("Klaar")
    MENS = "mens", _("Heeft een mens nodig")


class OutboxItem(models.Model):
    """Something that must happen because of an inzending; written in the same transaction."""

    inzending = models.ForeignKey(
        Inzending, on_delete=models.PROTECT, related_name="outbox", verbose_name=_("inzending")
    )
    kind = models.CharField(_("taak"), max_length=40)
    # Makes a second row for the same work impossible, e.g. "ontvangst" or "status:3".
    key = models.CharField(max_length=60)
    state = models.CharField(
        _("hoe staat het?"), max_length=10, choices=OutboxState.choices, default=OutboxState.WACHT
    )
    attempts = models.PositiveIntegerField(_("pogingen"), default=0)
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now, editable=False)
    next_at = models.DateTimeField(_("volgende poging"), default=timezone.now)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease = models.UUIDField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    # The kind of the last error, never its text: that could hold personal data.
    last_error = models.CharField(_("laatste fout"), max_length=200, blank=True)
    # Not before this one is done: a rol can't go before its zaak.
    after = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followers", editable=False
    )
    # The service that the work needs ("zgw-zaken", "mail"); "" for what we do ourselves. See CircuitBreaker.
    service = models.CharField(max_length=20, blank=True, editable=False)
    # What the work made elsewhere, exactly as the other side spells it: a second run asks there first.
    remote_url = models.CharField(max_length=1000, blank=True, editable=False)
    # When somebody was told that it takes too long; once.
    alarmed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("uitgaande taak")
        verbose_name_plural = _("uitgaande taken")
        indexes = [
            models.Index(fields=["state", "next_at"], name="outbox_state_next"),
            # What is done stays for years; the oldest that is not done is asked for all day.
            models.Index(fields=["created_at", "id"], condition=~Q(state="klaar"), name="outbox_oldest_open"),
        ]
        constraints = [models.UniqueConstraint(fields=["inzending", "kind", "key"], name="outbox_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class CircuitState(models.TextChoices):
    """Read by the outbox worker (may I try?) and the functional manager."""

    DICHT = "dicht", _("Werkt")
    OPEN = "open", _("Werkt niet: wij wachten")
    PROEF = "proef", _("Eén taak probeert het")


class CircuitBreaker(models.Model):
    """How one service outside does: after some failures in a row all its work waits, and one task tries first."""

    service = models.CharField(_("dienst"), max_length=20, unique=True)
    state = models.CharField(
        _("hoe staat het?"), max_length=10, choices=CircuitState.choices, default=CircuitState.DICHT
    )
    failures = models.PositiveIntegerField(_("fouten achter elkaar"), default=0)
    open_since = models.DateTimeField(_("werkt niet sinds"), null=True, blank=True)
    retry_at = models.DateTimeField(_("volgende poging"), null=True, blank=True)
    # The lease of the task that tries; until `retry_at`, so that a worker that died doesn't keep the service shut.
    probe = models.UUIDField(null=True, blank=True, editable=False)
    # After an outage: not faster than a steady pace; what was started so far is paid for until this moment.
    paced_until = models.DateTimeField(null=True, blank=True, editable=False)
    # The kind of the last error, never its text.
    last_error = models.CharField(_("laatste fout"), max_length=200, blank=True)
    alarmed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("dienst buiten de site")
        verbose_name_plural = _("diensten buiten de site")
        ordering = ["service"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.service
