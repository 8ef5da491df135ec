"""The report "Documenten" with its filters and CSV, one document with its questions, and taking one away."""

from __future__ import annotations

from dataclasses import fields
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminPageChooser
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from a11y_checks.documents.admin.upload import DETAIL_URL, findings_context, tell
from a11y_checks.documents.inventory import (
    DocumentStatus,
    DocumentVoorstel,
    Filters,
    as_csv,
    documents_for,
    inventory,
)
from a11y_checks.documents.removal import RemovalRefused, references_to, remove_document, replaced_by
from a11y_checks.documents.services import AnswerRefused, answer_question, check_document

REPORT_URL = "a11y_documents"
REMOVE_URL = "a11y_document_remove"
_PER_PAGE = 50


class _DocumentAdminView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What the screens share: who may see them, and how they look."""

    header_icon = "doc-full-inverse"
    any_permission_required = ["add", "change", "delete"]

    @property
    def permission_policy(self) -> Any:
        """Whoever works with documents."""
        return policy_registry.get_by_type(get_document_model())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the report, and the page itself."""
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        report = {"url": reverse(REPORT_URL), "label": _("Documenten")}
        return [*self.breadcrumbs_items, *([] if isinstance(self, DocumentsView) else [report]), here]


class FilterForm(forms.Form):
    """The filters above the list. A value that is not offered counts as no filter."""

    query = forms.CharField(label=gettext_lazy("Naam"), required=False, max_length=100)
    kind = forms.ChoiceField(label=gettext_lazy("Soort"), required=False)
    status = forms.ChoiceField(
        label=gettext_lazy("Toestand"),
        required=False,
        choices=[("", gettext_lazy("Alles")), *DocumentStatus.choices],
    )
    usage = forms.ChoiceField(
        label=gettext_lazy("Gebruikt?"),
        required=False,
        choices=[("", gettext_lazy("Alles")), ("ja", gettext_lazy("Ja")), ("nee", gettext_lazy("Nee"))],
    )
    voorstel = forms.ChoiceField(
        label=gettext_lazy("Voorstel"),
        required=False,
        choices=[("", gettext_lazy("Alles")), *DocumentVoorstel.choices],
    )

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["style"] = (
                "max-width: calc(100vw - 40px)"  # a long choice must not push the page wide
            )
        self.fields["kind"].choices = [("", _("Alles")), *((kind, kind) for kind in kinds)]  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """What was chosen."""
        chosen = self.cleaned_data if self.is_valid() or hasattr(self, "cleaned_data") else {}
        return Filters(**{field.name: chosen.get(field.name, "") for field in fields(Filters)})


class DocumentsView(_DocumentAdminView):
    """All documents that the user may change."""

    template_name = "a11y_checks/documenten.html"
    page_title = gettext_lazy("Documenten")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list, or the same rows as CSV."""
        if request.GET.get("vorm") != "csv":
            return super().get(request, *args, **kwargs)
        response = HttpResponse(as_csv(self.rows), content_type="text/csv; charset=utf-8")
        name = f"documenten-{timezone.localdate().isoformat()}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    @cached_property
    def everything(self) -> list[Any]:
        """All rows, before the filters."""
        return inventory(documents_for(self.request.user))

    @cached_property
    def form(self) -> FilterForm:
        """The filters, with the kinds that there are."""
        return FilterForm(self.request.GET, kinds=sorted({row.kind for row in self.everything}))

    @cached_property
    def rows(self) -> list[Any]:
        """The rows that fit the filters."""
        filters = self.form.filters()
        return [row for row in self.everything if filters.fits(row)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the page of rows, the counts, the filters and the address of the CSV."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        query = self.request.GET.copy()
        query.pop("p", None)
        query.pop("vorm", None)
        page = Paginator(self.rows, _PER_PAGE).get_page(self.request.GET.get("p"))
        counts = [
            (status.label, sum(1 for row in self.everything if row.status == status))
            for status in DocumentStatus
        ]
        unused = sum(1 for row in self.everything if not row.used_by)
        return {
            **context,
            "rows": page,
            "form": self.form,
            "counts": [*counts, (_("Niet gebruikt"), unused)],
            "total": len(self.everything),
            "query": query.urlencode(),
        }


class _OneDocumentView(_DocumentAdminView):
    """A screen about one document, which the user must be allowed to change."""

    permission_needed = "change"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Finds the document; whether the user may see it is asked in `dispatch`."""
        super().setup(request, *args, **kwargs)
        self.document = get_document_model().objects.filter(pk=kwargs["pk"]).first()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """404 for no document, Wagtail's own refusal for no right."""
        if self.document is None:
            raise Http404
        policy = self.permission_policy
        if not policy.user_has_permission_for_instance(request.user, self.permission_needed, self.document):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class DocumentView(_OneDocumentView):
    """What is wrong with one document, its questions, and where it is used."""

    template_name = "a11y_checks/documenten_een.html"
    page_title = gettext_lazy("Controle van een document")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the findings, the given answers and the uses."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        found = findings_context(self.document)
        hash_now = found["controle"].file_hash
        return {
            **context,
            **found,
            "answerable": True,
            "answers": [a for a in found["controle"].answers if a["file_hash"] == hash_now],
            "used_by": references_to(self.document),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Check again, or keep an answer to a question."""
        if "opnieuw" in request.POST:
            check_document(document=self.document)
            messages.success(request, _("Het document is opnieuw gecontroleerd."))
            tell(request, self.document)
            return redirect(DETAIL_URL, pk)
        try:
            answer_question(
                document=self.document,
                rule=request.POST.get("rule", ""),
                reason=request.POST.get("reason", ""),
                user=request.user,
            )
        except AnswerRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Uw antwoord is bewaard."))
        return redirect(DETAIL_URL, pk)


class RemoveForm(forms.Form):
    """Where visitors go who open the old address: a page or another document."""

    page = forms.ModelChoiceField(
        label=gettext_lazy("Naar deze pagina"), queryset=Page.objects.none(), required=False
    )
    document: forms.ModelChoiceField = forms.ModelChoiceField(
        label=gettext_lazy("Of naar dit document"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("Geen"),
    )

    def __init__(self, *args: Any, documents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pages = forms.ModelChoiceField(
            queryset=Page.objects.live(), required=False, widget=AdminPageChooser()
        )
        pages.label = self.fields["page"].label
        self.fields["page"] = pages
        self.fields["document"].widget.attrs["style"] = "max-width: calc(100vw - 40px)"
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two."""
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("page")) == bool(cleaned.get("document")):
            raise forms.ValidationError(_("Kies een pagina of een document. Niet allebei."))
        return cleaned


class RemoveDocumentView(_OneDocumentView):
    """Asks where the old address leads to, then takes the document away."""

    template_name = "a11y_checks/documenten_weg.html"
    page_title = gettext_lazy("Document weghalen")
    permission_needed = "delete"

    @cached_property
    def form(self) -> RemoveForm:
        """The question, with the document that seems to replace this one already chosen."""
        others = documents_for(self.request.user).exclude(pk=self.document.pk)
        family = documents_for(self.request.user).filter(collection=self.document.collection)
        newer = replaced_by([*family, self.document]).get(self.document.pk)
        data = self.request.POST if self.request.method == "POST" else None
        return RemoveForm(data, documents=others, initial={"document": newer.pk if newer else None})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the form and what still refers to the document."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "form": self.form,
            "media": context.get("media", forms.Media()) + self.form.media,
            "document": self.document,
            "used_by": references_to(self.document),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Removes it; a refusal shows the form again with the reason."""
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        title = self.document.title
        target = self.form.cleaned_data["page"] or self.form.cleaned_data["document"]
        try:
            remove_document(document=self.document, redirect_to=target, user=request.user)
        except RemovalRefused as refusal:
            messages.error(request, str(refusal))
            return self.render_to_response(self.get_context_data())
        messages.success(
            request, _("'%(title)s' is weg. Het oude adres leidt nu naar uw keuze.") % {"title": title}
        )
        return redirect(REPORT_URL)
