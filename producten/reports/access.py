"""Who may see the portfolio: whoever works on pages."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.permissions import page_permission_policy

_EDITORS = ("add", "change", "publish")


class PortfolioAccessMixin(PermissionCheckedMixin):
    """Sends away who doesn't work on pages."""

    permission_policy = page_permission_policy
    any_permission_required = list(_EDITORS)


class PortfolioMenuItem(MenuItem):
    """Shown to whoever may open the portfolio."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The rule of the views themselves."""
        return bool(page_permission_policy.user_has_any_permission(request.user, _EDITORS))
