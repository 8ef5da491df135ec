"""What templates say to machines."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import mark_safe

from producten.feeds.schema_org import as_script_text, service_data

register = template.Library()


@register.simple_tag(takes_context=True)
def product_json_ld(context: dict[str, Any]) -> str:
    """The product of this page as JSON-LD in a data block, which browsers never run; in `head_extra`."""
    page, site_settings = context["page"], context.get("site_settings")
    data = service_data(
        page,
        context.get("routes", []),
        url=page.get_url(context.get("request")) or "",
        gemeente=site_settings.naam if site_settings else "",
    )
    text = as_script_text(data)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - no <, > or & is left in it
