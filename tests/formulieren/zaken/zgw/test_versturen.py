"""A form becomes one zaak in the ZGW backend, with all that belongs to it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from formulieren.inzendingen.models import Inzending, OutboxItem
from formulieren.zaken.models import Status, Zaak, Zaakeigenschap, Zaakinformatieobject, Zgwinstellingen
from formulieren.zaken.zgw import kinds
from tests.formulieren.zaken.zgw.conftest import BSN, Sender, drain
from tests.support.fake_zgw import FakeZgw

PLEK = {
    "omschrijving": "bij de vijver",
    "postcode": "",
    "huisnummer": None,
    "toevoeging": "",
    "lon": 5.12,
    "lat": 52.09,
}


def test_everything_arrives_once(backend: FakeZgw, send: Sender) -> None:
    zaak = send(
        files=(("mijn foto.pdf", b"%PDF-1.7 foto"),),
        naam="Jan Jansen",
        email="jan@voorbeeld.nl",
        aantal=3,
        sinds="2026-03-09",
        plek=PLEK,
    )
    assert drain() == []
    [remote] = backend.rows("zaken")
    zaak.refresh_from_db()
    assert remote["identificatie"] == zaak.identificatie and zaak.zgw_url == remote["url"]
    assert remote["kenmerken"] == [{"kenmerk": str(zaak.inzending.uuid), "bron": "loket"}]
    assert remote["zaakgeometrie"] == {"type": "Point", "coordinates": [5.12, 52.09]}
    assert remote["toelichting"] == "De lamp is stuk" and remote["communicatiekanaalNaam"]
    [rol] = backend.rows("rollen")
    assert rol["betrokkeneIdentificatie"] == {"geslachtsnaam": "Jan Jansen"} and rol["roltoelichting"]
    assert rol["contactpersoonRol"]["emailadres"] == "jan@voorbeeld.nl"
    values = {row["naam"]: row["waarde"] for row in backend.rows("zaakeigenschappen")}
    assert values == {"soort": "Een lamp", "aantal": "3", "sinds": "20260309"}
    [thing] = backend.rows("zaakobjecten")
    assert thing["objectType"] == "overige" and thing["objectTypeOverige"] == "plek"
    documents = {row["titel"]: row for row in backend.rows("enkelvoudiginformatieobjecten")}
    assert set(documents) == {"mijn foto.pdf", f"Ontvangstbewijs {zaak.identificatie}.pdf"}
    assert all(row["indicatieGebruiksrecht"] is False for row in documents.values())
    assert len(backend.rows("zaakinformatieobjecten")) == 2
    key = documents["mijn foto.pdf"]["url"].rsplit("/", 1)[-1]
    assert backend.state.files[key] == b"%PDF-1.7 foto"
    [status] = backend.rows("statussen")
    assert Status.objects.get().zgw_url == status["url"]
    assert Zaakinformatieobject.objects.get().zgw_url == documents["mijn foto.pdf"]["url"]
    assert set(OutboxItem.objects.filter(kind__startswith="zgw-").values_list("remote_url", flat=True)) >= {
        remote["url"],
        rol["url"],
        status["url"],
    }


def test_nothing_is_planned_while_it_is_off(send: Sender) -> None:
    zaak = send(files=(("foto.pdf", b"%PDF-1.7"),), aantal=2)
    assert not OutboxItem.objects.filter(kind__startswith="zgw-").exists()
    # The dossier here is whole all the same.
    assert zaak.documenten.get().voor_inwoner and zaak.documenten.get().titel == ""
    assert set(zaak.eigenschappen.values_list("waarde", flat=True)) == {"Een lamp", "2"}


def test_a_tree_of_rows(backend: FakeZgw, send: Sender) -> None:
    zaak = send(files=(("a.pdf", b"%PDF-1 a"), ("b.pdf", b"%PDF-1 b")), naam="Jan")
    rows = OutboxItem.objects.filter(inzending=zaak.inzending, kind__startswith="zgw-")
    first = rows.get(kind=kinds.ZAAK)
    assert first.after is None
    for row in rows.exclude(kind__in=(kinds.ZAAK, kinds.KOPPELING)):
        assert row.after_id == first.pk
    for row in rows.filter(kind=kinds.KOPPELING):
        assert row.after is not None
        assert (row.after.kind, row.after.key) == (kinds.DOCUMENT, row.key)
    assert rows.filter(kind=kinds.DOCUMENT).count() == 3  # and the receipt


def test_an_anonymous_report_has_no_rol(backend: FakeZgw, send: Sender) -> None:
    send()
    assert drain() == [] and backend.rows("rollen") == [] and backend.count("POST rollen") == 0


def test_a_proven_person_goes_with_the_bsn(
    backend: FakeZgw, send: Sender, caplog: pytest.LogCaptureFixture
) -> None:
    zaak = send(bsn=BSN, naam="Jan Jansen", email="jan@voorbeeld.nl")
    assert drain() == []
    [rol] = backend.rows("rollen")
    assert rol["betrokkeneIdentificatie"] == {"inpBsn": BSN, "geslachtsnaam": "Jan Jansen"}
    assert BSN not in caplog.text and not any(BSN in call for call, _status in backend.calls)
    kept = OutboxItem.objects.filter(inzending=zaak.inzending).values_list("last_error", "remote_url", "key")
    assert BSN not in str(list(kept))


def test_a_typed_bsn_never_leaves(backend: FakeZgw, send: Sender) -> None:
    send(naam="Jan Jansen", bsn="", **{"email": "jan@voorbeeld.nl"})
    inzending = Inzending.objects.get()
    assert drain() == [] and "inpBsn" not in backend.rows("rollen")[0]["betrokkeneIdentificatie"]
    assert inzending.persoon_hmac == ""


def test_a_company(backend: FakeZgw, send: Sender) -> None:
    send(naam="Jan Jansen", bedrijf="12345678")
    assert drain() == []
    [rol] = backend.rows("rollen")
    assert rol["betrokkeneType"] == "niet_natuurlijk_persoon"
    assert rol["betrokkeneIdentificatie"]["kvkNummer"] == "12345678"


def test_a_large_file_goes_in_parts(backend: FakeZgw, send: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formulieren.zaken.zgw.documenten.SMALL", 1000)
    backend.state.part_size = 700_000
    content = b"%PDF-1.7 " + bytes(range(256)) * 8000
    zaak = send(files=(("groot.pdf", content),))
    assert drain() == []
    [document] = backend.rows("enkelvoudiginformatieobjecten", titel="groot.pdf")
    assert backend.state.files[document["url"].rsplit("/", 1)[-1]] == content
    assert document["locked"] is False and backend.count("PUT bestandsdelen/{uuid}") >= 3
    assert zaak.documenten.get().zgw_url == document["url"]


def test_submitting_takes_the_same_queries_for_many_files(
    backend: FakeZgw, send: Sender, django_assert_num_queries: Any
) -> None:
    from django.db import connection

    with CaptureQueriesContext(connection) as few:
        send(files=(("a.pdf", b"%PDF-1 a"),))
    with CaptureQueriesContext(connection) as many:
        send(files=tuple((f"{n}.pdf", b"%PDF-1 " + bytes([n])) for n in range(5)))
    per_file = 1  # the fixture's own INSERT of each file
    assert len(many) <= len(few) + 4 * per_file


def test_the_version_of_the_day_of_sending_counts(backend: FakeZgw, send: Sender) -> None:
    [old] = backend.rows("zaaktypen")
    zaak = send()
    backend.state.resolve("zaaktype", old["url"], "zaaktypen")["eindeGeldigheid"] = (
        zaak.startdatum.isoformat()
    )
    backend.add_zaaktype(identificatie="TEST", begin="2100-01-01")
    assert drain() == [] and backend.rows("zaken")[0]["zaaktype"] == old["url"]


def test_a_zaak_of_somebody_else_with_our_number(backend: FakeZgw, send: Sender) -> None:
    zaak = send()
    settings = Zgwinstellingen.load()
    [zaaktype] = backend.rows("zaaktypen")
    backend.state.add(
        "zaken",
        {
            "identificatie": zaak.identificatie,
            "bronorganisatie": settings.bronorganisatie,
            "zaaktype": zaaktype["url"],
            "kenmerken": [],
            "vertrouwelijkheidaanduiding": "openbaar",
        },
    )
    left = drain(rounds=2)
    [row] = [row for row in left if row.kind == kinds.ZAAK]
    assert row.state == "mens" and "andere zaak" in row.last_error
    zaak.refresh_from_db()
    assert zaak.zgw_url == "" and Zaakeigenschap.objects.exists()


def test_a_wrong_document_type_makes_no_orphan(backend: FakeZgw, send: Sender, formulier: Any) -> None:
    formulier.koppeling.informatieobjecttype = "Bestaat niet"
    formulier.koppeling.save()
    send(files=(("a.pdf", b"%PDF-1 a"),))
    left = drain(rounds=3)
    assert {row.kind for row in left} == {kinds.DOCUMENT, kinds.KOPPELING}
    assert backend.rows("enkelvoudiginformatieobjecten") == []
    assert "Pas de koppeling aan" in next(row for row in left if row.kind == kinds.DOCUMENT).last_error
    assert Zaak.objects.count() == 1
