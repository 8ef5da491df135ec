"""Permission policy: zaken and tasks are read and changed, never made or removed by hand."""

from __future__ import annotations

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

_NEVER = frozenset({"add", "delete"})


class ReadChangePolicy(ModelPermissionPolicy):
    """Model permissions, without add and delete for anyone."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """False for add and delete, also for a superuser."""
        return action not in _NEVER and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whether one of the actions is allowed."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """The same for each instance."""
        return self.user_has_permission(user, action)
