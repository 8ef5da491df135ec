"""What the gate remembers, one model family per file."""

from a11y_checks.models.audit import Audit, AuditTrigger, GateRecord
from a11y_checks.models.bericht import BerichtSoort, BerichtStatus, UitzonderingBericht
from a11y_checks.models.bewijs import GepubliceerdeVersie
from a11y_checks.models.document import DocumentControle
from a11y_checks.models.lezerspanel import Lezerspanel, LezerspanelKeuze, LezerspanelReactie
from a11y_checks.models.onderzoek import WcagOnderzoek
from a11y_checks.models.oordeel import BevindingOordeel, OordeelKeuze
from a11y_checks.models.uitzondering import Uitzondering, UitzonderingReeks, UitzonderingStatus
from a11y_checks.models.verloop import BevindingVerloop

__all__ = [
    "Audit",
    "AuditTrigger",
    "BerichtSoort",
    "BerichtStatus",
    "BevindingOordeel",
    "BevindingVerloop",
    "DocumentControle",
    "GateRecord",
    "GepubliceerdeVersie",
    "Lezerspanel",
    "LezerspanelKeuze",
    "LezerspanelReactie",
    "OordeelKeuze",
    "Uitzondering",
    "UitzonderingBericht",
    "UitzonderingReeks",
    "UitzonderingStatus",
    "WcagOnderzoek",
]
