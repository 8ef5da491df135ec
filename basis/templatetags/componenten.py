"""What the component templates can't say in template language: inputs of a form field, telephone links."""

from __future__ import annotations

import re
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

register = template.Library()

# The classes of the design system per kind of input; a widget that names its own class keeps it.
_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "utrecht-checkbox utrecht-checkbox--html-input"),
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.FileInput, "loket-bestand"),
    (forms.widgets.Input, "utrecht-textbox utrecht-textbox--html-input"),
)


def _is_stock(widget: forms.Widget) -> bool:
    """Whether Django's own template draws the widget; another template knows its classes itself."""
    return str(getattr(widget, "template_name", "")).startswith("django/")


@register.filter
def field_kind(field: BoundField) -> str:
    """How form_field draws `field`: "eigen", "vinkje", "keuzes", "delen" or "invoer"."""
    widget = field.field.widget
    if not _is_stock(widget):
        return "eigen"
    if isinstance(widget, forms.CheckboxInput):
        return "vinkje"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "keuzes"
    if isinstance(widget, forms.MultiWidget):
        return "delen"
    return "invoer"


@register.simple_tag
def field_input(field: BoundField) -> SafeString:
    """The input of `field` with the classes of the design system."""
    widget = field.field.widget
    attrs: dict[str, Any] = {}
    if _is_stock(widget) and "class" not in widget.attrs:
        css = next((css for kind, css in _CLASSES if isinstance(widget, kind)), "")
        if css:
            attrs["class"] = css
    return field.as_widget(attrs=attrs)


@register.filter
def field_parts(field: BoundField) -> list[dict[str, Any]]:
    """The inputs of a MultiWidget: `label`, `width` (characters: 3, 6 or 10) and `widget` (its template context).

    The widget may carry `part_labels` (name -> text); else the name of the part is its label.
    """
    widget = field.field.widget
    labels = getattr(widget, "part_labels", {})
    parts = []
    for part in field.subwidgets[0].data["subwidgets"]:
        name = part["name"].rsplit("_", 1)[-1]
        length = int(part["attrs"].get("maxlength", 10))
        parts.append(
            {
                "label": labels.get(name, name.capitalize()),
                "width": 3 if length <= 2 else 6 if length <= 6 else 10,
                "widget": part,
            }
        )
    return parts


@register.filter
def dial(number: str) -> str:
    """A telephone number as a tel: address dials it: digits, with a leading plus if it had one."""
    digits = re.sub(r"\D", "", str(number))
    return f"+{digits}" if str(number).strip().startswith("+") else digits


@register.filter
def elided_pages(page: Page[Any]) -> list[int | None]:
    """The page numbers to link to around `page`: first, last and neighbours; None stands for the gap between."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else None for number in numbers]
