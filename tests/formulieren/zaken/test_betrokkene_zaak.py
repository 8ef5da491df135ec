"""What a zaak holds of its owner is given along whole, and goes whole."""

from __future__ import annotations

import json
import zipfile

import pytest
from django.utils import timezone

from formulieren.models import FormulierVersie
from formulieren.zaken.models import Ontvangstbewijs, Zaak, Zaakinformatieobject
from formulieren.zaken.services.betrokkene import stukken_of, wis_betrokkene
from formulieren.zaken.services.betrokkene_export import export_betrokkene
from tests.formulieren.bewaren_support import CANARY, Stand, add_file, fill_zaak, make_sent
from tests.formulieren.test_betrokkene import upload_dir, versie  # noqa: F401
from tests.support.dump import tables_with

# ruff: noqa: F811 - the fixtures are those of the other tests about a person
pytestmark = pytest.mark.sqlite


def test_all_that_a_zaak_holds_is_given_along_and_goes(versie: FormulierVersie) -> None:
    """Questions, decisions, notes and places, in both forms; what the municipality wrote for itself stays with it."""
    inzending = make_sent(versie, Stand(age=900), today=timezone.localdate(), text="iets anders")
    zaak = Zaak.objects.get(inzending=inzending)
    fill_zaak(zaak)
    Ontvangstbewijs.objects.all().delete()
    own = add_file(inzending, b"advies")
    Zaakinformatieobject.objects.create(zaak=zaak, bijlage=own, titel="Advies", richting="intern")
    zaak.refresh_from_db()
    stukken = stukken_of([inzending.pk])
    with export_betrokkene(stukken) as file, zipfile.ZipFile(file) as archive:
        data, reader = archive.read("gegevens.json").decode(), archive.read("gegevens.html").decode()
        names = archive.namelist()
    (part,) = json.loads(data)["inzendingen"]
    found = part["zaak"]
    for name in (
        "vragen",
        "stilgestaan",
        "verlengd",
        "resultaat",
        "besluit",
        "ingetrokken",
        "eigenschappen",
        "objecten",
    ):
        assert CANARY in json.dumps(found[name]), name
    assert found["plaats"]["type"] == "Point" and reader.count(CANARY) >= 8
    assert len(part["bestanden"]) == 1 and not any(str(own.pk) in name for name in names)
    (gewist,) = wis_betrokkene(pks=[inzending.pk], actor=None)
    assert gewist.weg and tables_with(CANARY, "kanarie@") == set()
