"""`manage.py update_messages`: keeps the English texts of the screens in step with the Dutch ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gemeente.messages import update_catalogue, used_messages


class Command(BaseCommand):
    help = "Updates locale/en from code and templates and compiles it (for developers; needs no gettext)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 2 when a sentence has no English text yet; the file then has an empty place for it."""
        path = Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES" / "django.po"
        messages = used_messages(settings.LOKET_ROOT)
        missing = update_catalogue(path, messages)
        for sentence in missing:
            self.stdout.write(sentence)
        if missing:
            raise CommandError(
                f"{len(missing)} zinnen hebben nog geen Engelse tekst. Vul ze in.", returncode=2
            )
        self.stdout.write(f"{len(messages)} zinnen, allemaal met een Engelse tekst.")
