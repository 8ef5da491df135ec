"""The report "Toptaken: gemeten vraag" in the admin."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from toptaken.models import Toptaak
from toptaken.services import propose_toptaken


class MeasuredDemandView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What visitors opened and sought in the last 30 days, beside the toptaken of today."""

    template_name = "toptaken/gemeten_vraag.html"
    page_title = _("Toptaken: gemeten vraag")
    header_icon = "view"
    any_permission_required = ["add", "change", "delete", "view"]

    @property
    def permission_policy(self) -> Any:
        """Whoever may see or change toptaken may see the demand."""
        return policy_registry.get_by_type(Toptaak)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds `demand`."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["demand"] = propose_toptaken()
        return context
