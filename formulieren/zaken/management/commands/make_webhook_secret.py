"""Draws a new secret for the webhook of notifications and shows it once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from formulieren.zaken.notificaties.geheim import draw_secret


class Command(BaseCommand):
    """`make_webhook_secret`: prints the value for the Authorization header; the one before it stops working."""

    help = "Draws a new secret for notifications, prints it once and keeps only its hash."

    def handle(self, *args: Any, **options: Any) -> None:
        """The value alone, so that it can be piped."""
        self.stdout.write(draw_secret())
        self.stderr.write("Put this into the abonnement as its auth. It is shown only now.")
