"""The forms of one zaaktype: its facts, and a list of forms for each of its parts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from formulieren.zaken.models import Eigenschap, Resultaattype, Roltype, Statustype, Zaaktype

# Empty rows to fill in, without JavaScript: who needs more saves and gets more.
EMPTY_ROWS = 2
SHORT = {"rows": 2}


class ZaaktypeForm(forms.ModelForm):
    """The facts of the zaaktype itself."""

    use_required_attribute = False

    class Meta:
        model = Zaaktype
        fields = [
            "identificatie",
            "omschrijving",
            "doel",
            "doorlooptijd",
            "doorlooptijd_eenheid",
            "servicenorm",
            "servicenorm_eenheid",
            "opschorting_mogelijk",
            "verlengingstermijn",
            "verlengingstermijn_eenheid",
            "indicatie_intern_of_extern",
            "vertrouwelijkheidaanduiding",
            "volgen",
            "intrekken_mogelijk",
            "bezwaartermijn_weken",
            "bezwaar_formulier",
            "team",
            "bewaartermijn",
        ]
        widgets = {"doel": forms.Textarea(attrs=SHORT)}


class RegelForm(forms.ModelForm):
    """One part; a row that is left empty is no part."""

    use_required_attribute = False


class RegelFormSet(forms.BaseModelFormSet):
    """The rows of one kind of part, as `save_zaaktype` takes them."""

    def rows(self) -> list[dict[str, Any]]:
        """What is filled in and not taken away, with the pk of what is there already."""
        filled = [form for form in self.forms if form.instance.pk or form.has_changed()]
        return [
            {name: value for name, value in form.cleaned_data.items() if name not in ("id", "DELETE")}
            | {"pk": form.instance.pk}
            for form in filled
            if not form.cleaned_data.get("DELETE")
        ]


def _formset(model: Any, fields: list[str], **widgets: Any) -> Any:
    return forms.modelformset_factory(
        model,
        form=RegelForm,
        formset=RegelFormSet,
        fields=fields,
        widgets={name: forms.Textarea(attrs=SHORT) for name in widgets.get("long", ())},
        extra=EMPTY_ROWS,
        can_delete=True,
    )


# Name in the form, heading, relation of the zaaktype, and the class with the rows.
PARTS: tuple[tuple[str, Any, str, Any], ...] = (
    (
        "statustypen",
        _("Statussen"),
        "statustypen",
        _formset(
            Statustype,
            ["volgnummer", "omschrijving", "statustekst", "informeren", "is_eindstatus"],
            long=("statustekst",),
        ),
    ),
    (
        "resultaattypen",
        _("Resultaten"),
        "resultaattypen",
        _formset(
            Resultaattype,
            [
                "omschrijving",
                "toelichting",
                "archiefnominatie",
                "archiefactietermijn",
                "afleidingswijze",
                "datumkenmerk",
                "procestermijn",
                "selectielijst",
                "bij_intrekken",
            ],
            long=("toelichting",),
        ),
    ),
    ("roltypen", _("Rollen"), "roltypen", _formset(Roltype, ["omschrijving", "omschrijving_generiek"])),
    (
        "eigenschappen",
        _("Eigenschappen"),
        "eigenschappen",
        _formset(Eigenschap, ["naam", "definitie", "formaat", "lengte"]),
    ),
)
