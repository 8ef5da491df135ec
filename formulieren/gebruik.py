"""The frozen versions that residents fill in now: their texts show in "Waar staat dit?", but never change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from basis.gebruik.registry import Source, register_source
from formulieren.models import FormulierVersie

_WORDS = {"titel", "uitleg", "dank_tekst", "andere_kanalen", "label", "hint", "doel", "foutmelding", "tekst"}


def register() -> None:
    """Called once, when the apps are ready."""
    register_source(Source(FormulierVersie, _edit_url, frozen=texts, queryset=newest))


def newest() -> QuerySet[FormulierVersie]:
    """The newest version of each form that is online."""
    live = FormulierVersie.objects.filter(formulier__live=True).order_by()
    last = live.values("formulier").annotate(last=Max("pk")).values("last")
    return FormulierVersie.objects.filter(pk__in=last)


def texts(versie: FormulierVersie) -> Iterator[tuple[str, str]]:
    """(place in words, text) of everything that a resident reads in it."""
    where = _("Vaste tekst van versie %(nummer)d") % {"nummer": versie.nummer}
    for text in _strings(versie.schema, ""):
        yield where, text


def _strings(value: Any, name: str) -> Iterator[str]:
    if isinstance(value, str):
        if name in _WORDS:
            yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _strings(part, str(key))
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part, name)


def _edit_url(versie: FormulierVersie) -> str:
    return reverse("wagtailadmin_pages:edit", args=[versie.formulier_id])
