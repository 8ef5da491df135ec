"""Wagtail's own content checker beside our panel: it only says what we don't, so that no fault is told twice."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.side_panels import ChecksSidePanel
from wagtail.admin.userbar import ContentCheckerItem

# The rest of its rules is about accessibility. Those are ours: axe and our own rules run them on the same page, with
# one Dutch text, one level and one place to answer.
LEFT_TO_WAGTAIL = ("empty-meta-description",)


class RemainingContentCheckerItem(ContentCheckerItem):
    """Wagtail's checker with the rules that our gate does not have."""

    axe_run_only = list(LEFT_TO_WAGTAIL)
    axe_custom_rules = [rule for rule in ContentCheckerItem.axe_custom_rules if rule["id"] in LEFT_TO_WAGTAIL]
    axe_custom_checks = [
        check
        for check in ContentCheckerItem.axe_custom_checks
        if check["id"] == "check-empty-meta-description"
    ]
    axe_messages = {
        key: text for key, text in ContentCheckerItem.axe_messages.items() if key in LEFT_TO_WAGTAIL
    }


class RemainingChecksPanel(ChecksSidePanel):
    """Wagtail's panel without its reading score, which is made for English and would contradict our estimate."""

    template_name = "a11y_checks/wagtail_checks_panel.html"


def leave_the_rest(request: HttpRequest, items: list[Any], page: Any) -> None:
    """Hook `construct_wagtail_userbar`: on a gated page the checker keeps only what is left to it."""
    if not getattr(page, "is_gated", False):
        return
    items[:] = [
        RemainingContentCheckerItem(in_editor=item.in_editor)
        if isinstance(item, ContentCheckerItem)
        else item
        for item in items
    ]
