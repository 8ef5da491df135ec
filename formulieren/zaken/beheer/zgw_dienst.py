"""The services of zgw-consumers in the admin: the address, the client id and a secret that is never shown again."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.viewsets.model import ModelViewSet
from zgw_consumers.constants import APITypes, AuthTypes
from zgw_consumers.models import Service

SOORTEN = [
    (APITypes.zrc.value, gettext_lazy("Zaken API")),
    (APITypes.ztc.value, gettext_lazy("Catalogi API")),
    (APITypes.drc.value, gettext_lazy("Documenten API")),
    (APITypes.nrc.value, gettext_lazy("API voor berichten (NRC)")),
]


class DienstForm(forms.ModelForm[Service]):
    """What one API needs. An empty secret leaves the one that is kept as it was."""

    api_type = forms.ChoiceField(label=gettext_lazy("Welke API is dit?"), choices=SOORTEN)
    secret = forms.CharField(
        label=gettext_lazy("Geheim"),
        max_length=255,
        min_length=32,
        required=False,
        strip=False,
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy(
            "Minstens 32 tekens. Wij laten het nooit meer zien. Leeg: het blijft zoals het is."
        ),
    )
    timeout = forms.IntegerField(
        label=gettext_lazy("Hoeveel seconden wachten op antwoord?"), min_value=1, max_value=60, initial=10
    )

    class Meta:
        model = Service
        fields = ("label", "api_type", "api_root", "client_id", "secret", "timeout")
        labels = {
            "label": gettext_lazy("Naam"),
            "api_root": gettext_lazy("Adres"),
            "client_id": gettext_lazy("Client-id"),
        }
        help_texts = {
            "api_root": gettext_lazy("Precies zoals het zaaksysteem het schrijft, tot en met /api/v1/."),
            "client_id": gettext_lazy("Zo heet Loket in het zaaksysteem."),
        }

    def clean_api_root(self) -> str:
        """A whole address without a name, a password or a question in it."""
        root = str(self.cleaned_data["api_root"]).strip()
        try:
            parts = urlsplit(root)
            port_is_good = parts.port is None or parts.port > 0
        except ValueError:
            raise ValidationError(
                _("Dit is geen adres. Bijvoorbeeld: https://zaken.example.nl/zaken/api/v1/.")
            ) from None
        plain = not (parts.query or parts.fragment or parts.username or parts.password)
        if parts.scheme not in ("http", "https") or not parts.hostname or not plain or not port_is_good:
            raise ValidationError(
                _("Dit is geen adres. Bijvoorbeeld: https://zaken.example.nl/zaken/api/v1/.")
            )
        return root if root.endswith("/") else f"{root}/"

    def clean_secret(self) -> str:
        """The new one, else the one that is kept; a new service needs one."""
        given = str(self.cleaned_data.get("secret") or "")
        if not given and not self.instance.secret:
            raise ValidationError(_("Vul het geheim in. U krijgt het van de beheerder van het zaaksysteem."))
        return given or str(self.instance.secret)

    def clean_client_id(self) -> str:
        """Obligatory: the token names it."""
        given = str(self.cleaned_data.get("client_id") or "").strip()
        if not given:
            raise ValidationError(_("Vul de client-id in."))
        return given

    def clean(self) -> dict[str, Any]:
        """A new service gets a slug of its own; all use the tokens of the standard."""
        cleaned: dict[str, Any] = super().clean() or {}
        self.instance.auth_type = AuthTypes.zgw
        # In the audit trail of the backend: no employee, for the site does it.
        self.instance.user_id = self.instance.user_id or "loket"
        self.instance.user_representation = self.instance.user_representation or "Loket"
        # The token is made for each call; the hour is what backends take at most.
        self.instance.jwt_valid_for = 3600
        if not self.instance.slug:
            self.instance.slug = _free_slug(str(cleaned.get("label", "")))
        return cleaned


def _no_address() -> str:
    return _("Dit is geen adres. Bijvoorbeeld: https://zaken.example.nl/zaken/api/v1/.")


def _free_slug(label: str) -> str:
    base = slugify(label)[:40] or "dienst"
    taken = set(Service.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    names = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


class DienstViewSet(ModelViewSet):
    """The list and the form. No copy and no inspection: both would carry the secret along."""

    model = Service
    icon = "link"
    menu_label = gettext_lazy("Diensten")
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = ["label", "api_type", "api_root"]
    list_per_page = 50
    search_fields: list[str] = []
    list_filter: list[str] = []

    def get_form_class(self, for_update: bool = False) -> Any:
        """The form above."""
        return DienstForm
