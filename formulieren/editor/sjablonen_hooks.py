"""The address of "Begin met een sjabloon", and the way to it from a page that can hold a form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from formulieren.editor.sjablonen import may_begin
from formulieren.editor.sjablonen_views import SjablonenView


@hooks.register("register_admin_urls")
def sjablonen_urls() -> list[Any]:
    """One screen."""
    return [path("formulieren/sjablonen/", SjablonenView.as_view(), name="formulier_sjablonen")]


@hooks.register("register_page_header_buttons")
def sjablonen_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """On the pages below which the user may add a form."""
    if not page.is_root() and may_begin(page, user):
        yield Button(
            _("Nieuw formulier met een sjabloon"),
            f"{reverse('formulier_sjablonen')}?{urlencode({'plek': page.pk})}",
            icon_name="form",
            priority=75,
        )
