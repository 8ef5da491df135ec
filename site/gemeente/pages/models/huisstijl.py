"""The huisstijl of a site: its logo, its two colours and its letters. No style sheet to type, so nothing to break."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from gemeente.pages.huisstijl import (
    ACCENTKLEUR,
    HOOFDKLEUR,
    LowContrast,
    css,
    is_colour,
    low_contrasts,
    nearest_accentkleur,
    nearest_hoofdkleur,
)

_NAMES = {
    "wit": _("wit"),
    "zand-50": _("het zandkleurige vlak"),
    "hoofd-50": _("de lichtste tint van de hoofdkleur"),
    "hoofd-100": _("een lichte tint van de hoofdkleur"),
    "hoofd-500": _("de hoofdkleur"),
    "hoofd-600": _("een donkere tint van de hoofdkleur"),
    "hoofd-700": _("de donkerste tint van de hoofdkleur"),
    "accent": _("de accentkleur"),
}
# More lines under one field nobody reads; the worst come first.
_MOST = 3


class Lettertype(models.TextChoices):
    """The letters that we ship or that every device has: nothing is fetched from elsewhere."""

    SOURCE_SANS = "source-sans", _("Source Sans 3 (meegeleverd)")
    SYSTEEM = "systeem", _("Het lettertype van het apparaat")


_FAMILIES = {Lettertype.SYSTEEM.value: 'system-ui,"Segoe UI","Noto Sans",sans-serif'}


@register_setting(icon="view")
class Huisstijl(BaseSiteSetting):
    """What makes the site look like this municipality. Empty fields keep the style sheet as it is shipped."""

    logo = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_(
            "Staat bovenaan elke pagina, naast de naam. Kies een afbeelding van minstens 128 pixels hoog."
        ),
    )
    logo_tekst = models.CharField(
        _("tekst bij het logo"),
        max_length=100,
        blank=True,
        help_text=_(
            "Laat dit leeg als het logo alleen versiering is: de naam van de gemeente staat er al naast. Staat er "
            "in het logo iets anders te lezen? Zet dat hier."
        ),
    )
    hoofdkleur = models.CharField(
        _("hoofdkleur"),
        max_length=7,
        blank=True,
        help_text=_("Van knoppen, links, het menu en de voet. Schrijf de kleur zo: #17614a."),
    )
    accentkleur = models.CharField(
        _("accentkleur"),
        max_length=7,
        blank=True,
        help_text=_("Van lijnen en vlakken die opvallen. Schrijf de kleur zo: #f4b942."),
    )
    lettertype = models.CharField(
        _("lettertype"), max_length=20, choices=Lettertype.choices, default=Lettertype.SOURCE_SANS
    )

    select_related = ["logo"]
    panels = [
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("logo_tekst")], heading=_("Logo")),
        MultiFieldPanel(
            [FieldPanel("hoofdkleur"), FieldPanel("accentkleur"), FieldPanel("lettertype")],
            heading=_("Kleuren en letters"),
        ),
    ]

    class Meta:
        verbose_name = _("huisstijl")

    def clean(self) -> None:
        """Colours that can be read together, and a text that says more than the name beside the logo."""
        super().clean()
        problems = self._form_problems() or self._contrast_problems()
        if problems:
            raise ValidationError(problems)

    @property
    def css(self) -> str:
        """The style sheet that follows from the choices; "" when nothing differs from what is shipped."""
        family = _FAMILIES.get(self.lettertype, "")
        if not (self.hoofdkleur or self.accentkleur or family):
            return ""
        return css(*self._colours, family)

    @property
    def _colours(self) -> tuple[str, str]:
        return self.hoofdkleur or HOOFDKLEUR, self.accentkleur or ACCENTKLEUR

    def _form_problems(self) -> dict[str, list[str]]:
        problems = {}
        for name in ("hoofdkleur", "accentkleur"):
            value = getattr(self, name).strip().lower()
            setattr(self, name, value)
            if value and not is_colour(value):
                problems[name] = [_now("Schrijf de kleur als # met zes cijfers of letters van a tot f.")]
        self.logo_tekst = " ".join(self.logo_tekst.split())
        naam = _site_name(self.site_id)
        if self.logo_tekst and self.logo_tekst.casefold().removeprefix("logo ") in {
            "logo",
            "",
            naam.casefold(),
        }:
            problems["logo_tekst"] = [
                _now(
                    "Die tekst staat al naast het logo of zegt niets. Laat dit veld leeg, of zet er iets anders."
                )
            ]
        if self.logo_tekst and self.logo_id is None:
            problems["logo_tekst"] = [_now("Kies eerst een logo, of maak dit veld leeg.")]
        return problems

    def _contrast_problems(self) -> dict[str, list[str]]:
        """Which pairs can't be told apart, how much they miss, and the nearest shade that can."""
        hoofdkleur, accentkleur = self._colours
        low = low_contrasts(hoofdkleur, accentkleur)
        own = [pair for pair in low if "accent" not in (pair.letters, pair.ground)]
        if own:
            return {"hoofdkleur": [*_sentences(own), _advice(nearest_hoofdkleur(hoofdkleur))]}
        if low:
            return {"accentkleur": [*_sentences(low), _advice(nearest_accentkleur(hoofdkleur, accentkleur))]}
        return {}


def _sentences(pairs: list[LowContrast]) -> list[str]:
    worst = sorted(pairs, key=lambda pair: pair.ratio / pair.needed)[:_MOST]
    return [
        _now("Te weinig contrast: %(letters)s op %(ground)s is %(ratio)s op 1. Nodig is %(needed)s op 1.")
        % {
            "letters": _NAMES[pair.letters],
            "ground": _NAMES[pair.ground],
            # Cut and not rounded: 4,496 is not enough, so it must not read as 4,5.
            "ratio": number_format(int(pair.ratio * 100) / 100, 2),
            "needed": number_format(pair.needed, 1),
        }
        for pair in worst
    ]


def _advice(shade: str) -> str:
    if not shade:
        return _now("Van deze kleur is geen tint te maken die wel goed is. Kies een andere kleur.")
    return _now("De dichtstbijzijnde tint die wel goed is: %(colour)s.") % {"colour": shade}


def _site_name(site_id: int | None) -> str:
    from gemeente.pages.models.settings import SiteSettings

    found = SiteSettings.objects.filter(site_id=site_id).first()
    return found.naam if found else ""
