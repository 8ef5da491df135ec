"""`manage.py demo_logins`: who can log in to the demo, and with which password."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gemeente.demo import files
from gemeente.demo.accounts import demo_password


class Command(BaseCommand):
    help = "Prints the demo's user names, their roles and the password of this clone."

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 2 outside the demo."""
        if not settings.LOKET_DEMO_ALLOWED:
            raise CommandError("Dit is geen demo.", returncode=2)
        for row in files.read("instellingen")["gebruiker"]:
            name = f"{row['voornaam']} {row['achternaam']}"
            self.stdout.write(f"  {row['gebruikersnaam']:<24} {row['rol']:<26} {name}")
        self.stdout.write(f"  wachtwoord voor iedereen: {demo_password()}")
