"""The reading level below a form that is no page: a message, a text of a mail, a setting. Shown after saving."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.forms import Media
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class LeesbaarheidPanel(Panel):
    """Findings per sentence of the named fields of a model; a text that short has no level."""

    def __init__(self, fields: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**{"heading": _("Leesbaarheid"), **kwargs})
        self.fields = tuple(fields)

    def clone_kwargs(self) -> dict[str, Any]:
        """Wagtail makes a copy of each panel for its model."""
        return {**super().clone_kwargs(), "fields": self.fields}

    class BoundPanel(Panel.BoundPanel):
        """The findings of one object as the form holds it: also what was typed and refused."""

        template_name = "a11y_checks/leesbaarheid_object.html"

        @property
        def media(self) -> Media:
            """Only a style sheet: nothing here needs a script."""
            return Media(css={"all": ["a11y_checks/controle.css", "a11y_checks/leesbaarheid.css"]})

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Adds `lees`."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "lees": self._look()}

        def _look(self) -> Any:
            # Panels are named by models; these need the models to be there.
            from a11y_checks.editor.leesbaarheid_look import look_at_texts
            from a11y_checks.editor.leesbaarheid_texts import LABEL, field_texts

            fields = [self.instance._meta.get_field(name) for name in self.panel.fields]
            texts = [text for field in fields for text in field_texts(self.instance, field, short=LABEL)]
            return look_at_texts(texts, exempt=())
