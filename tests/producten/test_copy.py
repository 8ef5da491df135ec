"""Copying a product takes everything along that belongs to it; an older version can be put back, rows included."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import PageLogEntry

from producten.keuzes import OntvangstWijze, VerbandSoort
from producten.medewerker.services import save_info
from producten.models import Bronverwijzing, Medewerkerinfo, ProductPage
from producten.models.ontvangst import ProductOntvangst
from producten.models.verband import ProductGrondslag, ProductUpn, ProductVerband
from tests.producten.factories import make_group, make_index, make_live, make_product, make_upn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]

BALIE = {
    "kanaal": "balie_inloop",
    "wat_doet_u": "Kom langs.",
    "kosten": "€ 5",
    "adres": "Fordplein 1\n9990 EV Elzenvoort",
}
# A copy has rows of its own, and each points to the copy.
OWN = {"id", "page", "page_id", "product", "product_id", "translation_key", "locale", "locale_id"}


@pytest.fixture
def group() -> Any:
    index = make_index()
    group = make_group(index)
    make_live(index, group)
    return group


def full_product(group: Any) -> ProductPage:
    """With a row in every relation of a product."""
    other = make_product(group, "ander")
    return make_product(
        group,
        "origineel",
        upn=make_upn(),
        routes=[BALIE],
        rijen={
            "ontvangsten": [ProductOntvangst(wijze=OntvangstWijze.POST)],
            "meer_upns": [ProductUpn(upn=make_upn("rijbewijs"))],
            "grondslagen": [ProductGrondslag(naam="Wet", url="https://wetten.overheid.nl/")],
            "verbanden": [ProductVerband(ander=other, soort=VerbandSoort.GERELATEERD)],
        },
    )


def rows(product: Any) -> dict[str, list[dict[str, Any]]]:
    """The rows of every child relation, without what makes them rows of this product."""
    names = ("kanaalroutes", "ontvangsten", "meer_upns", "grondslagen", "verbanden")
    return {
        name: [
            {
                field.name: field.value_from_object(row)
                for field in row._meta.concrete_fields
                if field.name not in OWN
            }
            for row in getattr(product, name).all()
        ]
        for name in names
    }


def test_a_copy_has_every_row_and_neither_source_nor_notes(group, admin_client):
    product = full_product(group)
    make_live(product)
    Bronverwijzing.objects.create(product=product, bron="oud-systeem", bron_id="7", sha256="0" * 64)
    save_info(product=product, notities="<p>Geheim</p>", vragen=[("A?", "a")], actor=None)
    answer = admin_client.post(
        f"/beheer/pages/{product.pk}/copy/",
        {
            "new_title": "Kopie",
            "new_slug": "kopie",
            "new_parent_page": str(group.pk),
            "publish_copies": "",
        },
    )
    assert answer.status_code == 302
    copy = ProductPage.objects.get(slug="kopie")
    before, after = rows(ProductPage.objects.get(pk=product.pk)), rows(copy)
    assert after == before
    assert {name: len(found) for name, found in after.items()} == dict.fromkeys(after, 1) and len(after) == 5
    assert copy.upn_id == product.upn_id and copy.kort == product.kort
    assert copy.inhoud.raw_data[0]["value"][0]["value"] == product.inhoud.raw_data[0]["value"][0]["value"]
    assert not copy.live
    assert not Bronverwijzing.objects.filter(product=copy).exists()
    assert not Medewerkerinfo.objects.filter(product=copy).exists()
    assert Medewerkerinfo.objects.get().vragen.count() == 1


def test_the_history_names_who_and_an_older_version_can_be_put_back(group, admin_client, admin_user):
    product = full_product(group)
    make_live(product)
    first = product.get_latest_revision()
    before = rows(ProductPage.objects.get(pk=product.pk))
    draft = product.get_latest_revision_as_object()
    draft.kanaalroutes.set([])
    draft.ontvangsten.set([])
    draft.title = "Leeg"
    draft.save_revision(user=admin_user, log_action=True)
    assert admin_user.pk in PageLogEntry.objects.filter(page=product.pk).values_list("user_id", flat=True)
    history = admin_client.get(f"/beheer/pages/{product.pk}/history/").content.decode()
    assert f"/beheer/pages/{product.pk}/revisions/{first.pk}/revert/" in history
    form = admin_client.get(f"/beheer/pages/{product.pk}/revisions/{first.pk}/revert/").context["form"]
    assert [row.instance.wat_doet_u for row in form.formsets["kanaalroutes"].forms] == ["Kom langs."]
    assert len(form.formsets["ontvangsten"].forms) == 1
    back = first.as_object()
    back.save_revision(user=admin_user, previous_revision=first, log_action="wagtail.revert")
    again = ProductPage.objects.get(pk=product.pk).get_latest_revision_as_object()
    assert again.title == "Origineel"
    assert rows(again) == before
    assert all(before.values())
    entry = PageLogEntry.objects.filter(page=product.pk, action="wagtail.revert").get()
    assert entry.user == admin_user


def test_the_copy_in_the_admin_has_no_way_to_the_notes_of_the_original(group, admin_client):
    product = make_product(group, "origineel")
    make_live(product)
    save_info(product=product, notities="<p>Geheim</p>", vragen=[], actor=None)
    copy = product.copy(update_attrs={"slug": "kopie"}, keep_live=False)
    answer = admin_client.get(f"/beheer/medewerkerinfo/product/{copy.pk}/")
    assert answer.url.endswith(f"/new/?product={copy.pk}")
