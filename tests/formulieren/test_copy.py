"""A copy of a form, in another part of the site or as an alias: the same codes and logic, its own versions."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.actions.create_alias import CreatePageAliasAction

from a11y_checks.gate import PublishRefused
from a11y_checks.gate.aliases import publish_alias
from formulieren.flow.logica import logic_of
from formulieren.models import FormulierPage, FormulierVersie
from tests.formulieren.conftest import make_formulier, publish
from tests.formulieren.test_vertaling import STAPPEN
from tests.support.site import make_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser", "zaaktype")]


@pytest.fixture
def page(home: Any) -> FormulierPage:
    made = make_formulier(home, slug="feest", stappen=STAPPEN)
    publish(made)
    return made


def copy(client: Client, page: FormulierPage, parent: Any, slug: str, **more: Any) -> FormulierPage:
    """As an editor presses it."""
    data = {"new_title": "Kopie", "new_slug": slug, "new_parent_page": parent.pk, **more}
    before = set(FormulierPage.objects.values_list("pk", flat=True))
    answer = client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return FormulierPage.objects.exclude(pk__in=before).get()


def test_a_copy_in_another_part_has_the_same_logic_and_begins_its_own_versions(
    admin_client: Client, home: Any, page: FormulierPage
) -> None:
    other = make_page(home, "Ander deel")
    made = copy(admin_client, page, other, "feest-twee")
    assert made.get_parent().pk == other.pk and not made.live
    assert made.translation_key != page.translation_key
    assert logic_of(made.form_schema()) == logic_of(page.form_schema())
    assert made.form_schema().stappen == page.form_schema().stappen
    assert not FormulierVersie.objects.filter(formulier=made).exists()
    publish(made)
    versie = FormulierVersie.objects.get(formulier=made)
    assert versie.nummer == 1 and FormulierVersie.objects.filter(formulier=page).count() == 1
    # What is changed in the copy changes nothing in the first form.
    made.stappen[0].value["titel"] = "Anders"
    publish(made)
    assert FormulierPage.objects.get(pk=page.pk).stappen[0].value["titel"] == "Wat wilt u?"


def test_a_copy_with_the_same_address_elsewhere_stays_a_draft(
    admin_client: Client, home: Any, page: FormulierPage
) -> None:
    made = copy(admin_client, page, make_page(home, "Ander deel"), "feest", publish_copies="on")
    assert not FormulierPage.objects.get(pk=made.pk).live
    assert "formulier-adres" in {found.rule for found in made.gate_checks()}
    assert FormulierPage.objects.get(pk=page.pk).live


def test_an_alias_works_by_its_own_address_on_its_own_versions(home: Any, page: FormulierPage) -> None:
    other = make_page(home, "Ander deel")
    twin = CreatePageAliasAction(page, parent=other, update_slug="feest").execute()
    with pytest.raises(PublishRefused) as refused:
        publish_alias(FormulierPage.objects.get(pk=twin.pk))
    assert "formulier-adres" in {found.rule for found in refused.value.bevindingen}
    alias = CreatePageAliasAction(page, parent=other, update_slug="feest-elders").execute()
    publish_alias(FormulierPage.objects.get(pk=alias.pk))
    first = FormulierVersie.objects.get(formulier_id=alias.pk)
    assert first.form_schema == page.form_schema()
    assert Client().get("/formulier/feest-elders/stap/wat/").status_code == 200
    page.stappen[0].value["titel"] = "Wat wilt u doen?"
    publish(page)
    assert FormulierPage.objects.get(pk=alias.pk).stappen[0].value["titel"] == "Wat wilt u doen?"
    newest = FormulierVersie.objects.filter(formulier_id=alias.pk).latest("nummer")
    assert newest.nummer == 2 and newest.form_schema.stappen[0].titel == "Wat wilt u doen?"
