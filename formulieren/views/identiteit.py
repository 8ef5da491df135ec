"""What an employee says before filling in for a resident: the channel, and how it is known who the resident is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from stdnum.exceptions import ValidationError as NumberError
from stdnum.nl import bsn as stdnum_bsn

from formulieren.crypto import Sealed, SealError, keyring
from formulieren.flow.toegang import Login
from formulieren.inzendingen.keuzes import NAMENS_KANALEN, Identiteit
from formulieren.models.versie import current_versie
from formulieren.views.access import FormAccess

_BSN_CONTEXT = "namens/bsn"


class NamensForm(forms.Form):
    """Along which channel the resident reached us, and how the employee knows who it is."""

    use_required_attribute = False
    kanaal = forms.ChoiceField(
        label=gettext_lazy("Hoe is de inwoner bij u gekomen?"),
        choices=[(kanaal.value, kanaal.label) for kanaal in NAMENS_KANALEN],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Kies hoe de inwoner bij u is gekomen."),
            "invalid_choice": gettext_lazy("Kies hoe de inwoner bij u is gekomen."),
        },
    )
    identiteit = forms.ChoiceField(
        label=gettext_lazy("Hoe weet u wie de inwoner is?"),
        choices=Identiteit.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Kies hoe u weet wie de inwoner is."),
            "invalid_choice": gettext_lazy("Kies hoe u weet wie de inwoner is."),
        },
    )


class PersoonForm(NamensForm):
    """On a form with a login: the BSN, which counts only with the proof of identity seen."""

    bsn = forms.CharField(
        label=gettext_lazy("Wat is het burgerservicenummer (BSN)?"),
        help_text=gettext_lazy("Vul dit alleen in als u het paspoort, de ID-kaart of het rijbewijs zag."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, verplicht: bool = False, **kwargs: Any) -> None:
        """`verplicht`: the form can't be filled in for somebody whose identity nobody checked."""
        super().__init__(*args, **kwargs)
        self.verplicht = verplicht

    def clean_bsn(self) -> str:
        """Nine digits that pass the eleven-test, or ""."""
        number = self.cleaned_data["bsn"].replace(" ", "").replace(".", "")
        if not number:
            return ""
        try:
            if len(number) not in (8, 9):  # stdnum fills shorter ones up with zeros
                raise NumberError
            return str(stdnum_bsn.validate(number))
        except NumberError:
            raise forms.ValidationError(
                gettext_lazy("Dit is geen burgerservicenummer. Kijk de cijfers na op het paspoort.")
            ) from None

    def clean(self) -> dict[str, Any]:
        """The number and the proof of identity belong together."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        proven = cleaned.get("identiteit") == Identiteit.LEGITIMATIE
        if "identiteit" in cleaned and not proven and (self.verplicht or cleaned.get("bsn")):
            self.add_error(
                "identiteit",
                gettext_lazy("Dit kan alleen als u het paspoort, de ID-kaart of het rijbewijs zag."),
            )
        if self.verplicht and proven and "bsn" in cleaned and not cleaned["bsn"]:
            self.add_error("bsn", gettext_lazy("Vul het burgerservicenummer van de inwoner in."))
        return cleaned


def choice_key(slug: str) -> str:
    """Where in the session channel and identity of the present resident stand."""
    return f"namens_keuze_{slug}"


def chosen(request: HttpRequest, slug: str) -> dict[str, str] | None:
    """Channel and identity as the employee chose them for this resident, or None."""
    stored: Any = request.session.get(choice_key(slug))
    form = NamensForm(stored if isinstance(stored, dict) else {})
    return form.cleaned_data if form.is_valid() else None


def shown_bsn(request: HttpRequest, slug: str) -> str:
    """The BSN of the present resident, "" when no proof of identity was seen."""
    stored: Any = request.session.get(choice_key(slug))
    if not isinstance(stored, dict) or not stored.get("geheim"):
        return ""
    try:
        sealed = Sealed(str(stored.get("sleutel", "")), str(stored["geheim"]))
        return str(keyring().unseal(sealed, context=_BSN_CONTEXT))
    except SealError:
        return ""


def sealed_bsn(bsn: str) -> dict[str, str]:
    """The BSN as it may stand in a session."""
    if not bsn:
        return {}
    sealed = keyring().seal(bsn, context=_BSN_CONTEXT)
    return {"geheim": sealed.ciphertext, "sleutel": sealed.key_id}


def newest_login(access: FormAccess) -> str:
    """What the newest version says of logging in; "" when the form is gone."""
    newest = current_versie(access.page) if access.page is not None else None
    return newest.form_schema.inloggen if newest is not None else ""


def form_for(inloggen: str, data: Any = None) -> NamensForm:
    """The questions for the employee; with the BSN where the resident could log in."""
    if inloggen in ("", Login.NIET):
        return NamensForm(data)
    return PersoonForm(data, verplicht=inloggen == Login.MOET)
