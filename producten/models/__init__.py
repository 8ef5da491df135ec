"""The models of the catalogue: one family per file."""

from producten.models.kanaalroute import ProductKanaalroute, StandaardKanaalroute
from producten.models.overzicht import ProductenPage
from producten.models.product import ProductPage
from producten.models.productgroep import ProductgroepPage
from producten.models.upn import UniformeProductnaam, UplLijst

__all__ = [
    "ProductKanaalroute",
    "ProductPage",
    "ProductenPage",
    "ProductgroepPage",
    "StandaardKanaalroute",
    "UniformeProductnaam",
    "UplLijst",
]
