"""How digital a product is: a level out of facts, and what is missing for a higher one. No database here.

docs/handbook/maturity.md tells the scale to people; producten.services.rijpheid collects the facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from producten.keuzes import Rijpheid


@dataclass(frozen=True, slots=True, kw_only=True)
class RijpheidFeiten:
    """What is true of a product today.

    `vindbaar`: its page is online. `half`: it can be started by mail, message or a file to print. `aanvragen`: an
    online route ends in a form of ours or in a service of another (`elders`). `makes_zaak`, `volgen` and
    `vooringevuld` are about our own form. `vanzelf`: nobody has to ask. `wet_aan_balie`: the law keeps it at a counter.
    """

    vindbaar: bool = False
    half: bool = False
    aanvragen: bool = False
    elders: bool = False
    makes_zaak: bool = False
    volgen: bool = False
    vooringevuld: bool = False
    vanzelf: bool = False
    wet_aan_balie: bool = False


def measure(feiten: RijpheidFeiten) -> Rijpheid:
    """The level that these facts make. Each level asks the ones below it, but `vanzelf` skips the asking itself."""
    if not feiten.vindbaar:
        return Rijpheid.NIET_ONLINE
    if feiten.vanzelf:
        return Rijpheid.VANZELF
    if not feiten.aanvragen:
        return Rijpheid.HALF if feiten.half else Rijpheid.INFORMATIE
    if not (feiten.makes_zaak and feiten.volgen):
        return Rijpheid.AANVRAGEN
    return Rijpheid.VOORINGEVULD if feiten.vooringevuld else Rijpheid.VOLGEN


def gap(now: RijpheidFeiten, wanted: Rijpheid) -> list[str]:
    """What is missing for the level `wanted`, as sentences for the product's owner; none when it is reached."""
    return [] if measure(now) >= wanted else list(_missing(now, wanted))


def _missing(now: RijpheidFeiten, wanted: Rijpheid) -> Iterator[str]:
    if not now.vindbaar:
        yield _("De pagina staat niet online. Publiceer de pagina.")
    if wanted is Rijpheid.VANZELF:
        if not now.vanzelf:
            yield _(
                "Mensen moeten dit zelf aanvragen. Zorg dat wij het regelen zonder dat iemand erom vraagt. "
                "Zet dat daarna aan bij het product."
            )
        return
    if wanted is Rijpheid.HALF and not (now.half or now.aanvragen):
        yield _("Mensen kunnen online niets doen. Geef een e-mailadres of een formulier om te printen.")
    if wanted >= Rijpheid.AANVRAGEN and not now.aanvragen:
        yield _(
            "Mensen kunnen dit niet helemaal online aanvragen. Maak een formulier bij dit product, of geef het adres "
            "van een dienst waar het wel kan."
        )
        if now.wet_aan_balie:
            yield _("U zegt dat mensen hiervoor zelf moeten komen van de wet. Kijk of dat nog klopt.")
    if wanted >= Rijpheid.VOLGEN:
        yield from _missing_following(now)
    if wanted >= Rijpheid.VOORINGEVULD and not now.vooringevuld:
        yield _(
            "Mensen vullen alles zelf in. Laat hen inloggen, en vul in wat wij al weten. Onze formulieren kunnen dat "
            "nu nog niet."
        )


def _missing_following(now: RijpheidFeiten) -> Iterator[str]:
    if now.elders:
        yield _(
            "De aanvraag gaat via een andere site. Wij kunnen niet zien of mensen hun aanvraag daar volgen. "
            "Gebruik een eigen formulier als u dit niveau wilt."
        )
    elif not now.makes_zaak:
        yield _("De aanvraag wordt geen zaak. Kies een zaaktype bij het formulier.")
    elif not now.volgen:
        yield _("Mensen kunnen hun zaak niet volgen. Zet volgen aan voor deze zaken.")
