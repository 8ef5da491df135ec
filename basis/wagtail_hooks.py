"""Hooks of the shared base: its admin menu, and a row of care for each new page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from basis.beheer.viewsets import BeheerGroup
from basis.models import BasePage, PaginaBeheer
from basis.richtext import files, languages


@hooks.register("register_admin_viewset")
def beheer_group() -> BeheerGroup:
    """The menu "Beheer"."""
    return BeheerGroup()


@hooks.register("after_create_page")
def give_page_an_owner(request: HttpRequest, page: Any) -> None:
    """Who makes a page looks after it, until it is handed over."""
    if isinstance(page, BasePage) and request.user.is_authenticated:
        PaginaBeheer.objects.get_or_create(page_id=page.pk, defaults={"eigenaar": request.user})


# After Wagtail's own documents app, whose link handler ours replaces.
@hooks.register("register_rich_text_features", order=10)
def rich_text(features: Any) -> None:
    """Languages of parts, and links to files with their kind and size."""
    languages.register(features)
    features.register_link_type(files.BestandLinkHandler)
