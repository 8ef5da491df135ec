"""The pages of the connection with a ZGW backend: what is set up, a check that tries it, and reading the catalogue."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.zaken.client import ZgwError
from formulieren.zaken.models import KoppelingBevinding, Zgwinstellingen
from formulieren.zaken.zgw.nakijken import check_published
from formulieren.zaken.zgw.sync import sync_catalogus
from formulieren.zaken.zgw.verbinding import check_verbinding, explained

PERMISSION = "zaken.change_zgwinstellingen"


class ZgwView(WagtailAdminTemplateMixin, View):
    """GET shows; POST tries the connection (`controleer`) or reads the catalogue (`inlezen`)."""

    http_method_names = ["get", "head", "post", "options"]
    template_name = "formulieren/beheer/zgw.html"
    page_title = gettext_lazy("Verbinding met het zaaksysteem")
    header_icon = "link"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only for who may change the connection."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """What is set up, and what the nightly check found."""
        return self._page()

    def post(self, request: HttpRequest) -> HttpResponse:
        """One of the two."""
        if request.POST.get("actie") == "inlezen":
            return self._read(request)
        return self._page(uitslagen=check_verbinding())

    def _read(self, request: HttpRequest) -> HttpResponse:
        try:
            done = sync_catalogus()
            check_published()
        except ZgwError as error:
            words = explained("", error)
            messages.error(request, f"{words.tekst} {words.hulp}".strip())
        else:
            record(
                actor=request.user,
                handeling=Handeling.CHANGE,
                onderwerp="zgw:catalogus",
                reden="Catalogus ingelezen",
            )
            messages.success(
                request,
                _("Wij hebben de catalogus gelezen. Zaaktypen: %(aantal)s.") % {"aantal": done.aantal},
            )
            if done.zonder_status:
                names = ", ".join(done.zonder_status[:10])
                messages.warning(
                    request, _("Deze zaaktypen hebben geen status: %(namen)s.") % {"namen": names}
                )
        return redirect("zgw")

    def _page(self, **more: Any) -> HttpResponse:
        context = {
            **self.get_context_data(),
            "instellingen": Zgwinstellingen.load(),
            "bevindingen": KoppelingBevinding.objects.select_related("formulier"),
            **more,
        }
        return TemplateResponse(self.request, self.template_name, context)
