"""Who may change the care for a page: with the permission, and never by adding or removing a row."""

from __future__ import annotations

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class ChangeOnlyPolicy(ModelPermissionPolicy):
    """A row stands and falls with its page, so only changing it is possible."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Never "add" or "delete", not for a superuser either."""
        return action not in {"add", "delete"} and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whether one of `actions` is possible for this user."""
        return any(self.user_has_permission(user, action) for action in actions)
