"""The Catalogi API 1.3 (and 1.0 upwards): zaaktypen and what belongs to them, as they hold on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from formulieren.zaken.client.errors import ZgwRefused
from formulieren.zaken.client.http import ZgwClient
from formulieren.zaken.client.reading import day, number, text, texts, truth


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteZaaktype:
    """A version of a zaaktype, with the first and last day on which it holds."""

    url: str
    identificatie: str
    omschrijving: str
    doel: str
    begin: date | None
    eind: date | None
    concept: bool
    vertrouwelijkheidaanduiding: str
    intern_of_extern: str
    doorlooptijd: str
    servicenorm: str
    opschorting_mogelijk: bool
    verlenging_mogelijk: bool
    verlengingstermijn: str

    def holds_on(self, when: date) -> bool:
        """Whether it may be used on a day."""
        return (self.begin is None or self.begin <= when) and (self.eind is None or when <= self.eind)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteStatustype:
    """A statustype of a zaaktype."""

    url: str
    volgnummer: int
    omschrijving: str
    statustekst: str
    informeren: bool
    is_eindstatus: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteRoltype:
    """A roltype of a zaaktype."""

    url: str
    omschrijving: str
    generiek: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteEigenschap:
    """An eigenschap of a zaaktype with its specificatie. `waarden` are the only ones allowed, when there are any."""

    url: str
    naam: str
    definitie: str
    formaat: str
    lengte: int
    waarden: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteResultaattype:
    """A resultaattype of a zaaktype."""

    url: str
    omschrijving: str
    toelichting: str
    archiefnominatie: str
    archiefactietermijn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteInformatieobjecttype:
    """A kind of document that a zaaktype may have, and in which direction it goes."""

    url: str
    omschrijving: str
    begin: date | None
    eind: date | None
    concept: bool
    richting: str

    def holds_on(self, when: date) -> bool:
        """Whether it may be used on a day."""
        return (self.begin is None or self.begin <= when) and (self.eind is None or when <= self.eind)


class CatalogiClient(ZgwClient):
    """One function per look-up. All raise the errors of `client.errors`."""

    def catalogus(self, *, domein: str, rsin: str) -> str | None:
        """The address of the catalogus of this domein and rsin, which are unique together."""
        for row in self.pages("catalogussen", {"domein": domein, "rsin": rsin}):
            self.checked("GET catalogussen", row)
            if (text(row, "domein"), text(row, "rsin")) == (domein, rsin):
                return str(row["url"])
        return None

    def zaaktypen(
        self, *, catalogus: str, identificatie: str = "", concepts: bool = False
    ) -> list[RemoteZaaktype]:
        """All versions of a zaaktype, or of every zaaktype; the published ones alone without `concepts`."""
        params = {"catalogus": catalogus, "status": "alles" if concepts else "definitief"}
        if identificatie:
            params["identificatie"] = identificatie
        rows = (_zaaktype(self.checked("GET zaaktypen", row)) for row in self.pages("zaaktypen", params))
        return [row for row in rows if not identificatie or row.identificatie == identificatie]

    def zaaktype_on(self, *, catalogus: str, identificatie: str, when: date) -> RemoteZaaktype | None:
        """The published version that holds on a day, None when there is none.

        A server older than 1.2 refuses datumGeldigheid: then all versions are asked and we choose.
        """
        params = {"catalogus": catalogus, "identificatie": identificatie, "datumGeldigheid": when.isoformat()}
        try:
            rows = list(self.pages("zaaktypen", params))
        except ZgwRefused as error:
            if error.status != 400 or not (
                error.codes & {"unknown-parameters", "invalid"} or error.about("datumGeldigheid")
            ):
                raise
            rows = list(self.pages("zaaktypen", {key: params[key] for key in ("catalogus", "identificatie")}))
        found = [_zaaktype(self.checked("GET zaaktypen", row)) for row in rows]
        good = [
            row
            for row in found
            if row.identificatie == identificatie and not row.concept and row.holds_on(when)
        ]
        return max(good, key=lambda row: row.begin or date.min, default=None)

    def statustypen(self, zaaktype: str) -> list[RemoteStatustype]:
        """The statustypen, lowest volgnummer first."""
        rows = [self.checked("GET statustypen", row) for row in self.pages("statustypen", _of(zaaktype))]
        found = [
            RemoteStatustype(
                url=row["url"],
                volgnummer=number(row, "volgnummer"),
                omschrijving=text(row, "omschrijving", most=80),
                statustekst=text(row, "statustekst", most=1000),
                informeren=truth(row, "informeren"),
                is_eindstatus=truth(row, "isEindstatus"),
            )
            for row in rows
        ]
        return sorted(found, key=lambda statustype: statustype.volgnummer)

    def roltypen(self, zaaktype: str) -> list[RemoteRoltype]:
        """The roltypen."""
        rows = [self.checked("GET roltypen", row) for row in self.pages("roltypen", _of(zaaktype))]
        return [
            RemoteRoltype(
                url=row["url"],
                omschrijving=text(row, "omschrijving", most=100),
                generiek=text(row, "omschrijvingGeneriek"),
            )
            for row in rows
        ]

    def eigenschappen(self, zaaktype: str) -> list[RemoteEigenschap]:
        """The eigenschappen."""
        rows = [self.checked("GET eigenschappen", row) for row in self.pages("eigenschappen", _of(zaaktype))]
        return [_eigenschap(row) for row in rows]

    def resultaattypen(self, zaaktype: str) -> list[RemoteResultaattype]:
        """The resultaattypen."""
        rows = [
            self.checked("GET resultaattypen", row) for row in self.pages("resultaattypen", _of(zaaktype))
        ]
        return [
            RemoteResultaattype(
                url=row["url"],
                omschrijving=text(row, "omschrijving", most=30),
                toelichting=text(row, "toelichting", most=1000),
                archiefnominatie=text(row, "archiefnominatie"),
                archiefactietermijn=text(row, "archiefactietermijn", most=20),
            )
            for row in rows
        ]

    def informatieobjecttypen(self, zaaktype: str) -> list[RemoteInformatieobjecttype]:
        """The kinds of document that belong to the zaaktype; one call more for each."""
        found = []
        for link in self.pages("zaaktype-informatieobjecttypen", {**_of(zaaktype), "status": "alles"}):
            self.checked("GET zaaktype-informatieobjecttypen", link)
            given = text(link, "informatieobjecttype")
            if not given.startswith(self.base_url):
                continue  # since 1.3 it may be an omschrijving or stand in another catalogue: not ours to use
            row = self.checked("GET informatieobjecttypen", self.call("GET", given))
            found.append(
                RemoteInformatieobjecttype(
                    url=row["url"],
                    omschrijving=text(row, "omschrijving", most=80),
                    begin=day(row, "beginGeldigheid"),
                    eind=day(row, "eindeGeldigheid"),
                    concept=truth(row, "concept"),
                    richting=text(link, "richting"),
                )
            )
        return found


def _of(zaaktype: str) -> dict[str, str]:
    return {"zaaktype": zaaktype, "status": "alles"}


def _zaaktype(row: dict[str, Any]) -> RemoteZaaktype:
    return RemoteZaaktype(
        url=row["url"],
        identificatie=text(row, "identificatie", most=50),
        omschrijving=text(row, "omschrijving", most=80),
        doel=text(row, "doel", most=1000),
        begin=day(row, "beginGeldigheid"),
        eind=day(row, "eindeGeldigheid"),
        concept=truth(row, "concept"),
        vertrouwelijkheidaanduiding=text(row, "vertrouwelijkheidaanduiding"),
        intern_of_extern=text(row, "indicatieInternOfExtern"),
        doorlooptijd=text(row, "doorlooptijd"),
        servicenorm=text(row, "servicenorm"),
        opschorting_mogelijk=truth(row, "opschortingEnAanhoudingMogelijk"),
        verlenging_mogelijk=truth(row, "verlengingMogelijk"),
        verlengingstermijn=text(row, "verlengingstermijn"),
    )


def _eigenschap(row: dict[str, Any]) -> RemoteEigenschap:
    given = row.get("specificatie")
    specificatie = given if isinstance(given, dict) else {}
    lengte = (
        text(specificatie, "lengte").partition(",")[0] if isinstance(specificatie.get("lengte"), str) else ""
    )
    return RemoteEigenschap(
        url=row["url"],
        naam=text(row, "naam", most=20),
        definitie=text(row, "definitie", most=255),
        formaat=text(specificatie, "formaat"),
        lengte=number({"lengte": lengte}, "lengte"),
        waarden=texts(specificatie, "waardenverzameling"),
    )
