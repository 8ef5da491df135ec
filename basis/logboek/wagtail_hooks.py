"""The logboek in the menu of who may read it."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from basis.logboek.beheer import LogboekViewSet, ViewPolicy
from basis.logboek.models import LogboekRegel

register_permission_policy(LogboekRegel, ViewPolicy(LogboekRegel))


@hooks.register("register_admin_viewset")
def register_logboek() -> LogboekViewSet:
    """The list in the main menu."""
    return LogboekViewSet("logboek")
