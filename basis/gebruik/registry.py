"""What besides pages may hold numbers and links: settings and snippets by themselves, the rest by registering."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

from basis.gebruik.nummers import Schrijfwijze, style_of


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of object beside pages. `edit_url` leads to its screen in the admin ("" when it has none).

    `store` writes a changed instance in the way of its own package, inside the caller's transaction; without it
    the instance is checked and saved. A source with `frozen` only shows: an instance in, pairs of place and text out.
    """

    model: type[models.Model]
    edit_url: Callable[[Any], str]
    store: Callable[[Any, Any], None] | None = None
    frozen: Callable[[Any], Iterable[tuple[str, str]]] | None = None
    queryset: Callable[[], models.QuerySet[Any]] | None = None

    def rows(self) -> models.QuerySet[Any]:
        """The instances that count."""
        return self.queryset() if self.queryset else self.model._default_manager.all()

    def allows(self, user: Any, action: str, instance: Any = None) -> bool:
        """Whether `user` may "view" or "change" this kind of object, by the rule of its own screens."""
        if self.frozen is not None:
            return action == "view"
        actions = ("view", "change", "add") if action == "view" else (action,)
        policy = policy_registry.get_by_type(self.model)
        if instance is not None:
            return any(policy.user_has_permission_for_instance(user, one, instance) for one in actions)
        return bool(policy.user_has_any_permission(user, actions))


_declared: dict[type[models.Model], Source] = {}
_styles: list[Callable[[], str]] = []


def register_source(source: Source) -> None:
    """Name a kind of object that may hold numbers, documents or pages; from an AppConfig.ready."""
    _declared[source.model] = source


def register_house_style(example: Callable[[], str]) -> None:
    """Who knows a telephone number in the writing of the house; from an AppConfig.ready."""
    if example not in _styles:
        _styles.append(example)


def house_style() -> Schrijfwijze:
    """How this municipality writes its numbers: as the first example that there is."""
    for example in _styles:
        if text := example():
            return style_of(text)
    return Schrijfwijze()


def sources() -> list[Source]:
    """Every kind of object that is looked through, each once."""
    found = {model: Source(model, _settings_url) for model in settings_registry}
    found |= {model: Source(model, _snippet_url) for model in get_snippet_models()}
    return list((found | _declared).values())


def source_of(label: str) -> Source | None:
    """The kind of object with this `app_label.model_name`."""
    return next((source for source in sources() if source.model._meta.label_lower == label), None)


def _settings_url(setting: Any) -> str:
    names = [setting._meta.app_label, setting._meta.model_name]
    if isinstance(setting, BaseSiteSetting):
        names.append(setting.site_id)
    return reverse("wagtailsettings:edit", args=names)


def _snippet_url(snippet: Any) -> str:
    return reverse(snippet.snippet_viewset.get_url_name("edit"), args=[snippet.pk])
