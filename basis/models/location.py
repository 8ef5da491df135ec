"""A place that residents visit: address, telephone and opening hours, kept once and used everywhere."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail_localize.fields import SynchronizedField

from basis.models.page import BasePage


class Weekdag(models.IntegerChoices):
    """Days of the week, Monday first as in ISO 8601."""

    MAANDAG = 1, _("maandag")
    DINSDAG = 2, _("dinsdag")
    WOENSDAG = 3, _("woensdag")
    DONDERDAG = 4, _("donderdag")
    VRIJDAG = 5, _("vrijdag")
    ZATERDAG = 6, _("zaterdag")
    ZONDAG = 7, _("zondag")


class LocationPage(BasePage):
    """A counter, community centre or recycling yard."""

    straat = models.CharField(_("straat"), max_length=100)
    huisnummer = models.CharField(_("huisnummer"), max_length=20)
    postcode = models.CharField(
        _("postcode"),
        max_length=7,
        validators=[RegexValidator(r"^[1-9][0-9]{3} ?[A-Z]{2}$", _("Schrijf de postcode zo: 1234 AB."))],
    )
    plaats = models.CharField(_("plaats"), max_length=100)
    telefoon = models.CharField(_("telefoonnummer"), max_length=30, blank=True)
    bijzonderheden = models.TextField(
        _("goed om te weten"),
        blank=True,
        help_text=_("Bijvoorbeeld: is er een helling, een lift, een toilet voor iedereen?"),
    )

    # The same in every language.
    override_translatable_fields = [
        SynchronizedField(name) for name in ("straat", "huisnummer", "postcode", "plaats", "telefoon")
    ]

    template = "basis/location_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.ContentPage", "pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("straat"), FieldPanel("huisnummer")]),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("plaats")]),
                FieldPanel("telefoon"),
            ],
            heading=_("Adres"),
        ),
        InlinePanel("openingstijden", heading=_("Openingstijden"), label=_("Tijd")),
        FieldPanel("bijzonderheden"),
    ]

    class Meta:
        verbose_name = _("locatie")
        verbose_name_plural = _("locaties")

    @property
    def adres(self) -> str:
        """The visiting address on one line."""
        return f"{self.straat} {self.huisnummer}, {self.postcode} {self.plaats}"

    def openingstijden_per_dag(self) -> list[dict[str, Any]]:
        """Seven rows, Monday first: `dag`, `tijden` (list of van/tot as HH:MM) and `gesloten`."""
        rows: dict[int, list[dict[str, str]]] = {day: [] for day in Weekdag.values}
        for tijd in sorted(self.openingstijden.all(), key=lambda t: (t.dag, t.van)):
            rows[tijd.dag].append({"van": f"{tijd.van:%H:%M}", "tot": f"{tijd.tot:%H:%M}"})
        return [
            {"dag": Weekdag(day).label, "tijden": tijden, "gesloten": not tijden}
            for day, tijden in rows.items()
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `openingstijden` per day."""
        context = super().get_context(request, *args, **kwargs)
        context["openingstijden"] = self.openingstijden_per_dag()
        return context


class Openingstijd(Orderable):
    """One stretch of opening hours on one day of the week, in local time."""

    locatie = ParentalKey(LocationPage, on_delete=models.CASCADE, related_name="openingstijden")
    dag = models.IntegerField(_("dag"), choices=Weekdag.choices)
    van = models.TimeField(_("van"))
    tot = models.TimeField(_("tot"))

    panels = [FieldRowPanel([FieldPanel("dag"), FieldPanel("van"), FieldPanel("tot")])]

    class Meta(Orderable.Meta):
        verbose_name = _("openingstijd")
        verbose_name_plural = _("openingstijden")

    def __str__(self) -> str:
        return f"{Weekdag(self.dag).label} {self.van:%H:%M}-{self.tot:%H:%M}"

    def clean(self) -> None:
        """Closing comes after opening."""
        super().clean()
        if self.van and self.tot and self.tot <= self.van:
            raise ValidationError({"tot": _("De eindtijd moet later zijn dan de begintijd.")})
