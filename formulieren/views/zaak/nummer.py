"""The form for reference and code, and the one 404 of all pages about a zaak."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from formulieren.inloggen.registry import middelen
from formulieren.inzendingen.kenmerk import as_reference
from formulieren.views.access import private


class VolgForm(forms.Form):
    """Reference and code, as on the receipt."""

    use_required_attribute = False
    nummer = forms.CharField(
        label=gettext_lazy("Wat is uw nummer?"),
        help_text=gettext_lazy("Dit staat op de bevestiging. Bijvoorbeeld: K7M-34X-RTP."),
        max_length=40,
        error_messages={"required": gettext_lazy("Vul uw nummer in. U vindt het op de bevestiging.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )
    code = forms.CharField(
        label=gettext_lazy("Wat is uw code?"),
        help_text=gettext_lazy("Deze staat onder het nummer. De streepjes hoeft u niet te typen."),
        max_length=40,
        error_messages={"required": gettext_lazy("Vul uw code in. Deze staat onder het nummer.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )


def form_page(
    request: HttpRequest, form: VolgForm, *, status: int = 200, not_found: bool = False
) -> HttpResponse:
    """The page with the form."""
    errors = [{"message": str(messages[0]), "target": f"id_{name}"} for name, messages in form.errors.items()]
    if not_found:
        errors = [
            {
                "message": _("Wij vinden niets met dit nummer en deze code. Kijk ze na op uw bevestiging."),
                "target": "id_nummer",
            }
        ]
    context = {"form": form, "fouten": errors, "inloggen_kan": bool(middelen())}
    return private(render(request, "formulieren/volgen.html", context, status=status))


def mailed_number(request: HttpRequest) -> str:
    """The reference in the link of a mail, so that nobody has to type it; "" when there is none."""
    return as_reference(request.GET.get("nummer", ""))


def not_found(request: HttpRequest) -> HttpResponse:
    """404, and the form again. The same for unknown, wrong, expired, tampered, secret and destroyed."""
    return form_page(request, VolgForm(), status=404, not_found=True)
