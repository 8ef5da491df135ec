"""What templates of the catalogue need: the explanation of the means of logging in."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from producten.kanaalroutes import Kanaalroute
from producten.keuzes import LoginMiddel

register = template.Library()

# In words of B1: what somebody needs to have at hand. Levels: DigiD and eHerkenning, eIDAS regulation.
_UITLEG: dict[LoginMiddel, str | Promise] = {
    LoginMiddel.DIGID_MIDDEN: _(
        "U hebt een DigiD nodig met de DigiD-app of met een code per sms. DigiD is uw inlog voor de overheid."
    ),
    LoginMiddel.DIGID_SUBSTANTIEEL: _(
        "U hebt de DigiD-app nodig. In de app hebt u één keer uw paspoort of rijbewijs gescand."
    ),
    LoginMiddel.DIGID_HOOG: _(
        "U hebt de DigiD-app nodig en uw rijbewijs of identiteitskaart. U houdt de kaart tegen uw telefoon."
    ),
    LoginMiddel.EHERKENNING_2PLUS: _(
        "Uw bedrijf heeft eHerkenning nodig, niveau 2+. Dat is de inlog voor bedrijven."
    ),
    LoginMiddel.EHERKENNING_3: _(
        "Uw bedrijf heeft eHerkenning nodig, niveau 3. Dat is de inlog voor bedrijven."
    ),
    LoginMiddel.EHERKENNING_4: _(
        "Uw bedrijf heeft eHerkenning nodig, niveau 4. Dat is de inlog voor bedrijven."
    ),
    LoginMiddel.EIDAS: _(
        "Komt u uit een ander land van Europa? Log dan in met het middel van uw eigen land."
    ),
}


@register.filter
def login_uitleg(routes: Iterable[Kanaalroute]) -> list[tuple[str, str]]:
    """Name and explanation of every means that one of the routes asks for, each once, in the order of the list."""
    asked = {middel for route in routes for middel in route.logins}
    return [(str(middel.label), str(_UITLEG[middel])) for middel in LoginMiddel if middel.value in asked]
