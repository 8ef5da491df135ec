"""The forms of an import: choose a file, and say which column is what."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from producten.blocks import SECTIES
from producten.imports.records import VELDEN
from producten.models import ProductgroepPage

# A browser waits for the answer; what is larger goes by the command.
MAX_UPLOAD = 5_000_000

_LABELS: dict[str, Any] = {
    "bron_id": gettext_lazy("Nummer bij de bron"),
    "titel": gettext_lazy("Titel"),
    "kort": gettext_lazy("In het kort"),
    "groep": gettext_lazy("Productgroep"),
    "upn": gettext_lazy("UPL-naam"),
    "doelgroepen": gettext_lazy("Voor wie?"),
    "trefwoorden": gettext_lazy("Trefwoorden"),
    "synoniemen": gettext_lazy("Synoniemen"),
    "zaaktype": gettext_lazy("Zaaktype"),
    "aanvraag_url": gettext_lazy("Webadres om aan te vragen"),
    "herzien_op": gettext_lazy("Opnieuw bekijken op"),
    **SECTIES,
}


def groepen() -> Any:
    """The productgroepen in the language of the site, by title."""
    pages = ProductgroepPage.objects.filter(
        locale__language_code=settings.LANGUAGE_CODE, alias_of__isnull=True
    )
    return pages.order_by("title")


class GroepField(forms.ModelChoiceField):
    """The productgroep for rows that name none."""

    def __init__(self) -> None:
        super().__init__(
            ProductgroepPage.objects.none(),
            required=False,
            label=gettext_lazy("Productgroep"),
            empty_label=gettext_lazy("Staat in het bestand"),
            help_text=gettext_lazy("Voor rijen die zelf geen productgroep noemen."),
        )


class UploadForm(forms.Form):
    """The file, and the name of the system it comes from."""

    bestand = forms.FileField(
        label=gettext_lazy("Bestand"),
        help_text=gettext_lazy("CSV, Excel (.xlsx) of een feed van Samenwerkende Catalogi. Hoogstens 5 MB."),
    )
    bron = forms.SlugField(
        label=gettext_lazy("Bron"),
        max_length=60,
        help_text=gettext_lazy(
            "Een korte naam voor het oude systeem, elke keer dezelfde. Bijvoorbeeld: oude-site."
        ),
    )
    groep = GroepField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groep"].queryset = groepen()  # type: ignore[attr-defined]

    def clean_bestand(self) -> UploadedFile:
        """Refuses what a browser can't wait for."""
        upload: UploadedFile = self.cleaned_data["bestand"]
        if (upload.size or 0) > MAX_UPLOAD:
            raise forms.ValidationError(
                _(
                    "Dit bestand is groter dan 5 MB. Vraag de beheerder om het commando import_catalogus te gebruiken."
                )
            )
        return upload


class KolommenForm(forms.Form):
    """Per column of the file its field; none for a feed, which has no columns."""

    groep = GroepField()
    overwrite = forms.BooleanField(
        label=gettext_lazy("Neem ook pagina's over die een collega heeft veranderd"),
        required=False,
        help_text=gettext_lazy(
            "Zo'n pagina krijgt dan een nieuw concept. De versie van uw collega blijft bewaard."
        ),
    )

    def __init__(self, kolommen: list[list[str]] | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groep"].queryset = groepen()  # type: ignore[attr-defined]
        self.namen: dict[str, str] = {}
        choices = [("", _("Niet overnemen")), *((name, _LABELS[name]) for name in VELDEN)]
        for number, (column, field) in enumerate(kolommen or []):
            if column:
                self.namen[f"kolom-{number}"] = column
                self.fields[f"kolom-{number}"] = forms.ChoiceField(
                    choices=choices,
                    required=False,
                    label=_("Kolom '%(naam)s'") % {"naam": column},
                    initial=field,
                )

    @property
    def kolomvelden(self) -> list[Any]:
        """The fields of the columns, in the order of the file."""
        return [self[name] for name in self.namen]

    def mapping(self) -> dict[str, str] | None:
        """Column -> field as chosen; None for a feed."""
        return {column: self.cleaned_data[name] for name, column in self.namen.items()} or None
