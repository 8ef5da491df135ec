"""What does not work today, for product pages and for every screen of a form."""

from __future__ import annotations

from typing import Any

from django import template

from producten.models import Storing

register = template.Library()


@register.inclusion_tag("producten/storingen.html")
def storingen(*pages: Any, **_named: Any) -> dict[str, list[Storing]]:
    """The outages of this moment of everything and of these pages (a Page, its primary key, or None)."""
    keys = [getattr(page, "pk", page) or None for page in pages]
    return {"storingen": list(Storing.objects.now().shown_on(*keys).order_by("begint_op", "pk"))}
