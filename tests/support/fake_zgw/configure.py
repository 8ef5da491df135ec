"""Connects the site under test with the fake: services, settings and the same zaaktype on both sides."""

from __future__ import annotations

from typing import Any

from tests.support.fake_zgw.server import CLIENT_ID, SECRET, FakeZgw

RSIN = "000000000"


def configure(
    fake: FakeZgw, *, identificatie: str = "TEST", base: str = "", timeout: int = 5, **zaaktype: Any
) -> dict[str, Any]:
    """Makes the Services and turns the ZGW backend on; gives the zaaktype in the fake's catalogue.

    `base` for a fake in another process. Our own zaaktype must be made by the test (fixture `zaaktype`).
    """
    from zgw_consumers.constants import APITypes, AuthTypes
    from zgw_consumers.models import Service

    from formulieren.zaken.models import Zgwinstellingen

    made = {}
    for component, kind in (
        ("zaken", APITypes.zrc),
        ("catalogi", APITypes.ztc),
        ("documenten", APITypes.drc),
    ):
        fields = {
            "label": component,
            "api_type": kind,
            "api_root": (base or fake.state.base) + fake.root(component).removeprefix(fake.state.base),
            "auth_type": AuthTypes.zgw,
            "client_id": CLIENT_ID,
            "secret": SECRET,
            "timeout": timeout,
        }
        made[component], _new = Service.objects.update_or_create(slug=component, defaults=fields)
    settings = Zgwinstellingen.load()
    settings.aan = True
    settings.zaken_api, settings.catalogi_api = made["zaken"], made["catalogi"]
    settings.documenten_api = made["documenten"]
    settings.bronorganisatie = settings.catalogus_rsin = RSIN
    settings.catalogus_domein = "LOKET"
    settings.save()
    known = fake.rows("zaaktypen", identificatie=identificatie, concept=False)
    return known[0] if known else fake.add_zaaktype(identificatie=identificatie, **zaaktype)
