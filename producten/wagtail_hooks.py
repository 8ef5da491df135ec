"""Puts the catalogue in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.permissions import register_permission_policy

import producten.beheer.bulk
import producten.beheer.nodig
import producten.feeds.beheer  # noqa: F401 - registers the report of the feeds
from producten.beheer.log_actions import register_tarief_actions
from producten.beheer.permissions import ReadOnlyPolicy
from producten.beheer.storingen import StoringPolicy, StoringViewSet
from producten.beheer.upn import OldListPanel, UpnChooserViewSet
from producten.beheer.viewsets import ProductenViewSetGroup
from producten.models import Storing, UniformeProductnaam

# Before the viewsets: they ask for the policy when they are made.
register_permission_policy(UniformeProductnaam, ReadOnlyPolicy(UniformeProductnaam))
register_permission_policy(Storing, StoringPolicy(Storing))


hooks.register("register_log_actions", register_tarief_actions)


@hooks.register("register_admin_viewset")
def register_producten_group() -> ProductenViewSetGroup:
    """The menu group "Producten"."""
    return ProductenViewSetGroup()


@hooks.register("register_admin_viewset")
def register_storingen() -> StoringViewSet:
    """The list of outages in the main menu."""
    return StoringViewSet()


@hooks.register("register_admin_viewset")
def register_upn_chooser() -> UpnChooserViewSet:
    """The chooser for a product's UPL name."""
    return UpnChooserViewSet("upl_naam_kiezen")


@hooks.register("construct_homepage_panels")
def add_old_list_panel(request: HttpRequest, panels: list[Any]) -> None:
    """A warning on the first page of the admin when the UPL list is old."""
    panels.append(OldListPanel())
