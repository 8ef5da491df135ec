"""The kinds of outbox rows that write to a ZGW backend, with what people read for them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ZAAK = "zgw-zaak"
ROL = "zgw-rol"
EIGENSCHAP = "zgw-eigenschap"
ZAAKOBJECT = "zgw-zaakobject"
DOCUMENT = "zgw-document"
KOPPELING = "zgw-koppeling"
STATUS = "zgw-status"
RESULTAAT = "zgw-resultaat"

ALL = (ZAAK, ROL, EIGENSCHAP, ZAAKOBJECT, DOCUMENT, KOPPELING, STATUS, RESULTAAT)
LABELS = {
    ZAAK: _("Zaak maken in het zaaksysteem"),
    ROL: _("Aanvrager bij de zaak zetten"),
    EIGENSCHAP: _("Eigenschap bij de zaak zetten"),
    ZAAKOBJECT: _("Plek of ding bij de zaak zetten"),
    DOCUMENT: _("Document naar het zaaksysteem sturen"),
    KOPPELING: _("Document bij de zaak zetten"),
    STATUS: _("Status bij de zaak zetten"),
    RESULTAAT: _("Resultaat bij de zaak zetten"),
}
# The key of the document that is the receipt; of every other it is the primary key of the Zaakinformatieobject.
BEWIJS = "bewijs"
