"""Data that pages share: which pages it makes stale, and what whoever saves it is told."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.db import transaction
from django.urls import reverse
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.images.models import Image
from wagtail.models import Page, Site

from a11y_checks.gate import shared
from a11y_checks.gate.recheck import recheck_page
from a11y_checks.gate.sample import check_object
from a11y_checks.gate.shared import collecting, declarations_for
from a11y_checks.models import BevindingVerloop, GateRecord
from basis.models import LocationPage, PaginaBeheer, Team
from basis.shared import team_names
from gemeente.pages.models import Crisisbericht, HomePage, NewsIndexPage, NewsPage, SiteSettings
from producten.keuzes import Kanaal
from producten.models import ProductenPage, ProductgroepPage, ProductPage, StandaardKanaalroute
from tests.support.client import CheckingClient
from tests.support.site import make_home, make_page, make_user, publish
from toptaken.models import Toptaak

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


@pytest.fixture(autouse=True)
def commit(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for the commit runs at once: the transaction round a test never commits."""
    monkeypatch.setattr(shared, "transaction", SimpleNamespace(on_commit=lambda run: run()))


def settle() -> None:
    """Every live page proven as it looks now; none stale."""
    for page in Page.objects.filter(gate_record__isnull=False).specific():
        recheck_page(page)
    assert not stale()


def stale() -> set[str]:
    """The slugs of the pages that wait for a new audit."""
    return set(GateRecord.objects.filter(stale_since__isnull=False).values_list("page__slug", flat=True))


def image(title: str = "Markt op zaterdag") -> Image:
    """A small picture in the library."""
    data = BytesIO()
    Picture.new("RGB", (8, 8), "white").save(data, "PNG")
    return get_image_model().objects.create(
        title=title, file=ImageFile(BytesIO(data.getvalue()), name="m.png")
    )


def catalogue(home: HomePage) -> tuple[ProductgroepPage, list[ProductPage]]:
    """A live group with a standard route by telephone, and two live products."""
    index = ProductenPage(title="Producten", slug="producten", live=False)
    home.add_child(instance=index)
    index = publish(index)
    groep = ProductgroepPage(title="Afval", slug="afval", live=False)
    groep.kanaalroutes = [
        StandaardKanaalroute(
            kanaal=Kanaal.TELEFOON,
            wat_doet_u="U belt ons.",
            telefoonnummer="0590 12 34 56",
            meenemen="U hebt niets nodig.",
            kosten="Gratis.",
            duur="U krijgt meteen antwoord.",
            locale=home.locale,
        )
    ]
    index.add_child(instance=groep)
    groep = publish(groep)
    products = []
    for title in ("Grof afval", "Container"):
        product = ProductPage(title=title, slug=title.lower().replace(" ", "-"), kort="Kort.", live=False)
        product.upn_reden, product.doelgroepen = "Dit is een proef.", ["inwoner"]
        groep.add_child(instance=product)
        products.append(publish(product))
    return groep, products


def test_settings_of_the_site_show_on_every_page() -> None:
    home = publish(make_home())
    publish(make_page(home, "Afval"))
    settle()
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.naam = "Gemeente Anders"
    settings.save()
    assert stale() == {"thuis", "afval"}
    assert "Anders" not in GateRecord.objects.first().stale_reason
    assert "instellingen" in GateRecord.objects.first().stale_reason.lower()


def test_an_image_shows_on_the_pages_that_use_it_and_on_no_other() -> None:
    home = publish(make_home())
    picture = image()
    block = {
        "type": "afbeelding",
        "value": {"afbeelding": picture.pk, "alt": "Mensen op de markt", "bijschrift": ""},
        "id": "c1111111-1111-4111-8111-111111111111",
    }
    publish(make_page(home, "Markt", block))
    publish(make_page(home, "Afval"))
    settle()
    picture.title = "Een ander plaatje"
    picture.save()
    assert stale() == {"markt"}
    settle()
    picture.delete()
    assert stale() == {"markt"}, "who used it is known before it is gone"


def test_a_standard_route_shows_on_the_products_of_its_group() -> None:
    home = publish(make_home())
    groep, _products = catalogue(home)
    publish(make_page(home, "Contact"))
    settle()
    groep.kanaalroutes.get_object_list()[0].wat_doet_u = "U belt ons op werkdagen."
    publish(groep)
    assert stale() == {"grof-afval", "container", "producten", "thuis"}


def test_a_location_shows_on_the_pages_that_refer_to_it() -> None:
    home = publish(make_home())
    place = LocationPage(
        title="Stadhuis",
        slug="stadhuis",
        straat="Markt",
        huisnummer="1",
        postcode="1234 AB",
        plaats="Testdorp",
    )
    place.live = False
    home.add_child(instance=place)
    place = publish(place)
    link = {
        "type": "tekst",
        "value": f'<p>Kom naar het <a linktype="page" id="{place.pk}">stadhuis in Testdorp</a>.</p>',
        "id": "d1111111-1111-4111-8111-111111111111",
    }
    publish(make_page(home, "Contact", link))
    publish(make_page(home, "Afval"))
    settle()
    place.telefoon = "0590 12 34 56"
    publish(place)
    assert stale() == {"contact", "thuis"}


def test_news_shows_on_its_list_and_on_the_home_page() -> None:
    home = publish(make_home())
    index = NewsIndexPage(title="Nieuws", slug="nieuws", live=False)
    home.add_child(instance=index)
    publish(index)
    item = NewsPage(title="Markt", slug="markt", datum=dt.date(2026, 11, 1), live=False)
    index.add_child(instance=item)
    settle()
    item = publish(item)
    assert stale() == {"thuis", "nieuws"}
    settle()
    item.unpublish()
    assert stale() == {"thuis", "nieuws"}


def test_a_page_in_the_menu_shows_on_every_page() -> None:
    home = publish(make_home())
    publish(make_page(home, "Afval"))
    page = publish(make_page(home, "Contact", show_in_menus=True))
    settle()
    page.title = "Bereikbaar"
    publish(page)
    assert stale() == {"thuis", "afval"}, "the page itself was audited just now"


def test_a_toptaak_shows_on_the_home_page() -> None:
    home = publish(make_home())
    page = publish(make_page(home, "Afval"))
    settle()
    Toptaak.objects.create(label="Afval brengen", page=page.page_ptr)
    assert stale() == {"thuis"}


def test_every_kind_of_setting_image_document_and_snippet_is_listened_to() -> None:
    from django.apps import apps
    from wagtail.contrib.settings.models import AbstractSetting
    from wagtail.documents import get_document_model
    from wagtail.snippets.models import get_snippet_models

    kinds = [m for m in apps.get_models() if issubclass(m, AbstractSetting)]
    kinds += [get_image_model(), get_document_model(), Site, *get_snippet_models()]
    assert [model for model in kinds if not declarations_for(model)] == []
    assert SiteSettings in kinds and Toptaak in kinds


def test_nothing_waits_for_a_transaction_that_is_rolled_back(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    publish(make_home())
    settle()
    monkeypatch.setattr(shared, "transaction", transaction)
    with django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(RuntimeError), transaction.atomic():
            SiteSettings.objects.get().save()
            raise RuntimeError
        assert not stale()
    assert not stale()
    with django_capture_on_commit_callbacks(execute=True):
        SiteSettings.objects.get().save()
        assert not stale(), "not before the commit"
    assert stale() == {"thuis"}


def settings_url() -> str:
    site = Site.objects.get(is_default_site=True)
    return reverse("wagtailsettings:edit", args=["pages", "sitesettings", site.pk])


def spoiled_settings(client: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """Save settings of the site in the admin after which its pages have a fault; returns what the editor reads."""
    from a11y_checks.gate import render

    real = render.render_states

    def with_fault(page: Any) -> list[Any]:
        link = '<a href="https://voorbeeld.example/">klik hier</a>'
        broken = f'<p data-bron="inhoud/a">{link}</p></main>'
        return [render.RenderedState(s.name, s.html.replace("</main>", broken), s.path) for s in real(page)]

    for module in ("verdict", "recheck", "bewijs"):
        monkeypatch.setattr(f"a11y_checks.gate.{module}.render_states", with_fault)
    answer = client.post(settings_url(), {"naam": "Gemeente Anders", "bezoekadres": "Markt 1"}, follow=True)
    return str(answer.content.decode())


def test_the_editor_reads_what_a_save_did_to_a_sample_of_each_type_and_the_save_goes_on(
    client: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = publish(make_home())
    publish(make_page(home, "Afval"))
    publish(make_page(home, "Bestuur"))
    settle()
    client.force_login(make_user())
    text = spoiled_settings(client, monkeypatch)
    assert SiteSettings.objects.get().naam == "Gemeente Anders"
    assert "Door uw wijziging heeft de pagina &#x27;Afval&#x27; nu een fout" in text
    assert "&#x27;Bestuur&#x27; nu een fout" not in text, "one sample page of each type"
    assert "3 pagina" in text and "binnen een dag" in text
    assert stale() == {"bestuur"}, "the samples were audited at once"
    assert set(BevindingVerloop.objects.values_list("page__slug", flat=True)) == {"thuis", "afval"}
    assert Page.objects.get(slug="afval").live


def test_without_the_auditor_the_static_rules_still_warn(
    client: CheckingClient, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    publish(make_home())
    settle()
    request.getfixturevalue("no_browser")
    client.force_login(make_user())
    assert "nu een fout" in spoiled_settings(client, monkeypatch)
    assert stale() == {"thuis"}, "the browser looks later"


def test_a_save_without_a_new_fault_says_nothing(client: CheckingClient) -> None:
    publish(make_home())
    settle()
    client.force_login(make_user())
    answer = client.post(settings_url(), {"naam": "Gemeente Anders", "bezoekadres": "Markt 1"}, follow=True)
    assert "nu een fout" not in answer.content.decode()
    assert "opnieuw gecontroleerd" not in answer.content.decode()


def test_the_crisis_banner_never_waits_for_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    from a11y_checks.gate import sample

    publish(make_home())
    settle()

    def never(_page: Any) -> None:
        raise AssertionError("the browser was asked")

    monkeypatch.setattr(sample, "look_again", never)
    with collecting() as collected:
        crisis = Crisisbericht.for_site(Site.objects.get(is_default_site=True))
        crisis.actief, crisis.titel, crisis.tekst = True, "Rook", "Sluit ramen en deuren."
        crisis.save()
    assert sample.look_at_samples(collected).faults == ()
    assert stale() == {"thuis"}, "the browser follows in the background"


def test_the_text_of_the_object_itself_is_looked_at() -> None:
    found = check_object(
        Crisisbericht(titel="Rook", tekst="BLIJF BINNEN EN SLUIT ALLE RAMEN EN DEUREN NU METEEN")
    )
    assert {b.source for b in found if b.rule == "hoofdletters"} == {"tekst"}
    assert check_object(Crisisbericht(titel="Rook", tekst="Sluit ramen en deuren.")) == []
    assert check_object(Toptaak(label="Afval")) == [], "a label is no running text"


def test_teams_are_asked_of_the_base() -> None:
    home = publish(make_home())
    page = make_page(home)
    team = Team.objects.create(naam="Burgerzaken", slug="burgerzaken")
    PaginaBeheer.objects.create(page=page.page_ptr, team=team)
    PaginaBeheer.objects.create(page=home.page_ptr)
    assert team_names([home.pk, page.pk]) == {page.pk: "Burgerzaken"}
