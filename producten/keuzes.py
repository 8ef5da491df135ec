"""The fixed lists of the catalogue: channels and audiences."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


class Kanaal(models.TextChoices):
    """How somebody can reach the municipality for a product. New channels join at the end."""

    ONLINE = "online", _("Online")
    BALIE_AFSPRAAK = "balie_afspraak", _("Aan de balie, op afspraak")
    BALIE_INLOOP = "balie_inloop", _("Aan de balie, zonder afspraak")
    TELEFOON = "telefoon", _("Telefoon")
    POST = "post", _("Post")
    EMAIL = "email", _("E-mail")
    HUISBEZOEK = "huisbezoek", _("Wij komen bij u thuis")
    PARTNER = "partner", _("Via een andere organisatie")
    INLOOP_BUURT = "inloop_buurt", _("Inloop in de buurt")
    WHATSAPP = "whatsapp", _("WhatsApp")
    SOCIALE_MEDIA = "sociale_media", _("Sociale media")
    CHAT = "chat", _("Chat")


# Somebody who has no computer can still go this way. `partner` counts only with a number or an address of
# its own (see producten.kanaalroutes).
ZONDER_COMPUTER = frozenset(
    {
        Kanaal.BALIE_AFSPRAAK,
        Kanaal.BALIE_INLOOP,
        Kanaal.TELEFOON,
        Kanaal.POST,
        Kanaal.HUISBEZOEK,
        Kanaal.INLOOP_BUURT,
    }
)


class Doelgroep(models.TextChoices):
    """For whom a product is."""

    INWONER = "inwoner", _("Inwoners")
    ONDERNEMER = "ondernemer", _("Ondernemers")
    VERENIGING = "vereniging", _("Verenigingen en stichtingen")
    ONDERWIJS = "onderwijs", _("Scholen en kinderopvang")
    ZORG = "zorg", _("Mensen die zorg geven")
    OVERHEID = "overheid", _("Andere overheden")


class Aanbod(models.TextChoices):
    """Whether the municipality offers the product at all (SDG: productAanwezig, productValtOnder)."""

    JA = "ja", _("Ja, wij bieden dit aan")
    NEE = "nee", _("Nee, wij bieden dit niet aan")
    VALT_ONDER = "valt_onder", _("Het valt onder een ander product")
    PARTNER = "partner", _("Een andere organisatie doet dit")


class OntvangstWijze(models.TextChoices):
    """How somebody receives what was asked for."""

    DIGITAAL = "digitaal", _("Digitaal")
    POST = "post", _("Met de post")
    OPHALEN = "ophalen", _("Ophalen")
    BEZORGD = "bezorgd", _("Wij bezorgen het")


class NormEenheid(models.TextChoices):
    """The unit of a servicenorm; office hours and working days skip nights, weekends and holidays."""

    KANTOORUREN = "kantooruren", _("kantooruren")
    WERKDAGEN = "werkdagen", _("werkdagen")
    WEKEN = "weken", _("weken")


class VerbandSoort(models.TextChoices):
    """Why another product is named on a page."""

    GERELATEERD = "gerelateerd", _("Hoort erbij")
    OOK_RECHT_OP = "ook_recht_op", _("Misschien hebt u hier ook recht op")


class LoginMiddel(models.TextChoices):
    """With what somebody logs in, and how sure it must be who that is (eIDAS levels of assurance)."""

    DIGID_MIDDEN = "digid_midden", _("DigiD met sms-controle of de DigiD-app")
    DIGID_SUBSTANTIEEL = "digid_substantieel", _("DigiD-app met ID-check")
    DIGID_HOOG = "digid_hoog", _("DigiD met een rijbewijs of identiteitskaart")
    EHERKENNING_2PLUS = "eherkenning_2plus", _("eHerkenning niveau 2+")
    EHERKENNING_3 = "eherkenning_3", _("eHerkenning niveau 3")
    EHERKENNING_4 = "eherkenning_4", _("eHerkenning niveau 4")
    EIDAS = "eidas", _("Een inlogmiddel uit een ander Europees land (eIDAS)")


class Rijpheid(models.IntegerChoices):
    """How digital a product is; docs/handbook/maturity.md tells what each level asks."""

    NIET_ONLINE = 0, _("0: niet online te vinden")
    INFORMATIE = 1, _("1: informatie online")
    HALF = 2, _("2: deels online, zoals een mail of een formulier om te printen")
    AANVRAGEN = 3, _("3: helemaal online aan te vragen")
    VOLGEN = 4, _("4: online aan te vragen en te volgen")
    VOORINGEVULD = 5, _("5: wat wij al weten, hoeft u niet in te vullen")
    VANZELF = 6, _("6: geregeld zonder dat u erom vraagt")


class ChoiceListField(models.JSONField):
    """A list of values of one enum in one column: it travels with the revision and costs no query."""

    enum: type[models.TextChoices]

    def formfield(self, **kwargs: Any) -> Any:
        """Checkboxes; an empty choice is an empty list."""
        return forms.MultipleChoiceField(
            choices=self.enum.choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
        )


class DoelgroepenField(ChoiceListField):
    """A list of Doelgroep values."""

    enum = Doelgroep


class LoginsField(ChoiceListField):
    """A list of LoginMiddel values: any one of them will do."""

    enum = LoginMiddel
