"""Wagtail's views of documents, which now say at once what is wrong with a file."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.documents.views.chooser import viewset as chooser_viewset
from wagtail.documents.views.documents import CreateView, EditView
from wagtail.documents.views.multiple import AddView
from wagtail.permissions import policy_registry

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
        return response


class CheckedEditView(EditView):
    """Changing a document or its file, with the findings above the form."""

    template_name = "a11y_checks/documenten_wijzigen.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Says what is wrong when there is another file."""
        response = super().form_valid(form)
        if "file" in form.changed_data:
            tell(self.request, self.object)
        return response

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


class CheckedChooserUploadView(chooser_viewset.create_view_class):
    """Uploading while choosing a document: the dialogue shows what is wrong and asks whether to choose it anyway."""

    anyway_field = "toch"
    anyway_template_name = "a11y_checks/documenten_kiezen.html"

    def post(self, request: HttpRequest) -> HttpResponse:
        """Choose what was uploaded a moment ago, or upload and choose what has no faults or questions."""
        if self.anyway_field in request.POST:
            return self.get_chosen_response(self._uploaded(request.POST[self.anyway_field]))
        self.form = self.get_creation_form()
        if not self.form.is_valid():
            return self.get_reshow_creation_form_response()
        document = self.save_form(self.form)
        context = findings_context(document)
        if all(bevinding.niveau is Niveau.NOTE for bevinding in context["findings"]):
            return self.get_chosen_response(document)
        context |= {"view": self, "create_action_url": self.get_create_url()}
        html = render_to_string(self.anyway_template_name, context, request)
        # The step with which Wagtail shows a form again that has errors: its script puts this in the dialogue.
        data = {"step": "reshow_creation_form", "htmlFragment": html}
        return render_modal_workflow(request, None, None, None, json_data=data)

    def _uploaded(self, pk: str) -> Any:
        """The document, when this user may choose it."""
        document = self.model.objects.filter(pk=pk).first() if pk.isdigit() else None
        policy = policy_registry.get_by_type(self.model)
        if document is None or not policy.user_has_permission_for_instance(
            self.request.user, "choose", document
        ):
            raise PermissionDenied
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
