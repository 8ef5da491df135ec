"""Which backend the suite runs against. The only place in the tests that reads the ZGW_ variables."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import pytest
from zgw_consumers.constants import APITypes, AuthTypes
from zgw_consumers.models import Service

from formulieren.zaken.client import client_for
from formulieren.zaken.client.http import ZgwClient
from tests.support.fake_zgw import CLIENT_ID, SECRET, FakeZgw
from tests.support.fake_zgw.auth import CLERK, Application

# Without these the suite runs against the fake.
REQUIRED = (
    "ZGW_ZAKEN_URL",
    "ZGW_CATALOGI_URL",
    "ZGW_DOCUMENTEN_URL",
    "ZGW_CLIENT_ID",
    "ZGW_SECRET",
    "ZGW_ZAAKTYPE",
)
OPTIONAL = (
    "ZGW_BRONORGANISATIE",
    "ZGW_CATALOGUS_DOMEIN",
    "ZGW_CATALOGUS_RSIN",
    "ZGW_CLERK_CLIENT_ID",
    "ZGW_CLERK_SECRET",
    "ZGW_AANMAKEN_CLIENT_ID",
    "ZGW_AANMAKEN_SECRET",
    "ZGW_ZAAKTYPE_CONCEPT",
    "ZGW_INFORMATIEOBJECTTYPE_ANDER",
    "ZGW_TIMEOUT",
)
KINDS = {"zaken": APITypes.zrc, "catalogi": APITypes.ztc, "documenten": APITypes.drc}


@dataclass(frozen=True)
class Login:
    """With whom to call."""

    client_id: str
    secret: str


@dataclass(frozen=True)
class Target:
    """A backend, and what the suite may use of it. An empty text: the tests about it are skipped, and say so."""

    zaken: str
    catalogi: str
    documenten: str
    login: Login
    zaaktype: str
    bronorganisatie: str
    catalogus_domein: str
    catalogus_rsin: str
    clerk: Login | None
    aanmaken: Login | None
    zaaktype_concept: str
    ander_informatieobjecttype: str
    timeout: int
    fake: FakeZgw | None = None

    def client[Client: ZgwClient](
        self, kind: type[Client], component: str, login: Login | None = None
    ) -> Client:
        """Our client for a component, as the product makes it from a Service."""
        who = login or self.login
        service = Service(
            slug=component,
            label=component,
            api_type=KINDS[component],
            api_root=getattr(self, component),
            auth_type=AuthTypes.zgw,
            client_id=who.client_id,
            secret=who.secret,
            user_id="loket",
            user_representation="Loket",
            timeout=self.timeout,
        )
        return client_for(service, kind)

    def asks_what_is_wrong(self) -> AbstractContextManager[None]:
        """Inside it a request breaks the standard on purpose."""
        return self.fake.tolerant() if self.fake is not None else nullcontext()


def real_target() -> Target | None:
    """The backend of the environment; None when none is named. Fails when only some variables are there."""
    given = {name: os.environ.get(name, "").strip() for name in (*REQUIRED, *OPTIONAL)}
    unknown = sorted(name for name in os.environ if name.startswith("ZGW_") and name not in given)
    if unknown:
        pytest.exit(f"Unknown variables: {', '.join(unknown)}. Known: {', '.join(given)}", returncode=2)
    if not any(given.values()):
        return None
    missing = [name for name in REQUIRED if not given[name]]
    if missing:
        pytest.exit(f"The conformance suite needs these too: {', '.join(missing)}", returncode=2)
    return Target(
        zaken=_root(given["ZGW_ZAKEN_URL"]),
        catalogi=_root(given["ZGW_CATALOGI_URL"]),
        documenten=_root(given["ZGW_DOCUMENTEN_URL"]),
        login=Login(given["ZGW_CLIENT_ID"], given["ZGW_SECRET"]),
        zaaktype=given["ZGW_ZAAKTYPE"],
        bronorganisatie=given["ZGW_BRONORGANISATIE"] or "000000000",
        catalogus_domein=given["ZGW_CATALOGUS_DOMEIN"],
        catalogus_rsin=given["ZGW_CATALOGUS_RSIN"],
        clerk=_login(given["ZGW_CLERK_CLIENT_ID"], given["ZGW_CLERK_SECRET"]),
        aanmaken=_login(given["ZGW_AANMAKEN_CLIENT_ID"], given["ZGW_AANMAKEN_SECRET"]),
        zaaktype_concept=given["ZGW_ZAAKTYPE_CONCEPT"],
        ander_informatieobjecttype=given["ZGW_INFORMATIEOBJECTTYPE_ANDER"],
        timeout=int(given["ZGW_TIMEOUT"] or 20),
    )


def fake_target(fake: FakeZgw) -> Target:
    """The fake, with everything there is to test."""
    fake.state.applications["clerk"] = Application(SECRET, CLERK)
    fake.state.applications["aanmaken"] = Application(
        SECRET, frozenset({"catalogi.lezen", "zaken.aanmaken", "zaken.lezen"})
    )
    fake.add_zaaktype(
        identificatie="CONFORM",
        eigenschappen=[{"naam": "soort", "lengte": 40}, {"naam": "aantal", "formaat": "getal", "lengte": 5}],
    )
    concept = fake.add_zaaktype(identificatie="CONCEPT", concept=True)
    other = fake.add_zaaktype(identificatie="ANDER", informatieobjecttypen=["Ander stuk"])
    return Target(
        zaken=fake.root("zaken"),
        catalogi=fake.root("catalogi"),
        documenten=fake.root("documenten"),
        login=Login(CLIENT_ID, SECRET),
        zaaktype="CONFORM",
        bronorganisatie="000000000",
        catalogus_domein="",
        catalogus_rsin="",
        clerk=Login("clerk", SECRET),
        aanmaken=Login("aanmaken", SECRET),
        zaaktype_concept=concept["url"],
        ander_informatieobjecttype=other["informatieobjecttypen"][0],
        timeout=5,
        fake=fake,
    )


def _root(url: str) -> str:
    return url if url.endswith("/") else f"{url}/"


def _login(client_id: str, secret: str) -> Login | None:
    return Login(client_id, secret) if client_id and secret else None
