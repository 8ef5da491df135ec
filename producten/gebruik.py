"""What of the catalogue may hold numbers and links beside its pages: its lists, and what the desk knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from basis.gebruik.registry import Source, register_source
from producten.medewerker.services import contents, settle
from producten.models import KanaalInfo, Medewerkerinfo, Organisatie, Tarief, Thema


def register() -> None:
    """Called once, when the apps are ready."""
    lists: dict[Any, str] = {
        KanaalInfo: "kanalen",
        Organisatie: "organisaties",
        Thema: "themas",
        Tarief: "tarieven",
    }
    for model, name in lists.items():
        register_source(Source(model, _edit_url(name)))
    register_source(
        Source(
            Medewerkerinfo,
            _edit_url("medewerkerinfo"),
            store=store_info,
            queryset=lambda: Medewerkerinfo.objects.select_related("product"),
        )
    )


def _edit_url(name: str) -> Callable[[Any], str]:
    return lambda instance: reverse(f"{name}:edit", args=[instance.pk])


def store_info(info: Medewerkerinfo, actor: Any) -> None:
    """Saves notes and answers with their own history and the text to search in."""
    before = contents(info.pk)
    info.full_clean()
    info.save()
    settle(info, before=before, actor=actor)
