"""The local store: one family of models per file, named as in the ZGW standard."""

from formulieren.zaken.models.afstemming import Afstemming
from formulieren.zaken.models.behandeling import (
    Aanvulverzoek,
    Afwezigheid,
    Besluit,
    Intrekking,
    Opschorting,
    Verlenging,
)
from formulieren.zaken.models.eenmaalcode import Eenmaalcode
from formulieren.zaken.models.feiten import Resultaat, Zaakeigenschap, Zaakinformatieobject, Zaakobject
from formulieren.zaken.models.instellingen import Zaakinstellingen, Zgwinstellingen
from formulieren.zaken.models.koppeling import (
    DocumentUpload,
    FormulierKoppeling,
    KoppelingBevinding,
    KoppelingDoel,
    KoppelingRegel,
)
from formulieren.zaken.models.notificatie import Notificatie, NotificatieState
from formulieren.zaken.models.ontvangstbewijs import Ontvangstbewijs
from formulieren.zaken.models.vernietigingslijst import (
    Vernietigingslijst,
    VernietigingslijstRegel,
    VernietigingslijstState,
)
from formulieren.zaken.models.vernietigingsstop import Vernietigingsstop
from formulieren.zaken.models.zaak import Rol, Status, Zaak
from formulieren.zaken.models.zaaktype import Eigenschap, Resultaattype, Roltype, Statustype, Zaaktype

__all__ = [
    "Aanvulverzoek",
    "Afstemming",
    "Afwezigheid",
    "Besluit",
    "DocumentUpload",
    "Eenmaalcode",
    "Eigenschap",
    "FormulierKoppeling",
    "Intrekking",
    "KoppelingBevinding",
    "KoppelingDoel",
    "KoppelingRegel",
    "Notificatie",
    "NotificatieState",
    "Ontvangstbewijs",
    "Opschorting",
    "Resultaat",
    "Resultaattype",
    "Rol",
    "Roltype",
    "Status",
    "Statustype",
    "Verlenging",
    "Vernietigingslijst",
    "VernietigingslijstRegel",
    "VernietigingslijstState",
    "Vernietigingsstop",
    "Zaak",
    "Zaakeigenschap",
    "Zaakinformatieobject",
    "Zaakinstellingen",
    "Zaakobject",
    "Zaaktype",
    "Zgwinstellingen",
]
