"""The demo's zaken: sent and handled by the services, each at another stage; there is something to see everywhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from formulieren.editor.loading import regels_from_dict, stappen_from_dict
from formulieren.inzendingen.models import OutboxItem
from formulieren.models import FormulierPage
from formulieren.models.versie import freeze
from formulieren.zaken.models import Besluit, Opschorting, Verlenging, Zaak, Zaaktype
from formulieren.zaken.services.berichten import BERICHT
from formulieren.zaken.services.receipt import ONTVANGST
from formulieren.zaken.services.volgen import look_up
from gemeente.demo import catalogue, files
from gemeente.demo.accounts import load_teams, load_users
from gemeente.demo.zaken import Volgbaar, load_zaken
from tests.support.site import make_home


@pytest.fixture
def volgbaar(db: None) -> Volgbaar:
    """The zaken on the forms of the demo, frozen without the gate: that is tested with the whole demo."""
    home = make_home()
    settings = files.read("instellingen")
    load_teams(settings["team"])
    catalogue.save_zaaktypen()
    used = {row["formulier"] for row in files.read("zaken")["zaak"]}
    for row in files.read("formulieren")["formulier"]:
        if row["slug"] in used:
            home.refresh_from_db()
            page = FormulierPage(
                title=row["titel"], slug=row["slug"], intro=row["intro"], live=False, dank_tekst=row["dank_tekst"],
                zaaktype_identificatie=row["zaaktype"], andere_kanalen=row["andere_kanalen"],
                stappen=stappen_from_dict(row["stap"], seed=row["slug"]),
                regels=regels_from_dict(row.get("regel", []), seed=row["slug"]),
            )  # fmt: skip
            home.add_child(instance=page)
            freeze(page)
    shown = load_zaken(load_users(settings["gebruiker"]))
    assert shown is not None
    return shown


def test_there_is_a_zaak_at_each_stage(volgbaar: Volgbaar) -> None:
    today = timezone.localdate()
    zaken = Zaak.objects.all()
    assert zaken.count() == len(files.read("zaken")["zaak"]) == 8
    assert zaken.filter(behandelaar=None).count() == 1
    assert zaken.filter(einddatum=None, uiterlijke_einddatum__lt=today).count() == 1, "one is too late"
    assert zaken.filter(einddatum=today).count() == 3
    assert Opschorting.objects.filter(eind=None).count() == Verlenging.objects.count() == 1
    assert Besluit.objects.get().bezwaar_tot is not None
    assert {zaak.archiefnominatie for zaak in zaken.exclude(einddatum=None)} == {"vernietigen"}
    assert not zaken.exclude(einddatum=None).filter(archiefactiedatum=None).exists()
    assert {BERICHT, ONTVANGST} <= set(OutboxItem.objects.values_list("kind", flat=True))


def test_one_can_be_followed(volgbaar: Volgbaar) -> None:
    zaak = look_up(reference=volgbaar.nummer, code=volgbaar.code)
    assert zaak is not None and zaak.besluit.tekst.startswith("Uw loop")


def test_every_zaaktype_is_whole(volgbaar: Volgbaar) -> None:
    """Terms, a team, results with a text and a term, somebody who hears of the end."""
    rows: list[Any] = list(Zaaktype.objects.all())
    assert len(rows) == 15
    for zaaktype in rows:
        assert zaaktype.team is not None, zaaktype
        assert zaaktype.statustypen.filter(informeren=True).exists(), zaaktype
        assert not zaaktype.statustypen.filter(statustekst="").exists(), zaaktype
        results = list(zaaktype.resultaattypen.all())
        assert len(results) >= 2 and all(result.toelichting for result in results), zaaktype
        assert zaaktype.intrekken_mogelijk is any(result.bij_intrekken for result in results), zaaktype
