"""Who is away, and who replaces them: everybody their own days, the functional manager everybody's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from formulieren.zaken.beheer.acties import put_errors
from formulieren.zaken.beheer.acties_forms import day_field
from formulieren.zaken.beheer.werkvoorraad import CHANGE, may_read
from formulieren.zaken.models import Afwezigheid
from formulieren.zaken.services.afwezig import MANAGE, end_absence, may_manage, set_absence
from formulieren.zaken.services.behandelen import handlers, name_of

MOST = 200


class ColleagueField(forms.ModelChoiceField):
    """A colleague by name."""

    def __init__(self, label: Any, required: Any) -> None:
        errors = {"required": required, "invalid_choice": required}
        super().__init__(queryset=None, label=label, empty_label=_("Kies een collega"), error_messages=errors)

    def label_from_instance(self, obj: Any) -> str:
        """The name."""
        return name_of(obj)


class AfwezigForm(forms.Form):
    """Who, who instead, and when."""

    use_required_attribute = False
    medewerker = ColleagueField(gettext_lazy("Wie is er weg?"), gettext_lazy("Kies wie er weg is."))
    vervanger = ColleagueField(gettext_lazy("Wie vervangt?"), gettext_lazy("Kies wie vervangt."))
    begin = day_field(gettext_lazy("Eerste dag"))
    eind = day_field(gettext_lazy("Laatste dag"))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = handlers()
        self.fields["vervanger"].queryset = colleagues  # type: ignore[attr-defined]
        if user.has_perm(MANAGE):
            self.fields["medewerker"].queryset = colleagues  # type: ignore[attr-defined]
            self.fields["medewerker"].initial = user.pk
        else:
            del self.fields["medewerker"]


class AfwezigView(WagtailAdminTemplateMixin, View):
    """GET lists who is away now or later; POST adds one."""

    template_name = "formulieren/beheer/zaken_afwezig.html"
    page_title = gettext_lazy("Wie is er weg?")
    header_icon = "user"
    http_method_names = ["get", "head", "post", "options"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the list."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("zaken:index"), "label": _("Zaken")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get(self, request: HttpRequest) -> HttpResponse:
        """For who may see zaken."""
        if not may_read(request.user):
            raise PermissionDenied
        return self._show(AfwezigForm(user=request.user) if request.user.has_perm(CHANGE) else None)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Own days, or those of a colleague by the functional manager."""
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        form = AfwezigForm(request.POST, user=request.user)
        if form.is_valid():
            data = form.cleaned_data
            try:
                set_absence(
                    medewerker=data.get("medewerker", request.user),
                    vervanger=data["vervanger"],
                    begin=data["begin"],
                    eind=data["eind"],
                    actor=request.user,
                )
            except ValidationError as error:
                put_errors(form, error)
            else:
                messages.success(request, _("De afwezigheid is toegevoegd. De vervanger ziet nu deze zaken."))
                return redirect("zaken_afwezig")
        return self._show(form, status=422)

    def _show(self, form: AfwezigForm | None, *, status: int = 200) -> HttpResponse:
        coming = Afwezigheid.objects.filter(eind__gte=timezone.localdate())
        rows = [
            {
                "absence": absence,
                "medewerker": name_of(absence.medewerker),
                "vervanger": name_of(absence.vervanger),
                "weg_te_halen": form is not None and may_manage(self.request.user, absence.medewerker),
            }
            for absence in coming.select_related("medewerker", "vervanger")[:MOST]
        ]
        context = self.get_context_data(view=self, form=form, rijen=rows)
        return TemplateResponse(self.request, self.template_name, context, status=status)


class AfwezigWegView(View):
    """POST removes an absence: somebody is back, or it was a mistake."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Own days, or the functional manager."""
        absence = get_object_or_404(Afwezigheid.objects.select_related("medewerker"), pk=pk)
        end_absence(absence=absence, actor=request.user)
        messages.success(request, _("De afwezigheid is weggehaald."))
        return redirect("zaken_afwezig")
