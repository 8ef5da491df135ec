"""Who may do what with the UPL: everybody in the admin reads, nobody edits; only `load_upl` writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.permission_policies import BasePermissionPolicy


class ReadOnlyPolicy(BasePermissionPolicy):
    """Looking is for every employee who may log in to the admin; changing is for nobody."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Only "view", and only with access to the admin."""
        return action == "view" and user.is_active and user.has_perm("wagtailadmin.access_admin")

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Whether "view" is among `actions` and allowed."""
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Iterable[str]) -> Any:
        """Active users when looking is asked, else none."""
        users = get_user_model().objects.filter(is_active=True)
        return users if "view" in actions else users.none()
