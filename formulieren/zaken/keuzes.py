"""The fixed lists of the local store, with the values of the ZGW standard where it has them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Termijneenheid(models.TextChoices):
    """In what a term is counted; read by `termijnen`."""

    KANTOORUREN = "kantooruren", _("kantooruren")
    WERKDAGEN = "werkdagen", _("werkdagen")
    WEKEN = "weken", _("weken")
    DAGEN = "dagen", _("dagen")


class InternExtern(models.TextChoices):
    """For whom a zaaktype is (ZGW indicatieInternOfExtern); only EXTERN is ever shown to a resident."""

    INTERN = "intern", _("Intern: de gemeente begint het zelf")
    EXTERN = "extern", _("Extern: iemand van buiten vraagt erom")
    INKOMEND = "inkomend", _("Inkomend: het komt van een andere organisatie")


class Vertrouwelijkheid(models.TextChoices):
    """ZGW vertrouwelijkheidaanduiding, from open to most secret: the order counts."""

    OPENBAAR = "openbaar", _("Openbaar")
    BEPERKT_OPENBAAR = "beperkt_openbaar", _("Beperkt openbaar")
    INTERN = "intern", _("Intern")
    ZAAKVERTROUWELIJK = "zaakvertrouwelijk", _("Zaakvertrouwelijk")
    VERTROUWELIJK = "vertrouwelijk", _("Vertrouwelijk")
    CONFIDENTIEEL = "confidentieel", _("Confidentieel")
    GEHEIM = "geheim", _("Geheim")
    ZEER_GEHEIM = "zeer_geheim", _("Zeer geheim")

    @property
    def rank(self) -> int:
        """0 for open, higher for more secret."""
        return list(Vertrouwelijkheid).index(self)


class VolgNiveau(models.TextChoices):
    """What a resident sees of a zaak with reference and code alone; read by the pages to follow a zaak."""

    UIT = "uit", _("Niets: deze zaken zijn niet te volgen")
    STATUS = "status", _("De status en de datums")
    DOCUMENTEN = "documenten", _("De status, de datums en de documenten")


class Generiek(models.TextChoices):
    """ZGW omschrijvingGeneriek of a roltype."""

    ADVISEUR = "adviseur", _("Adviseur")
    BEHANDELAAR = "behandelaar", _("Behandelaar")
    BELANGHEBBENDE = "belanghebbende", _("Belanghebbende")
    BESLISSER = "beslisser", _("Beslisser")
    INITIATOR = "initiator", _("Initiator")
    KLANTCONTACTER = "klantcontacter", _("Klantcontacter")
    ZAAKCOORDINATOR = "zaakcoordinator", _("Zaakcoördinator")
    MEDE_INITIATOR = "mede_initiator", _("Mede-initiator")


class Archiefnominatie(models.TextChoices):
    """What must happen with a closed zaak in the end."""

    VERNIETIGEN = "vernietigen", _("Vernietigen")
    BLIJVEND_BEWAREN = "blijvend_bewaren", _("Blijvend bewaren")


class Brondatum(models.TextChoices):
    """ZGW afleidingswijze: from which date the archive's term counts."""

    AFGEHANDELD = "afgehandeld", _("De dag waarop de zaak klaar is")
    EIGENSCHAP = "eigenschap", _("Een datum die bij de zaak staat")
    INGANGSDATUM_BESLUIT = "ingangsdatum_besluit", _("De dag waarop het besluit ingaat")
    VERVALDATUM_BESLUIT = "vervaldatum_besluit", _("De dag waarop het besluit niet meer geldt")
    TERMIJN = "termijn", _("Een vaste tijd na de dag waarop de zaak klaar is")


class Formaat(models.TextChoices):
    """ZGW formaat of an eigenschap."""

    TEKST = "tekst", _("Tekst")
    GETAL = "getal", _("Getal")
    DATUM = "datum", _("Datum")
    DATUM_TIJD = "datum_tijd", _("Datum en tijd")


class Richting(models.TextChoices):
    """Where a document comes from or goes to."""

    INKOMEND = "inkomend", _("Van de inwoner")
    INTERN = "intern", _("Van de gemeente zelf")
    UITGAAND = "uitgaand", _("Naar de inwoner")
