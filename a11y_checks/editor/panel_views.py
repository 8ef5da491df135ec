"""What the panel asks the server: a look at the unsaved form, the browser's look at the draft, and answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.views.pages.preview import PreviewOnEditView
from wagtail.models import Page

from a11y_checks.editor import leesbaarheid_views
from a11y_checks.editor.look import look_at, read_token
from a11y_checks.editor.panel import render_result
from a11y_checks.gate import PublishRefused, audit_page
from a11y_checks.gate.oordeel import OordeelRefused, answer_bevinding
from a11y_checks.gate.passing import is_gated
from a11y_checks.models import AuditTrigger


class WhileTypingView(PreviewOnEditView):
    """The findings of the form as it stands in the browser. Nothing is saved, also not for the preview."""

    http_method_names = ("post",)

    def get_object(self) -> Any:
        """The latest draft of a gated page, to put the form's values on."""
        page = super().get_object()
        if not is_gated(page):
            raise Http404
        return page

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        """The panel's findings for the posted edit form; `valid` is false while the form can't be read."""
        form = self.get_form(request.POST)
        if not self.validate_form(form):
            return JsonResponse({"valid": False, "message": _("Wij kijken verder als de velden kloppen.")})
        form.save(commit=False)
        return _result(self.object, request)


def _result(page: Any, request: HttpRequest, problem: str = "") -> JsonResponse:
    look = look_at(page)
    return JsonResponse(
        {
            "valid": True,
            "html": render_result(page, look, request),
            "summary": look.summary,
            "count": look.stopping,
            "complete": look.complete,
            "problem": problem,
        }
    )


def _draft(request: HttpRequest, page_id: int) -> Any:
    """The latest draft of a gated page that this user may edit. Raises Http404 and PermissionDenied."""
    page = get_object_or_404(Page, pk=page_id).get_latest_revision_as_object()
    if not is_gated(page):
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


@require_POST
def look_at_saved(request: HttpRequest, page_id: int) -> JsonResponse:
    """Runs the whole audit on the saved draft and keeps its verdict, so that publishing need not wait for it."""
    page = _draft(request, page_id)
    problem = ""
    try:
        audit = audit_page(page, trigger=AuditTrigger.SAVE)
    except PublishRefused:
        problem = _("De browser kon nu niet meekijken. Dit is de snelle controle.")
    else:
        if audit.pk is None:  # faults that need no browser, and no browser to look further
            problem = _("De browser kon nu niet meekijken. Dit is de snelle controle.")
    return _result(page, request, problem)


@require_POST
def give_answer(request: HttpRequest, page_id: int) -> HttpResponse:
    """Keeps an answer; as JSON for the script, else back to the editor with a message."""
    page = _draft(request, page_id)
    problem = field = ""
    try:
        fingerprint, rule, message = read_token(page, request.POST.get("token", ""))
        answer_bevinding(
            page=page,
            fingerprint=fingerprint,
            rule=rule,
            message=message,
            keuze=request.POST.get("keuze", ""),
            reason=request.POST.get("reason", ""),
            user=request.user,
        )
    except BadSignature:
        problem = _("Deze vraag is er niet meer. Laad het scherm opnieuw.")
    except OordeelRefused as refused:
        problem, field = refused.messages[0], str(refused.code)
    said = problem or _("Uw antwoord is bewaard.")
    if request.accepts("application/json") and not request.accepts("text/html"):
        data = {"ok": not problem, "message": said, "field": field}
        return JsonResponse(data, status=400 if problem else 200)
    (messages.error if problem else messages.success)(request, said)
    return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))


urlpatterns = [
    path("<int:page_id>/typen/", WhileTypingView.as_view(), name="typen"),
    path("<int:page_id>/opgeslagen/", look_at_saved, name="opgeslagen"),
    path("<int:page_id>/oordeel/", give_answer, name="oordeel"),
    path("<int:page_id>/zinnen/", leesbaarheid_views.score_fields, name="zinnen"),
    path("<int:page_id>/leesbaarheid/", leesbaarheid_views.LeesbaarheidView.as_view(), name="leesbaarheid"),
]
