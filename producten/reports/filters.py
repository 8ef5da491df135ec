"""The filters of the portfolio: groep, team, doelgroep and thema, as they stand in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from wagtail.models import Locale

from basis.models import Team
from producten.keuzes import Doelgroep
from producten.models import ProductgroepPage, ProductPage, Thema


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter as a list to choose from: (value, name) pairs."""

    naam: str
    label: str
    alles: str
    keuzes: list[tuple[str, str]]
    gekozen: str


@dataclass(frozen=True, slots=True)
class PortfolioFilters:
    """What is chosen; a value that isn't in its list counts as not chosen. Three queries to make."""

    filters: list[Filter]

    @classmethod
    def read(cls, params: QueryDict) -> PortfolioFilters:
        """The filters with their lists, as `params` chooses them."""
        groups = ProductgroepPage.objects.filter(locale=Locale.get_default()).order_by("title")
        lists = [
            ("groep", _("Productgroep"), _("Alle groepen"), groups.values_list("pk", "title")),
            ("team", _("Team"), _("Alle teams"), Team.objects.values_list("pk", "naam")),
            ("doelgroep", _("Voor wie"), _("Iedereen"), Doelgroep.choices),
            (
                "thema",
                _("Thema"),
                _("Alle thema's"),
                Thema.objects.order_by("naam").values_list("pk", "naam"),
            ),
        ]
        made = []
        for naam, label, everything, pairs in lists:
            choices = [(str(value), str(name)) for value, name in pairs]
            chosen = params.get(naam, "")
            made.append(Filter(naam, label, everything, choices, chosen if chosen in dict(choices) else ""))
        return cls(made)

    def __getitem__(self, naam: str) -> str:
        return next(one.gekozen for one in self.filters if one.naam == naam)

    @property
    def query(self) -> str:
        """What is chosen, as the end of an address."""
        return urlencode({one.naam: one.gekozen for one in self.filters if one.gekozen})

    def products(self) -> Any:
        """The products of the site's own language that the filters leave; the doelgroep is left to `keep`."""
        pages = ProductPage.objects.filter(locale=Locale.get_default(), alias_of__isnull=True)
        if group := self["groep"]:
            pages = pages.child_of(ProductgroepPage.objects.get(pk=int(group)))
        if team := self["team"]:
            pages = pages.filter(beheer__team=int(team))
        if thema := self["thema"]:
            pages = pages.filter(themas=int(thema))
        return pages

    def keep(self, doelgroepen: Any) -> bool:
        """Whether a product with these doelgroepen stays. In Python: SQLite can't search in a list."""
        return not self["doelgroep"] or self["doelgroep"] in doelgroepen
