"""Evidence: what stood on the site, from when to when."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from a11y_checks.models.audit import Audit


class GepubliceerdeVersie(models.Model):
    """The rendered HTML of one published revision. `offline_at` is empty while it is live.

    The page may be gone: `page_ref` and `title` stay, so that the evidence does too.
    """

    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("pagina"),
    )
    page_ref = models.PositiveBigIntegerField(_("nummer van de pagina"), db_index=True)
    title = models.CharField(_("titel"), max_length=255)
    url_path = models.TextField(_("adres"))
    revision_ref = models.PositiveBigIntegerField(_("nummer van de versie"), null=True)
    audit = models.ForeignKey(
        Audit, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("controle")
    )
    html = models.BinaryField(_("pagina als HTML, ingepakt met zlib"))
    online_at = models.DateTimeField(_("online vanaf"), db_index=True)
    offline_at = models.DateTimeField(_("offline vanaf"), null=True, blank=True)

    class Meta:
        verbose_name = _("gepubliceerde versie")
        verbose_name_plural = _("gepubliceerde versies")
        ordering = ["-online_at"]

    def __str__(self) -> str:
        return f"{self.title} {self.online_at:%Y-%m-%d %H:%M}"
