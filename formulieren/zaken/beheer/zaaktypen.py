"""The catalogue of zaaktypen for the functional manager: the list, and one zaaktype with all its parts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from formulieren.zaken.beheer.policies import NoDeletePolicy
from formulieren.zaken.beheer.zaaktypen_forms import PARTS, ZaaktypeForm
from formulieren.zaken.models import Zaaktype
from formulieren.zaken.services import save_zaaktype


class ZaaktypeView(WagtailAdminTemplateMixin, View):
    """Adds or changes one zaaktype; without a primary key it is a new one."""

    template_name = "formulieren/beheer/zaaktype.html"
    header_icon = "form"
    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only for who may change zaaktypen."""
        self.zaaktype = get_object_or_404(Zaaktype, pk=kwargs["pk"]) if "pk" in kwargs else None
        action = "change" if self.zaaktype else "add"
        if not NoDeletePolicy(Zaaktype).user_has_permission(request.user, action):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """The zaaktype, or that it is a new one."""
        return str(self.zaaktype) if self.zaaktype else _("Nieuw zaaktype")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the list."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("zaaktypen:index"), "label": _("Zaaktypen")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The form, filled with what counts now."""
        return self._show(ZaaktypeForm(instance=self.zaaktype), self._parts())

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Keeps it whole, or shows what is wrong with everything still filled in."""
        form, parts = ZaaktypeForm(request.POST, instance=self.zaaktype), self._parts(request.POST)
        if not all([form.is_valid(), *(part["rows"].is_valid() for part in parts)]):
            return self._show(form, parts, status=422)
        try:
            with transaction.atomic():
                saved = save_zaaktype(
                    **form.cleaned_data,
                    **{part["name"]: part["rows"].rows() for part in parts},
                    zaaktype=self.zaaktype,
                )
                log(saved, "wagtail.edit" if self.zaaktype else "wagtail.create", user=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self._show(form, parts, status=422)
        messages.success(request, _("Het zaaktype is bewaard. Nieuwe zaken werken zo."))
        return redirect("zaaktypen:edit", saved.pk)

    def _parts(self, data: Any = None) -> list[dict[str, Any]]:
        found = []
        for name, heading, relation, formset in PARTS:
            rows = getattr(self.zaaktype, relation).all() if self.zaaktype else formset.model.objects.none()
            found.append(
                {"name": name, "heading": heading, "rows": formset(data, queryset=rows, prefix=name)}
            )
        return found

    def _show(self, form: ZaaktypeForm, parts: list[dict[str, Any]], *, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, parts=parts, terug=reverse("zaaktypen:index"))
        return TemplateResponse(self.request, self.template_name, context, status=status)


class ZaaktypeViewSet(ModelViewSet):
    """The list; a zaaktype is never removed, for zaken and forms name it."""

    model = Zaaktype
    icon = "form"
    menu_label = gettext_lazy("Zaaktypen")
    menu_order = 255
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_reference_index = False
    form_fields = ["omschrijving"]
    search_fields = ["identificatie", "omschrijving"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        TitleColumn("omschrijving", label=gettext_lazy("Zaaktype"), url_name="zaaktypen:edit"),
        Column("identificatie", label=gettext_lazy("Code")),
        Column("team", label=gettext_lazy("Team")),
        Column("get_volgen_display", label=gettext_lazy("Volgen zonder inloggen")),
    ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Without the addresses of views that are not there."""
        given: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return {**given, **dict.fromkeys(("history_url_name", "usage_url_name", "delete_url_name"))}

    def get_urlpatterns(self) -> list[Any]:
        """The list and one zaaktype."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("nieuw/", ZaaktypeView.as_view(), name="add"),
            path(f"<{self.pk_path_converter}:pk>/", ZaaktypeView.as_view(), name="edit"),
        ]
