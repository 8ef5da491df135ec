"""The Zaken API 1.5: what Loket asks of it and writes to it. Addresses stay exactly as the backend spells them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from formulieren.zaken.client.errors import Storing, ZgwMalformed
from formulieren.zaken.client.http import ZgwClient
from formulieren.zaken.client.reading import day, moment, text

CRS = "EPSG:4326"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteZaak:
    """A zaak as the backend has it. `kenmerken` are (kenmerk, bron)."""

    url: str
    identificatie: str
    bronorganisatie: str
    zaaktype: str
    omschrijving: str
    startdatum: date | None
    einddatum: date | None
    einddatum_gepland: date | None
    uiterlijke_einddatum: date | None
    status: str
    resultaat: str
    kenmerken: tuple[tuple[str, str], ...]
    archiefnominatie: str
    archiefactiedatum: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteStatus:
    """A status of a zaak."""

    url: str
    zaak: str
    statustype: str
    gezet_op: datetime
    toelichting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteRol:
    """A rol of a zaak, without anything of the person."""

    url: str
    zaak: str
    roltype: str
    generiek: str
    betrokkene_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteZaakobject:
    """A zaakobject; `identificatie` is the objectIdentificatie."""

    url: str
    object_type: str
    identificatie: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteKoppeling:
    """A zaakinformatieobject: which document belongs to which zaak."""

    url: str
    zaak: str
    informatieobject: str
    titel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteResultaat:
    """How a zaak ended."""

    url: str
    resultaattype: str
    toelichting: str


class ZakenClient(ZgwClient):
    """One function per call. All raise the errors of `client.errors`."""

    extra_headers: ClassVar[Mapping[str, str]] = {"Accept-Crs": CRS, "Content-Crs": CRS}

    # --- zaken

    def create_zaak(self, body: Mapping[str, Any]) -> RemoteZaak:
        """Makes a zaak; `body` as in the standard, with our own `identificatie`."""
        echo = {name: body[name] for name in ("identificatie", "bronorganisatie", "zaaktype")}
        return _zaak(self.made("zaken", body, echo=echo))

    def zaak(self, url: str) -> RemoteZaak:
        """The zaak at `url`."""
        return _zaak(self._get(url))

    def find_zaak(self, *, identificatie: str, bronorganisatie: str) -> RemoteZaak | None:
        """The zaak with this identificatie, which is unique per bronorganisatie."""
        params = {"identificatie": identificatie, "bronorganisatie": bronorganisatie}
        for row in self.pages("zaken", params):
            zaak = _zaak(self.checked("GET zaken", row))
            # A backend that doesn't know a parameter may ignore it.
            if (zaak.identificatie, zaak.bronorganisatie) == (identificatie, bronorganisatie):
                return zaak
        return None

    def zaken_between(self, *, bronorganisatie: str, first: date, last: date) -> Iterator[RemoteZaak]:
        """The zaken of one organisation that began from `first` to `last`, both included."""
        params = {
            "bronorganisatie": bronorganisatie,
            "startdatum__gte": first.isoformat(),
            "startdatum__lte": last.isoformat(),
        }
        for row in self.pages("zaken", params):
            yield _zaak(self.checked("GET zaken", row))

    # --- rollen

    def create_rol(self, body: Mapping[str, Any]) -> RemoteRol:
        """Makes a rol."""
        return _rol(self.made("rollen", body, echo={"zaak": body["zaak"], "roltype": body["roltype"]}))

    def rollen(self, zaak: str) -> list[RemoteRol]:
        """The rollen of a zaak."""
        rows = (_rol(self.checked("GET rollen", row)) for row in self.pages("rollen", {"zaak": zaak}))
        return [rol for rol in rows if rol.zaak == zaak]

    # --- statussen and resultaten

    def create_status(self, body: Mapping[str, Any]) -> RemoteStatus:
        """Sets a status."""
        echo = {"zaak": body["zaak"], "statustype": body["statustype"]}
        return _status(self.made("statussen", body, echo=echo))

    def status(self, url: str) -> RemoteStatus:
        """The status at `url`."""
        return _status(self._get(url))

    def statussen(self, zaak: str) -> list[RemoteStatus]:
        """The statussen of a zaak, oldest first."""
        rows = (
            _status(self.checked("GET statussen", row)) for row in self.pages("statussen", {"zaak": zaak})
        )
        return sorted((row for row in rows if row.zaak == zaak), key=lambda status: status.gezet_op)

    def create_resultaat(self, body: Mapping[str, Any]) -> str:
        """Says how a zaak ended; its address."""
        echo = {"zaak": body["zaak"], "resultaattype": body["resultaattype"]}
        return str(self.made("resultaten", body, echo=echo)["url"])

    def resultaat(self, url: str) -> RemoteResultaat:
        """The resultaat at `url`."""
        row = self._get(url)
        return RemoteResultaat(
            url=row["url"],
            resultaattype=text(row, "resultaattype"),
            toelichting=text(row, "toelichting", most=1000),
        )

    # --- zaakeigenschappen

    def create_zaakeigenschap(self, zaak: str, body: Mapping[str, Any]) -> str:
        """Gives a zaak the value of one eigenschap; its address."""
        made = self.made(f"{zaak}/zaakeigenschappen", body, echo={"eigenschap": body["eigenschap"]})
        return str(made["url"])

    def zaakeigenschappen(self, zaak: str) -> dict[str, str]:
        """The addresses of the zaakeigenschappen of a zaak, by the address of their eigenschap."""
        rows = [self.checked("GET zaakeigenschappen", row) for row in self.pages(f"{zaak}/zaakeigenschappen")]
        return {text(row, "eigenschap"): str(row["url"]) for row in rows}

    # --- zaakobjecten

    def create_zaakobject(self, body: Mapping[str, Any]) -> str:
        """Says what a zaak is about; its address."""
        echo = {"zaak": body["zaak"], "objectType": body["objectType"]}
        return str(self.made("zaakobjecten", body, echo=echo)["url"])

    def zaakobjecten(self, zaak: str) -> list[RemoteZaakobject]:
        """What a zaak is about."""
        found = []
        for row in self.pages("zaakobjecten", {"zaak": zaak}):
            self.checked("GET zaakobjecten", row)
            if row.get("zaak") == zaak:
                given = row.get("objectIdentificatie")
                found.append(
                    RemoteZaakobject(
                        url=row["url"],
                        object_type=text(row, "objectType"),
                        identificatie=given if isinstance(given, dict) else {},
                    )
                )
        return found

    # --- zaakinformatieobjecten

    def create_koppeling(self, body: Mapping[str, Any]) -> str:
        """Links a document to a zaak; the address of the link."""
        echo = {"zaak": body["zaak"], "informatieobject": body["informatieobject"]}
        return str(self.made("zaakinformatieobjecten", body, echo=echo)["url"])

    def koppelingen(self, zaak: str) -> list[RemoteKoppeling]:
        """The documents of a zaak."""
        rows = (
            _koppeling(self.checked("GET zaakinformatieobjecten", row))
            for row in self.pages("zaakinformatieobjecten", {"zaak": zaak})
        )
        return [row for row in rows if row.zaak == zaak]

    def koppeling(self, url: str) -> RemoteKoppeling:
        """The link at `url`."""
        return _koppeling(self._get(url))

    def _get(self, url: str) -> dict[str, Any]:
        name = self._name("GET", url)
        return self.checked(name, self.call("GET", url), echo={"url": url})


def _zaak(row: dict[str, Any]) -> RemoteZaak:
    kenmerken = row.get("kenmerken")
    return RemoteZaak(
        url=row["url"],
        identificatie=text(row, "identificatie"),
        bronorganisatie=text(row, "bronorganisatie"),
        zaaktype=text(row, "zaaktype"),
        omschrijving=text(row, "omschrijving"),
        startdatum=day(row, "startdatum"),
        einddatum=day(row, "einddatum"),
        einddatum_gepland=day(row, "einddatumGepland"),
        uiterlijke_einddatum=day(row, "uiterlijkeEinddatumAfdoening"),
        status=text(row, "status"),
        resultaat=text(row, "resultaat"),
        kenmerken=tuple(
            (str(one.get("kenmerk", "")), str(one.get("bron", "")))
            for one in (kenmerken if isinstance(kenmerken, list) else [])
            if isinstance(one, dict)
        ),
        archiefnominatie=text(row, "archiefnominatie"),
        archiefactiedatum=day(row, "archiefactiedatum"),
    )


def _status(row: dict[str, Any]) -> RemoteStatus:
    gezet_op = moment(row, "datumStatusGezet")
    if gezet_op is None:
        raise ZgwMalformed("statussen", Storing.WRONG_SHAPE)
    return RemoteStatus(
        url=row["url"],
        zaak=text(row, "zaak"),
        statustype=text(row, "statustype"),
        gezet_op=gezet_op,
        toelichting=text(row, "statustoelichting", most=1000),
    )


def _rol(row: dict[str, Any]) -> RemoteRol:
    return RemoteRol(
        url=row["url"],
        zaak=text(row, "zaak"),
        roltype=text(row, "roltype"),
        generiek=text(row, "omschrijvingGeneriek"),
        betrokkene_type=text(row, "betrokkeneType"),
    )


def _koppeling(row: dict[str, Any]) -> RemoteKoppeling:
    return RemoteKoppeling(
        url=row["url"],
        zaak=text(row, "zaak"),
        informatieobject=text(row, "informatieobject"),
        titel=text(row, "titel", most=200),
    )


__all__ = [
    "RemoteKoppeling",
    "RemoteResultaat",
    "RemoteRol",
    "RemoteStatus",
    "RemoteZaak",
    "RemoteZaakobject",
    "ZakenClient",
]
