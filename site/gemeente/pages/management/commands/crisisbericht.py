"""`manage.py crisisbericht`: the crisis message on or off when the admin can't be reached."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from gemeente.pages.crisis import clear_crisisbericht, publish_crisisbericht


class Command(BaseCommand):
    help = "Shows the crisis message, or takes it down, in the name of a user who has the right."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, the words, and in whose name."""
        parser.add_argument("what", choices=["aan", "uit"])
        parser.add_argument("--titel", default="")
        parser.add_argument("--tekst", default="")
        parser.add_argument("--telefoon", default="")
        parser.add_argument("--user", required=True, help="user name; it stands in the log")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 2 when the words or the right are not good enough; then nothing has changed."""
        user = get_user_model().objects.filter(username=options["user"], is_active=True).first()
        site = Site.objects.filter(is_default_site=True).first()
        if user is None or site is None:
            raise CommandError("Deze gebruiker of de website bestaat niet.", returncode=2)
        try:
            if options["what"] == "uit":
                clear_crisisbericht(site=site, user=user)
            else:
                words = {name: options[name] for name in ("titel", "tekst", "telefoon")}
                publish_crisisbericht(site=site, user=user, **words)
        except PermissionDenied as problem:
            raise CommandError(
                "Deze gebruiker mag het crisisbericht niet veranderen.", returncode=2
            ) from problem
        except ValidationError as problem:
            lines = [f"{name}: {' '.join(texts)}" for name, texts in problem.message_dict.items()]
            raise CommandError("\n".join(lines), returncode=2) from problem
        self.stdout.write(f"Het crisisbericht staat {options['what']}.")
