"""A random walk over the routes never puts a bad page online (row F13). More steps: script/bench gate_walk."""

from __future__ import annotations

import os
import random

import pytest
from django.test import Client
from wagtail.models import Locale, Site

from gemeente.roles import setup_roles
from tests.a11y_checks.gate.faults import fault_switch
from tests.a11y_checks.gate.walk import Walk
from tests.support.site import make_home, make_user, publish

STEPS = int(os.environ.get("GATE_WALK_STEPS", "200"))
SEED = int(os.environ.get("GATE_WALK_SEED", "20261122"))


@pytest.mark.django_db
def test_no_walk_over_the_routes_puts_a_bad_page_online(plain_client: Client) -> None:
    with fault_switch() as faults:
        setup_roles()
        home = publish(make_home())
        publish(home.copy_for_translation(Locale.objects.get_or_create(language_code="en")[0]))
        Site.clear_site_root_paths_cache()
        walk = Walk(home, make_user(), faults, random.Random(SEED))
        walk.run(STEPS, plain_client)
    assert len(walk.taken) == len([name for name in dir(Walk) if name.startswith("do_")]), (
        "every kind of step"
    )
    assert walk.went_live > STEPS and walk.refused > STEPS // 20, "both good and bad pages took part"


@pytest.mark.django_db
def test_the_walk_finds_a_hole_in_the_gate(plain_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the guard on saving asleep it must end at once: a walk that can't fail proves nothing."""
    with fault_switch() as faults:
        home = publish(make_home())
        Locale.objects.get_or_create(language_code="en")
        monkeypatch.setattr("a11y_checks.gate.guard.is_gated", lambda _page: False)
        walk = Walk(home, make_user(), faults, random.Random(SEED))
        with pytest.raises(AssertionError, match="is online"):
            walk.run(100, plain_client)
