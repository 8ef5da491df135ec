"""The fixed lists of an inzending that is filled in with somebody else: identity, and who helps."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from producten.keuzes import Kanaal


class Identiteit(models.TextChoices):
    """How an employee knew who the resident is. Only the first one is proof."""

    LEGITIMATIE = "legitimatie", _("Ik zag het paspoort, de ID-kaart of het rijbewijs")
    CONTROLEVRAGEN = "controlevragen", _("Ik stelde vragen die alleen deze inwoner weet")
    BEKEND = "bekend", _("Ik ken deze inwoner")
    NIET = "niet", _("Ik heb dit niet nagekeken")


class Hulp(models.TextChoices):
    """Who helps the resident, as the resident says on the form."""

    GEEN = "", _("Nee, ik doe het zelf")
    NAASTE = "naaste", _("Ja, iemand die ik ken, zoals familie of een buur")
    HULPVERLENER = "hulpverlener", _("Ja, iemand die dit voor zijn werk doet")


# The channels along which an employee fills in a form; online is the resident's own.
NAMENS_KANALEN = tuple(kanaal for kanaal in Kanaal if kanaal not in (Kanaal.ONLINE, Kanaal.CHAT))
