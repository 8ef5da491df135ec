"""Begin met een sjabloon: an editor chooses a template and a place, and gets a draft to work on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from formulieren.editor.sjablonen import begin, may_begin, sjablonen, sjabloon
from formulieren.models import FormulierPage


def places_for(user: Any) -> PageQuerySet:
    """The Dutch pages below which `user` may add a form, in the order of the tree: the templates are Dutch."""
    allowed = page_permission_policy.instances_user_has_permission_for(user, "add")
    places = (
        allowed.filter(locale=Locale.get_default())
        .type(*FormulierPage.allowed_parent_page_models())
        .order_by("path")
    )
    may = [page.pk for page in places.specific() if may_begin(page, user)]
    return Page.objects.filter(pk__in=may).order_by("path")


class PlekField(forms.ModelChoiceField):
    """A page, set in by its depth."""

    def label_from_instance(self, obj: Any) -> str:
        """The title, after a dash for each level below a home page."""
        return f"{'– ' * max(obj.depth - 2, 0)}{obj.get_admin_display_title()}"


class PlekForm(forms.Form):
    """Below which page a new form comes."""

    plek = PlekField(
        queryset=Page.objects.none(),
        label=gettext_lazy("Onder welke pagina komt het formulier?"),
        empty_label=gettext_lazy("Kies een pagina"),
        error_messages={
            "required": gettext_lazy("Kies een pagina."),
            "invalid_choice": gettext_lazy("Hier mag u geen formulier maken. Kies een pagina uit de lijst."),
        },
    )

    def __init__(self, *args: Any, places: PageQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plek"].queryset = places  # type: ignore[attr-defined]


class SjabloonForm(PlekForm):
    """Which template, and below which page."""

    field_order = ("sjabloon", "plek")
    sjabloon = forms.ChoiceField(
        label=gettext_lazy("Met welk sjabloon begint u?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Kies een sjabloon."),
            "invalid_choice": gettext_lazy("Dit sjabloon bestaat niet. Kies een sjabloon uit de lijst."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.code, f"{one.naam}: {one.omschrijving}") for one in sjablonen()]
        self.fields["sjabloon"].choices = choices  # type: ignore[attr-defined]


class SjablonenView(WagtailAdminTemplateMixin, View):
    """The choice, and the making of the draft. Who may add a form nowhere has nothing to do here."""

    template_name = "formulieren/beheer/sjablonen.html"
    page_title = gettext_lazy("Begin met een sjabloon")
    header_icon = "form"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form; `plek` in the address says where the editor came from."""
        places = self._places(request)
        asked = request.GET.get("plek", "")
        first = places.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 10 else None
        return self._show(request, SjabloonForm(places=places, initial={"plek": first or places.first()}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """The draft, and on to its edit screen; the form again when a choice is missing."""
        form = SjabloonForm(request.POST, places=self._places(request))
        if not form.is_valid():
            return self._show(request, form)
        one = sjabloon(form.cleaned_data["sjabloon"])
        page = begin(one, form.cleaned_data["plek"].specific, user=request.user)
        messages.success(
            request,
            gettext("Het concept ‘%(titel)s’ is klaar. Lees alle teksten na voor u het publiceert.")
            % {"titel": page.title},
        )
        if one.dicht:
            messages.warning(request, one.dicht)
        if not page.zaaktype_identificatie:
            messages.warning(request, gettext("Kies nog een zaaktype. Zonder zaaktype kan het niet online."))
        return redirect("wagtailadmin_pages:edit", page.pk)

    def _places(self, request: HttpRequest) -> PageQuerySet:
        places = places_for(request.user)
        if not places.exists():
            raise PermissionDenied
        return places

    def _show(self, request: HttpRequest, form: SjabloonForm) -> HttpResponse:
        return TemplateResponse(request, self.template_name, self.get_context_data(form=form, view=self))
