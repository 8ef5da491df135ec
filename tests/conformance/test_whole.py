"""The whole way: a form that is sent here becomes one zaak there, and what a clerk does there is read back here."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from zgw_consumers.constants import AuthTypes
from zgw_consumers.models import Service

from formulieren.inzendingen.models import OutboxItem, OutboxState
from formulieren.inzendingen.outbox import process_due
from formulieren.models import FormulierVersie
from formulieren.zaken.client.catalogi import CatalogiClient
from formulieren.zaken.client.documenten import DocumentenClient
from formulieren.zaken.client.zaken import ZakenClient
from formulieren.zaken.models import (
    FormulierKoppeling,
    KoppelingRegel,
    Status,
    Zaak,
    Zaaktype,
    Zgwinstellingen,
)
from formulieren.zaken.services import submit_inzending
from formulieren.zaken.zgw import documenten as sending
from formulieren.zaken.zgw.catalogus import versie_on
from formulieren.zaken.zgw.copy import refresh_zaak
from formulieren.zaken.zgw.payloads import in_utc
from formulieren.zaken.zgw.sync import store_zaaktype
from tests.conformance.conftest import Maker, Soort, own_name
from tests.conformance.expect import differs, same
from tests.conformance.target import KINDS, Target
from tests.fault.answers import BEWIJS, FOTO
from tests.formulieren.conftest import home, make_formulier, publish
from tests.formulieren.zaken.zgw.conftest import STAPPEN, add_file

__all__ = ["home"]


@pytest.fixture
def connected(db: None, target: Target, soort: Soort, catalogi: CatalogiClient) -> Zgwinstellingen:
    """The site, connected with the backend, with the zaaktype of the suite read from its catalogue."""
    services = {}
    for component, kind in KINDS.items():
        services[component] = Service.objects.create(
            slug=component,
            label=component,
            api_type=kind,
            api_root=getattr(target, component),
            auth_type=AuthTypes.zgw,
            client_id=target.login.client_id,
            secret=target.login.secret,
            timeout=target.timeout,
        )
    catalogus = catalogi.call("GET", soort.catalogus)
    settings = Zgwinstellingen.load()
    settings.aan = True
    settings.zaken_api, settings.catalogi_api = services["zaken"], services["catalogi"]
    settings.documenten_api = services["documenten"]
    settings.bronorganisatie = target.bronorganisatie
    settings.catalogus_domein, settings.catalogus_rsin = catalogus["domein"], catalogus["rsin"]
    settings.save()
    versie = versie_on(soort.zaaktype.identificatie, date.today(), settings)
    if versie is None:
        differs("GET zaaktypen", "the version of today", wanted=soort.zaaktype.url, got="none")
    store_zaaktype(Zaaktype(identificatie=soort.zaaktype.identificatie), versie)
    return settings


@pytest.fixture
def sent(
    connected: Zgwinstellingen,
    home: Any,
    quiet_browser: None,
    soort: Soort,
    settings: Any,
    tmp_path: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> Zaak:
    """A form of this zaaktype that was filled in, with a file, and sent."""
    settings.LOKET_KAART_VOORBEELD = False
    settings.LOKET_UPLOAD_DIR = str(tmp_path / "bijlagen")
    monkeypatch.setattr(sending, "make_ontvangstbewijs", lambda _item: None)
    monkeypatch.setattr(sending, "read_ontvangstbewijs", lambda _inzending: BEWIJS)
    page = make_formulier(home, stappen=STAPPEN, zaaktype_identificatie=soort.zaaktype.identificatie)
    kind = next(each for each in soort.informatieobjecttypen if each.url == soort.informatieobjecttype)
    koppeling = FormulierKoppeling.objects.create(formulier=page, informatieobjecttype=kind.omschrijving)
    KoppelingRegel.objects.create(koppeling=koppeling, vraag="plek", doel="adres")
    KoppelingRegel.objects.create(koppeling=koppeling, vraag="wat", doel="toelichting")
    if soort.eigenschappen:
        naam = soort.eigenschap.naam
        KoppelingRegel.objects.create(koppeling=koppeling, vraag="soort", doel="eigenschap", naam=naam)
    publish(page)
    return _send(FormulierVersie.objects.get(formulier=page))


def _send(versie: FormulierVersie) -> Zaak:
    from formulieren.inzendingen.antwoorden import store_stap
    from formulieren.inzendingen.models import Inzending

    inzending = Inzending.objects.create(versie=versie)
    add_file(inzending, "foto.pdf", FOTO)
    given = {
        "soort": "lamp",
        "wat": f"Proef van de koppeling {own_name()}: mag weg",
        "naam": "J. Proef",
        "plek": {
            "omschrijving": "bij de vijver",
            "postcode": "",
            "huisnummer": None,
            "toevoeging": "",
            "lon": 5.12,
            "lat": 52.09,
        },
    }
    for stap in versie.form_schema.stappen:
        codes = {vraag.code for vraag in stap.vragen}
        store_stap(inzending=inzending, stap=stap, answers={k: v for k, v in given.items() if k in codes})
    submit_inzending(inzending=inzending)
    return Zaak.objects.get(inzending=inzending)


def _drain() -> None:
    OutboxItem.objects.exclude(kind__startswith="zgw-").update(state=OutboxState.KLAAR)
    for turn in range(6):
        process_due(limit=100, now=timezone.now() + timedelta(hours=2 * turn))


def test_a_form_becomes_one_whole_zaak_and_comes_back(
    sent: Zaak,
    target: Target,
    soort: Soort,
    maker: Maker,
    zaken: ZakenClient,
    documenten: DocumentenClient,
    moment: Any,
    request: pytest.FixtureRequest,
) -> None:
    _drain()
    sent.refresh_from_db()
    if sent.zgw_url:
        maker.made.append(sent.zgw_url)
    maker.made += [url for url in _documents(sent) if url]
    left = OutboxItem.objects.exclude(state=OutboxState.KLAAR).values_list("kind", "last_error")
    same("the outbox", "work that is left", wanted=[], got=list(left))
    same(
        "GET zaken/{uuid}",
        "identificatie",
        wanted=sent.identificatie,
        got=zaken.zaak(sent.zgw_url).identificatie,
    )
    same(
        "GET rollen",
        "one initiator",
        wanted=["initiator"],
        got=[r.generiek for r in zaken.rollen(sent.zgw_url)],
    )
    same("GET statussen", "the first one", wanted=1, got=len(zaken.statussen(sent.zgw_url)))
    same(
        "GET zaakinformatieobjecten",
        "the file and the receipt",
        wanted=2,
        got=len(zaken.koppelingen(sent.zgw_url)),
    )
    same(
        "GET zaakeigenschappen",
        "those of the mapping",
        wanted=1 if soort.eigenschappen else 0,
        got=len(zaken.zaakeigenschappen(sent.zgw_url)),
    )
    links = [link.informatieobject for link in zaken.koppelingen(sent.zgw_url)]
    contents = sorted(b"".join(documenten.download(url)) for url in links)
    same("GET download", "each byte of both", wanted=True, got=contents == sorted([FOTO, BEWIJS]))
    if target.clerk is not None:
        _clerk_goes_on(sent, soort, request.getfixturevalue("clerk"))


def _clerk_goes_on(zaak: Zaak, soort: Soort, clerk: ZakenClient) -> None:
    body = {
        "zaak": zaak.zgw_url,
        "statustype": soort.statustypen[1].url,
        "datumStatusGezet": in_utc(timezone.now() - timedelta(seconds=5)),
        "statustoelichting": "Wij zijn begonnen.",
    }
    made = clerk.create_status(body)
    for _time in range(2):
        refresh_zaak(zaak=zaak)
    rows = list(
        Status.objects.filter(zaak=zaak, zgw_url=made.url).values_list("statustoelichting", flat=True)
    )
    same("GET statussen", "a status of the clerk, read twice", wanted=["Wij zijn begonnen."], got=rows)


def _documents(zaak: Zaak) -> list[str]:
    rows = OutboxItem.objects.filter(inzending_id=zaak.inzending_id, kind="zgw-document")
    return list(rows.values_list("remote_url", flat=True))
