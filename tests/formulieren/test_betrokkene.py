"""What we have of one person (P2): looked up, given along whole, destroyed in every store, and what stays says why."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from basis.logboek.models import LogboekRegel
from formulieren.bijlagen.models import Bijlage, BijlageState
from formulieren.crypto import keyring
from formulieren.inzendingen import hervatten
from formulieren.inzendingen.antwoorden import read_answers
from formulieren.inzendingen.betrokkene import BetrokkeneSoort, find_betrokkene
from formulieren.inzendingen.models import Antwoord, Inzending, InzendingState, OutboxItem, OutboxState
from formulieren.inzendingen.persoon import persoon_fields
from formulieren.inzendingen.vernietiging import Vernietiging
from formulieren.models import FormulierPage, FormulierVersie
from formulieren.zaken.beheer import betrokkene as screen
from formulieren.zaken.models import Ontvangstbewijs, Rol, Status, Zaak, Zaaktype
from formulieren.zaken.services import betrokkene, submit_inzending
from formulieren.zaken.services.betrokkene import stukken_of, wis_betrokkene
from formulieren.zaken.services.betrokkene_export import export_betrokkene
from formulieren.zaken.services.vernietigingsstop import set_stop
from gemeente.roles import Rol as Beroepsrol
from gemeente.roles import setup_roles
from tests.formulieren.bewaren_support import add_file, frozen
from tests.formulieren.conftest import BSN, IBAN, STAPPEN
from tests.formulieren.test_beheer import employee
from tests.formulieren.test_submit import concept
from tests.support.dump import files_with, tables_with

pytestmark = pytest.mark.sqlite

ADDRESS = "/beheer/betrokkene/"
EMAIL = "Kim.Kanarie@voorbeeld.nl"
GEGEVENS = {
    "naam": "Kim Kanarie", "email": EMAIL, "telefoon": "0612349876",
    "adres": {"postcode": "9990EV", "huisnummer": "77", "toevoeging": "kanarie"}, "bsn": BSN, "iban": IBAN,
}  # fmt: skip
# What only this person has; the answers that are sealed can't be seen in a table anyway.
CANARIES = ("kanarie", "0612349876", "9990EV")
OTHER_BSN = "123456782"


@pytest.fixture(autouse=True)
def upload_dir(settings: Any, tmp_path: Path) -> Path:
    settings.LOKET_UPLOAD_DIR = tmp_path / "bijlagen"
    return tmp_path / "bijlagen"


@pytest.fixture
def versie(home: Any, zaaktype: Zaaktype) -> FormulierVersie:
    """A form that says nothing about keeping; its zaaktype must be kept a year."""
    Zaaktype.objects.update(bewaartermijn="P1Y")
    foto = {"type": "bestand", "code": "foto", "label": "Een foto", "verplicht": False}
    return frozen(home, stappen=[STAPPEN[0], {**STAPPEN[1], "vraag": [*STAPPEN[1]["vraag"], foto]}])


@pytest.fixture
def manager(client: Any, django_user_model: Any) -> Any:
    """A functional manager, logged in."""
    user = employee(django_user_model)
    user.groups.add(setup_roles()[Beroepsrol.FUNCTIONEEL_BEHEERDER])
    client.force_login(user)
    return user


def person(versie: FormulierVersie, stand: str, *, gegevens: dict[str, Any] | None = None) -> Inzending:
    """One inzending of the person, with a file, standing as the case says."""
    inzending = concept(versie, gegevens=gegevens or GEGEVENS)
    add_file(inzending, b"kanarie in een bestand")
    if stand == "bewaard":
        hervatten.make_link(inzending=inzending, slug="proef", email=EMAIL)
    if stand in ("concept", "bewaard"):
        return inzending
    submit_inzending(inzending=inzending)
    inzending.refresh_from_db()
    sealed = keyring().seal(
        base64.b64encode(b"%PDF kanarie").decode(), context=f"{inzending.uuid}/ontvangstbewijs"
    )
    Ontvangstbewijs.objects.create(
        inzending=inzending, geheim=sealed.ciphertext, sleutel_id=sealed.key_id, sha256="0"
    )
    zaak = Zaak.objects.get(inzending=inzending)
    Status.objects.filter(zaak=zaak).update(statustoelichting="Beste Kim Kanarie")
    OutboxItem.objects.filter(inzending=inzending).update(state=OutboxState.KLAAR)
    days = {"lang klaar": 400, "dagen om": 31}.get(stand, 10)
    if stand != "loopt":
        Zaak.objects.filter(pk=zaak.pk).update(einddatum=timezone.localdate() - timedelta(days=days))
    if stand == "dagen om":
        FormulierPage.objects.update(bewaar_dagen=30)
    if stand == "stop":
        set_stop(zaak=zaak, reden="Bezwaar", actor=None)
    if stand == "niet bezorgd":
        OutboxItem.objects.filter(inzending=inzending).update(state=OutboxState.MENS)
    return Inzending.objects.get(pk=inzending.pk)


def login(inzending: Inzending, bsn: str = BSN) -> None:
    """As if sent with a login."""
    Inzending.objects.filter(pk=inzending.pk).update(**persoon_fields(inzending.uuid, bsn, "demo"))


def ticket_of(page: Any) -> str:
    return str(page.context["ticket"])


def zoek(client: Any, soort: str, waarde: str) -> Any:
    return client.post(ADDRESS, {"actie": "zoek", "soort": soort, "waarde": waarde})


def typed(inzending: Inzending, soort: str) -> str:
    return {"bsn": "111.222.333", "email": EMAIL.upper(), "kenmerk": str(inzending.reference).lower()}[soort]


STAYS = {
    "loopt": "Wij zijn nog bezig",
    "archief": "voor het archief",
    "stop": "nu niet mogen wissen",
    "niet bezorgd": "nog iets versturen",
}
GOES = ("concept", "bewaard", "lang klaar", "dagen om")
CASES = [
    (soort, stand)
    for soort in ("bsn", "email", "kenmerk")
    for stand in (*GOES, *STAYS)
    if not (soort == "kenmerk" and stand in ("concept", "bewaard"))
]


def test_there_are_at_least_twenty_cases() -> None:
    assert len(CASES) == 22


@pytest.mark.parametrize(("soort", "stand"), CASES)
def test_told_given_along_and_destroyed(
    client: Any,
    manager: Any,
    versie: FormulierVersie,
    upload_dir: Path,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
    soort: str,
    stand: str,
) -> None:
    inzending = person(versie, stand)
    other = concept(versie, gegevens={"naam": "Bo", "email": "bo@voorbeeld.nl", "bsn": OTHER_BSN})
    found = zoek(client, soort, typed(inzending, soort))
    assert [stuk.inzending.pk for stuk in found.context["stukken"]] == [inzending.pk]
    html = found.content.decode()
    assert found.status_code == 200 and "no-store" in found["Cache-Control"]
    assert BSN not in html and "kanarie" not in html.lower(), "the list tells of what, and not what"
    chosen = {"gevonden": ticket_of(found), "kies": str(inzending.pk)}

    export = client.post(ADDRESS, {**chosen, "actie": "export"})
    assert export["Content-Type"] == "application/zip" and "attachment" in export["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(b"".join(export.streaming_content)))
    data, reader = archive.read("gegevens.json").decode(), archive.read("gegevens.html").decode()
    answers = {row["code"]: row["antwoord"] for row in json.loads(data)["inzendingen"][0]["antwoorden"]}
    stored = read_answers(inzending)
    assert stored["foto"] and answers == json.loads(json.dumps(stored))
    for value in ("Kim Kanarie", stored["email"], stored["telefoon"], BSN, IBAN, "De lamp is stuk"):
        # Screens put spaces in numbers.
        assert value in data and value.replace(" ", "") in re.sub(r"[ -]", "", reader), value
    files = [archive.read(name) for name in archive.namelist() if name.startswith("bestanden/")]
    sent = stand not in ("concept", "bewaard")
    assert b"kanarie in een bestand" in files and (b"%PDF kanarie" in files) is sent
    assert ("Beste Kim Kanarie" in data) is sent

    assert "inzendingen_antwoord" in tables_with(*CANARIES) and list(upload_dir.iterdir())
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(ADDRESS, {**chosen, "actie": "wis", "zeker": "ja"})
    [uitslag] = done.context["uitslag"]
    if stand in GOES:
        assert uitslag.weg and tables_with(*CANARIES) == set()
        assert files_with([upload_dir], "kanarie") == set() and not list(upload_dir.iterdir())
        assert Vernietiging.objects.get().regel == "betrokkene"
        assert zoek(client, soort, typed(inzending, soort)).context["stukken"] == (
            [] if soort != "kenmerk" else stukken_of([inzending.pk])
        )
    else:
        assert not uitslag.weg and STAYS[stand] in uitslag.reden and STAYS[stand] in done.content.decode()
        assert read_answers(inzending)["bsn"] == BSN and Bijlage.objects.exists()
        assert not Vernietiging.objects.exists()
    assert read_answers(other)["bsn"] == OTHER_BSN, "somebody else's stays"
    lines = str(list(LogboekRegel.objects.values_list("onderwerp", "reden")))
    for secret in (BSN, "111.222.333", *CANARIES):
        assert secret.lower() not in lines.lower() and secret.lower() not in caplog.text.lower()
    assert f"Opgezocht op {soort}: 1 gevonden" in lines and "meegegeven" in lines
    assert (LogboekRegel.objects.filter(handeling="delete").count() == 1) is (stand in GOES)


def test_a_login_is_found_with_what_was_typed(versie: FormulierVersie) -> None:
    with_login, by_hand = person(versie, "loopt", gegevens={"naam": "Kim"}), person(versie, "concept")
    login(with_login)
    login(by_hand)
    found = find_betrokkene(soort=BetrokkeneSoort.BSN, waarde=BSN)
    assert found == [by_hand.pk, with_login.pk]
    with export_betrokkene(stukken_of(found)) as file, zipfile.ZipFile(file) as archive:
        for name in ("gegevens.json", "gegevens.html"):
            assert archive.read(name).decode().count(BSN) >= 2, "who logged in stands in it, unmasked"
    Zaaktype.objects.update(bewaartermijn="P0D")
    Zaak.objects.update(einddatum=timezone.localdate() - timedelta(days=1))
    assert [gewist.weg for gewist in wis_betrokkene(pks=found, actor=None)] == [True, True]
    assert find_betrokkene(soort=BetrokkeneSoort.BSN, waarde=BSN) == []
    assert Inzending.objects.get().persoon_geheim == ""
    assert find_betrokkene(soort=BetrokkeneSoort.BSN, waarde=OTHER_BSN) == []


def test_looking_up_costs_the_same_however_many_there_are(versie: FormulierVersie) -> None:
    counts = []
    for _turn in range(2):
        for _number in range(3):
            concept(versie, gegevens=GEGEVENS)
        with CaptureQueriesContext(connection) as queries:
            assert find_betrokkene(soort=BetrokkeneSoort.EMAIL, waarde=EMAIL)
        counts.append(len(queries))
    assert counts == [3, 3]
    if connection.vendor == "sqlite":
        plan = Antwoord.objects.filter(opzoek_hmac="x").explain()
        assert "USING INDEX" in plan and "SCAN" not in plan


@pytest.mark.parametrize(
    ("soort", "waarde"),
    [
        ("bsn", "123"), ("bsn", "111222334"), ("bsn", "een bsn"), ("email", "geen adres"),
        ("email", "\x00@x.nl"), ("kenmerk", "ABC"), ("kenmerk", "' OR 1=1 --"), ("bsn", " ."),
    ],
)  # fmt: skip
def test_what_cant_be_one_is_said(
    client: Any, manager: Any, versie: FormulierVersie, soort: str, waarde: str
) -> None:
    person(versie, "concept")
    with pytest.raises(ValidationError):
        find_betrokkene(soort=BetrokkeneSoort(soort), waarde=waarde)
    page = zoek(client, soort, waarde)
    assert page.status_code == 422 and not LogboekRegel.objects.filter(onderwerp="betrokkene").exists()


def test_a_wrong_question_and_nothing_found(client: Any, manager: Any, db: None) -> None:
    assert client.get(ADDRESS).status_code == 200
    for wrong in (
        {},
        {"soort": "naam", "waarde": "Jan"},
        {"soort": "bsn"},
        {"actie": "export"},
        {"actie": "wis"},
    ):
        assert client.post(ADDRESS, wrong).status_code == 422
    nothing = zoek(client, "email", "niemand@voorbeeld.nl")
    assert nothing.status_code == 200 and "Wij vonden niets" in nothing.content.decode()
    line = LogboekRegel.objects.get()
    assert line.reden == "Opgezocht op email: 0 gevonden" and line.medewerker == manager


def test_only_with_the_permission(client: Any, versie: FormulierVersie, django_user_model: Any) -> None:
    assert client.get(ADDRESS).status_code == 302
    groups = setup_roles()
    for rol in Beroepsrol:
        user = django_user_model.objects.create_user(rol.value)
        user.groups.add(groups[rol])
        client.force_login(user)
        allowed = rol == Beroepsrol.FUNCTIONEEL_BEHEERDER
        assert (client.get(ADDRESS).status_code == 200) is allowed, rol
        assert (zoek(client, "bsn", BSN).status_code == 200) is allowed, rol
        assert (ADDRESS in client.get("/beheer/").content.decode()) is allowed, rol


def test_a_list_of_another_is_no_list(
    client: Any,
    manager: Any,
    versie: FormulierVersie,
    django_user_model: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mine, other = person(versie, "concept"), concept(versie, gegevens={"naam": "Bo"})
    found = zoek(client, "bsn", BSN)
    good = {"gevonden": ticket_of(found), "kies": str(mine.pk), "actie": "wis", "zeker": "ja"}
    for change in (
        {"gevonden": ""},
        {"gevonden": good["gevonden"][:-1] + "x"},
        {"kies": str(other.pk)},
        {"kies": ""},
    ):
        assert client.post(ADDRESS, {**good, **change}).status_code == 422
    unsure = client.post(ADDRESS, {**good, "zeker": ""})
    assert unsure.status_code == 422 and "ja, wis dit" in unsure.content.decode()
    monkeypatch.setattr(screen, "GOOD_FOR", -1)
    assert client.post(ADDRESS, good).status_code == 422
    monkeypatch.undo()
    colleague = django_user_model.objects.create_superuser("collega", "c@voorbeeld.nl", "x")
    client.force_login(colleague)
    assert client.post(ADDRESS, good).status_code == 422
    assert Inzending.objects.count() == 2


def test_looking_up_is_limited(client: Any, manager: Any, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "PER_HOUR", 2)
    assert [zoek(client, "bsn", BSN).status_code for _number in range(4)] == [200, 200, 429, 429]
    assert LogboekRegel.objects.count() == 2


def test_only_what_is_chosen_goes(client: Any, manager: Any, versie: FormulierVersie) -> None:
    first, second, third = (person(versie, stand) for stand in ("concept", "loopt", "lang klaar"))
    found = zoek(client, "email", EMAIL)
    assert len(found.context["stukken"]) == 3
    chosen = [str(second.pk), str(third.pk)]
    done = client.post(ADDRESS, {"gevonden": ticket_of(found), "kies": chosen, "actie": "wis", "zeker": "ja"})
    assert [(gewist.weg, gewist.stuk.inzending.pk) for gewist in done.context["uitslag"]] == [
        (True, third.pk),
        (False, second.pk),
    ]
    assert read_answers(first)["bsn"] == BSN
    again = client.post(
        ADDRESS, {"gevonden": ticket_of(found), "kies": chosen, "actie": "wis", "zeker": "ja"}
    )
    assert [gewist.weg for gewist in again.context["uitslag"]] == [True, False]
    assert Vernietiging.objects.count() == 1 and not Rol.objects.filter(zaak__inzending=third).exists()


def test_a_zaak_of_unknown_term_stays(versie: FormulierVersie) -> None:
    inzending = person(versie, "lang klaar")
    Zaaktype.objects.update(bewaartermijn="")
    [gewist] = wis_betrokkene(pks=[inzending.pk], actor=None)
    assert not gewist.weg and "staat niet vast" in gewist.reden
    assert Inzending.objects.get(pk=inzending.pk).state == InzendingState.INGEDIEND


def test_sent_a_moment_ago_it_is_not_a_concept_any_more(
    versie: FormulierVersie, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the list and the button the resident sends: the zaak stays, and the screen says why."""
    inzending = person(versie, "concept")
    real = betrokkene._wis_concept

    def slower(stuk: Any, actor: Any) -> bool:
        submit_inzending(inzending=inzending)
        return real(stuk, actor)

    monkeypatch.setattr(betrokkene, "_wis_concept", slower)
    [gewist] = wis_betrokkene(pks=[inzending.pk], actor=None)
    assert not gewist.weg and "nog bezig" in gewist.reden and Zaak.objects.exists()


def test_a_file_in_quarantine_is_named_and_left_out(
    client: Any, manager: Any, versie: FormulierVersie
) -> None:
    inzending = person(versie, "concept")
    Bijlage.objects.update(state=BijlageState.QUARANTAINE)
    found = zoek(client, "bsn", BSN)
    export = client.post(
        ADDRESS, {"gevonden": ticket_of(found), "kies": str(inzending.pk), "actie": "export"}
    )
    archive = zipfile.ZipFile(io.BytesIO(b"".join(export.streaming_content)))
    assert not [name for name in archive.namelist() if name.startswith("bestanden/")]
    assert "niet goedgekeurd" in archive.read("gegevens.html").decode()


def test_addresses_of_before_are_found_after_the_migration(versie: FormulierVersie) -> None:
    concept(versie, gegevens=GEGEVENS)
    Antwoord.objects.filter(code="email").update(opzoek_hmac="")
    assert find_betrokkene(soort=BetrokkeneSoort.EMAIL, waarde=EMAIL) == []
    fill = import_module("formulieren.inzendingen.migrations.0006_vernietiging").fill_lookup
    for _twice in range(2):
        fill(apps, None)
    assert len(find_betrokkene(soort=BetrokkeneSoort.EMAIL, waarde=EMAIL.lower())) == 1
    assert Antwoord.objects.exclude(opzoek_hmac="").count() == 3  # the e-mail, the bsn and the iban
