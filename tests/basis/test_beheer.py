"""PaginaBeheer: who looks after a page, outside its revisions and outside the gate."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from wagtail.models import Page

from basis.models import PaginaBeheer, Team
from tests.support.site import make_home, make_page, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


def test_handing_over_live_pages_is_one_update_and_no_publish() -> None:
    home = publish(make_home())
    old, new = (Team.objects.create(slug=name, naam=name) for name in ("oud", "nieuw"))
    pages = [publish(make_page(home, f"Afval {n}")) for n in range(3)]
    for page in pages:
        PaginaBeheer.objects.create(page=page.page_ptr, team=old)
    before = list(
        Page.objects.order_by("pk").values_list("live_revision", "latest_revision", "last_published_at")
    )
    assert PaginaBeheer.objects.filter(team=old).update(team=new) == 3
    after = list(
        Page.objects.order_by("pk").values_list("live_revision", "latest_revision", "last_published_at")
    )
    assert after == before
    assert not Page.objects.filter(has_unpublished_changes=True, pk__in=[p.pk for p in pages]).exists()


def test_going_back_to_an_old_revision_keeps_the_owner() -> None:
    page = publish(make_page(publish(make_home())))
    user = make_user("eigenaar")
    old = page.latest_revision
    PaginaBeheer.objects.create(page=page.page_ptr, eigenaar=user, review_op=dt.date(2027, 1, 1))
    page.intro = "Nieuw."
    publish(page)
    assert "beheer" not in old.content and "eigenaar" not in old.content
    old.publish(previous_revision=old)
    beheer = PaginaBeheer.objects.get(page_id=page.pk)
    assert (beheer.eigenaar, beheer.review_op) == (user, dt.date(2027, 1, 1))


def test_what_it_points_to_may_go_and_the_page_stays() -> None:
    page = make_page(make_home())
    team, user = Team.objects.create(slug="t", naam="T"), make_user("eigenaar")
    beheer = PaginaBeheer.objects.create(page=page.page_ptr, team=team, eigenaar=user)
    team.delete()
    get_user_model().objects.filter(pk=user.pk).delete()
    beheer.refresh_from_db()
    assert (beheer.team, beheer.eigenaar) == (None, None)
    assert str(beheer) == str(page.pk)
    page.delete()
    assert not PaginaBeheer.objects.exists()


def test_one_row_per_page_and_one_team_per_name() -> None:
    page = make_page(make_home())
    PaginaBeheer.objects.create(page=page.page_ptr)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaginaBeheer.objects.create(page=page.page_ptr)
    Team.objects.create(slug="a", naam="Burgerzaken")
    with pytest.raises(IntegrityError), transaction.atomic():
        Team.objects.create(slug="b", naam="Burgerzaken")
