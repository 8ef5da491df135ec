"""Permission policies: zaken and tasks are read and changed by hand, zaaktypen and lists are made too; none removed."""

from __future__ import annotations

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class NoDeletePolicy(ModelPermissionPolicy):
    """Model permissions, without delete for anyone."""

    never = frozenset({"delete"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        """False for what may never be, also for a superuser."""
        return action not in self.never and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whether one of the actions is allowed."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """The same for each instance."""
        return self.user_has_permission(user, action)


class ReadChangePolicy(NoDeletePolicy):
    """Without add for anyone either."""

    never = frozenset({"add", "delete"})
