"""The versions of a form, and what differs between two of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from formulieren.editor.proef_views import draft_of
from formulieren.editor.scherm import FormulierScherm
from formulieren.editor.versies import CONCEPT, VersieRegel, schema_named, versies_of
from formulieren.editor.versies_verschil import compare


class KeuzeForm(forms.Form):
    """Which two to compare."""

    van = forms.ChoiceField(
        label=gettext_lazy("Van"),
        error_messages={
            "required": gettext_lazy("Kies met welke versie u begint."),
            "invalid_choice": gettext_lazy("Die versie is er niet. Kies een versie uit de lijst."),
        },
    )
    naar = forms.ChoiceField(
        label=gettext_lazy("Naar"),
        error_messages={
            "required": gettext_lazy("Kies met welke versie u vergelijkt."),
            "invalid_choice": gettext_lazy("Die versie is er niet. Kies een versie uit de lijst."),
        },
    )

    def __init__(self, *args: Any, versies: list[VersieRegel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(CONCEPT, _("Het concept")), *((str(v.nummer), name_of(v)) for v in versies)]
        for field in self.fields.values():
            field.choices = choices  # type: ignore[attr-defined]


class VersiesView(FormulierScherm):
    """The list, and the choice of two. Without a choice the live version and the draft are chosen beforehand."""

    template_name = "formulieren/editor/versies.html"
    page_title = gettext_lazy("Versies van dit formulier")
    header_icon = "history"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page; Http404 and PermissionDenied as in `draft_of`."""
        self.formulier = draft_of(request, pk)
        versies = versies_of(self.formulier)
        first = {"van": str(versies[0].nummer) if versies else CONCEPT, "naar": CONCEPT}
        form = KeuzeForm(request.GET if request.GET else None, versies=versies, initial=first)
        context = self.get_context_data(
            formulier=self.formulier, versies=versies, form=form, view=self, **self._comparison(form)
        )
        return TemplateResponse(request, self.template_name, context)

    def _comparison(self, form: KeuzeForm) -> dict[str, Any]:
        if not form.is_bound or not form.is_valid():
            return {}
        names = form.cleaned_data["van"], form.cleaned_data["naar"]
        van, naar = (schema_named(self.formulier, self.formulier, name) for name in names)
        labels = dict(form.fields["van"].choices)  # type: ignore[attr-defined]
        chosen = {"van_naam": labels[names[0]], "naar_naam": labels[names[1]]}
        if van is None or naar is None:
            return {**chosen, "onleesbaar": True}
        delen = compare(van, naar)
        return {**chosen, "delen": delen, "aantal": sum(deel.aantal for deel in delen), "vergeleken": True}


def name_of(versie: VersieRegel) -> str:
    """A version in a list to choose from."""
    day = date_format(localtime(versie.gemaakt_op), "j F Y, H:i")
    words = {"nummer": versie.nummer, "dag": day}
    if versie.nu_live:
        return _("Versie %(nummer)s van %(dag)s, nu live") % words
    return _("Versie %(nummer)s van %(dag)s") % words
