"""Subscribes the webhook at the Notificaties API."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from formulieren.zaken.client import ZgwError
from formulieren.zaken.notificaties.abonnement import subscribe


class Command(BaseCommand):
    """`subscribe_notificaties`; exit code 2 when the API can't be reached or refuses."""

    help = "Draws a new secret and subscribes our webhook to the kanaal zaken, in place of the subscription before."

    def handle(self, *args: Any, **options: Any) -> None:
        """Says which address will be called; never the secret."""
        try:
            address = subscribe()
        except ZgwError as error:
            raise CommandError(f"No subscription was made. {error}", returncode=2) from None
        self.stdout.write(f"Subscribed: {address}")
