"""Tries the connection with the ZGW backend and says in Dutch what is wrong and what to do. Nothing is made there."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from formulieren.zaken.client import (
    Storing,
    ZgwError,
    ZgwMalformed,
    ZgwNotConfigured,
    ZgwRefused,
    ZgwUnavailable,
    catalogi_client,
    documenten_client,
    zaken_client,
)
from formulieren.zaken.client.http import ZgwClient
from formulieren.zaken.models import Zgwinstellingen

logger = logging.getLogger("loket.zgw")

# Seconds between the clocks that still work; a token is good for an hour.
SKEW = 30.0
# Older than this lacks what we use: kenmerken and contactpersoonRol, bestandsdelen.
LOWEST = {"zaken": (1, 2), "catalogi": (1, 0), "documenten": (1, 1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitslag:
    """One thing that was tried: which API, whether it works, what we saw and what to do."""

    api: str
    goed: bool
    tekst: str
    hulp: str = ""


def check_verbinding(settings: Zgwinstellingen | None = None) -> list[Uitslag]:
    """All checks, per API; the first that fails ends those of its API. Never raises."""
    chosen = settings or Zgwinstellingen.load()
    found: list[Uitslag] = []
    types: list[str] = []
    for api, check in (
        (_("Catalogi API"), _check_catalogi),
        (_("Zaken API"), _check_zaken),
        (_("Documenten API"), _check_documenten),
    ):
        try:
            for uitslag in check(chosen, api, types):
                found.append(uitslag)
        except ZgwError as error:
            found.append(explained(api, error))
        except Exception as error:
            logger.error("The check of the connection failed: %s", type(error).__name__)
            found.append(
                Uitslag(
                    api=api,
                    goed=False,
                    tekst=_("Er ging iets mis dat wij niet verwachtten (%(fout)s).")
                    % {"fout": type(error).__name__},
                    hulp=_("Kijk of het adres van de dienst klopt. Vraag anders de beheerder van de server."),
                )
            )
    return found


def _check_catalogi(settings: Zgwinstellingen, api: str, types: list[str]) -> Iterator[Uitslag]:
    with catalogi_client(settings) as client:
        if not settings.catalogus_domein or not settings.catalogus_rsin:
            raise ZgwNotConfigured(_("Vul het domein en het RSIN van de catalogus in bij de instellingen."))
        catalogus = client.catalogus(domein=settings.catalogus_domein, rsin=settings.catalogus_rsin)
        yield from _answered(api, client, "catalogi")
        if catalogus is None:
            raise ZgwNotConfigured(
                _("Deze catalogus bestaat niet. Kijk het domein en het RSIN van de catalogus na.")
            )
        today = timezone.localdate()
        good = [
            row for row in client.zaaktypen(catalogus=catalogus) if row.holds_on(today) and not row.concept
        ]
        types += [row.url for row in good[:1]]
        if not good:
            raise ZgwNotConfigured(
                _(
                    "In de catalogus staat geen gepubliceerd zaaktype dat vandaag geldt. Publiceer eerst een zaaktype."
                )
            )
        yield Uitslag(
            api=api, goed=True, tekst=_("Zaaktypen die vandaag gelden: %(aantal)s.") % {"aantal": len(good)}
        )


def _check_zaken(settings: Zgwinstellingen, api: str, types: list[str]) -> Iterator[Uitslag]:
    if not settings.bronorganisatie:
        raise ZgwNotConfigured(_("Vul het RSIN van de gemeente in bij de instellingen."))
    with zaken_client(settings) as client:
        _allowed(
            "zaken.lezen",
            lambda: client.find_zaak(identificatie=_nothing(), bronorganisatie=settings.bronorganisatie),
        )
        yield from _answered(api, client, "zaken")
        if not types:
            return
        # Never a zaak: what is obligatory is left out, and the backend says what it thinks of the rest.
        _refused_by(client, "zaken", {"zaaktype": types[0]}, "zaken.aanmaken")
        yield Uitslag(
            api=api, goed=True, tekst=_("Zaken lezen en maken mag, en het zaaktype is daar bekend.")
        )
        nowhere = f"{client.base_url}zaken/00000000-0000-4000-8000-000000000000"
        _refused_by(client, "rollen", {"zaak": nowhere}, "zaken.bijwerken")


def _check_documenten(settings: Zgwinstellingen, api: str, types: list[str]) -> Iterator[Uitslag]:
    with documenten_client(settings) as client:
        _allowed(
            "documenten.lezen",
            lambda: client.find_document(identificatie=_nothing(), bronorganisatie=settings.bronorganisatie),
        )
        yield from _answered(api, client, "documenten")
        _refused_by(client, "enkelvoudiginformatieobjecten", {}, "documenten.aanmaken")
        yield Uitslag(api=api, goed=True, tekst=_("Documenten lezen en maken mag."))


def _nothing() -> str:
    """A number that no zaak has."""
    return f"controle-{secrets.token_hex(8)}"


def _allowed(scope: str, call: Callable[[], Any]) -> None:
    try:
        call()
    except ZgwRefused as error:
        if error.status == 403 and error.code in ("permission_denied", ""):
            raise _no_scope(scope) from None
        raise


def _refused_by(client: ZgwClient, path: str, body: dict[str, Any], scope: str) -> None:
    """Sends what can't be made: a 400 about what is left out is the good answer."""
    try:
        client.call("POST", path, body=body)
    except ZgwRefused as error:
        if error.status == 403 and error.code in ("permission_denied", ""):
            raise _no_scope(scope) from None
        if "unknown-service" in error.codes or error.status != 400:
            raise


def _no_scope(scope: str) -> ZgwNotConfigured:
    return ZgwNotConfigured(
        _("Loket heeft in het zaaksysteem het recht %(scope)s niet. Geef Loket daar dat recht.")
        % {"scope": scope}
    )


def _answered(api: str, client: ZgwClient, component: str) -> Iterator[Uitslag]:
    version = client.api_version
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isascii() and part.isdigit())
    if len(numbers) == 2 and numbers < LOWEST[component]:
        lowest = ".".join(str(number) for number in LOWEST[component])
        raise ZgwNotConfigured(
            _("Deze API heeft versie %(versie)s. Loket heeft minstens versie %(laagste)s nodig.")
            % {"versie": version, "laagste": lowest}
        )
    words = {"versie": version or _("onbekend")}
    yield Uitslag(api=api, goed=True, tekst=_("Er is verbinding. Versie van de API: %(versie)s.") % words)
    if abs(client.skew) > SKEW:
        yield Uitslag(
            api=api,
            goed=False,
            tekst=_("De klok van het zaaksysteem en die van ons schelen %(seconden)s seconden.")
            % {"seconden": round(abs(client.skew))},
            hulp=_("Zet beide klokken gelijk. Anders weigert het zaaksysteem onze berichten."),
        )


def explained(api: str, error: ZgwError) -> Uitslag:
    """What went wrong in a sentence, and what to do in another."""
    if isinstance(error, ZgwNotConfigured):
        first, _dot, rest = error.what.partition(". ")
        return Uitslag(api=api, goed=False, tekst=f"{first.rstrip('.')}.", hulp=rest)
    tekst, hulp = _words(error)
    return Uitslag(api=api, goed=False, tekst=tekst, hulp=hulp)


def _words(error: ZgwError) -> tuple[str, str]:
    if isinstance(error, ZgwMalformed):
        if error.storing == Storing.OTHER_HOST:
            return (
                _("Het zaaksysteem noemt in zijn antwoorden een ander adres dan u invulde."),
                _(
                    "Vul het adres precies zo in als het zaaksysteem het schrijft: ook de naam en http of https."
                ),
            )
        if error.storing == Storing.REDIRECT:
            return (
                _("Het zaaksysteem stuurt ons door naar een ander adres."),
                _("Vul het adres in waar het zaaksysteem echt staat. Let op https en op de / aan het eind."),
            )
        return (
            _("Er kwam een antwoord, maar niet van een ZGW API."),
            _("Kijk het adres na. Het eindigt meestal op /api/v1/."),
        )
    if isinstance(error, ZgwUnavailable):
        return _unavailable(error)
    if isinstance(error, ZgwRefused):
        return _refused(error)
    return (_("Er ging iets mis."), _("Probeer het later opnieuw."))


def _unavailable(error: ZgwUnavailable) -> tuple[str, str]:
    later = _("Probeer het later opnieuw. Blijft het zo? Vraag de beheerder van het zaaksysteem.")
    return {
        Storing.DNS: (_("De naam in het adres bestaat niet."), _("Kijk na of het adres goed is gespeld.")),
        Storing.REFUSED: (
            _("De server neemt niet op."),
            _("Kijk na of het adres en de poort kloppen, en of het zaaksysteem aan staat."),
        ),
        Storing.TLS: (
            _("De beveiligde verbinding lukt niet: het certificaat klopt niet."),
            _("Vraag de beheerder van het zaaksysteem om een geldig certificaat voor dit adres."),
        ),
        Storing.TIMEOUT: (
            _("Er kwam op tijd geen antwoord."),
            _("Kijk na of een firewall in de weg zit. Of geef de dienst meer seconden."),
        ),
        Storing.NETWORK: (_("De verbinding brak af."), later),
        Storing.BUSY: (_("Het zaaksysteem heeft het te druk."), later),
        Storing.SERVER: (
            _("Het zaaksysteem heeft zelf een storing (%(code)s).") % {"code": error.status},
            later,
        ),
    }.get(error.storing, (_("Er kwam geen bruikbaar antwoord."), later))


def _refused(error: ZgwRefused) -> tuple[str, str]:
    codes = error.codes
    if "invalid-jwt-signature" in codes:
        return (
            _("Het wachtwoord klopt niet."),
            _("Vul bij de dienst het geheim in dat in het zaaksysteem staat."),
        )
    if codes & {"jwt-expired", "jwt-immature", "jwt-not-yet-valid"} or (
        error.status in (401, 403) and abs(error.skew) > SKEW
    ):
        return (
            _("Het zaaksysteem vindt onze toegang verlopen of nog niet geldig."),
            _("Zet de klok van deze server en die van het zaaksysteem gelijk."),
        )
    if codes & {"invalid-client-identifier", "not_authenticated"}:
        return (
            _("Het zaaksysteem kent deze client-id niet."),
            _("Kijk de client-id na. Of laat Loket toevoegen aan het zaaksysteem."),
        )
    if "unknown-service" in codes:
        return (
            _("Het zaaksysteem kent het adres van de catalogus niet."),
            _("Schrijf de naam van de server bij alle diensten zoals het zaaksysteem dat zelf doet."),
        )
    if error.status in (401, 403):
        return (
            _("Wij mogen dit niet in het zaaksysteem."),
            _("Geef Loket daar de rechten die in het handboek staan."),
        )
    if error.status == 404:
        return (_("Op dit adres staat geen API."), _("Kijk het adres na. Het eindigt meestal op /api/v1/."))
    return (
        _("Het zaaksysteem weigert een vraag (%(code)s).") % {"code": error.code or error.status},
        _("Stuur deze code naar de beheerder van het zaaksysteem."),
    )
