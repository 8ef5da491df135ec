"""What forms add to the admin: their screens, and the way to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from formulieren.editor import sjablonen_hooks  # noqa: F401  (its own hooks)
from formulieren.editor.logica_views import LogicaView
from formulieren.editor.meting_views import MetingenView, MetingView
from formulieren.editor.proef_views import ProefPaginaView, ProefStapView, ProefStartView
from formulieren.editor.register import RegisterView
from formulieren.editor.uitwisseling_views import BestandView, InlezenView
from formulieren.editor.versies_views import VersiesView
from formulieren.models import FormulierPage
from producten.reports.access import PortfolioMenuItem


@hooks.register("register_admin_urls")
def formulier_urls() -> list[Any]:
    """How forms go."""
    return [
        path("formulieren/meting/", MetingenView.as_view(), name="formulier_metingen"),
        path("formulieren/register/", RegisterView.as_view(), name="formulier_register"),
        path("formulieren/inlezen/", InlezenView.as_view(), name="formulier_inlezen"),
        path("formulieren/<int:pk>/versies/", VersiesView.as_view(), name="formulier_versies"),
        path("formulieren/<int:pk>/bestand/", BestandView.as_view(), name="formulier_bestand"),
        path("formulieren/<int:pk>/meting/", MetingView.as_view(), name="formulier_meting"),
        path("formulieren/<int:pk>/logica/", LogicaView.as_view(), name="formulier_logica"),
        path("formulieren/<int:pk>/proberen/", ProefStartView.as_view(), name="formulier_proef"),
        path(
            "formulieren/<int:pk>/proberen/stap/<slug:step>/",
            ProefStapView.as_view(),
            name="formulier_proef_stap",
        ),
        path(
            "formulieren/<int:pk>/proberen/<slug:naam>/",
            ProefPaginaView.as_view(),
            name="formulier_proef_pagina",
        ),
    ]


@hooks.register("register_reports_menu_item")
def metingen_menu() -> MenuItem:
    """In the menu of reports."""
    return PortfolioMenuItem(
        _("Hoe gaan de formulieren?"),
        reverse("formulier_metingen"),
        name="formulier-metingen",
        icon_name="form",
        order=800,
    )


@hooks.register("register_reports_menu_item")
def register_menu() -> MenuItem:
    """The register of processing, in the menu of reports."""
    return PortfolioMenuItem(
        _("Welke gegevens vragen de formulieren?"),
        reverse("formulier_register"),
        name="formulier-register",
        icon_name="lock",
        order=810,
    )


@hooks.register("register_page_header_buttons")
def header_buttons(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """From a form to its own screens."""
    if isinstance(page.specific_deferred, FormulierPage) and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Hoe gaat dit formulier?"),
            reverse("formulier_meting", args=[page.pk]),
            icon_name="view",
            priority=70,
        )
        yield Button(
            _("Logica van dit formulier"),
            reverse("formulier_logica", args=[page.pk]),
            icon_name="cogs",
            priority=71,
        )
        yield Button(
            _("Probeer dit formulier"),
            reverse("formulier_proef", args=[page.pk]),
            icon_name="success",
            priority=72,
        )
        yield Button(
            _("Versies van dit formulier"),
            reverse("formulier_versies", args=[page.pk]),
            icon_name="history",
            priority=73,
        )
