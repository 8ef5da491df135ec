"""The local store: one family of models per file, named as in the ZGW standard."""

from formulieren.zaken.models.ontvangstbewijs import Ontvangstbewijs
from formulieren.zaken.models.vernietigingsstop import Vernietigingsstop
from formulieren.zaken.models.zaak import Rol, Status, Zaak
from formulieren.zaken.models.zaaktype import Statustype, Zaaktype

__all__ = ["Ontvangstbewijs", "Rol", "Status", "Statustype", "Vernietigingsstop", "Zaak", "Zaaktype"]
