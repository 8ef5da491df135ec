"""Wagtail's views of documents, which now say at once what is wrong with a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.documents.views.chooser import viewset as chooser_viewset
from wagtail.documents.views.documents import CreateView, EditView
from wagtail.documents.views.multiple import AddView

from a11y_checks.bevinding import Niveau
from a11y_checks.documents.services import controle_of, open_bevindingen

DETAIL_URL = "a11y_document"
FINDINGS_TEMPLATE = "a11y_checks/documenten_bevindingen.html"


def tell(request: HttpRequest, document: Any) -> None:
    """A message for each fault of the file, and one that counts the questions."""
    found = open_bevindingen(controle_of(document))
    link = messages.button(reverse(DETAIL_URL, args=[document.pk]), _("Bekijk de controle"))
    faults = [b for b in found if b.niveau is Niveau.BLOCK]
    questions = [b for b in found if b.niveau is Niveau.ASK]
    if faults:
        text = " ".join(fault.message for fault in faults)
        messages.error(
            request,
            _("'%(title)s' is bewaard, maar kan zo niet online. %(text)s")
            % {"title": document.title, "text": text},
            buttons=[link],
        )
    elif questions:
        text = " ".join(question.message for question in questions)
        messages.warning(
            request,
            _("Kijk nog naar '%(title)s'. %(text)s") % {"title": document.title, "text": text},
            buttons=[link],
        )


def findings_context(document: Any) -> dict[str, Any]:
    """What the template with findings shows: the check and its open findings by level."""
    controle = controle_of(document)
    found = open_bevindingen(controle)
    levels = [
        (Niveau.BLOCK, _("Los dit op. Anders kan een pagina met dit document niet online."), "warning"),
        (Niveau.ASK, _("Kijk hier zelf naar."), "help"),
        (Niveau.NOTE, _("Goed om te weten."), "info-circle"),
    ]
    return {
        "document": document,
        "controle": controle,
        "levels": [
            (niveau.value, title, icon, [b for b in found if b.niveau is niveau])
            for niveau, title, icon in levels
        ],
        "findings": found,
    }


class CheckedCreateView(CreateView):
    """Adding one document."""

    def form_valid(self, form: Any) -> HttpResponse:
        """The document is stored whatever the check says: only pages that link to it wait."""
        response = super().form_valid(form)
        tell(self.request, self.object)
        return response  # type: ignore[no-any-return]


class CheckedEditView(EditView):
    """Changing a document or its file, with the findings above the form."""

    template_name = "a11y_checks/documenten_wijzigen.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Says what is wrong when there is another file."""
        response = super().form_valid(form)
        if "file" in form.changed_data:
            tell(self.request, self.object)
        return response  # type: ignore[no-any-return]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the findings."""
        return {**super().get_context_data(**kwargs), **findings_context(self.object)}


class CheckedAddView(AddView):
    """Adding several documents at once: each answer carries the findings of its file, above its form."""

    def get_edit_object_response_data(self) -> dict[str, Any]:
        """Wagtail's answer with the findings in front of the form."""
        data: dict[str, Any] = super().get_edit_object_response_data()
        context = findings_context(self.object)
        data["form"] = render_to_string(FINDINGS_TEMPLATE, context, request=self.request) + data["form"]
        return data


class CheckedChooserUploadView(chooser_viewset.create_view_class):  # type: ignore[misc]
    """Uploading while choosing a document. The dialogue closes at once, so the message waits for the next screen."""

    def save_form(self, form: Any) -> Any:
        """Stores the document and leaves the message."""
        document = super().save_form(form)
        tell(self.request, document)
        return document


def upload_urls() -> list[URLPattern]:
    """Wagtail's own addresses. Registered before Wagtail's, so that the same names lead to these views."""
    create = chooser_viewset.construct_view(CheckedChooserUploadView)
    return [
        path("documents/add/", CheckedCreateView.as_view()),
        path("documents/edit/<int:document_id>/", CheckedEditView.as_view()),
        path("documents/multiple/add/", CheckedAddView.as_view()),
        path("documents/chooser/create/", create),
    ]
