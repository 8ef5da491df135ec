"""How digital one product is, what is missing, and the level that its owner wants."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput

from producten.keuzes import Rijpheid
from producten.models import ProductPage, RijpheidWens
from producten.reports.access import PortfolioAccessMixin
from producten.rijpheid import gap, measure
from producten.services.rijpheid import may_set_wens, product_feiten, set_wens


class WensForm(forms.Form):
    """The level, the day and the reason."""

    niveau = forms.TypedChoiceField(
        label=gettext_lazy("Welk niveau wilt u?"),
        choices=Rijpheid.choices,
        coerce=lambda value: Rijpheid(int(value)),
    )
    uiterlijk = forms.DateField(label=gettext_lazy("Op welke dag is dat klaar?"), widget=AdminDateInput)
    reden = forms.CharField(label=gettext_lazy("Waarom dit niveau?"), max_length=250, required=False)


class WensView(PortfolioAccessMixin, WagtailAdminTemplateMixin, View):
    """Everybody who works on pages reads it; the product's owner changes it."""

    template_name = "producten/rapporten/wens.html"
    page_title = gettext_lazy("Hoe digitaal is dit product?")
    header_icon = "table"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Finds the product."""
        self.product = get_object_or_404(ProductPage, pk=kwargs["pk"])
        self.wens = RijpheidWens.objects.filter(product=self.product).select_related("gezet_door").first()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The facts, and a form for who may change the wish."""
        initial = {}
        if self.wens is not None:
            initial = {name: getattr(self.wens, name) for name in ("niveau", "uiterlijk", "reden")}
        return self._show(WensForm(initial=initial))

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Keep the wish, or show what is wrong with everything still filled in."""
        if not may_set_wens(request.user, self.product):
            raise PermissionDenied
        form = WensForm(request.POST)
        if form.is_valid():
            try:
                set_wens(self.product, actor=request.user, **form.cleaned_data)
            except ValidationError as problem:
                form.add_error(None, problem)
            else:
                messages.success(
                    request, _("Uw wens is bewaard. Dit staat ook in de geschiedenis van de pagina.")
                )
                return HttpResponseRedirect(reverse("sturing:product", args=[self.product.pk]))
        return self._show(form)

    def _show(self, form: WensForm) -> TemplateResponse:
        now = product_feiten(self.product)
        wanted = None if self.wens is None else Rijpheid(self.wens.niveau)
        level = measure(now)
        context = self.get_context_data(
            form=form,
            product=self.product,
            niveau=level,
            wens=self.wens,
            gewenst=wanted,
            ontbreekt=[] if wanted is None else gap(now, wanted),
            hoger=[
                (step, gap(now, step))
                for step in Rijpheid
                if step > level and (wanted is None or step > wanted)
            ],
            mag=may_set_wens(self.request.user, self.product),
        )
        return TemplateResponse(self.request, self.template_name, context)
