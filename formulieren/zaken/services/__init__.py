"""What can be done with zaken: one use case per function, with its transaction and its logboek line inside."""

from formulieren.zaken.services.prijs import Prijs, fixed_price, price_of
from formulieren.zaken.services.receipt import Receipt, receipt_for
from formulieren.zaken.services.status import set_status
from formulieren.zaken.services.submit import (
    FormulierVol,
    IncompleteInzending,
    PriceChanged,
    StoppedInzending,
    SubmitUnavailable,
    submit_inzending,
)
from formulieren.zaken.services.volgen import look_up
from formulieren.zaken.services.zaaktypen import save_zaaktype

__all__ = [
    "FormulierVol",
    "IncompleteInzending",
    "PriceChanged",
    "Prijs",
    "Receipt",
    "StoppedInzending",
    "SubmitUnavailable",
    "fixed_price",
    "look_up",
    "price_of",
    "receipt_for",
    "save_zaaktype",
    "set_status",
    "submit_inzending",
]
