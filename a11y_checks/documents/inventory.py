"""All documents in one list: what they are, where they are used, what is wrong in words; as rows and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet, TextChoices
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.documents.inspect.facts import DocumentFacts
from a11y_checks.documents.removal import replaced_by
from a11y_checks.documents.rules import web_page_is_better
from a11y_checks.documents.services import is_current, open_bevindingen
from a11y_checks.documents.usage import used_by
from a11y_checks.models import DocumentControle


class DocumentStatus(TextChoices):
    """Where a document stands; read by the webteam in the list."""

    FOUT = "fout", gettext_lazy("Fouten")
    VRAAG = "vraag", gettext_lazy("Vragen")
    ONBEKEND = "onbekend", gettext_lazy("Niet gecontroleerd")
    GOED = "goed", gettext_lazy("Geen fouten gevonden")


class DocumentVoorstel(TextChoices):
    """What we propose to do with a document."""

    REMOVE = "weg", gettext_lazy("Niet gebruikt")
    REPLACED = "vervangen", gettext_lazy("Vervangen")
    PAGE = "pagina", gettext_lazy("Maak er een webpagina van")


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document with all that the list shows."""

    document: Any
    controle: DocumentControle | None
    status: DocumentStatus
    bevindingen: list[Bevinding]
    used_by: list[Any]
    replaced_by: Any = None
    voorstellen: list[DocumentVoorstel] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind by content, or by name when it was not read."""
        return self.controle.kind if self.controle else self.document.file_extension.lower()

    @property
    def pages(self) -> list[Page]:
        """The pages that refer to it."""
        return [item for item in self.used_by if isinstance(item, Page)]

    @property
    def stopping(self) -> list[Bevinding]:
        """Faults and open questions: what keeps a page with this document off line."""
        return [b for b in self.bevindingen if b.niveau is not Niveau.NOTE]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; "" means everything."""

    query: str = ""
    kind: str = ""
    status: str = ""
    usage: str = ""
    voorstel: str = ""

    def fits(self, row: DocumentRow) -> bool:
        """Whether a row is in the narrowed list."""
        words = f"{row.document.title} {row.document.filename}".lower()
        return (
            self.query.strip().lower() in words
            and self.kind in {"", row.kind}
            and self.status in {"", row.status}
            and self.usage in {"", "ja" if row.used_by else "nee"}
            and (not self.voorstel or self.voorstel in row.voorstellen)
        )


def documents_for(user: Any) -> QuerySet[Any]:
    """The documents that this user may change."""
    policy = policy_registry.get_by_type(get_document_model())
    mine = policy.instances_user_has_any_permission_for(user, ["change", "delete"])
    return mine.select_related("controle", "collection").order_by("title", "pk")


def inventory(documents: Iterable[Any]) -> list[DocumentRow]:
    """A row for each document. Reads stored checks only: what was never checked says so."""
    listed = list(documents)
    uses = used_by(document.pk for document in listed)
    newer = replaced_by(listed)
    return [_row(document, uses.get(document.pk, []), newer.get(document.pk)) for document in listed]


def _row(document: Any, uses: list[Any], newer: Any) -> DocumentRow:
    controle = getattr(document, "controle", None)
    found = open_bevindingen(controle) if controle else []
    voorstellen = []
    if not uses:
        voorstellen.append(DocumentVoorstel.REPLACED if newer else DocumentVoorstel.REMOVE)
    elif newer:
        voorstellen.append(DocumentVoorstel.REPLACED)
    if controle and not controle.error and web_page_is_better(DocumentFacts.from_dict(controle.facts)):
        voorstellen.append(DocumentVoorstel.PAGE)
    return DocumentRow(
        document, controle, _status(document, controle, found), found, uses, newer, voorstellen
    )


def _status(document: Any, controle: DocumentControle | None, found: list[Bevinding]) -> DocumentStatus:
    levels = {bevinding.niveau for bevinding in found}
    if controle is None or controle.error or not is_current(controle, document):
        return DocumentStatus.ONBEKEND
    if Niveau.BLOCK in levels:
        return DocumentStatus.FOUT
    return DocumentStatus.VRAAG if Niveau.ASK in levels else DocumentStatus.GOED


def safe_cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula: such text gets an apostrophe in front."""
    text = str(value)
    return f"'{text}" if text.lstrip(" \u00a0\ufeff")[:1] in {"=", "+", "-", "@", "\t", "\r", "\n"} else text


def as_csv(rows: Iterable[DocumentRow]) -> str:
    """The rows as CSV with a byte order mark and semicolons, as Dutch spreadsheets read it."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(
        [_("Titel"), _("Bestand"), _("Soort"), _("Grootte"), _("Bladzijden"), _("Toestand"), _("Wat is er mis"),
         _("Aantal pagina's"), _("Pagina's"), _("Voorstel"), _("Gecontroleerd op")]
    )  # fmt: skip
    for row in rows:
        controle = row.controle
        cells = [
            row.document.title,
            row.document.filename,
            row.kind,
            filesizeformat(row.document.file_size) if row.document.file_size else "",
            controle.pages if controle and controle.pages else "",
            row.status.label,
            " | ".join(bevinding.message for bevinding in row.bevindingen),
            len(row.pages),
            " | ".join(page.title for page in row.pages),
            " | ".join(str(voorstel.label) for voorstel in row.voorstellen),
            controle.checked_at.date().isoformat() if controle else "",
        ]
        writer.writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()
