"""What of the shared base itself may hold numbers and links: teams, and addresses that lead on to a page."""

from __future__ import annotations

from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from basis.gebruik.registry import Source, register_source
from basis.models import Team


def register() -> None:
    """Called once, when the apps are ready."""
    register_source(Source(Team, lambda team: reverse("teams:edit", args=[team.pk])))
    register_source(Source(Redirect, lambda redirect: reverse("wagtailredirects:edit", args=[redirect.pk])))
