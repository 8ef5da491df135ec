"""The models of the catalogue: one family per file."""

from producten.models.herkomst import Bronverwijzing, CatalogusImport, ImportStatus
from producten.models.kanaal import KanaalInfo
from producten.models.kanaalroute import ProductKanaalroute, StandaardKanaalroute
from producten.models.ontvangst import ProductOntvangst, StandaardOntvangst
from producten.models.organisatie import Organisatie, Thema
from producten.models.overzicht import ProductenPage
from producten.models.product import ProductPage
from producten.models.productgroep import ProductgroepPage
from producten.models.settings import CatalogusSettings
from producten.models.storing import Storing
from producten.models.sturing import Medewerkerinfo, Medewerkervraag, RijpheidWens
from producten.models.tarief import Tarief, TariefBedrag, TariefKeuze
from producten.models.upn import UniformeProductnaam, UplLijst
from producten.models.verband import ProductGrondslag, ProductUpn, ProductVerband, ProductZaaktype

__all__ = [
    "Bronverwijzing",
    "CatalogusImport",
    "CatalogusSettings",
    "ImportStatus",
    "KanaalInfo",
    "Medewerkerinfo",
    "Medewerkervraag",
    "Organisatie",
    "ProductGrondslag",
    "ProductKanaalroute",
    "ProductOntvangst",
    "ProductPage",
    "ProductUpn",
    "ProductVerband",
    "ProductZaaktype",
    "ProductenPage",
    "ProductgroepPage",
    "RijpheidWens",
    "StandaardKanaalroute",
    "StandaardOntvangst",
    "Storing",
    "Tarief",
    "TariefBedrag",
    "TariefKeuze",
    "Thema",
    "UniformeProductnaam",
    "UplLijst",
]
