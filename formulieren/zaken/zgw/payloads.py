"""What goes over the line, as the standard wants it: built from what is stored, in lengths that fit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from formulieren.zaken.client.zaken import RemoteZaak

BRON = "loket"
TALEN = {"nl": "nld", "en": "eng"}


def zaak_body(
    *,
    identificatie: str,
    kenmerk: str,
    bronorganisatie: str,
    zaaktype: str,
    startdatum: date,
    registratiedatum: date,
    omschrijving: str,
    toelichting: str = "",
    kanaal: str = "",
    geometrie: Mapping[str, Any] | None = None,
    has_price: bool = False,
) -> dict[str, Any]:
    """POST zaken. `kenmerk` proves afterwards that the zaak is ours; how secret it is, its zaaktype says."""
    body: dict[str, Any] = {
        "identificatie": identificatie[:40],
        "bronorganisatie": bronorganisatie,
        "verantwoordelijkeOrganisatie": bronorganisatie,
        "zaaktype": zaaktype,
        "startdatum": startdatum.isoformat(),
        "registratiedatum": registratiedatum.isoformat(),
        "omschrijving": omschrijving[:80],
        "toelichting": toelichting[:1000],
        "communicatiekanaalNaam": kanaal[:50],
        "kenmerken": [{"kenmerk": kenmerk[:40], "bron": BRON}],
    }
    if has_price:
        body["betalingsindicatie"] = "nog_niet"
    if geometrie is not None:
        body["zaakgeometrie"] = dict(geometrie)
    return body


def is_ours(zaak: RemoteZaak, kenmerk: str) -> bool:
    """Whether a zaak with our identificatie was made for this very inzending."""
    return (kenmerk[:40], BRON) in zaak.kenmerken


def rol_body(
    *,
    zaak: str,
    roltype: str,
    bsn: str = "",
    naam: str = "",
    emailadres: str = "",
    telefoonnummer: str = "",
    kvk: str = "",
    vestiging: str = "",
) -> dict[str, Any] | None:
    """POST rollen for the initiator; None when nobody is known: the API refuses a rol without somebody.

    `bsn` is proven by a login or an employee; what was typed goes as a name and as contact data. No verblijfsadres: it
    needs a number of the BAG that we don't have.
    """
    kind, identity = _betrokkene(bsn, naam, kvk, vestiging)
    if not identity:
        return None
    body: dict[str, Any] = {
        "zaak": zaak,
        "roltype": roltype,
        "betrokkeneType": kind,
        "betrokkeneIdentificatie": identity,
        "roltoelichting": "Initiator",
        "afwijkendeNaamBetrokkene": naam[:625] if bsn or kvk or vestiging else "",
    }
    contact = {"emailadres": emailadres[:254], "telefoonnummer": telefoonnummer[:20]}
    if any(contact.values()):
        # A name is obligatory here.
        body["contactpersoonRol"] = {"naam": (naam or "Naam niet gevraagd")[:40], "functie": "", **contact}
    return body


def _betrokkene(bsn: str, naam: str, kvk: str, vestiging: str) -> tuple[str, dict[str, Any]]:
    if vestiging:
        return "vestiging", _filled(vestigingsNummer=vestiging[:24], kvkNummer=kvk[:8])
    if kvk:
        return "niet_natuurlijk_persoon", _filled(kvkNummer=kvk[:8], statutaireNaam=naam[:500])
    # The whole name in the field for the family name: how somebody's name is built up was not asked.
    return "natuurlijk_persoon", _filled(inpBsn=bsn, geslachtsnaam=naam[:200])


def _filled(**fields: str) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value}


def zaakobject_body(
    *, zaak: str, object_type: str, identificatie: Mapping[str, Any], relatie: str
) -> dict[str, Any]:
    """POST zaakobjecten."""
    body: dict[str, Any] = {
        "zaak": zaak,
        "objectType": object_type,
        "objectIdentificatie": dict(identificatie),
        "relatieomschrijving": relatie[:80],
    }
    if object_type == "overige":
        body["objectTypeOverige"] = next(iter(identificatie.get("overigeData") or {"overige": ""}))[:100]
    return body


def document_body(
    *,
    identificatie: str,
    bronorganisatie: str,
    informatieobjecttype: str,
    titel: str,
    bestandsnaam: str,
    formaat: str,
    auteur: str,
    taal: str,
    creatiedatum: date,
    ontvangstdatum: date | None,
) -> dict[str, Any]:
    """POST enkelvoudiginformatieobjecten, without its content.

    `indicatieGebruiksrecht` is set, for without it nobody can close the zaak.
    """
    body: dict[str, Any] = {
        "identificatie": identificatie[:40],
        "bronorganisatie": bronorganisatie,
        "informatieobjecttype": informatieobjecttype,
        "creatiedatum": creatiedatum.isoformat(),
        "titel": (titel or "Document")[:200],
        "bestandsnaam": bestandsnaam[:255],
        "formaat": formaat[:255],
        "auteur": (auteur or "Inwoner")[:200],
        "taal": TALEN.get(taal[:2], "nld"),
        "status": "definitief",
        "indicatieGebruiksrecht": False,
    }
    if ontvangstdatum is not None:
        body["ontvangstdatum"] = ontvangstdatum.isoformat()
    return body


def koppeling_body(*, zaak: str, document: str, titel: str) -> dict[str, Any]:
    """POST zaakinformatieobjecten."""
    return {"zaak": zaak, "informatieobject": document, "titel": titel[:200]}


def status_body(*, zaak: str, statustype: str, gezet_op: datetime, toelichting: str) -> dict[str, Any]:
    """POST statussen. The moment is the stored one in UTC, so that a second try is the same status."""
    return {
        "zaak": zaak,
        "statustype": statustype,
        "datumStatusGezet": in_utc(gezet_op),
        "statustoelichting": toelichting[:1000],
    }


def in_utc(moment: datetime) -> str:
    """A moment as 2026-03-09T08:07:06.123456Z."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
