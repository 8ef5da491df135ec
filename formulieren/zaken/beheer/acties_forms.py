"""The forms with which an employee handles a zaak; the services say what is good, these ask for it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from formulieren.soorten import extensions_of
from formulieren.zaken.beheer.werkvoorraad import colleague_choices
from formulieren.zaken.keuzes import Richting
from formulieren.zaken.models import Resultaattype, Statustype, Zaak
from formulieren.zaken.services.afwezig import away_on
from formulieren.zaken.services.behandelen import handlers
from formulieren.zaken.services.behandelen_document import GROUPS
from formulieren.zaken.services.opschorten import open_opschorting
from formulieren.zaken.services.termijn import latest_extension

NO_OTHERS = gettext_lazy("Schrijf hier geen gegevens van anderen.")
# Days that a resident gets to answer, unless the employee says otherwise.
ANSWER_DAYS = 14


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """A day with the browser's own calendar; typed as 2026-03-02 or as 2-3-2026."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        error_messages={
            "required": gettext_lazy("Kies een dag."),
            "invalid": gettext_lazy("Wij begrijpen deze dag niet. Schrijf een dag als 31-12-2026."),
        },
        **kwargs,
    )


def text_field(label: Any, *, most: int, rows: int = 3, empty: Any = "", **kwargs: Any) -> forms.CharField:
    """A text of several lines; `empty` is what is said without one ("" when it may be left open)."""
    errors = {"required": empty, "max_length": _("Gebruik niet meer dan %(limit_value)s tekens.")}
    return forms.CharField(
        label=label,
        required=bool(empty),
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages=errors,
        **kwargs,
    )


class ZaakActieForm(forms.Form):
    """What all of them share: the zaak, and no browser texts in another language."""

    use_required_attribute = False

    def __init__(self, *args: Any, zaak: Zaak, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zaak, self.user = zaak, user


class SeenStatusForm(ZaakActieForm):
    """Carries which status the employee saw."""

    gezien = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        status = self.zaak.current_status
        self.fields["gezien"].initial = status.pk if status is not None else None


class StatusForm(SeenStatusForm):
    """The next status with a note for the resident."""

    statustype = forms.ModelChoiceField(
        label=gettext_lazy("Nieuwe status"),
        queryset=Statustype.objects.none(),
        error_messages={
            "required": gettext_lazy("Kies een status."),
            "invalid_choice": gettext_lazy("Deze status kan nu niet meer. Kijk welke status de zaak heeft."),
        },
    )
    toelichting = text_field(
        gettext_lazy("Uitleg voor de inwoner"),
        most=1000,
        help_text=gettext_lazy(
            "De inwoner leest dit op de statuspagina. Schrijf hier geen gegevens van anderen."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statustype"].queryset = settable_statustypen(self.zaak)  # type: ignore[attr-defined]


def settable_statustypen(zaak: Zaak) -> Any:
    """The statussen that may be set by themselves: the last one comes with a result, where the zaaktype has results."""
    coming = zaak.next_statustypen()
    return coming.filter(is_eindstatus=False) if zaak.zaaktype.resultaattypen.exists() else coming


class ToewijzenForm(ZaakActieForm):
    """Who handles it."""

    gezien = forms.IntegerField(widget=forms.HiddenInput, required=False)
    behandelaar: Any = forms.ModelChoiceField(
        label=gettext_lazy("Wie behandelt deze zaak?"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("Niemand"),
        error_messages={"invalid_choice": gettext_lazy("Kies een collega uit de lijst.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["behandelaar"]
        field.queryset = handlers()
        field.choices = [("", field.empty_label), *colleague_choices(list(field.queryset), away_on())]
        field.initial = self.fields["gezien"].initial = self.zaak.behandelaar_id


class VraagForm(ZaakActieForm):
    """Something that the resident must tell or send."""

    vraag = text_field(
        gettext_lazy("Wat vraagt u de inwoner?"),
        most=1000,
        rows=5,
        empty=gettext_lazy("Schrijf op wat u wilt weten."),
        help_text=gettext_lazy("De inwoner krijgt deze vraag precies zo. Schrijf kort, en vraag één ding."),
    )
    document_gevraagd = forms.BooleanField(
        label=gettext_lazy("De inwoner moet een bestand sturen"), required=False
    )
    reageren_voor = day_field(gettext_lazy("Laatste dag voor een antwoord"))
    opschorten = forms.BooleanField(
        label=gettext_lazy("De termijn staat stil tot het antwoord er is"),
        required=False,
        help_text=gettext_lazy("Dat mag alleen als u zonder het antwoord niet verder kunt (Awb 4:15)."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reageren_voor"].initial = timezone.localdate() + timedelta(days=ANSWER_DAYS)
        if not self.zaak.zaaktype.opschorting_mogelijk or open_opschorting(self.zaak) is not None:
            del self.fields["opschorten"]


class DocumentForm(ZaakActieForm):
    """A file, and whether the resident may see it."""

    bestand = forms.FileField(
        label=gettext_lazy("Bestand"),
        error_messages={
            "required": gettext_lazy("Kies een bestand."),
            "empty": gettext_lazy("Dit bestand is leeg. Kies een ander bestand."),
        },
    )
    titel = forms.CharField(
        label=gettext_lazy("Titel"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("De inwoner leest deze titel. Leeg: de naam van het bestand."),
    )
    richting = forms.ChoiceField(
        label=gettext_lazy("Van wie of voor wie is het?"), choices=Richting.choices, initial=Richting.INTERN
    )
    voor_inwoner = forms.BooleanField(
        label=gettext_lazy("De inwoner mag dit zien"),
        required=False,
        help_text=gettext_lazy("De inwoner krijgt dan een e-mail dat er een document is."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bestand"].widget.attrs["accept"] = _accept(GROUPS)


class BesluitForm(ZaakActieForm):
    """The decision, as a text or as a PDF."""

    tekst = text_field(
        gettext_lazy("Het besluit"),
        most=20_000,
        rows=14,
        help_text=gettext_lazy(
            "De inwoner leest dit als een gewone pagina. Na een lege regel begint een nieuw stuk tekst."
        ),
    )
    bestand = forms.FileField(
        label=gettext_lazy("Of het besluit als pdf"),
        required=False,
        help_text=gettext_lazy(
            "Wij kijken of iedereen de pdf kan lezen. Zo niet, dan hoort u wat er mis is."
        ),
        error_messages={"empty": gettext_lazy("Dit bestand is leeg. Kies een ander bestand.")},
    )
    ingangsdatum = day_field(gettext_lazy("Gaat in op"))
    vervaldatum = day_field(gettext_lazy("Geldt tot en met"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ingangsdatum"].initial = timezone.localdate()
        self.fields["bestand"].widget.attrs["accept"] = ".pdf"


class RedenForm(ZaakActieForm):
    """Only why."""

    reden = forms.CharField(
        label=gettext_lazy("Waarom?"),
        max_length=200,
        help_text=gettext_lazy("De inwoner leest dit. Schrijf hier geen namen."),
        error_messages={
            "required": gettext_lazy("Schrijf op waarom."),
            "max_length": gettext_lazy("Gebruik niet meer dan 200 tekens."),
        },
    )


class SluitVraagForm(RedenForm):
    """Why the answer is not needed any more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reden"].help_text = _(
            "Bijvoorbeeld: gebeld. Dit komt in het logboek. Schrijf hier geen namen."
        )


class VerlengForm(RedenForm):
    """The new legal date and why."""

    nieuwe_datum = day_field(gettext_lazy("Nieuwe uiterste datum"))
    field_order = ["nieuwe_datum", "reden"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        latest: date | None = latest_extension(self.zaak)
        field = self.fields["nieuwe_datum"]
        field.initial = latest
        if latest is not None:
            field.help_text = _("De laatste dag die mag is %(dag)s.") % {"dag": date_format(latest, "j F Y")}


class LegeForm(ZaakActieForm):
    """Nothing to fill in: only a button."""


class SluitForm(SeenStatusForm):
    """How the zaak ends."""

    resultaattype = forms.ModelChoiceField(
        label=gettext_lazy("Hoe eindigt de zaak?"),
        queryset=Resultaattype.objects.none(),
        error_messages={
            "required": gettext_lazy("Kies hoe de zaak eindigt."),
            "invalid_choice": gettext_lazy("Kies een resultaat uit de lijst."),
        },
    )
    toelichting = text_field(gettext_lazy("Uitleg voor de inwoner"), most=1000, help_text=NO_OTHERS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        results = self.zaak.zaaktype.resultaattypen.all()
        if results:
            self.fields["resultaattype"].queryset = results  # type: ignore[attr-defined]
        else:
            del self.fields["resultaattype"]


class BuitenForm(SluitForm):
    """The short form for the street: a picture, a note, a result."""

    foto = forms.FileField(
        label=gettext_lazy("Foto van wat u deed"),
        required=False,
        error_messages={"empty": gettext_lazy("Deze foto is leeg. Maak een nieuwe foto.")},
    )
    voor_inwoner = forms.BooleanField(
        label=gettext_lazy("De inwoner mag de foto zien"), required=False, initial=True
    )
    field_order = ["foto", "voor_inwoner", "resultaattype", "toelichting"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["foto"].widget.attrs["accept"] = "image/*"


def _accept(groups: tuple[str, ...]) -> str:
    return ",".join(f".{extension}" for extension in extensions_of(groups))
