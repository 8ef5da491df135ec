"""The mapping of a form is checked where an editor can mend it: at publishing, and each night."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from a11y_checks.gate.refusal import PublishRefused
from formulieren.flow.conditions import Operator, Vergelijking
from formulieren.flow.schema import ZaaktypeSchema
from formulieren.models import FormulierPage
from formulieren.zaken.client.catalogi import CatalogiClient
from formulieren.zaken.client.errors import Param, ZgwRefused
from formulieren.zaken.mapping.check import (
    EigenschapFeiten,
    ZaaktypeFeiten,
    check_form,
    check_zaaktype,
    reachable_zaaktypen,
)
from formulieren.zaken.mapping.regels import Koppeling, Regel, koppeling_of
from formulieren.zaken.models import Eigenschap, KoppelingBevinding, KoppelingRegel, Zaaktype
from formulieren.zaken.zgw import catalogus
from formulieren.zaken.zgw.jobs import read_catalogus
from formulieren.zaken.zgw.nakijken import check_published, problems_of
from formulieren.zaken.zgw.sync import sync_catalogus
from tests.formulieren.conftest import publish
from tests.formulieren.zaken.zgw.conftest import EIGENSCHAPPEN
from tests.support.fake_zgw import FakeZgw


def koppeling(*regels: tuple[str, str, str]) -> Koppeling:
    return Koppeling(regels=tuple(Regel(vraag=v, doel=d, naam=n) for v, d, n in regels))


@pytest.mark.parametrize(
    ("regel", "words"),
    [
        (("bestaat_niet", "object", ""), "staat niet in het formulier"),
        (("bsn", "eigenschap", "soort"), "kan niet naar"),
        (("foto", "eigenschap", "soort"), "kan niet naar"),
        (("wat", "kvk", ""), "kan niet naar"),
        (("soort", "adres", ""), "kan niet naar"),
        (("wat", "document", "Bijlage"), "kan niet naar"),
    ],
)
def test_answers_that_fit_nowhere(formulier: FormulierPage, regel: tuple[str, str, str], words: str) -> None:
    [problem] = check_form(formulier.form_schema(), koppeling(regel))
    assert words in problem.tekst and problem.hulp


FEITEN = ZaaktypeFeiten(
    identificatie="TEST",
    eigenschappen={
        "kort": EigenschapFeiten(formaat="tekst", lengte=5),
        "lang": EigenschapFeiten(formaat="tekst", lengte=5000),
        "getal": EigenschapFeiten(formaat="getal", lengte=4),
        "dag": EigenschapFeiten(formaat="datum", lengte=8),
        "tijdstip": EigenschapFeiten(formaat="datum_tijd", lengte=14),
        "vast": EigenschapFeiten(formaat="tekst", lengte=20, waarden=("lamp", "Een boom")),
        "anders": EigenschapFeiten(formaat="tekst", lengte=20, waarden=("stoep",)),
    },
)


@pytest.mark.parametrize(
    ("vraag", "naam", "words"),
    [
        ("soort", "kort", "passen er 5"),
        ("soort", "lang", ""),
        ("wat", "lang", ""),
        ("wat", "getal", "dat is een getal"),
        ("aantal", "getal", ""),
        ("aantal", "dag", "dat is een datum"),
        ("sinds", "dag", ""),
        ("sinds", "tijdstip", "dat is een datum en tijd"),
        ("soort", "vast", ""),
        ("soort", "anders", "kent het antwoord"),
        ("wat", "vast", "alleen vaste waarden"),
        ("wat", "weg", "heeft geen eigenschap"),
    ],
)
def test_values_must_fit(formulier: FormulierPage, vraag: str, naam: str, words: str) -> None:
    found = check_zaaktype(formulier.form_schema(), koppeling((vraag, "eigenschap", naam)), FEITEN)
    assert [words in problem.tekst for problem in found] == ([True] if words else [])


def test_a_misfit_keeps_the_form_from_going_live(formulier: FormulierPage) -> None:
    KoppelingRegel.objects.filter(vraag="sinds").delete()
    KoppelingRegel.objects.filter(vraag="aantal").update(naam="sinds")
    with pytest.raises(PublishRefused, match="dat is een datum"):
        publish(formulier)


def test_every_zaaktype_that_the_form_reaches(formulier: FormulierPage, zaaktype: Zaaktype) -> None:
    """A rule leads to a second zaaktype, which has no eigenschappen."""
    Zaaktype.objects.create(identificatie="ANDER", omschrijving="Iets anders", doorlooptijd=1)
    als = Vergelijking(vraag="soort", operator=Operator.IS, waarde="boom")
    schema = replace(formulier.form_schema(), zaaktype_keuzes=(ZaaktypeSchema(als=als, zaaktype="ANDER"),))
    assert reachable_zaaktypen(schema) == ["TEST", "ANDER"]
    found = problems_of(schema, koppeling_of(formulier))
    assert {problem.zaaktype for problem in found} == {"ANDER"} and len(found) == 3


def test_the_remote_version_of_today_counts(formulier: FormulierPage, backend: FakeZgw) -> None:
    publish(formulier)
    [row] = backend.rows("zaaktypen")
    backend.state.resolve("zaaktype", row["url"], "zaaktypen")["concept"] = True
    catalogus.forget()
    with pytest.raises(PublishRefused, match="geen gepubliceerd zaaktype TEST"):
        publish(formulier)


def test_an_outage_lets_a_text_be_mended_and_nothing_else(formulier: FormulierPage, backend: FakeZgw) -> None:
    backend.faults.outage = True
    formulier.dank_tekst = "Wij kijken er overmorgen naar."
    publish(formulier)
    formulier.stappen[0].value["vragen"][0].value["label"] = "Waarover gaat uw melding?"
    publish(formulier)
    formulier.stappen = formulier.stappen.stream_block.to_python(list(formulier.stappen.raw_data)[:1])
    with pytest.raises(PublishRefused, match="geeft nu geen antwoord"):
        publish(formulier)


def test_the_nightly_check_makes_a_list(
    formulier: FormulierPage, backend: FakeZgw, caplog: pytest.LogCaptureFixture
) -> None:
    assert check_published() == 0
    eigenschap = backend.rows("eigenschappen", naam="aantal")[0]
    with backend.state.lock:
        for row in backend.state.tables["eigenschappen"].values():
            if row["url"] == eigenschap["url"]:
                row["naam"] = "hoeveel"
    read_catalogus()
    [found] = KoppelingBevinding.objects.all()
    assert found.formulier_id == formulier.pk and "'aantal'" in found.tekst and "'aantal'" in caplog.text
    since = found.sinds
    read_catalogus()
    assert KoppelingBevinding.objects.get().sinds == since, "the same problem keeps its day"
    backend.faults.outage = True
    read_catalogus()
    assert KoppelingBevinding.objects.count() == 1, "nothing was found out while it was down"


def test_the_catalogue_comes_in(backend: FakeZgw, zaaktype: Zaaktype) -> None:
    backend.add_zaaktype(identificatie="NIEUW", omschrijving="Iets nieuws")
    backend.add_zaaktype(identificatie="CONCEPT", concept=True)
    zaaktype.volgen = "documenten"
    zaaktype.save()
    assert sync_catalogus().aantal == 2
    new = Zaaktype.objects.get(identificatie="NIEUW")
    assert (new.doorlooptijd, new.doorlooptijd_eenheid, new.servicenorm) == (28, "dagen", 14)
    assert [one.informeren for one in new.statustypen.order_by("volgnummer")] == [False, True, True]
    assert new.statustypen.get(volgnummer=3).is_eindstatus and new.resultaattypen.count() == 2
    zaaktype.refresh_from_db()
    assert zaaktype.volgen == "documenten", "what the municipality sets here stays"
    assert set(Eigenschap.objects.filter(zaaktype=zaaktype).values_list("naam", flat=True)) >= {
        each["naam"] for each in EIGENSCHAPPEN
    }
    assert sync_catalogus().aantal == 2 and Zaaktype.objects.filter(identificatie="NIEUW").count() == 1


def test_an_old_server_without_a_date(backend: FakeZgw, monkeypatch: Any) -> None:
    """Before 1.2.0 the parameter is refused: then all versions are asked, and the right one is chosen."""
    pages = CatalogiClient.pages

    def old(self: CatalogiClient, path: str, params: Any = None) -> Any:
        if "datumGeldigheid" in (params or {}):
            raise ZgwRefused(
                "GET zaaktypen",
                status=400,
                code="invalid",
                params=(Param("nonFieldErrors", "unknown-parameters"),),
            )
        return pages(self, path, params)

    monkeypatch.setattr(CatalogiClient, "pages", old)
    backend.add_zaaktype(identificatie="TEST", begin="2100-01-01")
    versie = catalogus.versie_on("TEST", date(2026, 3, 1))
    later = catalogus.versie_on("TEST", date(2100, 3, 1))
    assert versie is not None and later is not None and versie.zaaktype.url != later.zaaktype.url


def test_the_catalogue_is_asked_once_a_day(backend: FakeZgw) -> None:
    catalogus.versie_on("TEST", date(2026, 3, 1))
    calls = len(backend.calls)
    catalogus.versie_on("TEST", date(2026, 3, 1))
    assert len(backend.calls) == calls
    catalogus.versie_on("TEST", date(2026, 3, 2))
    assert len(backend.calls) > calls
