"""The backend, our clients for it, and zaken with a recognisable name that the suite takes away again if it may."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from formulieren.zaken.client import ZgwError
from formulieren.zaken.client.catalogi import (
    CatalogiClient,
    RemoteEigenschap,
    RemoteInformatieobjecttype,
    RemoteResultaattype,
    RemoteRoltype,
    RemoteStatustype,
    RemoteZaaktype,
)
from formulieren.zaken.client.documenten import DocumentenClient, RemoteDocument
from formulieren.zaken.client.zaken import RemoteZaak, ZakenClient
from formulieren.zaken.zgw.payloads import document_body, status_body, zaak_body
from tests.conformance.target import Target, fake_target, real_target
from tests.support.fake_zgw import FakeZgw

NAME = "LOKET-CONFORM"
_numbers = itertools.count(1)


def own_name() -> str:
    """An identificatie that nobody else draws, recognisable as ours."""
    return f"{NAME}-{time.time_ns() // 1000:x}-{next(_numbers)}"


def moments() -> Iterator[datetime]:
    """Moments in the past, each a second later than the one before."""
    start = datetime.now(UTC) - timedelta(hours=1)
    return (start + timedelta(seconds=number) for number in itertools.count())


@pytest.fixture(scope="session")
def target() -> Iterator[Target]:
    """The backend of the environment, else the fake."""
    real = real_target()
    if real is not None:
        yield real
        return
    with FakeZgw() as fake:
        yield fake_target(fake)
    assert not fake.violations, "Against the standard: " + "\n".join(dict.fromkeys(fake.violations))


@pytest.fixture(scope="session")
def catalogi(target: Target) -> Iterator[CatalogiClient]:
    """Our client for the Catalogi API."""
    with target.client(CatalogiClient, "catalogi") as client:
        yield client


@pytest.fixture(scope="session")
def zaken(target: Target) -> Iterator[ZakenClient]:
    """Our client for the Zaken API, with the least rights."""
    with target.client(ZakenClient, "zaken") as client:
        yield client


@pytest.fixture(scope="session")
def documenten(target: Target) -> Iterator[DocumentenClient]:
    """Our client for the Documenten API."""
    with target.client(DocumentenClient, "documenten") as client:
        yield client


@pytest.fixture(scope="session")
def clerk(target: Target) -> Iterator[ZakenClient]:
    """The Zaken API as the people who handle the zaak use it."""
    if target.clerk is None:
        pytest.skip("ZGW_CLERK_CLIENT_ID and ZGW_CLERK_SECRET name nobody")
    with target.client(ZakenClient, "zaken", target.clerk) as client:
        yield client


@dataclass
class Soort:
    """The zaaktype of the suite with all that belongs to it."""

    catalogus: str
    zaaktype: RemoteZaaktype
    statustypen: list[RemoteStatustype]
    roltypen: list[RemoteRoltype]
    eigenschappen: list[RemoteEigenschap]
    resultaattypen: list[RemoteResultaattype]
    informatieobjecttypen: list[RemoteInformatieobjecttype]

    def roltype(self, generiek: str) -> str:
        """The address of a roltype."""
        found = [each.url for each in self.roltypen if each.generiek == generiek]
        if not found:
            pytest.skip(f"the zaaktype has no roltype {generiek}")
        return found[0]

    @property
    def informatieobjecttype(self) -> str:
        """The address of a kind of document that may be used today."""
        found = [
            each.url
            for each in self.informatieobjecttypen
            if each.holds_on(date.today()) and not each.concept
        ]
        if not found:
            pytest.skip("the zaaktype has no informatieobjecttype that holds today")
        return found[0]

    @property
    def eigenschap(self) -> RemoteEigenschap:
        """The first eigenschap that is text."""
        found = [each for each in self.eigenschappen if each.formaat == "tekst" and not each.waarden]
        if not found:
            pytest.skip("the zaaktype has no eigenschap that is text")
        return found[0]


@pytest.fixture(scope="session")
def soort(target: Target, catalogi: CatalogiClient) -> Soort:
    """What the catalogue says about the zaaktype of the suite."""
    params = {"identificatie": target.zaaktype}
    if target.zaaktype.startswith("http"):
        rows = [catalogi.call("GET", target.zaaktype)]
    else:
        rows = list(catalogi.pages("zaaktypen", params))
    if target.catalogus_domein or target.catalogus_rsin:
        wanted = catalogi.catalogus(domein=target.catalogus_domein, rsin=target.catalogus_rsin)
        rows = [row for row in rows if row["catalogus"] == wanted]
    if not rows:
        pytest.exit(f"GET zaaktypen: there is no published zaaktype {target.zaaktype}", returncode=2)
    row = rows[0]
    found = catalogi.zaaktype_on(
        catalogus=row["catalogus"], identificatie=row["identificatie"], when=date.today()
    )
    if found is None:
        pytest.exit(f"GET zaaktypen: no version of {row['identificatie']} holds today", returncode=2)
    return Soort(
        catalogus=row["catalogus"],
        zaaktype=found,
        statustypen=catalogi.statustypen(found.url),
        roltypen=catalogi.roltypen(found.url),
        eigenschappen=catalogi.eigenschappen(found.url),
        resultaattypen=catalogi.resultaattypen(found.url),
        informatieobjecttypen=catalogi.informatieobjecttypen(found.url),
    )


@dataclass
class Maker:
    """Makes zaken and documents of the suite, and remembers them."""

    target: Target
    soort: Soort
    zaken: ZakenClient
    documenten: DocumentenClient
    made: list[str] = field(default_factory=list)

    def body(self, **more: Any) -> dict[str, Any]:
        """POST zaken as the product sends it; `more` replaces what came out."""
        body = zaak_body(
            identificatie=own_name(),
            kenmerk=own_name(),
            bronorganisatie=self.target.bronorganisatie,
            zaaktype=self.soort.zaaktype.url,
            startdatum=date.today(),
            registratiedatum=date.today(),
            omschrijving="Proef van de koppeling: mag weg",
        )
        return {**body, **more}

    def zaak(self, **more: Any) -> RemoteZaak:
        """A new zaak."""
        made = self.zaken.create_zaak(self.body(**more))
        self.made.append(made.url)
        return made

    def raw(self, client: ZakenClient, body: dict[str, Any]) -> Any:
        """POST zaken with a body of the test's own; what came of it is remembered."""
        answer = client.call("POST", "zaken", body=body)
        self.made.append(answer["url"])
        return answer

    def document_body(self, **more: Any) -> dict[str, Any]:
        """POST enkelvoudiginformatieobjecten as the product sends it."""
        body = document_body(
            identificatie=own_name(),
            bronorganisatie=self.target.bronorganisatie,
            informatieobjecttype=self.soort.informatieobjecttype,
            titel="Proef van de koppeling",
            bestandsnaam="proef.txt",
            formaat="text/plain",
            auteur="Loket",
            taal="nl",
            creatiedatum=date.today(),
            ontvangstdatum=date.today(),
        )
        return {**body, **more}

    def document(self, content: bytes = b"proef", **more: Any) -> RemoteDocument:
        """A new document with content."""
        made = self.documenten.create_small(self.document_body(**more), content)
        self.made.append(made.url)
        return made

    def status(
        self, zaak: RemoteZaak, number: int, moment: datetime, client: ZakenClient | None = None
    ) -> Any:
        """The status with this place among the statustypen (0 is the first)."""
        body = status_body(
            zaak=zaak.url,
            statustype=self.soort.statustypen[number].url,
            gezet_op=moment,
            toelichting="Proef",
        )
        return (client or self.zaken).create_status(body)


@pytest.fixture(scope="session")
def maker(target: Target, soort: Soort, zaken: ZakenClient, documenten: DocumentenClient) -> Iterator[Maker]:
    """Makes zaken; in the end takes away what it made and nothing else, as far as the clerk may."""
    made = Maker(target, soort, zaken, documenten)
    yield made
    who = target.clerk or target.login
    with (
        target.client(ZakenClient, "zaken", who) as zaken_of_clerk,
        target.client(DocumentenClient, "documenten", who) as documenten_of_clerk,
    ):
        for url in sorted(made.made, key=lambda each: "/enkelvoudig" in each):
            client = documenten_of_clerk if "/enkelvoudig" in url else zaken_of_clerk
            with suppress(ZgwError):
                client.call("DELETE", url)


@pytest.fixture
def moment() -> Callable[[], datetime]:
    """The next moment of a test."""
    found = moments()
    return lambda: next(found)
