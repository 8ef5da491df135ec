"""`manage.py auditor`: runs the auditor with this site's folders, or asks the running one how it is."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.core.management.base import CommandError

from a11y_checks.browser import auditor
from a11y_checks.browser.client import AuditorUnavailable, default_socket, ping
from a11y_checks.management.arguments import CANNOT, DutchCommand, whole_number


def static_folders() -> list[Path]:
    """Where static files may stand: collected first, then the sources, for a site that did not collect."""
    apps = [Path(storage.location) for storage in AppDirectoriesFinder().storages.values()]
    collected = [Path(settings.STATIC_ROOT)] if settings.STATIC_ROOT else []
    return [*collected, *(Path(folder) for folder in settings.STATICFILES_DIRS), *apps]


class Command(DutchCommand):
    help = "Controleert HTML in een browser. Blijft draaien tot u stopt met Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What the settings do not say already."""
        parser.add_argument("--status", action="store_true", help="vraag de draaiende auditor hoe het gaat")
        parser.add_argument("--socket", default="", help="pad van de socket")
        parser.add_argument(
            "--browsers", type=whole_number(1, 8), default=2, help="aantal browsers (1 tot 8)"
        )
        parser.add_argument("--chromium", default="", help="pad van Chromium")
        parser.add_argument("--chromedriver", default="", help="pad van chromedriver")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Exit code 0 after a clean stop or a good status, 2 otherwise."""
        socket = options["socket"] or getattr(settings, "LOKET_AUDITOR_SOCKET", "")
        if options["status"]:
            self._status(Path(socket) if socket else None)
            return
        arguments = [f"--browsers={options['browsers']}"]
        arguments += [f"--static={folder}" for folder in static_folders()]
        arguments += [f"--media={settings.MEDIA_ROOT}"] if settings.MEDIA_ROOT else []
        for name, value in (("static-url", settings.STATIC_URL), ("media-url", settings.MEDIA_URL)):
            if value and value.startswith("/"):
                arguments.append(f"--{name}={value}")
        for name in ("chromium", "chromedriver"):
            if path := options[name] or str(getattr(settings, f"LOKET_{name.upper()}", "") or ""):
                arguments.append(f"--{name}={path}")
        if socket:
            arguments.append(f"--socket={socket}")
        if code := auditor.main(arguments):
            raise SystemExit(code)

    def _status(self, socket: Path | None) -> None:
        try:
            status = ping(socket_path=socket)
        except AuditorUnavailable as problem:
            raise CommandError(f"{problem.reason} ({problem.cause})", returncode=CANNOT) from problem
        self.stdout.write(
            f"De auditor draait op {socket or default_socket()} (proces {status['pid']}, {status['engine']}).\n"
            f"Browsers: {status['browsers']}. Pagina's: {status['pages']}. Vervangen: {status['replaced']}. "
            f"Wachtend: {status['waiting']}. Aan sinds {status['uptime']:.0f} seconden."
        )
