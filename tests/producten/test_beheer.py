"""The catalogue in the admin: the read-only list of names, the chooser, the warning, the product's form."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

from producten.models import ProductPage, UniformeProductnaam, UplLijst
from producten.services.upl import load_upl
from tests.producten.factories import make_editor, make_group, make_index, make_product, make_upn
from tests.producten.upl.test_parse import make_file, row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


@pytest.fixture
def admin(client):
    client.force_login(make_editor())
    return client


def editor_without_rights(client):
    user = get_user_model().objects.create_user("lezer", "lezer@elzenvoort.example", "geheim-geheim")
    group = Group.objects.create(name="lezers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    client.force_login(user)
    return client


def load(days_ago: int = 0) -> None:
    load_upl(
        content=make_file(
            row(Gemeente="X"), row("zeehaven", "http://standaarden.overheid.nl/owms/terms/zee", Rijk="X")
        ),
        name="upl.csv",
        peildatum=timezone.localdate() - timedelta(days=days_ago),
    )


def test_list_shows_names_the_date_and_the_filters(admin):
    load(10)
    response = admin.get(reverse("upl-namen:index"))
    html = response.content.decode()
    assert "paspoort" in html
    assert "zeehaven" in html
    assert "upl.csv" in html
    found = admin.get(reverse("upl-namen:index_results"), {"gemeente": "true"}).content.decode()
    assert "paspoort" in found
    assert "zeehaven" not in found
    found = admin.get(reverse("upl-namen:index_results"), {"q": "zeeh"}).content.decode()
    assert "zeehaven" in found
    assert "paspoort" not in found
    UniformeProductnaam.objects.filter(naam="paspoort").update(verdwenen_op=timezone.localdate())
    found = admin.get(reverse("upl-namen:index_results"), {"verdwenen_op": "true"}).content.decode()
    assert "paspoort" in found
    assert "zeehaven" not in found


def test_nobody_can_change_names_but_everybody_can_look(admin, client):
    upn = make_upn()
    for view, args in (("add", ()), ("edit", (upn.pk,)), ("delete", (upn.pk,))):
        assert admin.get(reverse(f"upl-namen:{view}", args=args)).status_code == 302, view
        assert admin.post(reverse(f"upl-namen:{view}", args=args), {"naam": "x"}).status_code == 302, view
    assert UniformeProductnaam.objects.get().naam == "paspoort"
    assert admin.get(reverse("upl-namen:inspect", args=(upn.pk,))).status_code == 200
    assert editor_without_rights(client).get(reverse("upl-namen:index")).status_code == 200


@pytest.mark.parametrize(("days", "warns"), [(0, False), (365, False), (366, True), (None, True)])
def test_home_warns_when_the_list_is_missing_or_old(admin, days, warns):
    if days is not None:
        load(days)
    html = admin.get(reverse("wagtailadmin_home")).content.decode()
    assert ("load_upl" in html) is warns


def test_chooser_offers_municipal_names_that_have_not_vanished(admin):
    make_upn("paspoort")
    make_upn("paspoort van vroeger", verdwenen_op="2024-01-01")
    make_upn("paspoort voor zeelieden", gemeente=False)
    url = reverse("upl_naam_kiezen:choose_results")

    def names(**query: str) -> set[str]:
        context = admin.get(url, query).context
        return {upn.naam for upn in context["results"]}

    assert admin.get(reverse("upl_naam_kiezen:choose")).status_code == 200
    assert names() == {"paspoort"}
    assert names(q="PASP") == {"paspoort"}
    assert names(q="rijbewijs") == set()
    assert names(q="paspoort", bereik="alle") == {"paspoort", "paspoort voor zeelieden"}
    assert admin.get(url, {"bereik": "onzin", "p": "x"}).status_code == 404
    assert admin.get(url, {"q": "x" * 101}).status_code == 200


def formset(name: str, number: int) -> dict[str, str]:
    """What the browser sends along about a list of rows."""
    counts = {"TOTAL_FORMS": number, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    return {f"{name}-{key}": str(value) for key, value in counts.items()}


def test_editor_opens_and_saves_a_product(admin):
    group = make_group(make_index())
    product = make_product(group)
    url = reverse("wagtailadmin_pages:edit", args=(product.pk,))
    html = admin.get(url).content.decode()
    for heading in ("Routes", "Vindbaarheid", "In het kort", "Voor wie?", "Kies een UPL-naam"):
        assert heading in html, heading
    assert html.count("van de productgroep)") == 2
    upn = make_upn()
    data = {
        "title": "Verhuizing doorgeven",
        "slug": product.slug,
        "kort": "Nieuw.",
        "doelgroepen": ["inwoner", "vereniging"],
        "upn": str(upn.pk),
        "upn_reden": "",
        "trefwoorden": "adres",
        "zaaktype_identificatie": "",
        "inhoud-count": "0",
        "aanbod": "ja",
        **formset("kanaalroutes", 1),
        "kanaalroutes-0-kanaal": "email",
        "kanaalroutes-0-emailadres": "a@elzenvoort.example",
        "kanaalroutes-0-ORDER": "1",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    for name in ("grondslagen", "verbanden", "ontvangsten", "meer_zaaktypen", "meer_upns"):
        data |= formset(name, 0)
    response = admin.post(url, data)
    assert response.status_code == 302, response.context and response.context["form"].errors
    draft = ProductPage.objects.get(pk=product.pk).get_latest_revision_as_object()
    assert (draft.kort, draft.doelgroepen, draft.upn) == ("Nieuw.", ["inwoner", "vereniging"], upn)
    assert draft.doelgroep_namen() == ["Inwoners", "Verenigingen en stichtingen"]
    assert [route.kanaal for route in draft.kanaalroutes.all()] == ["email"]


def test_groups_form_opens_and_only_the_right_pages_go_below(admin):
    index = make_index()
    group = make_group(index)
    assert (
        "Standaardroutes" in admin.get(reverse("wagtailadmin_pages:edit", args=(group.pk,))).content.decode()
    )
    assert [model.__name__ for model in index.allowed_subpage_models()] == ["ProductgroepPage"]
    assert [model.__name__ for model in group.allowed_subpage_models()] == ["ProductPage"]
    assert (
        "Sla het concept eerst op"
        in admin.get(
            reverse("wagtailadmin_pages:add", args=("producten", "productpage", group.pk))
        ).content.decode()
    )
    assert "Producten" in admin.get(reverse("wagtailadmin_home")).content.decode()


def test_a_loaded_list_is_kept_with_its_counts():
    load()
    assert UplLijst.objects.get().aantallen == {"nieuw": 2, "veranderd": 0, "terug": 0, "verdwenen": 0}
