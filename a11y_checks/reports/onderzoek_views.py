"""Full evaluations by people in the admin: registered beside the machine's own audits."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from a11y_checks.criteria import CRITERIA
from a11y_checks.models import WcagOnderzoek
from a11y_checks.reports.verklaring import PLAN_MONTHS, add_months

_PARTS = ("criterium", "wat", "oorzaak", "gevolg", "maatregel", "datum")
_REQUIREMENTS = 50


def to_lines(afwijkingen: list[dict[str, Any]]) -> str:
    """Stored deviations as lines of text."""
    return "\n".join(" | ".join(str(row.get(part) or "") for part in _PARTS) for row in afwijkingen)


def from_lines(text: str) -> list[dict[str, Any]]:
    """Lines of text as deviations. Raises ValidationError with the number of the line that is wrong."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        values = [value.strip() for value in line.split("|")]
        if len(values) > len(_PARTS):
            raise ValidationError(_("Regel %(number)d heeft te veel streepjes (|).") % {"number": number})
        row: dict[str, Any] = dict(zip(_PARTS, [*values, *[""] * (len(_PARTS) - len(values))], strict=True))
        if row["criterium"] not in CRITERIA:
            raise ValidationError(
                _("Regel %(number)d begint niet met een succescriterium, zoals 1.4.3.") % {"number": number}
            )
        if not row["wat"]:
            raise ValidationError(_("Regel %(number)d zegt niet wat er mis is.") % {"number": number})
        row["datum"] = _day(row["datum"], number)
        found.append(row)
    return found


def _day(text: str, number: int) -> str | None:
    if not text:
        return None
    for form in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    raise ValidationError(_("Regel %(number)d: schrijf de datum zo: 31-12-2026.") % {"number": number})


class OnderzoekForm(WagtailAdminModelForm):
    """The evaluation, with its deviations as lines of text."""

    lijst = forms.CharField(
        label=gettext_lazy("Afwijkingen"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "Eén afwijking op elke regel: criterium | wat is er mis | oorzaak | gevolg | maatregel | datum. "
            "Bijvoorbeeld: 1.4.3 | Tekst op foto's is te licht | Oude huisstijl | Slechtzienden lezen het niet | "
            "Nieuwe kleuren | 31-12-2026"
        ),
    )

    class Meta:
        model = WcagOnderzoek
        fields = ("titel", "uitgevoerd_door", "datum", "url", "standard", "is_full", "requirements_met")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lijst"].initial = to_lines(self.instance.afwijkingen)
        self.fields["datum"].help_text = _(
            "Een datum die nog komt, is een gepland onderzoek. "
            "Met een volledig onderzoek binnen 6 maanden past status C."
        )

    def clean_lijst(self) -> list[dict[str, Any]]:
        """The lines as data."""
        return from_lines(self.cleaned_data["lijst"])

    def clean(self) -> dict[str, Any]:
        """A full evaluation that was done says how many requirements were met, and what is wrong with the rest."""
        data: dict[str, Any] = super().clean()
        day: date | None = data.get("datum")
        met = data.get("requirements_met")
        if day is None:
            return data
        if day > add_months(timezone.localdate(), 4 * PLAN_MONTHS):
            self.add_error("datum", _("Deze datum ligt te ver weg. Plan een onderzoek binnen twee jaar."))
        if day <= timezone.localdate() and data.get("is_full"):
            if met is None:
                self.add_error("requirements_met", _("Vul in hoeveel van de 50 eisen de site haalt."))
            elif met < _REQUIREMENTS and not data.get("lijst") and "lijst" not in self.errors:
                self.add_error("lijst", _("De site haalt niet alle eisen. Vul de afwijkingen in."))
        return data

    def save(self, commit: bool = True) -> WcagOnderzoek:
        """With the deviations, and who registered it."""
        self.instance.afwijkingen = self.cleaned_data["lijst"]
        if self.instance.pk is None and self.for_user is not None:
            self.instance.registered_by = self.for_user
        onderzoek: WcagOnderzoek = super().save(commit=commit)
        return onderzoek


class OnderzoekIndexView(generic.IndexView):
    """Newest first."""

    default_ordering = "-datum"


class OnderzoekViewSet(ModelViewSet):
    """Registered evaluations; planned ones have a date to come."""

    model = WcagOnderzoek
    name = "wcag-onderzoeken"
    icon = "doc-full"
    menu_label = gettext_lazy("WCAG-onderzoeken")
    menu_hook = "register_reports_menu_item"
    menu_order = 330
    index_view_class = OnderzoekIndexView
    search_fields = ("titel", "uitgevoerd_door")
    search_backend_name = None
    copy_view_enabled = False
    list_display = (
        TitleColumn(
            "titel", label=gettext_lazy("Rapport"), url_name="wcag-onderzoeken:edit", sort_key="titel"
        ),
        Column("uitgevoerd_door", label=gettext_lazy("Door")),
        Column("datum", label=gettext_lazy("Datum"), sort_key="datum"),
        BooleanColumn("is_full", label=gettext_lazy("Volledig")),
        Column("requirements_met", label=gettext_lazy("Eisen gehaald (van 50)")),
    )

    def get_form_class(self, for_update: bool = False) -> type[OnderzoekForm]:
        """The same form for adding and changing."""
        return OnderzoekForm
