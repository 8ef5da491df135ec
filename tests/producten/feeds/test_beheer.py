"""The report "Landelijke feeds": what stays behind and why, for whoever works on pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from producten.models import CatalogusSettings
from tests.producten.factories import make_editor, make_product
from tests.producten.feeds.catalogus import make_catalogue, make_whole, name_municipality, put_live

pytestmark = pytest.mark.django_db


def open_report(client: Client, **params: Any) -> str:
    response = client.get(reverse("producten_feeds"), params)
    assert response.status_code == 200
    return response.content.decode()


def test_it_names_what_stays_behind(client: Client) -> None:
    _index, groep = make_catalogue()
    client.force_login(make_editor())
    make_whole(groep)
    behind = make_product(groep, "zonder-naam", title="Zonder <naam>", doelgroepen=["inwoner"])
    put_live(behind)
    text = open_report(client)
    assert (
        "<strong>1</strong> product gaat mee" in text and "<strong>1</strong> product blijft achter" in text
    )
    assert "Zonder &lt;naam&gt;" in text and "Er is geen UPL-naam." in text
    assert reverse("wagtailadmin_pages:edit", args=[behind.pk]) in text and "/producten/feeds/sc.xml" in text
    sdg = open_report(client, feed="sdg")
    assert "De pagina staat niet in het Engels online." in sdg and "Zonder" not in sdg
    assert open_report(client, feed="iets anders").count('aria-current="page"') >= 1
    assert reverse("producten_feeds") in client.get(reverse("wagtailadmin_home")).content.decode()


def test_it_says_when_the_municipality_is_not_known(client: Client) -> None:
    make_catalogue()
    client.force_login(make_editor())
    assert "Zeg eerst welke gemeente dit is." not in open_report(client)
    name_municipality("", "")
    assert "Zeg eerst welke gemeente dit is." in open_report(client)


def test_a_long_list_has_pages(client: Client) -> None:
    _index, groep = make_catalogue()
    client.force_login(make_editor())
    put_live(*[make_product(groep, f"product-{number}") for number in range(52)])
    assert "Bladzijde 1 van 2" in open_report(client)
    assert "Product 51" in open_report(client, bladzijde="2")


def test_only_who_works_on_pages_sees_it(client: Client, django_user_model: Any) -> None:
    make_catalogue()
    user = django_user_model.objects.create_user("balie", "balie@buren.example", "x")
    group = Group.objects.create(name="alleen kijken")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    client.force_login(user)
    assert client.get(reverse("producten_feeds")).status_code == 302
    assert reverse("producten_feeds") not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_address_of_the_municipality_is_checked() -> None:
    from django.core.exceptions import ValidationError

    settings = CatalogusSettings(owms_uri="https://www.buren.nl/", owms_label="Buren")
    with pytest.raises(ValidationError, match="Neem het hele adres over"):
        settings.clean_fields(exclude=["site"])
    settings.owms_uri = "http://standaarden.overheid.nl/owms/terms/'s-Hertogenbosch_(gemeente)"
    settings.clean_fields(exclude=["site"])
    assert settings.complete
