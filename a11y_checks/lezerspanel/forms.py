"""The form for a new request to readers. It checks nothing that the service checks: one place says what is right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from a11y_checks.lezerspanel.errors import LezerspanelInvalid
from a11y_checks.lezerspanel.services import MAX_DAYS, MAX_INLEIDING, MAX_VRAAG


class LezerspanelForm(forms.Form):
    """Until when, and what the readers get to see around the text."""

    ends_on = forms.DateField(
        label=_("Tot en met welke dag kunnen mensen reageren?"),
        help_text=_("Verplicht. Hoogstens %(days)d dagen vanaf vandaag. Twee weken is vaak genoeg.")
        % {"days": MAX_DAYS},
        widget=AdminDateInput,
        required=False,
        error_messages={"invalid": _("Dit is geen datum. Kies een dag.")},
    )
    inleiding = forms.CharField(
        label=_("Inleiding"),
        help_text=_("Niet verplicht. Zeg voor wie de tekst is, of wat mensen zich moeten voorstellen."),
        max_length=MAX_INLEIDING,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    vraag = forms.CharField(
        label=_("Uw eigen vraag aan het einde"),
        help_text=_("Niet verplicht. Bijvoorbeeld: weet u nu wat u moet doen?"),
        max_length=MAX_VRAAG,
        required=False,
    )

    def add_refusal(self, refusal: LezerspanelInvalid) -> None:
        """Each problem at its field; what has no field here stands on top."""
        for name, text in refusal.fields.items():
            self.add_error(name if name in self.fields else None, text)

    def service_values(self) -> dict[str, Any]:
        """The cleaned values as the service takes them."""
        return dict(self.cleaned_data)
