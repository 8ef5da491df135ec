"""The register of links: each address once, the pages it stands on, and what its last checks said."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

#: How many checks are kept of one link.
HISTORY = 20
#: Longer addresses are not kept: no browser promises to open them.
ADRES_MAX = 2000


class LinkSoort(models.TextChoices):
    """Whether the link stays on our site."""

    INTERN = "intern", _("Op deze site")
    EXTERN = "extern", _("Naar een andere site")


class LinkState(models.TextChoices):
    """What we think of a link; `basis.links.states` holds the transitions."""

    NIEUW = "nieuw", _("Nog niet gecontroleerd")
    GOED = "goed", _("Werkt")
    HAPERT = "hapert", _("Gaf de laatste keer geen antwoord")
    GESLOTEN = "gesloten", _("Laat onze controle niet toe")
    KAPOT = "kapot", _("Kapot")


class Weblink(models.Model):
    """One address that our pages link to.

    `adres` is "pagina:12" or "document:5" for a chosen page or document, a path for a typed address on our own
    site, and the whole address otherwise.
    """

    adres = models.CharField(_("adres"), max_length=ADRES_MAX, unique=True)
    soort = models.CharField(_("soort"), max_length=6, choices=LinkSoort.choices)
    host = models.CharField(_("site"), max_length=255, blank=True, db_index=True)
    state = models.CharField(
        _("stand"), max_length=8, choices=LinkState.choices, default=LinkState.NIEUW, db_index=True
    )
    checked_at = models.DateTimeField(_("laatst gecontroleerd"), null=True, blank=True)
    due_at = models.DateTimeField(_("volgende controle"), null=True, blank=True, db_index=True)
    http_status = models.PositiveSmallIntegerField(_("HTTP-status"), null=True, blank=True)
    error = models.CharField(_("wat er mis is"), max_length=300, blank=True)
    first_broken_at = models.DateTimeField(_("mis sinds"), null=True, blank=True)
    fail_count = models.PositiveIntegerField(_("keren mis"), default=0)
    ignored_at = models.DateTimeField(_("genegeerd op"), null=True, blank=True)
    ignored_reason = models.CharField(_("waarom negeren wij dit?"), max_length=300, blank=True)
    ignored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        indexes = [models.Index(fields=["soort", "due_at"], name="weblink_soort_due")]

    def __str__(self) -> str:
        return self.adres


class LinkControle(models.Model):
    """One look at a link; the last HISTORY of them are kept."""

    weblink = models.ForeignKey(Weblink, on_delete=models.CASCADE, related_name="controles")
    checked_at = models.DateTimeField(_("gecontroleerd op"))
    ok = models.BooleanField(_("werkte"))
    http_status = models.PositiveSmallIntegerField(_("HTTP-status"), null=True, blank=True)
    error = models.CharField(_("wat er mis was"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("controle van een link")
        verbose_name_plural = _("controles van links")
        ordering = ["-checked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.weblink_id} {self.checked_at:%Y-%m-%d %H:%M}"


class LinkGebruik(models.Model):
    """A page, as it is live, with a link on it; `bron` is the path to the field ("inhoud/<block id>")."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="linkgebruik")
    weblink = models.ForeignKey(Weblink, on_delete=models.CASCADE, related_name="gebruik")
    bron = models.CharField(max_length=255)

    class Meta:
        verbose_name = _("gebruik van een link")
        verbose_name_plural = _("gebruik van links")
        constraints = [models.UniqueConstraint(fields=["page", "weblink", "bron"], name="linkgebruik_once")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.weblink_id}"
