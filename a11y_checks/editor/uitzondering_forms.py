"""The forms of uitzonderingen. They check nothing that the services check: one place says what is right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.widgets import AdminDateInput

from a11y_checks.gate.uitzondering import fingerprint_of
from a11y_checks.gate.uitzondering_besluit import MAX_DAYS
from a11y_checks.gate.uitzondering_errors import UitzonderingInvalid
from a11y_checks.gate.uitzondering_reeks import MAX_REEKS_DAYS
from a11y_checks.lezerspanel.onderbouwing import LezerspanelField, panels_with_answers
from a11y_checks.rules.base import Bevinding

_SHORT = forms.Textarea(attrs={"rows": 3})
_ONLY_WCAG = _("Verplicht als de fout tegen een eis van WCAG is.")


class _ServiceForm(forms.Form):
    """Shows what a service refused at the field that it is about."""

    def add_refusal(self, refusal: UitzonderingInvalid) -> None:
        """Each problem at its field; what has no field here stands on top."""
        for name, text in refusal.fields.items():
            self.add_error(name if name in self.fields else None, text)


class UitzonderingForm(_ServiceForm):
    """Ask for an uitzondering for one page. Nothing is required here: the service names all that lacks at once."""

    bevindingen = forms.MultipleChoiceField(
        label=_("Voor welke fouten?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = forms.CharField(
        label=_("Waarom moet de pagina nu toch online?"),
        help_text=_("Verplicht. Iemand anders leest dit en beslist."),
        widget=_SHORT,
        required=False,
    )
    ends_on = forms.DateField(
        label=_("Tot en met welke dag?"),
        help_text=_("Verplicht. Hoogstens %(days)d dagen vanaf vandaag.") % {"days": MAX_DAYS},
        widget=AdminDateInput,
        required=False,
    )
    cause = forms.CharField(
        label=_("Waardoor is de fout er?"), help_text=_ONLY_WCAG, widget=_SHORT, required=False
    )
    effect = forms.CharField(
        label=_("Wat merken bezoekers ervan?"),
        help_text=_("Bijvoorbeeld: wie niet ziet, hoort niet wat er op de kaart staat. %(when)s")
        % {"when": _ONLY_WCAG},
        widget=_SHORT,
        required=False,
    )
    measure = forms.CharField(
        label=_("Wat doet u om de fout op te lossen?"), help_text=_ONLY_WCAG, widget=_SHORT, required=False
    )
    measure_on = forms.DateField(
        label=_("Wanneer is de fout opgelost?"), help_text=_ONLY_WCAG, widget=AdminDateInput, required=False
    )

    def __init__(self, *args: Any, page: Any, bevindingen: Sequence[Bevinding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_mark = {fingerprint_of(page, b): b for b in bevindingen}
        field = self.fields["bevindingen"]
        field.choices = [(mark, b.message) for mark, b in self.by_mark.items()]  # type: ignore[attr-defined]
        field.initial = list(self.by_mark)
        if panels_with_answers(page).exists():
            self.fields["lezerspanel"] = LezerspanelField(page=page)

    def service_values(self) -> dict[str, Any]:
        """The cleaned values as the service takes them."""
        values = dict(self.cleaned_data)
        values["bevindingen"] = [self.by_mark[mark] for mark in values["bevindingen"]]
        return values


class ReeksForm(_ServiceForm):
    """Ask for one uitzondering for all pages of an import that may have it."""

    bron = forms.ChoiceField(label=_("Welke pagina's?"))
    naam = forms.CharField(label=_("Naam van de reeks"), max_length=200)
    reason = forms.CharField(
        label=_("Waarom moeten deze pagina's nu toch online?"),
        help_text=_("Iemand anders leest dit en beslist."),
        widget=_SHORT,
    )
    ends_on = forms.DateField(
        label=_("Tot en met welke dag?"),
        help_text=_("Hoogstens %(days)d dagen vanaf vandaag.") % {"days": MAX_REEKS_DAYS},
        widget=AdminDateInput,
    )

    def __init__(self, *args: Any, imports: Sequence[tuple[str, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bron"].choices = [  # type: ignore[attr-defined]
            (
                naam,
                ngettext("%(naam)s (%(number)d pagina)", "%(naam)s (%(number)d pagina's)", number)
                % {"naam": naam, "number": number},
            )
            for naam, number in imports
        ]
