"""Changing many pages at once: a result per page, drafts only, and nothing undone by one that can't."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils.http import urlencode
from wagtail.models import ModelLogEntry

from basis.models import PaginaBeheer, Team
from gemeente.roles import Rol, setup_roles
from producten.models import ProductPage
from producten.services.many import Wijze, set_beheer, set_doelgroepen
from tests.producten.factories import make_group, make_index, make_live, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


@pytest.fixture
def pages() -> list[Any]:
    """A group and two products, live."""
    index = make_index()
    group = make_group(index)
    made = [group, make_product(group, "een"), make_product(group, "twee", doelgroepen=["ondernemer"])]
    make_live(index, *made)
    return made


def as_role(rol: Rol) -> Client:
    user = get_user_model().objects.create_user(rol.value, f"{rol.value}@elzenvoort.example", "geheim-geheim")
    user.groups.add(setup_roles()[rol])
    client = Client()
    client.force_login(user)
    return client


def address(action: str, pages: list[Any]) -> str:
    query = urlencode({"id": [page.pk for page in pages], "next": "/beheer/"}, doseq=True)
    return f"/beheer/bulk/wagtailcore/page/{action}/?{query}"


def draft(page: Any) -> Any:
    return ProductPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_team_and_date_count_at_once_without_a_new_version(pages):
    team = Team.objects.create(naam="Burgerzaken", slug="burgerzaken")
    client = as_role(Rol.EINDREDACTEUR)
    url = address("beheer", pages)
    assert client.get(url).status_code == 200
    versions = [page.revisions.count() for page in pages]
    answer = client.post(url, {"team": team.pk, "review_op": "2027-03-01"})
    assert answer.status_code == 200
    assert [len(answer.context[name]) for name in ("klaar", "niet")] == [3, 0]
    rows = PaginaBeheer.objects.filter(page_id__in=[page.pk for page in pages])
    assert {(row.team, row.review_op) for row in rows} == {(team, dt.date(2027, 3, 1))}
    assert [page.revisions.count() for page in pages] == versions
    assert ModelLogEntry.objects.filter(action="wagtail.edit", user__username=Rol.EINDREDACTEUR).count() == 3


def test_an_empty_field_keeps_what_is_there(pages, admin_user):
    first, second = (Team.objects.create(naam=name, slug=name.lower()) for name in ("Een", "Twee"))
    set_beheer(pages=pages, user=admin_user, team=first, review_op=dt.date(2027, 1, 1))
    results = set_beheer(pages=pages[:1], user=admin_user, team=second)
    assert [result.changed for result in results] == [True]
    row = PaginaBeheer.objects.get(page_id=pages[0].pk)
    assert (row.team, row.review_op) == (second, dt.date(2027, 1, 1))
    assert [result.reden for result in set_beheer(pages=pages[:1], user=admin_user, team=second)] == [
        "Dit stond al zo."
    ]


def test_nothing_filled_in_and_a_wrong_date_are_told(pages):
    client = as_role(Rol.WEBBEHEERDER)
    assert "Kies een team of vul een dag in." in client.post(address("beheer", pages), {}).content.decode()
    answer = client.post(address("beheer", pages), {"review_op": "32 mei"})
    assert answer.status_code == 200 and answer.context["form"].errors["review_op"]
    assert not PaginaBeheer.objects.filter(review_op__isnull=False).exists()


def test_handing_over_needs_its_permission(pages):
    answer = as_role(Rol.REDACTEUR).post(address("beheer", pages), {"review_op": "2027-03-01"})
    assert not PaginaBeheer.objects.filter(review_op__isnull=False).exists()
    assert answer.status_code in {200, 302, 403}


def test_doelgroepen_change_in_drafts_and_a_group_is_reported(pages):
    client = as_role(Rol.REDACTEUR)
    url = address("doelgroepen", pages)
    assert client.get(url).status_code == 200
    html = client.post(url, {"doelgroepen": ["ondernemer"], "wijze": "erbij"}).content.decode()
    assert "1 pagina is veranderd." in html
    assert "Verhuizen</a>: Dit is geen product." in html
    assert "Twee</a>: Dit stond al zo." in html
    assert draft(pages[1]).doelgroepen == ["inwoner", "ondernemer"]
    live = ProductPage.objects.get(pk=pages[1].pk)
    assert live.doelgroepen == ["inwoner"] and live.live and live.has_unpublished_changes


@pytest.mark.parametrize(
    ("wijze", "chosen", "after"),
    [
        (Wijze.ERBIJ, ["ondernemer"], ["inwoner", "ondernemer"]),
        (Wijze.ALLEEN, ["ondernemer"], ["ondernemer"]),
        (Wijze.ERAF, ["ondernemer"], ["inwoner"]),
        (Wijze.ERAF, ["inwoner"], ["inwoner"]),
    ],
)
def test_the_three_ways(pages, admin_user, wijze, chosen, after):
    results = set_doelgroepen(pages=pages[1:2], user=admin_user, doelgroepen=chosen, wijze=wijze)
    assert draft(pages[1]).doelgroepen == after
    assert results[0].changed == (after != ["inwoner"])


def test_a_locked_page_and_a_broken_one_stop_nothing_but_themselves(pages, admin_user, monkeypatch):
    editor = get_user_model().objects.create_user("ander", "ander@elzenvoort.example", "geheim-geheim")
    editor.groups.add(setup_roles()[Rol.REDACTEUR])
    ProductPage.objects.filter(pk=pages[1].pk).update(locked=True, locked_by=admin_user)
    locked = ProductPage.objects.get(pk=pages[1].pk)
    save = ProductPage.save_revision

    def breaks(self: Any, *args: Any, **kwargs: Any) -> Any:
        if self.slug == "twee":
            save(self, *args, **kwargs)
            raise RuntimeError("disk full")
        return save(self, *args, **kwargs)

    third = make_product(pages[0], "drie")
    versions = pages[2].revisions.count()
    monkeypatch.setattr(ProductPage, "save_revision", breaks)
    results = set_doelgroepen(
        pages=[locked, pages[2], third], user=editor, doelgroepen=["vereniging"], wijze=Wijze.ERBIJ
    )
    assert [result.changed for result in results] == [False, False, True]
    assert "op slot" in results[0].reden and "Er ging iets mis" in results[1].reden
    assert pages[2].revisions.count() == versions
