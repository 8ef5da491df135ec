"""Who the municipality is in the national catalogues: its name and address in OWMS."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="globe")
class CatalogusSettings(BaseSiteSetting):
    """What Samenwerkende Catalogi and the SDG ask about the municipality itself, beside its products."""

    owms_uri = models.CharField(
        _("OWMS-adres van de gemeente"),
        max_length=300,
        blank=True,
        validators=[
            RegexValidator(
                r"^https?://standaarden\.overheid\.nl/owms/terms/[^\s<>\"]+$",
                _(
                    "Neem het hele adres over, zoals http://standaarden.overheid.nl/owms/terms/Buren_(gemeente)"
                ),
            )
        ],
        help_text=_(
            "Het landelijke adres van uw gemeente. Zonder dit adres blijven de landelijke feeds leeg. "
            "Bijvoorbeeld: http://standaarden.overheid.nl/owms/terms/Buren_(gemeente)"
        ),
    )
    owms_label = models.CharField(
        _("OWMS-naam van de gemeente"),
        max_length=150,
        blank=True,
        help_text=_("De naam die bij dat adres hoort, zonder het woord gemeente. Bijvoorbeeld: Buren."),
    )

    panels = [FieldPanel("owms_uri"), FieldPanel("owms_label")]

    class Meta:
        verbose_name = _("landelijke catalogi")

    @property
    def complete(self) -> bool:
        """Whether the national feeds can say whose products these are."""
        return bool(self.owms_uri and self.owms_label)
