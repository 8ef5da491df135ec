"""The work list: who sees what, the filters, the words of a deadline, and queries that never grow."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from basis.models import Team
from formulieren.inzendingen.models import Inzending, InzendingState
from formulieren.zaken.models import Aanvulverzoek, Afwezigheid, Opschorting, Status, Zaak, Zgwinstellingen
from formulieren.zaken.services.termijnwoorden import Datums, TermijnSoort, deadline_of, next_date
from formulieren.zaken.services.werkvoorraad import (
    SORTERINGEN,
    BehandelaarKeuze,
    StandKeuze,
    TermijnKeuze,
    Vraag,
    count_werkvoorraad,
    zaken_for,
)
from formulieren.zaken.termijnen import Kalender
from tests.formulieren.zaken.clock import TODAY, Clock
from tests.support.client import CheckingClient

LIST = "/beheer/zaken/"
OFFICE = Kalender(timezone.get_default_timezone())


def copy_zaak(zaak: Zaak, number: int, **fields: Any) -> Zaak:
    """One more zaak like it, of an inzending of its own."""
    reference = f"{'3479CFHJKM'[number // 10]}{'3479CFHJKM'[number % 10]}C-CCC-CCC"
    inzending = Inzending.objects.create(
        versie=zaak.inzending.versie,
        state=InzendingState.INGEDIEND,
        reference=reference,
        code_hash="0" * 64,
        ingediend_op=timezone.now(),
    )
    wanted: dict[str, Any] = {
        "zaaktype": zaak.zaaktype,
        "omschrijving": zaak.omschrijving,
        "startdatum": TODAY,
        "uiterlijke_einddatum": date(2026, 3, 30),
    }
    made = Zaak.objects.create(identificatie=reference, inzending=inzending, **(wanted | fields))
    Status.objects.create(zaak=made, statustype=zaak.zaaktype.statustypen.first())
    return made


def found(user: Any, **asked: Any) -> set[str]:
    return {zaak.identificatie for zaak in zaken_for(Vraag(**asked), user=user, today=TODAY)}


@pytest.fixture
def voorraad(zaak: Zaak, clock: Clock, ans: Any, bo: Any) -> dict[str, Zaak]:
    """Zaken of all sorts, on Monday 2 March 2026."""
    made = {
        "nieuw": zaak,
        "laat": copy_zaak(
            zaak, 1, behandelaar=ans, uiterlijke_einddatum=date(2026, 2, 27), kanaal="balie_inloop"
        ),
        "week": copy_zaak(zaak, 2, behandelaar=bo, streefdatum=date(2026, 3, 5)),
        "volgende": copy_zaak(zaak, 3, uiterlijke_einddatum=date(2026, 3, 9)),
        "vandaag": copy_zaak(zaak, 4, streefdatum=TODAY, streeftijd=time(16)),
        "norm": copy_zaak(zaak, 5, streefdatum=date(2026, 2, 27)),
        "stil": copy_zaak(zaak, 6, uiterlijke_einddatum=date(2026, 2, 20)),
        "stom": copy_zaak(zaak, 7),
        "klaar": copy_zaak(zaak, 8, einddatum=date(2026, 2, 27), behandelaar=ans),
    }
    Opschorting.objects.create(zaak=made["stil"], reden="Wij wachten.", begin=date(2026, 2, 16))
    Aanvulverzoek.objects.create(zaak=made["stom"], vraag="Waar?", reageren_voor=date(2026, 2, 27))
    return made


def names(voorraad: dict[str, Zaak], references: set[str]) -> set[str]:
    return {name for name, zaak in voorraad.items() if zaak.identificatie in references}


FILTERS: list[tuple[dict[str, Any], set[str]]] = [
    ({"wie": BehandelaarKeuze.MIJ}, {"laat"}),
    ({"wie": BehandelaarKeuze.MIJ, "open": StandKeuze.ALLES}, {"laat", "klaar"}),
    ({"open": StandKeuze.KLAAR}, {"klaar"}),
    ({"wie": BehandelaarKeuze.NIEMAND}, {"nieuw", "volgende", "vandaag", "norm", "stil", "stom"}),
    ({"kanaal": "balie_inloop"}, {"laat"}),
    ({"termijn": TermijnKeuze.TE_LAAT}, {"laat"}),
    ({"termijn": TermijnKeuze.STREEF_VOORBIJ}, {"norm"}),
    ({"termijn": TermijnKeuze.VANDAAG}, {"vandaag"}),
    ({"termijn": TermijnKeuze.DEZE_WEEK}, {"vandaag", "week"}),
    ({"termijn": TermijnKeuze.VOLGENDE_WEEK}, {"volgende"}),
    ({"termijn": TermijnKeuze.STIL}, {"stil"}),
    ({"termijn": TermijnKeuze.GEEN_ANTWOORD}, {"stom"}),
    ({"status": "Bezig"}, set()),
    ({"zoek": "34c ccc ccc"}, {"laat"}),
    ({"zoek": "%"}, set()),
]


def test_a_filter_finds_what_it_says(voorraad: dict[str, Zaak], ans: Any) -> None:
    for asked, wanted in FILTERS:
        assert names(voorraad, found(ans, **asked)) == wanted, asked


def test_team_zaaktype_colleague_and_who_is_replaced(voorraad: dict[str, Zaak], ans: Any, bo: Any) -> None:
    zaaktype = voorraad["nieuw"].zaaktype
    team = Team.objects.create(slug="groen", naam="Groen")
    assert found(ans, team=team.pk) == set() and len(found(ans, zaaktype=zaaktype.pk)) == 8
    zaaktype.team = team
    zaaktype.save()
    assert len(found(ans, team=team.pk)) == 8
    assert names(voorraad, found(ans, behandelaar=bo.pk)) == {"week"}
    assert names(voorraad, found(ans, wie=BehandelaarKeuze.MIJ_EN_VERVANGING)) == {"laat"}
    Afwezigheid.objects.create(medewerker=bo, vervanger=ans, begin=TODAY, eind=TODAY)
    assert names(voorraad, found(ans, wie=BehandelaarKeuze.MIJ_EN_VERVANGING)) == {"laat", "week"}
    counts = count_werkvoorraad(user=ans)
    assert (counts.mij, counts.vervanging, counts.niemand) == (1, 2, 6)
    assert (counts.te_laat, counts.deze_week, counts.geen_antwoord) == (1, 2, 1)


def test_what_must_be_done_first_stands_first_in_every_order(voorraad: dict[str, Zaak], ans: Any) -> None:
    order = [zaak.pk for zaak in zaken_for(Vraag(), user=ans, today=TODAY)]
    by_name = [next(name for name, zaak in voorraad.items() if zaak.pk == pk) for pk in order]
    assert by_name[:5] == ["stil", "laat", "vandaag", "week", "volgende"]
    for sorteer in SORTERINGEN:
        assert len(zaken_for(Vraag(sorteer=sorteer), user=ans, today=TODAY)) == 8, sorteer


@pytest.mark.parametrize(
    ("fields", "tekst", "soort"),
    [
        ({"uiterlijk": "2026-03-30"}, "Nog 20 werkdagen", TermijnSoort.OP_TIJD),
        ({"uiterlijk": "2026-03-30", "streef": "2026-03-05"}, "Nog 3 werkdagen", TermijnSoort.LET_OP),
        ({"uiterlijk": "2026-03-03"}, "Nog 1 werkdag", TermijnSoort.LET_OP),
        ({"uiterlijk": "2026-03-02"}, "Vandaag klaar", TermijnSoort.LET_OP),
        (
            {"uiterlijk": "2026-03-30", "streef": "2026-03-02", "streeftijd": time(16)},
            "Vandaag voor 16.00 uur klaar",
            TermijnSoort.LET_OP,
        ),
        (
            {"uiterlijk": "2026-03-30", "streef": "2026-02-27"},
            "Nog 20 werkdagen. De streefdatum is voorbij",
            TermijnSoort.LET_OP,
        ),
        ({"uiterlijk": "2026-03-01"}, "1 dag te laat", TermijnSoort.TE_LAAT),
        ({"uiterlijk": "2026-02-28", "streef": "2026-02-20"}, "2 dagen te laat", TermijnSoort.TE_LAAT),
        (
            {"uiterlijk": "2026-02-20", "stil_sinds": "2026-02-16"},
            "Staat stil sinds 16 februari",
            TermijnSoort.STIL,
        ),
        (
            {"uiterlijk": "2026-03-30", "stil_sinds": "2026-03-03"},
            "Staat stil vanaf 3 maart",
            TermijnSoort.STIL,
        ),
        ({"uiterlijk": "2026-03-30", "eind": "2026-03-30"}, "Klaar, op tijd", TermijnSoort.KLAAR),
        ({"uiterlijk": "2026-02-27", "eind": "2026-03-02"}, "Klaar, 3 dagen te laat", TermijnSoort.KLAAR),
    ],
)
def test_a_deadline_is_told_in_words(fields: dict[str, Any], tekst: str, soort: TermijnSoort) -> None:
    given = {key: date.fromisoformat(v) if isinstance(v, str) else v for key, v in fields.items()}
    deadline = deadline_of(Datums(**given), today=TODAY, kalender=OFFICE, waarschuw=3)
    assert (deadline.tekst, deadline.soort) == (tekst, soort)


def test_a_promise_after_the_legal_day_never_hides_it() -> None:
    late_promise = Datums(uiterlijk=date(2026, 3, 10), streef=date(2026, 3, 20))
    assert next_date(late_promise, TODAY) == date(2026, 3, 10)


# --- over HTTP ----------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(ans: Any) -> CheckingClient:
    client = CheckingClient()
    client.force_login(ans)
    return client


def test_every_row_says_how_long_it_may_take(voorraad: dict[str, Zaak], desk: CheckingClient) -> None:
    page = desk.get(LIST)
    soup = BeautifulSoup(page.content, "lxml")
    assert page.status_code == 200 and "no-store" in page["Cache-Control"]
    labels = [label.get_text() for label in soup.select(".loket-termijn")]
    assert len(labels) == 8 and "3 dagen te laat" in labels and "Staat stil sinds 16 februari" in labels
    assert "Geen antwoord van de inwoner. De laatste dag was 27 februari" in soup.get_text()
    table = soup.select_one("table.loket-zaken__lijst")
    assert table is not None and table["role"] == "table", "still a table when the style makes cards of it"
    boxes = soup.select("input[name=zaak]")
    assert len(boxes) == 8 and all(box.find_parent("label").get_text(strip=True) for box in boxes)


def test_queries_never_grow(zaak: Zaak, clock: Clock, desk: CheckingClient, ans: Any, bo: Any) -> None:
    for number in (1, 2):
        copy_zaak(zaak, number, behandelaar=bo)
    Afwezigheid.objects.create(medewerker=bo, vervanger=ans, begin=TODAY, eind=TODAY)
    desk.get(LIST)
    with CaptureQueriesContext(connection) as few:
        desk.get(LIST)
    for number in range(3, 50):
        copy_zaak(zaak, number, behandelaar=bo)
    with CaptureQueriesContext(connection) as many:
        page = desk.get(LIST)
    assert page.content.count(b"loket-termijn--") == 50
    assert len(many) == len(few) <= 30


def test_nonsense_in_the_address_is_left_out(voorraad: dict[str, Zaak], desk: CheckingClient) -> None:
    query = (
        "?wie=99999&team=x&zaaktype=-1&status=x&kanaal=duif&termijn=ooit&open=x&sorteer=pk&p=zes&zoek="
        + "y" * 200
    )
    assert desk.get(LIST + query).content.count(b"loket-termijn--") == 8


def test_what_is_ticked_goes_over_and_the_list_comes_back_as_it_was(
    voorraad: dict[str, Zaak], desk: CheckingClient, ans: Any, bo: Any
) -> None:
    nieuw, week = voorraad["nieuw"], voorraad["week"]
    back = {"terug": "wie=niemand&termijn=stil&next=//kwaad.nl"}
    answer = desk.post(
        f"{LIST}overdragen/", {"zaak": [f"{nieuw.pk}:", f"{week.pk}:{bo.pk}"], "neem": "ja", **back}
    )
    assert answer.url == f"{LIST}?wie=niemand&termijn=stil"
    assert set(Zaak.objects.filter(behandelaar=ans, einddatum=None)) >= {nieuw, week}
    page = desk.post(f"{LIST}overdragen/", {"zaak": [f"{nieuw.pk}:"], "behandelaar": bo.pk}, follow=True)
    assert nieuw.identificatie in page.content.decode().split("net veranderd")[1][:200]
    assert Zaak.objects.get(pk=nieuw.pk).behandelaar == ans, "what was seen is not so any more"
    desk.post(f"{LIST}overdragen/", {"zaak": [f"{nieuw.pk}:{ans.pk}"], "behandelaar": "niemand"})
    assert Zaak.objects.get(pk=nieuw.pk).behandelaar is None
    for wrong in ({}, {"zaak": ["x", "1:y", ":"]}, {"zaak": [f"{nieuw.pk}:"], "behandelaar": "x"}):
        assert desk.post(f"{LIST}overdragen/", {**wrong, **back}).status_code == 302
    assert Zaak.objects.get(pk=nieuw.pk).behandelaar is None


def test_who_only_reads_ticks_nothing(voorraad: dict[str, Zaak], kijker: Any, ans: Any) -> None:
    client = CheckingClient()
    client.force_login(kijker)
    html = client.get(LIST).content.decode()
    assert "loket-termijn" in html and 'name="zaak"' not in html and "Neem over" not in html
    answer = client.post(f"{LIST}overdragen/", {"zaak": [f"{voorraad['nieuw'].pk}:"], "neem": "ja"})
    assert answer.status_code in (302, 403)
    assert Zaak.objects.get(pk=voorraad["nieuw"].pk).behandelaar is None


def test_with_a_backend_the_list_is_only_read(voorraad: dict[str, Zaak], desk: CheckingClient) -> None:
    backend = Zgwinstellingen.load()
    backend.aan = True
    backend.save()
    html = desk.get(LIST).content.decode()
    assert "behandelt u in het zaaksysteem" in html and 'name="zaak"' not in html
    pk = voorraad["nieuw"].pk
    one = desk.get(f"{LIST}{pk}/").content.decode()
    assert "behandelt u in het zaaksysteem" in one and "Zet deze status" not in one and "/sluit/" not in one
    page = desk.post(f"{LIST}overdragen/", {"zaak": [f"{pk}:"], "neem": "ja"}, follow=True)
    assert "alleen lezen" in page.content.decode()
    assert Zaak.objects.get(pk=pk).behandelaar is None


def test_who_is_away_stands_in_the_list_with_the_replacement(
    voorraad: dict[str, Zaak], desk: CheckingClient, ans: Any, bo: Any
) -> None:
    days = {"begin": TODAY.isoformat(), "eind": (TODAY + timedelta(days=4)).isoformat()}
    wrong = desk.post(f"{LIST}afwezig/", {"vervanger": bo.pk, "begin": days["begin"], "eind": "nooit"})
    assert wrong.status_code == 422 and f'value="{bo.pk}" selected' in wrong.content.decode()
    assert desk.post(f"{LIST}afwezig/", {"vervanger": bo.pk, **days}).status_code == 302
    assert "Is weg, bo vervangt" in desk.get(LIST).content.decode()
    absence = Afwezigheid.objects.get()
    other = CheckingClient()
    other.force_login(bo)
    assert "Haal weg" not in other.get(f"{LIST}afwezig/").content.decode()
    assert other.post(f"{LIST}afwezig/{absence.pk}/weg/").status_code in (302, 403)
    assert Afwezigheid.objects.exists()
    desk.post(f"{LIST}afwezig/{absence.pk}/weg/")
    assert not Afwezigheid.objects.exists()
