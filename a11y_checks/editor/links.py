"""The way from a finding back to the field or block of the editor that it came from."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from a11y_checks.bevinding import Bevinding

_FORM_NAMES = {"titel": "title"}


def content_path(source: str) -> str:
    """A source (`inhoud/<block id>/tekst`) as Wagtail's path to a field (`inhoud.<block id>.tekst`)."""
    field, *rest = source.split("/")
    return ".".join([_FORM_NAMES.get(field, field), *rest])


def edit_link(page: Any, bevinding: Bevinding) -> str:
    """The address that opens the editor of `page` at the field or block the finding came from."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    path = content_path(bevinding.source)
    # Wagtail scrolls to what this fragment names.
    return f"{address}#:w:contentpath={path}" if path else address
