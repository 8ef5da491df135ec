"""The SDG: what goes to the entry service, why a product stays behind, and that the service gives it back equal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from basis.models import PaginaBeheer
from producten.blocks import SECTIES
from producten.feeds.sdg import each_sdg
from producten.feeds.sdg_client import SdgClient, SdgError
from producten.feeds.sdg_records import VELDEN, SdgProduct, compare, make_plan
from producten.keuzes import Aanbod
from producten.models import ProductGrondslag, ProductPage
from producten.services.paginas import sections_from_dict
from tests.producten.factories import make_location, make_upn
from tests.producten.feeds.catalogus import (
    ALLE_SECTIES,
    CONTROLE,
    GEMEENTE,
    make_catalogue,
    make_english,
    make_whole,
    name_municipality,
    put_live,
)
from tests.support.sdg_server import TOKEN, SdgServer, sdg_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(settings: Any) -> Iterator[SdgServer]:
    """A running service that the settings point to."""
    with sdg_server() as server:
        settings.LOKET_SDG_URL, settings.LOKET_SDG_TOKEN = server.url, TOKEN
        yield server


def make_both(groep: Any, slug: str = "paspoort", **fields: Any) -> ProductPage:
    """A product that is whole in both languages."""
    product = make_whole(groep, slug, **fields)
    make_english(product)
    return product


def reasons() -> dict[str, list[str]]:
    return {uitkomst.title: uitkomst.reasons for uitkomst in each_sdg()}


def the_product(**fields: Any) -> SdgProduct:
    _index, groep = make_catalogue()
    make_both(groep, **fields)
    [uitkomst] = each_sdg()
    assert uitkomst.reasons == []
    [product] = uitkomst.products
    return product


def test_every_section_has_a_field_of_the_service() -> None:
    assert set(VELDEN) == set(SECTIES)


def test_a_whole_product_in_both_languages() -> None:
    product = the_product()
    assert (product.upn_label, product.doelgroep, product.aanwezig) == ("paspoort", "eu-burger", True)
    assert (product.organisatie_uri, product.organisatie_label) == (GEMEENTE, "Buren")
    dutch, english = product.vertalingen
    assert (dutch.taal, english.taal) == ("nl", "en")
    assert dutch.teksten == {
        "titel": "Paspoort",
        "tekst": "Geef uw nieuwe adres door.\n\nDit is de **inleiding**.\n\n"
        "## Goed om te weten\n\nWij zijn dicht op Koningsdag.\n\n## Vragen?\n\nBel 14 0344.",
        "procedureBeschrijving": "Bel ons of kom langs.",
        "bewijs": "- uw paspoort\n- een pasfoto",
        "vereisten": "U woont hier.",
        "kostenEnBetaalmethoden": "Het is gratis.",
        "uitersteTermijn": "Het duurt 5 dagen.",
        "bezwaarEnBeroep": "Schrijf ons binnen 6 weken.",
        "wtdBijGeenReactie": "Bel ons na 2 weken.",
    }
    assert english.teksten["titel"] == "Paspoort in English"
    assert dutch.procedure_link.url == "https://dienst.voorbeeld.nl/aanvragen"
    payload = product.to_payload()
    assert payload["publicatieDatum"] is None and payload["productValtOnder"] is None
    assert set(payload["vertalingen"][0]) == {
        "taal", "titel", "tekst", "links", "procedureBeschrijving", "bewijs", "vereisten", "bezwaarEnBeroep",
        "kostenEnBetaalmethoden", "uitersteTermijn", "wtdBijGeenReactie", "procedureLink",
        "productAanwezigToelichting", "productValtOnderToelichting",
    }  # fmt: skip


def test_one_product_for_each_doelgroep() -> None:
    _index, groep = make_catalogue()
    make_both(groep, doelgroepen=["inwoner", "vereniging", "ondernemer", "overheid"])
    [uitkomst] = each_sdg()
    assert [product.doelgroep for product in uitkomst.products] == ["eu-burger", "eu-bedrijf"]


def test_links_of_our_own_are_whole_and_https() -> None:
    link = '<p><a href="/contact/">Neem contact op</a></p>'
    inhoud = sections_from_dict([{"type": "contact", "html": link}], seed="x")
    product = the_product(inhoud=inhoud)
    assert "(https://www.buren.example/contact/)" in product.vertalingen[0].teksten["tekst"]


def test_only_names_of_the_sdg_are_asked_for() -> None:
    _index, groep = make_catalogue()
    make_both(groep, "hondenbelasting", upn=make_upn("hondenbelasting"))
    assert reasons() == {}


def test_why_a_product_stays_behind() -> None:
    _index, groep = make_catalogue()
    make_whole(groep, "zonder-engels")
    date_differs = make_whole(groep, "andere-datum")
    make_english(date_differs, review_op=CONTROLE + timedelta(days=1))
    no_date = make_whole(groep, "geen-datum", review_op=None)
    make_english(no_date, review_op=None)
    make_both(groep, "lang", title="a" * 151)
    link = sections_from_dict(
        [{"type": "contact", "html": '<a href="http://a.example/">Lees meer</a>'}], seed="x"
    )
    make_both(groep, "onveilig", inhoud=link)
    make_both(groep, "niemand", doelgroepen=["overheid"])
    make_both(groep, "verdwenen", upn=make_upn("weg", sdg_codes=["A1"], verdwenen_op=timezone.localdate()))
    refuses = make_both(groep, "zonder-uitleg")
    ProductPage.objects.filter(translation_key=refuses.translation_key).update(aanbod=Aanbod.NEE)
    under = make_both(groep, "onder-niets")
    ProductPage.objects.filter(translation_key=under.translation_key).update(
        aanbod=Aanbod.VALT_ONDER, aanbod_toelichting="Zie het andere product."
    )
    found = reasons()
    assert found["Zonder engels"] == ["De pagina staat niet in het Engels online."]
    assert found["Andere datum"] == ["De controledatum verschilt: Nederlands 2027-03-01, Engels 2027-03-02."]
    assert found["Geen datum"] == ["Er is geen controledatum bij de Nederlandse en de Engelse pagina."]
    assert "nl: de titel is langer dan 150 tekens." in found["a" * 151]
    assert found["Onveilig"] == [
        f"{taal}: dit adres begint niet met https: http://a.example/" for taal in ("nl", "en")
    ]
    assert found["Niemand"] == ["Er is geen doelgroep die de SDG kent, zoals inwoners of ondernemers."]
    assert found["Verdwenen"] == ["De UPL-naam staat niet meer in de landelijke lijst."]
    assert found["Zonder uitleg"][0] == "nl: leg uit waarom wij dit niet aanbieden."
    assert found["Onder niets"] == [
        "Het product waar dit onder valt, heeft geen UPL-naam of is niet gekozen."
    ]
    name_municipality("", "")
    assert (
        "Bij de instellingen 'landelijke catalogi' staat niet welke gemeente dit is." in reasons()["Niemand"]
    )


def test_what_we_do_not_offer_goes_with_its_explanation(service: SdgServer) -> None:
    _index, groep = make_catalogue()
    other = make_both(groep, "reisdocument")
    for slug, aanbod in (("visum", Aanbod.NEE), ("noodpaspoort", Aanbod.VALT_ONDER), ("pas", Aanbod.PARTNER)):
        page = make_both(groep, slug)
        ProductPage.objects.filter(translation_key=page.translation_key).update(
            aanbod=aanbod, aanbod_toelichting="Ga naar een ander.", valt_onder=other
        )
    products = {uitkomst.title: uitkomst.products[0] for uitkomst in each_sdg()}
    assert not products["Visum"].aanwezig and products["Visum"].valt_onder == ""
    assert products["Noodpaspoort"].valt_onder == other.upn.uri
    assert not products["Pas"].aanwezig
    call_command("push_sdg")
    assert len(service.products) == 4


def test_what_is_sent_comes_back_equal(service: SdgServer) -> None:
    _index, groep = make_catalogue()
    balie = make_location(live=False)
    put_live(balie)
    service.locations = ["Stadhuis"]
    for number in range(5):
        product = make_both(
            groep,
            f"product-{number}",
            routes=[{"kanaal": "balie_inloop", "wat_doet_u": "Kom.", "locatie": balie}],
        )
        for page in product.get_translations(inclusive=True):
            ProductGrondslag.objects.create(product=page, naam="Wet", url="https://wetten.overheid.nl/x")
    ours = [product for uitkomst in each_sdg() for product in uitkomst.products]
    client = SdgClient(service.url, TOKEN)
    for product in ours:
        assert client.send(product) == product
    assert client.products(GEMEENTE) == ours
    assert ours[0].locaties == ("Stadhuis",) and ours[0].vertalingen[0].links[0].label == "Wet"
    assert sum(line.startswith("GET") for line in service.asked) == 3  # two to a page
    assert client.products("http://een.andere/gemeente") == []


def test_a_dry_run_tells_and_sends_nothing(service: SdgServer, capsys: pytest.CaptureFixture[str]) -> None:
    _index, groep = make_catalogue()
    make_both(groep)
    call_command("push_sdg", "--dry-run")
    out = capsys.readouterr().out
    assert "Nieuw: paspoort (eu-burger)" in out and "1 zou nieuw zijn, 0 anders, 0 gelijk" in out
    assert service.products == {} and not any(line.startswith("POST") for line in service.asked)


def test_pushing_twice_sends_once_and_a_change_is_told(
    service: SdgServer, capsys: pytest.CaptureFixture[str]
) -> None:
    _index, groep = make_catalogue()
    product = make_both(groep)
    call_command("push_sdg")
    [kept] = service.products.values()
    assert kept["publicatieDatum"] is None and kept["versie"] == 1
    call_command("push_sdg")
    assert "0 nieuw, 0 anders, 1 gelijk, 0 producten blijven achter." in capsys.readouterr().out
    assert sum(line.startswith("POST") for line in service.asked) == 1

    ProductPage.objects.filter(pk=product.pk).update(
        inhoud=sections_from_dict(
            [{"type": "kosten", "html": "<p>Het kost € 10.</p>"}, *ALLE_SECTIES[:4]], seed="x"
        )
    )
    call_command("push_sdg")
    out = capsys.readouterr().out
    assert "  nl: kostenEnBetaalmethoden: Het is gratis. -> Het kost € 10." in out
    assert "  nl: uitersteTermijn: Het duurt 5 dagen. -> (leeg)" in out and "\n  en: " not in out
    [kept] = service.products.values()
    assert kept["versie"] == 1 and "€ 10" in str(kept)


def test_publishing_is_asked_for_by_name(service: SdgServer, capsys: pytest.CaptureFixture[str]) -> None:
    _index, groep = make_catalogue()
    make_both(groep)
    call_command("push_sdg")
    call_command("push_sdg", "--publish")
    today = timezone.localdate().isoformat()
    assert f"publicatieDatum: concept -> {today}" in capsys.readouterr().out
    [kept] = service.products.values()
    assert kept["publicatieDatum"] == today
    call_command("push_sdg", "--publish")
    assert "0 nieuw, 0 anders, 1 gelijk" in capsys.readouterr().out


def test_a_refused_product_does_not_stop_the_others(
    service: SdgServer, capsys: pytest.CaptureFixture[str]
) -> None:
    _index, groep = make_catalogue()
    first = make_both(groep, "eerste")
    second = make_both(groep, "tweede")
    make_whole(groep, "zonder-engels")
    service.known_upns = {second.upn.uri}
    with pytest.raises(SystemExit, match="1"):
        call_command("push_sdg")
    out = capsys.readouterr().out
    assert (
        f"Geweigerd: {first.upn.naam} (eu-burger): De dienst weigert dit product: upnUri: Het object" in out
    )
    assert "Blijft achter:" in out and "Zonder engels: De pagina staat niet in het Engels online." in out
    assert [key[0] for key in service.products] == [second.upn.uri]


def test_a_name_that_two_pages_share_goes_once(
    service: SdgServer, capsys: pytest.CaptureFixture[str]
) -> None:
    _index, groep = make_catalogue()
    first = make_both(groep, "eerste")
    make_both(groep, "tweede", upn=first.upn)
    with pytest.raises(SystemExit, match="1"):
        call_command("push_sdg")
    assert "Tweede: 'Eerste' heeft dezelfde UPL-naam en doelgroep" in capsys.readouterr().out
    assert len(service.products) == 1


def test_an_unknown_counter_stays_behind_and_the_product_goes(
    service: SdgServer, capsys: pytest.CaptureFixture[str]
) -> None:
    _index, groep = make_catalogue()
    balie = make_location(live=False)
    put_live(balie)
    make_both(groep, routes=[{"kanaal": "balie_inloop", "wat_doet_u": "Kom.", "locatie": balie}])
    call_command("push_sdg")
    assert "ze gaan niet mee: Stadhuis." in capsys.readouterr().out
    [kept] = service.products.values()
    assert kept["locaties"] == []


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (401, b"{}", "LOKET_SDG_TOKEN"),
        (403, b"{}", "schrijfrecht"),
        (404, b"{}", "LOKET_SDG_URL"),
        (429, b"{}", "te veel vragen"),
        (503, b"storing", "storing \\(code 503\\)"),
        (302, b"", "ander adres"),
        (200, b"<html>", "niet te lezen"),
        (200, b'{"results": 3}', "niet te lezen"),
        (200, b'{"results": [1]}', "niet te lezen"),
        (200, b"[" * 100_000, "niet te lezen"),
    ],
)
def test_a_service_that_does_not_answer_well(service: SdgServer, status: int, body: bytes, said: str) -> None:
    _index, groep = make_catalogue()
    make_both(groep)
    service.answer = (status, body)
    with pytest.raises(CommandError, match=said) as refused:
        call_command("push_sdg")
    assert refused.value.returncode == 2


def test_the_token_never_goes_to_another_host(service: SdgServer) -> None:
    _index, groep = make_catalogue()
    for number in range(3):
        make_both(groep, f"product-{number}")
    call_command("push_sdg")
    service.next_host = "https://kwaad.example"
    with pytest.raises(SdgError, match="ander adres"):
        SdgClient(service.url, TOKEN).products(GEMEENTE)


def test_a_service_that_is_silent_or_too_long(service: SdgServer, monkeypatch: pytest.MonkeyPatch) -> None:
    client = SdgClient(service.url, TOKEN)
    monkeypatch.setattr("producten.feeds.sdg_client.MAX_BYTES", 10)
    with pytest.raises(SdgError, match="te groot"):
        client.products(GEMEENTE)
    with pytest.raises(SdgError, match="niet bereikbaar"):
        SdgClient("http://127.0.0.1:1/api/v1", TOKEN).products(GEMEENTE)
    monkeypatch.setattr("producten.feeds.sdg_client.http.client.HTTPConnection.getresponse", _too_late)
    with pytest.raises(SdgError, match="binnen 20 seconden geen antwoord"):
        client.products(GEMEENTE)


def _too_late(*_args: Any) -> None:
    raise TimeoutError


@pytest.mark.parametrize(
    ("url", "token", "said"),
    [
        ("", TOKEN, "Zet het adres van de dienst in LOKET_SDG_URL"),
        ("http://dienst.example/api/v1", TOKEN, "https://"),
        ("ftp://dienst.example/", TOKEN, "https://"),
        ("https://a:b@dienst.example/", TOKEN, "geen goed adres"),
        ("https://dienst.example:hoi/", TOKEN, "geen goed adres"),
        ("https://dienst.example/api/v1", "", "LOKET_SDG_TOKEN"),
        ("https://dienst.example/api/v1", "twee\nregels", "LOKET_SDG_TOKEN"),
    ],
)
def test_what_is_not_set_is_told(settings: Any, url: str, token: str, said: str) -> None:
    make_catalogue()
    settings.LOKET_SDG_URL, settings.LOKET_SDG_TOKEN = url, token
    with pytest.raises(CommandError, match=said) as refused:
        call_command("push_sdg")
    assert refused.value.returncode == 2


def test_without_https_or_a_municipality_nothing_is_sent(service: SdgServer) -> None:
    _index, groep = make_catalogue(port=80)
    make_both(groep)
    with pytest.raises(CommandError, match=r"begint niet met https: http://www\.buren\.example"):
        call_command("push_sdg")
    call_command("push_sdg", "--dry-run")
    name_municipality("", "")
    with pytest.raises(CommandError, match="landelijke catalogi"):
        call_command("push_sdg")
    assert service.products == {}


def test_plans_and_differences() -> None:
    product = the_product()
    assert compare(product, product) == []
    plan = make_plan([product], [], publish=False)
    assert plan.to_send == [product] and not plan.anders
    assert make_plan([product], [product], publish=False).gelijk == [product]
    assert SdgProduct.from_payload(product.to_payload()) == product
    assert SdgProduct.from_payload({}).vertalingen == ()
    assert PaginaBeheer.objects.filter(review_op=date(2027, 3, 1)).count() == 2
