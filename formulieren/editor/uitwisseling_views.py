"""A form as a file: download the draft or a version, and make a draft of a file."""

from __future__ import annotations

import json

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.query import PageQuerySet

from formulieren.editor.proef_views import draft_of
from formulieren.editor.sjablonen_views import PlekForm, places_for
from formulieren.editor.uitwisseling import UitwisselingError, export_form
from formulieren.editor.uitwisseling_lezen import MAX_BYTES, Gelezen, read_form
from formulieren.editor.uitwisseling_maken import Ingelezen, import_form
from formulieren.editor.versies import CONCEPT, schema_named
from formulieren.models import FormulierPage


class BestandView(View):
    """The file of one form; `versie` in the address is "concept" or the number of a version."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The file; Http404 and PermissionDenied as in `draft_of`. A draft that isn't whole leads back, with why."""
        draft = draft_of(request, pk)
        naam = request.GET.get("versie", CONCEPT)
        schema = schema_named(draft, draft, naam)
        if schema is None:
            raise Http404
        around = draft if naam == CONCEPT else FormulierPage.objects.get(pk=pk)
        try:
            data = export_form(schema, around)
        except UitwisselingError as error:
            text = gettext("Dit formulier is nog niet af. %(reden)s Daarna kunt u het downloaden.")
            messages.error(request, text % {"reden": error})
            return redirect("formulier_versies", pk)
        response = HttpResponse(
            json.dumps(data, ensure_ascii=False, indent=2) + "\n", content_type="application/json"
        )
        filename = f"formulier-{draft.slug}-{naam}.json"
        response.headers["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
        add_never_cache_headers(response)
        return response


class InlezenForm(PlekForm):
    """Which file, and below which page."""

    field_order = ("bestand", "plek")
    bestand = forms.FileField(
        label=gettext_lazy("Welk bestand?"),
        help_text=gettext_lazy("Een bestand dat u bij ‘Versies van dit formulier’ downloadde."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={
            "required": gettext_lazy("Kies een bestand."),
            "missing": gettext_lazy("Kies een bestand."),
            "invalid": gettext_lazy("Kies een bestand."),
            "empty": gettext_lazy("Dit bestand is leeg. Kies een ander bestand."),
        },
    )

    def clean_bestand(self) -> Gelezen:
        """The form in the file."""
        upload = self.cleaned_data["bestand"]
        try:
            # One byte more tells that it is too large; no more is ever in memory.
            return read_form(upload.read(MAX_BYTES + 1))
        except UitwisselingError as error:
            raise forms.ValidationError(str(error)) from error


class InlezenView(WagtailAdminTemplateMixin, View):
    """The choice of a file, and the making of the draft. Who may add a form nowhere has nothing to do here."""

    template_name = "formulieren/editor/inlezen.html"
    page_title = gettext_lazy("Begin met een bestand")
    header_icon = "upload"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form; `plek` in the address says where the editor came from."""
        places = self._places(request)
        asked = request.GET.get("plek", "")
        first = places.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 10 else None
        return self._show(request, InlezenForm(places=places, initial={"plek": first or places.first()}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """The draft, and on to its edit screen; the form again when the file doesn't fit."""
        form = InlezenForm(request.POST, request.FILES, places=self._places(request))
        made = self._made(request, form) if form.is_valid() else None
        if made is None:
            return self._show(request, form)
        messages.success(
            request,
            gettext("Het concept ‘%(titel)s’ is klaar. Lees alle teksten na voor u het publiceert.")
            % {"titel": made.formulier.title},
        )
        for text in made.opmerkingen:
            messages.warning(request, text)
        return redirect("wagtailadmin_pages:edit", made.formulier.pk)

    @staticmethod
    def _made(request: HttpRequest, form: InlezenForm) -> Ingelezen | None:
        gelezen, plek = form.cleaned_data["bestand"], form.cleaned_data["plek"]
        try:
            return import_form(gelezen, plek.specific, user=request.user)
        except UitwisselingError as error:
            form.add_error("bestand", str(error))
        return None

    def _places(self, request: HttpRequest) -> PageQuerySet:
        places = places_for(request.user)
        if not places.exists():
            raise PermissionDenied
        return places

    def _show(self, request: HttpRequest, form: InlezenForm) -> HttpResponse:
        return TemplateResponse(request, self.template_name, self.get_context_data(form=form, view=self))
