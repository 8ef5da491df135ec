"""The mapping of a form, for the functional manager: every question with the places where its answer may go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale

from formulieren.flow.schema import FormSchema, SchemaError, VraagSchema
from formulieren.models import FormulierPage
from formulieren.vragen.registry import type_of
from formulieren.zaken.mapping.check import reachable_zaaktypen
from formulieren.zaken.mapping.doelen import fits
from formulieren.zaken.mapping.opslaan import KoppelingFout, save_koppeling
from formulieren.zaken.mapping.regels import Koppeling, Regel, koppeling_of
from formulieren.zaken.models import Eigenschap, FormulierKoppeling, KoppelingBevinding, KoppelingDoel
from formulieren.zaken.zgw.keuzes import document_choices
from formulieren.zaken.zgw.nakijken import CatalogusOnbereikbaar, problems_of

PERMISSION = "zaken.change_formulierkoppeling"
_PLAIN = (
    KoppelingDoel.ADRES,
    KoppelingDoel.OBJECT,
    KoppelingDoel.KVK,
    KoppelingDoel.VESTIGING,
    KoppelingDoel.TOELICHTING,
)


@dataclass(frozen=True, slots=True)
class _Keuzes:
    """What can be chosen for this form: names of eigenschappen, and of kinds of document."""

    eigenschappen: list[str]
    documenten: list[str]


class KoppelingForm(forms.Form):
    """One field for each question, and the kind of document of the receipt and the files."""

    use_required_attribute = False

    def __init__(
        self, *args: Any, schema: FormSchema, keuzes: _Keuzes, koppeling: Koppeling, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.vragen = [vraag for vraag in schema.vragen() if _can_go(vraag)]
        kept = {regel.vraag: f"{regel.doel}:{regel.naam}" for regel in koppeling.regels}
        self.fields["informatieobjecttype"] = forms.ChoiceField(
            label=_("Soort document voor het bewijs en de bestanden"),
            help_text=_("Zonder soort gaat het bewijs niet mee naar het zaaksysteem."),
            choices=_with_kept([("", _("Geen"))], keuzes.documenten, koppeling.informatieobjecttype),
            initial=koppeling.informatieobjecttype,
            required=False,
        )
        for vraag in self.vragen:
            self.fields[f"v-{vraag.code}"] = forms.ChoiceField(
                label=vraag.label,
                choices=_choices(vraag, keuzes, kept.get(vraag.code, "")),
                initial=kept.get(vraag.code, ""),
                required=False,
                error_messages={"invalid_choice": _("Kies iets uit de lijst.")},
            )

    def koppeling(self) -> Koppeling:
        """What was chosen."""
        regels = []
        for vraag in self.vragen:
            doel, _colon, naam = str(self.cleaned_data.get(f"v-{vraag.code}") or "").partition(":")
            if doel:
                regels.append(Regel(vraag=vraag.code, doel=doel, naam=naam))
        return Koppeling(
            regels=tuple(regels), informatieobjecttype=self.cleaned_data.get("informatieobjecttype", "")
        )


def _can_go(vraag: VraagSchema) -> bool:
    try:
        return type_of(vraag).asks and any(fits(vraag, doel) for doel in KoppelingDoel.values)
    except SchemaError:
        return False


def _choices(vraag: VraagSchema, keuzes: _Keuzes, kept: str) -> list[Any]:
    plain = [("", _("Niet doorgeven"))]
    plain += [(f"{doel}:", str(doel.label)) for doel in _PLAIN if fits(vraag, doel)]
    names = keuzes.eigenschappen if fits(vraag, KoppelingDoel.EIGENSCHAP) else []
    kinds = keuzes.documenten if fits(vraag, KoppelingDoel.DOCUMENT) else []
    named = [(f"eigenschap:{naam}", _("Eigenschap: %(naam)s") % {"naam": naam}) for naam in names]
    named += [(f"document:{naam}", _("Document: %(naam)s") % {"naam": naam}) for naam in kinds]
    found = [*plain, *named]
    if kept and kept not in dict(found):
        found.append((kept, _("%(naam)s (bestaat niet meer)") % {"naam": kept.partition(":")[2] or kept}))
    return found


def _with_kept(first: list[tuple[str, str]], names: list[str], kept: str) -> list[tuple[str, str]]:
    found = [*first, *((naam, naam) for naam in names)]
    if kept and kept not in names:
        found.append((kept, _("%(naam)s (bestaat niet meer)") % {"naam": kept}))
    return found


class _Base(WagtailAdminTemplateMixin, View):
    header_icon = "link"
    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only for who may change mappings."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class KoppelingenView(_Base):
    """Every form, with how many answers go along and what the nightly check found."""

    http_method_names = ["get", "head", "options"]
    template_name = "formulieren/beheer/koppelingen.html"
    page_title = gettext_lazy("Koppelingen van formulieren")

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        forms_found = FormulierPage.objects.filter(locale=Locale.get_default()).order_by("title")
        regels = dict.fromkeys(forms_found.values_list("pk", flat=True), 0)
        for koppeling in FormulierKoppeling.objects.prefetch_related("regels"):
            regels[koppeling.formulier_id] = len(koppeling.regels.all())
        wrong = set(KoppelingBevinding.objects.values_list("formulier_id", flat=True))
        rows = [
            {"formulier": formulier, "aantal": regels.get(formulier.pk, 0), "fout": formulier.pk in wrong}
            for formulier in forms_found
        ]
        return TemplateResponse(request, self.template_name, {**self.get_context_data(), "rijen": rows})


class KoppelingView(_Base):
    """The mapping of one form, made for its newest draft."""

    template_name = "formulieren/beheer/koppeling.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The form."""
        super().setup(request, *args, **kwargs)
        self.formulier = get_object_or_404(FormulierPage, pk=kwargs["pk"], locale=Locale.get_default())

    def get_page_title(self) -> str:
        """The form."""
        return _("Koppeling van %(formulier)s") % {"formulier": self.formulier.title}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the list."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("koppelingen"), "label": _("Koppelingen van formulieren")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The questions with what counts now."""
        return self._page(self._form())

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Keeps it, or says at each question what doesn't fit."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        try:
            save_koppeling(
                formulier=self.formulier, schema=self._schema, koppeling=form.koppeling(), actor=request.user
            )
        except KoppelingFout as error:
            for problem in error.problems:
                name = f"v-{problem.vraag}" if f"v-{problem.vraag}" in form.fields else None
                form.add_error(name, f"{problem.tekst} {problem.hulp}".strip())
            return self._page(form, status=422)
        messages.success(request, _("De koppeling is bewaard."))
        return redirect("koppeling", pk=self.formulier.pk)

    @property
    def _schema(self) -> FormSchema:
        schema: FormSchema = self.formulier.get_latest_revision_as_object().form_schema()
        return schema

    def _form(self, data: Any = None) -> KoppelingForm:
        schema = self._schema
        zaaktypen = reachable_zaaktypen(schema)
        names = Eigenschap.objects.filter(zaaktype__identificatie__in=zaaktypen).order_by("naam")
        keuzes = _Keuzes(
            eigenschappen=list(dict.fromkeys(names.values_list("naam", flat=True))),
            documenten=document_choices(zaaktypen),
        )
        return KoppelingForm(data, schema=schema, keuzes=keuzes, koppeling=koppeling_of(self.formulier))

    def _page(self, form: KoppelingForm, *, status: int = 200) -> HttpResponse:
        problems: Any = []
        unreachable = ""
        if not form.is_bound:
            try:
                problems = problems_of(self._schema, koppeling_of(self.formulier))
            except CatalogusOnbereikbaar as error:
                unreachable = error.reden
        context = {
            **self.get_context_data(),
            "form": form,
            "formulier": self.formulier,
            "problemen": problems,
            "onbereikbaar": unreachable,
        }
        return TemplateResponse(self.request, self.template_name, context, status=status)
