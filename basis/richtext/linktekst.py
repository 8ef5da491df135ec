"""The form in which an editor makes a link refuses a text that says nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)
from wagtail.admin.views import chooser

from a11y_checks.rules.link_vaag import is_empty_phrase


class LinktekstMixin(forms.Form):
    """A chooser form with `link_text`: what an editor typed or selected."""

    def clean_link_text(self) -> str:
        """Refuses "klik hier" and its kin. Empty is allowed: then the address or the selection is the text."""
        text = str(self.cleaned_data.get("link_text") or "")
        if is_empty_phrase(text):
            raise forms.ValidationError(
                _("'%(text)s' zegt niet waar de link heen gaat. Schrijf wat iemand daar vindt.")
                % {"text": text}
            )
        return text


class ExternalForm(LinktekstMixin, ExternalLinkChooserForm):
    """A link to another site."""


class AnchorForm(LinktekstMixin, AnchorLinkChooserForm):
    """A link to a place on the page."""


class EmailForm(LinktekstMixin, EmailLinkChooserForm):
    """A link that starts a message."""


class PhoneForm(LinktekstMixin, PhoneLinkChooserForm):
    """A link that dials."""


def register() -> None:
    """Give Wagtail's link views these forms. It has no setting for them; the attribute is how its views name one."""
    views: tuple[tuple[Any, Any], ...] = (
        (chooser.ExternalLinkView, ExternalForm),
        (chooser.AnchorLinkView, AnchorForm),
        (chooser.EmailLinkView, EmailForm),
        (chooser.PhoneLinkView, PhoneForm),
    )
    for view, form in views:
        view.form_class = form
