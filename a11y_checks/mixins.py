"""GatedPage: what a page type inherits so that it can't go live without passing the gate."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse

from a11y_checks.documents.services import document_bevindingen
from a11y_checks.gate.render import AuditState
from a11y_checks.leesbaarheid.beleid import GEWOON, LeesbaarheidsBeleid
from a11y_checks.rules.base import Bevinding


class GatedPage(models.Model):
    """Abstract. Stands before wagtail.models.Page among the bases of every page type of the site."""

    #: What the wrapper and the guard look at; never overridden.
    is_gated = True

    #: How readable pages of this type must be; `leesbaarheid.beleid` holds the choices.
    leesbaarheid_beleid: ClassVar[LeesbaarheidsBeleid] = GEWOON

    #: Text fields that are no prose, such as words to search for: the editor's panel leaves them out.
    leesbaarheid_overslaan: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True

    def audit_states(self) -> list[AuditState]:
        """The states a visitor can meet. A form adds its steps and their error states."""
        return [AuditState("pagina", self._render_as_visitor)]

    def _render_as_visitor(self, request: HttpRequest) -> HttpResponse:
        return self.serve(request)  # type: ignore[attr-defined]

    def leesbaarheid_vrijstellingen(self) -> list[str]:
        """Words this page may use although they are hard, such as its official product name."""
        return []

    def leesbaarheid_teksten(self) -> list[tuple[str, str]]:
        """Texts of this page that no state of it shows, such as those of a mail: (field, plain text)."""
        return []

    def beleid_for_text(self) -> LeesbaarheidsBeleid:
        """The policy that holds for this page: that of its type, unless its editor can choose the kind of text."""
        return self.leesbaarheid_beleid

    def gate_checks(self) -> list[Bevinding]:
        """The page's own facts that forbid or question publishing; each names its field as source.

        Here: the documents it links to. A page type that overrides this adds to what `super()` gives.
        """
        return document_bevindingen(self)

    def on_publish(self, revision: Any) -> None:
        """Called inside the publish transaction, after the page went live."""
