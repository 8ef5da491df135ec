"""The remote catalogue as it holds on a day: fetched once an hour for each zaaktype, and kept in the cache."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _

from formulieren.zaken.client import ZgwNotConfigured, catalogi_client
from formulieren.zaken.client.catalogi import (
    CatalogiClient,
    RemoteEigenschap,
    RemoteInformatieobjecttype,
    RemoteResultaattype,
    RemoteRoltype,
    RemoteStatustype,
    RemoteZaaktype,
)
from formulieren.zaken.models import Zgwinstellingen

# Another process that read before a change serves the old for so long at most, and never past midnight.
KEEP = 60 * 60
_VERSION = "zgw:catalogus:versie"


@dataclass(frozen=True, slots=True, kw_only=True)
class Zaaktypeversie:
    """A published version of a zaaktype with all that belongs to it."""

    zaaktype: RemoteZaaktype
    statustypen: tuple[RemoteStatustype, ...]
    roltypen: tuple[RemoteRoltype, ...]
    eigenschappen: tuple[RemoteEigenschap, ...]
    resultaattypen: tuple[RemoteResultaattype, ...]
    documenttypen: tuple[RemoteInformatieobjecttype, ...]

    @property
    def first_status(self) -> RemoteStatustype | None:
        """Where a zaak begins: the lowest volgnummer."""
        return self.statustypen[0] if self.statustypen else None

    def statustype(self, url: str) -> RemoteStatustype | None:
        """The statustype at `url`."""
        return next((one for one in self.statustypen if one.url == url), None)

    def roltype(self, generiek: str) -> RemoteRoltype | None:
        """The first roltype of a kind."""
        return next((one for one in self.roltypen if one.generiek == generiek), None)

    def eigenschap(self, naam: str) -> RemoteEigenschap | None:
        """The eigenschap of this name."""
        return next((one for one in self.eigenschappen if one.naam == naam), None)

    def documenttype(self, omschrijving: str, when: date) -> RemoteInformatieobjecttype | None:
        """The kind of document of this name that may be used on a day: linked, published and valid."""
        good = [
            one
            for one in self.documenttypen
            if one.omschrijving == omschrijving and not one.concept and one.holds_on(when)
        ]
        return good[0] if good else None


def catalogus_url(client: CatalogiClient, settings: Zgwinstellingen) -> str:
    """The address of the catalogue that was set up; ZgwNotConfigured when there is none."""
    domein, rsin = settings.catalogus_domein, settings.catalogus_rsin
    if not domein or not rsin:
        raise ZgwNotConfigured(_("Vul het domein en het RSIN van de catalogus in bij de verbinding."))
    key = _key(settings, f"catalogus:{domein}:{rsin}")
    url = cache.get(key)
    if url is None:
        url = client.catalogus(domein=domein, rsin=rsin)
        if url is None:
            raise ZgwNotConfigured(
                _("De catalogus %(domein)s bestaat niet in het zaaksysteem. Kijk het domein en het RSIN na.")
                % {"domein": domein}
            )
        cache.set(key, url, KEEP)
    return str(url)


def versie_on(
    identificatie: str, when: date, settings: Zgwinstellingen | None = None
) -> Zaaktypeversie | None:
    """The published version of a zaaktype that holds on a day, None when there is none (never kept).

    Raises the errors of the client.
    """
    chosen = settings or Zgwinstellingen.load()
    key = _key(chosen, f"op:{identificatie}:{when.isoformat()}")
    found: Zaaktypeversie | None = cache.get(key)
    if found is None:
        with catalogi_client(chosen) as client:
            catalogus = catalogus_url(client, chosen)
            zaaktype = client.zaaktype_on(catalogus=catalogus, identificatie=identificatie, when=when)
            if zaaktype is None:
                return None
            found = _whole(client, zaaktype)
        cache.set(key, found, KEEP)
    return found


def versie_at(url: str, identificatie: str, settings: Zgwinstellingen | None = None) -> Zaaktypeversie | None:
    """The version at an address: a zaak keeps the version with which it began. None when it is gone."""
    chosen = settings or Zgwinstellingen.load()
    key = _key(chosen, f"adres:{url}")
    found: Zaaktypeversie | None = cache.get(key)
    if found is None:
        with catalogi_client(chosen) as client:
            catalogus = catalogus_url(client, chosen)
            versions = client.zaaktypen(catalogus=catalogus, identificatie=identificatie)
            zaaktype = next((one for one in versions if one.url == url), None)
            if zaaktype is None:
                return None
            found = _whole(client, zaaktype)
        cache.set(key, found, KEEP)
    return found


def forget() -> None:
    """Reads the catalogue anew from now on, in this process at once."""
    cache.set(_VERSION, timezone.now().isoformat(), None)


def _whole(client: CatalogiClient, zaaktype: RemoteZaaktype) -> Zaaktypeversie:
    url = zaaktype.url
    return Zaaktypeversie(
        zaaktype=zaaktype,
        statustypen=tuple(client.statustypen(url)),
        roltypen=tuple(client.roltypen(url)),
        eigenschappen=tuple(client.eigenschappen(url)),
        resultaattypen=tuple(client.resultaattypen(url)),
        documenttypen=tuple(client.informatieobjecttypen(url)),
    )


def _key(settings: Zgwinstellingen, name: str) -> str:
    """A key of this day, this connection and this reading; no spaces, as memcached wants."""
    version = cache.get(_VERSION, "0")
    plain = "".join(sign if sign.isalnum() or sign in ":-._/" else "_" for sign in name)
    return f"zgw:{settings.catalogi_api_id}:{timezone.localdate()}:{version}:{plain}"[:240]
