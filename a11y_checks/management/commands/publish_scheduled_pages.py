"""`manage.py publish_scheduled_pages`: Wagtail's old name for publish_scheduled, so that it is not its own."""

from __future__ import annotations

from a11y_checks.management.commands.publish_scheduled import Command

__all__ = ["Command"]
