"""What a product still needs: each missing part with its field, who can help, and the level after publishing."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from basis.models import PaginaBeheer, Team
from gemeente.roles import Rol, setup_roles
from producten.beheer.nodig import collect_nodig
from producten.keuzes import Rijpheid
from producten.models import Organisatie, ProductPage
from producten.models.sturing import RijpheidWens
from tests.producten.factories import make_editor, make_group, make_index, make_live, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


@pytest.fixture
def product() -> ProductPage:
    index = make_index()
    group = make_group(index)
    make_live(index, group)
    return make_product(group, upn_reden="", kort="", doelgroepen=[])


def test_each_missing_part_is_named_with_its_field(product: ProductPage) -> None:
    nodig = collect_nodig(product)
    address = reverse("wagtailadmin_pages:edit", args=[product.pk])
    fields = {step.url.partition("#:w:contentpath=")[2] for step in nodig.needed}
    assert fields == {"kort", "doelgroepen", "upn"}
    assert all(step.url.startswith(address) and step.message and step.help for step in nodig.needed)
    product.kort, product.doelgroepen, product.upn_reden = "Geef uw adres door.", ["inwoner"], "Alleen hier."
    assert not collect_nodig(product).needed


def test_who_can_help_is_told_with_telephone_and_mail(product: ProductPage) -> None:
    assert collect_nodig(product).helpers == []
    team = Team.objects.create(
        slug="burgerzaken", naam="Burgerzaken", telefoon="0590 12", email="bz@dorp.example"
    )
    care = {"team": team, "eigenaar": make_editor()}
    PaginaBeheer.objects.update_or_create(page_id=product.pk, defaults=care)
    product.verantwoordelijke_organisatie = Organisatie.objects.create(naam="Regio Noord", telefoon="0590 34")
    told = [(one.name, one.telefoon, one.email) for one in collect_nodig(product).helpers]
    assert told == [
        ("Burgerzaken", "0590 12", "bz@dorp.example"),
        ("redacteur", "", "redacteur@elzenvoort.example"),
        ("Regio Noord", "0590 34", ""),
    ]


def test_the_level_is_that_after_publishing_with_what_the_wish_asks(product: ProductPage) -> None:
    nodig = collect_nodig(product)
    assert nodig.now == str(Rijpheid.INFORMATIE.label) and nodig.wanted is None and not nodig.missing
    RijpheidWens.objects.create(
        product=product, niveau=Rijpheid.AANVRAGEN, uiterlijk=timezone.localdate() + dt.timedelta(days=90)
    )
    nodig = collect_nodig(product)
    assert nodig.wanted is not None and any("online aanvragen" in text for text in nodig.missing)


def test_the_editor_shows_the_panel_of_the_saved_draft(client, product: ProductPage) -> None:
    client.force_login(make_editor())
    edit = reverse("wagtailadmin_pages:edit", args=[product.pk])
    soup = BeautifulSoup(client.get(edit).content, "lxml")
    panel = soup.select_one("[data-side-panel=nodig]")
    assert panel is not None
    hrefs = [a["href"] for a in panel.select("a.controle__naar")]
    assert f"{edit}#:w:contentpath=kort" in hrefs
    assert panel.select_one(f"a[href='{reverse('producten_nodig', args=[product.pk])}']") is not None
    group = reverse("wagtailadmin_pages:edit", args=[product.get_parent().pk])
    assert 'data-side-panel="nodig"' not in client.get(group).content.decode()
    add = reverse("wagtailadmin_pages:add", args=["producten", "productpage", product.get_parent().pk])
    fresh = BeautifulSoup(client.get(add).content, "lxml").select_one("[data-side-panel=nodig]")
    assert fresh is not None and "Bewaar eerst een concept" in fresh.text


def test_the_page_tells_of_the_newest_draft_and_only_to_editors(client, product: ProductPage) -> None:
    address = reverse("producten_nodig", args=[product.pk])
    assert client.get(address).status_code == 302
    setup_roles()
    for rol, status in ((Rol.REDACTEUR, 200), (Rol.KLANTCONTACT, 302)):
        user = get_user_model().objects.create_user(f"een-{rol.value}", "een@dorp.example", "x")
        user.groups.add(Group.objects.get(name=rol.value))
        client.force_login(user)
        assert client.get(address).status_code == status
    client.force_login(make_editor())
    assert "'In het kort' is leeg." in BeautifulSoup(client.get(address).content, "lxml").text
    product.kort = "Geef uw adres door."
    product.save_revision()
    assert "'In het kort' is leeg." not in BeautifulSoup(client.get(address).content, "lxml").text
    assert client.get(reverse("producten_nodig", args=[999_999])).status_code == 404


def test_the_number_of_queries_is_fixed(product: ProductPage) -> None:
    def count() -> int:
        fresh = ProductPage.objects.get(pk=product.pk)
        with CaptureQueriesContext(connection) as queries:
            collect_nodig(fresh)
        return len(queries)

    count()
    before = count()
    for number in range(5):
        make_product(product.get_parent(), f"ander-{number}")
    assert count() == before <= 60
