"""With a backend our store is a copy: what people do there comes in once, and is mailed once."""

from __future__ import annotations

from typing import Any

import pytest

from formulieren.inzendingen.models import OutboxItem
from formulieren.zaken.models import Status, Zaak, Zaaktype
from formulieren.zaken.services.berichten import BERICHT
from formulieren.zaken.services.intrekken import withdraw_zaak
from formulieren.zaken.zgw.copy import refresh_zaak
from formulieren.zaken.zgw.plan import plan_status
from tests.formulieren.zaken.zgw.conftest import Sender, drain
from tests.support.fake_zgw import FakeZgw
from tests.support.fake_zgw import catalogi as fake_catalogi


@pytest.fixture
def sent(backend: FakeZgw, send: Sender) -> Zaak:
    """A zaak that stands on both sides, of a resident who wants mail."""
    zaak = send(naam="Jan", email="jan@voorbeeld.nl")
    assert drain() == []
    zaak.refresh_from_db()
    return zaak


def mails() -> list[str]:
    return list(OutboxItem.objects.filter(kind=BERICHT).values_list("key", flat=True))


def test_a_status_comes_in_once_and_is_mailed_once(sent: Zaak, backend: FakeZgw) -> None:
    [remote] = backend.rows("zaken")
    backend.set_status(remote, 2, toelichting="Wij zijn begonnen.")
    news = refresh_zaak(zaak=sent)
    [status] = news.statussen
    assert (status.statustype.volgnummer, status.statustoelichting) == (2, "Wij zijn begonnen.")
    assert mails() == [f"status:{status.pk}"] or not status.statustype.informeren
    again = refresh_zaak(zaak=sent)
    assert again.statussen == [] and Status.objects.filter(zaak=sent).count() == 2


def test_informeren_decides(sent: Zaak, backend: FakeZgw) -> None:
    sent.zaaktype.statustypen.filter(volgnummer=2).update(informeren=True)
    [remote] = backend.rows("zaken")
    backend.set_status(remote, 2)
    backend.set_status(remote, 3)
    news = refresh_zaak(zaak=sent)
    assert len(news.statussen) == 2
    assert mails() == [f"status:{news.statussen[0].pk}"]
    refresh_zaak(zaak=sent)
    assert len(mails()) == 1
    sent.refresh_from_db()
    assert sent.einddatum is not None, "the backend closed it"


def test_the_same_status_twice_at_another_moment(sent: Zaak, backend: FakeZgw) -> None:
    [remote] = backend.rows("zaken")
    for number in (2, 1, 2):
        backend.set_status(remote, number)
    assert len(refresh_zaak(zaak=sent).statussen) == 3
    assert refresh_zaak(zaak=sent).statussen == []


def test_a_status_whose_address_was_lost_is_not_doubled(sent: Zaak, backend: FakeZgw) -> None:
    Status.objects.update(zgw_url="")
    assert refresh_zaak(zaak=sent).statussen == []
    assert Status.objects.get().zgw_url == backend.rows("statussen")[0]["url"]


def add_document(backend: FakeZgw, kind: dict[str, Any], titel: str, status: str) -> dict[str, Any]:
    [zaak] = backend.rows("zaken")
    document = backend.state.add(
        "enkelvoudiginformatieobjecten",
        {
            "identificatie": titel,
            "bronorganisatie": "000000000",
            "titel": titel,
            "status": status,
            "informatieobjecttype": kind["url"],
            "vertrouwelijkheidaanduiding": "zaakvertrouwelijk",
            "bestandsomvang": 10,
            "locked": False,
        },
    )
    backend.state.add(
        "zaakinformatieobjecten",
        {"zaak": zaak["url"], "informatieobject": document["url"], "titel": titel},
    )
    return document


def test_only_documents_for_the_resident_come_in(sent: Zaak, backend: FakeZgw) -> None:
    with backend.state.lock:
        zaaktype = next(iter(backend.state.tables["zaaktypen"].values()))
        out = fake_catalogi.add_informatieobjecttype(backend.state, "Brief")
        fake_catalogi.link_informatieobjecttype(backend.state, zaaktype, out, richting="uitgaand")
        inside = fake_catalogi.add_informatieobjecttype(backend.state, "Notitie")
        fake_catalogi.link_informatieobjecttype(backend.state, zaaktype, inside, richting="intern")
    from formulieren.zaken.zgw import catalogus

    catalogus.forget()
    letter = add_document(backend, out, "De brief", "definitief")
    add_document(backend, out, "Een concept", "in_bewerking")
    add_document(backend, inside, "Voor onszelf", "definitief")
    [document] = refresh_zaak(zaak=sent).documenten
    assert (document.zgw_url, document.titel, document.voor_inwoner) == (letter["url"], "De brief", True)
    assert refresh_zaak(zaak=sent).documenten == []


def test_a_zaak_that_was_not_sent_has_nothing_to_read(send: Sender) -> None:
    news = refresh_zaak(zaak=send())
    assert news.statussen == [] and news.documenten == []


def test_a_status_that_was_set_here_goes_there_once(sent: Zaak, backend: FakeZgw) -> None:
    """The resident took the request back: the one thing that is done on this side."""
    application = backend.state.applications["loket"]
    application.scopes = application.scopes | {"zaken.statussen.toevoegen"}
    statustype = sent.zaaktype.statustypen.get(volgnummer=2)
    status = Status.objects.create(zaak=sent, statustype=statustype)
    plan_status(status)
    plan_status(status)
    assert drain() == [] and len(backend.rows("statussen")) == 2
    assert refresh_zaak(zaak=sent).statussen == []


def test_a_withdrawal_ends_the_zaak_there_and_the_end_comes_back(sent: Zaak, backend: FakeZgw) -> None:
    application = backend.state.applications["loket"]
    application.scopes = application.scopes | {"zaken.statussen.toevoegen"}
    there = backend.rows("resultaattypen")[0]["omschrijving"]
    sent.zaaktype.resultaattypen.create(omschrijving=there, bij_intrekken=True)
    Zaaktype.objects.update(intrekken_mogelijk=True)
    zaak = Zaak.objects.get(pk=sent.pk)
    withdraw_zaak(zaak=zaak, reden="Toch niet", way="met een login")
    assert drain() == [], list(OutboxItem.objects.values("kind", "state", "last_error"))
    assert len(backend.rows("resultaten")) == 1 and len(backend.rows("statussen")) == 2
    refresh_zaak(zaak=zaak)
    zaak.refresh_from_db()
    assert zaak.einddatum is not None and zaak.statussen.count() == 2
