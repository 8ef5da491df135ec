"""`manage.py check_documents`: looks inside the PDFs and Office files on the site."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.documents import get_document_model

from a11y_checks.documents.services import check_documents, open_bevindingen


class Command(BaseCommand):
    help = "Checks documents that are new, changed or not checked before; --all checks every one again."

    def add_arguments(self, parser: CommandParser) -> None:
        """One switch."""
        parser.add_argument("--all", action="store_true", help="check every document again")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 0 clean, 1 faults or open questions, 2 when at least one file could not be checked."""
        run = check_documents(everything=options["all"])
        wanted = (*run.with_faults, *run.with_questions, *run.not_checked)
        for document in (
            get_document_model().objects.filter(pk__in=wanted).select_related("controle").order_by("pk")
        ):
            for bevinding in open_bevindingen(document.controle):
                self.stdout.write(
                    f"{document.pk}  {bevinding.niveau.value:5}  {document.title}: {bevinding.message}"
                )
        self.stdout.write(
            f"Bekeken: {len(run.looked_at)}. Met fouten: {len(run.with_faults)}. "
            f"Met vragen: {len(run.with_questions)}. Niet gecontroleerd: {len(run.not_checked)}."
        )
        if run.not_checked:
            raise CommandError("Niet elk bestand kon gecontroleerd worden.", returncode=2)
        if run.with_faults or run.with_questions:
            raise CommandError("Er zijn bestanden met fouten of vragen.", returncode=1)
