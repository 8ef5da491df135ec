"""Toptaken: which show, in which order, and what the measured demand proposes."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from basis.measure.models import Soort
from basis.measure.services import count
from tests.producten.factories import make_editor, make_group, make_index, make_live, make_product
from toptaken.models import Toptaak
from toptaken.services import current_toptaken, propose_toptaken

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


@pytest.fixture
def products():
    index = make_index()
    group = make_group(index)
    made = [make_product(group, slug) for slug in ("paspoort", "verhuizen", "afval")]
    make_live(index, group, *made)
    return made


def labels(**kwargs) -> list[str]:
    return [taak.label for taak in current_toptaken(**kwargs)]


def test_only_active_ones_with_a_live_page_in_order(products, django_assert_num_queries):
    for number, product in enumerate(products):
        Toptaak.objects.create(label=product.title, page=product.page_ptr, sort_order=3 - number)
    Toptaak.objects.create(label="Uit", page=products[0].page_ptr, active=False)
    with django_assert_num_queries(1):
        assert labels() == ["Afval", "Verhuizen", "Paspoort"]
    products[1].unpublish()
    assert labels() == ["Afval", "Paspoort"]
    assert labels(limit=1) == ["Afval"]
    assert labels(locale=products[0].locale) == ["Afval", "Paspoort"]


def test_demand_is_ranked_and_knows_what_is_a_toptaak_already(products):
    Toptaak.objects.create(label="Paspoort", page=products[0].page_ptr)
    for product, times in zip(products, (1, 3, 2), strict=True):
        for _ in range(times):
            count(Soort.PAGE, str(product.translation_key))
    count(Soort.PAGE, "geen sleutel")
    for term in ("kadaver", "kadaver", "duif"):
        count(Soort.SEARCH_EMPTY, term)
    demand = propose_toptaken()
    assert [(p.product.title, p.aantal, p.is_toptaak) for p in demand.producten] == [
        ("Verhuizen", 3, False),
        ("Afval", 2, False),
        ("Paspoort", 1, True),
    ]
    assert [(s.zoekterm, s.aantal) for s in demand.empty_searches] == [("kadaver", 2), ("duif", 1)]
    products[1].unpublish()
    assert len(propose_toptaken(limit=1).producten) == 1


def test_the_report_and_the_snippet_are_in_the_admin(client, products):
    client.force_login(make_editor())
    url = reverse("toptaken_gemeten_vraag")
    assert "Er is nog geen bezoek aan producten geteld." in client.get(url).content.decode()
    count(Soort.PAGE, str(products[0].translation_key))
    count(Soort.SEARCH_EMPTY, "<b>duif</b>")
    html = client.get(url).content.decode()
    assert "Paspoort" in html
    assert "&lt;b&gt;duif" in html
    assert client.get(reverse(Toptaak.snippet_viewset.get_url_name("list"))).status_code == 200
    assert client.get(reverse(Toptaak.snippet_viewset.get_url_name("add"))).status_code == 200
    assert url in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_report_is_not_for_everybody(client):
    user = get_user_model().objects.create_user("lezer", "lezer@elzenvoort.example", "geheim-geheim")
    group = Group.objects.create(name="lezers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    client.force_login(user)
    assert client.get(reverse("toptaken_gemeten_vraag")).status_code == 302
