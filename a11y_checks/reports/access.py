"""Who may see the reports: whoever may see the results of audits."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.base import BasePermissionPolicy

from a11y_checks.models import Audit


class AuditViewPolicy(ModelPermissionPolicy):
    """Of audits there is only one right: to see them. They are made by the gate."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Seeing, for whoever has that right; nothing else, not for a superuser either."""
        return action == "view" and bool(super().user_has_permission(user, action))


POLICY: BasePermissionPolicy = AuditViewPolicy(Audit)


class ReportAccessMixin(PermissionCheckedMixin):
    """Sends away who may not see the results of audits."""

    permission_policy = POLICY
    permission_required = "view"


class ReportMenuItem(MenuItem):
    """Shown to whoever may open the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The rule of the view itself."""
        return POLICY.user_has_permission(request.user, "view")
