"""What can be asked of the work list; a value that makes no sense is left out instead of refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from basis.models import Team
from formulieren.zaken.models import Statustype, Zaaktype
from formulieren.zaken.services.behandelen import name_of
from formulieren.zaken.services.werkvoorraad import BehandelaarKeuze, StandKeuze, TermijnKeuze, Vraag
from producten.keuzes import Kanaal

ALL = ("", gettext_lazy("Alle"))
WIE = {
    BehandelaarKeuze.IEDEREEN: gettext_lazy("Iedereen"),
    BehandelaarKeuze.MIJ: gettext_lazy("Mij"),
    BehandelaarKeuze.MIJ_EN_VERVANGING: gettext_lazy("Mij en wie ik vervang"),
    BehandelaarKeuze.NIEMAND: gettext_lazy("Nog niemand"),
}
TERMIJN = {
    TermijnKeuze.TE_LAAT: gettext_lazy("Te laat"),
    TermijnKeuze.STREEF_VOORBIJ: gettext_lazy("De streefdatum is voorbij"),
    TermijnKeuze.VANDAAG: gettext_lazy("Vandaag klaar"),
    TermijnKeuze.DEZE_WEEK: gettext_lazy("Deze week klaar"),
    TermijnKeuze.VOLGENDE_WEEK: gettext_lazy("Volgende week klaar"),
    TermijnKeuze.STIL: gettext_lazy("De termijn staat stil"),
    TermijnKeuze.GEEN_ANTWOORD: gettext_lazy("De inwoner gaf geen antwoord"),
}
OPEN = {
    StandKeuze.OPEN: gettext_lazy("Open"),
    StandKeuze.KLAAR: gettext_lazy("Klaar"),
    StandKeuze.ALLES: gettext_lazy("Open en klaar"),
}
SORTEER = {
    "termijn": gettext_lazy("Eerst wat het eerst klaar moet"),
    "ontvangen": gettext_lazy("Oudste eerst"),
    "-ontvangen": gettext_lazy("Nieuwste eerst"),
    "zaaktype": gettext_lazy("Zaaktype"),
    "behandelaar": gettext_lazy("Behandelaar"),
    "nummer": gettext_lazy("Nummer"),
}


class WerkvoorraadForm(forms.Form):
    """The filters. Every field may be left open."""

    zoek = forms.CharField(label=gettext_lazy("Nummer of onderwerp"), required=False, max_length=80)
    wie = forms.ChoiceField(label=gettext_lazy("Van wie"), required=False)
    termijn = forms.ChoiceField(label=gettext_lazy("Termijn"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False)
    zaaktype = forms.ChoiceField(label=gettext_lazy("Zaaktype"), required=False)
    team = forms.ChoiceField(label=gettext_lazy("Team"), required=False)
    kanaal = forms.ChoiceField(label=gettext_lazy("Kanaal"), required=False)
    open = forms.ChoiceField(label=gettext_lazy("Open of klaar"), required=False)
    sorteer = forms.ChoiceField(label=gettext_lazy("Volgorde"), required=False)

    def __init__(self, data: Any, *, colleagues: Sequence[Any]) -> None:
        super().__init__(data)
        people = [(str(user.pk), name_of(user)) for user in colleagues]
        names = Statustype.objects.order_by("omschrijving").values_list("omschrijving", flat=True).distinct()
        choices: dict[str, list[Any]] = {
            "wie": [*_pairs(WIE), (_("Een collega"), people)] if people else _pairs(WIE),
            "termijn": [ALL, *_pairs(TERMIJN)],
            "status": [ALL, *((name, name) for name in names)],
            "zaaktype": [ALL, *((str(z.pk), str(z)) for z in Zaaktype.objects.all())],
            "team": [ALL, *((str(team.pk), str(team)) for team in Team.objects.all())],
            "kanaal": [ALL, *Kanaal.choices],
            "open": _pairs(OPEN),
            "sorteer": _pairs(SORTEER),
        }
        for name, pairs in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = pairs

    def vraag(self) -> Vraag:
        """What was asked, without what makes no sense."""
        self.is_valid()
        good = {name: value for name, value in self.cleaned_data.items() if value}
        wie = good.get("wie", BehandelaarKeuze.IEDEREEN)
        return Vraag(
            wie=BehandelaarKeuze(wie) if wie in set(BehandelaarKeuze) else BehandelaarKeuze.IEDEREEN,
            behandelaar=None if wie in set(BehandelaarKeuze) else int(wie),
            team=_number(good.get("team")),
            zaaktype=_number(good.get("zaaktype")),
            status=good.get("status", ""),
            kanaal=good.get("kanaal", ""),
            termijn=TermijnKeuze(good["termijn"]) if "termijn" in good else None,
            open=StandKeuze(good.get("open", StandKeuze.OPEN)),
            zoek=good.get("zoek", ""),
            sorteer=good.get("sorteer", "termijn"),
        )

    def query(self, **more: str) -> str:
        """What was asked as the query of an address, with `more` in place of what was there ("" takes it out)."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value} | more
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in given.items() if value})
        return query.urlencode()


def _pairs(words: Any) -> list[Any]:
    return [(str(key), label) for key, label in words.items()]


def _number(text: str | None) -> int | None:
    return int(text) if text else None
