"""Create and edit views that keep the draft and show the gate's reasons when publishing is refused."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import ChecksSidePanel
from wagtail.admin.utils import set_query_params
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, get_page_models

from a11y_checks.editor.checker import RemainingChecksPanel
from a11y_checks.editor.errors import attach
from a11y_checks.editor.panel import ControlePanel
from a11y_checks.editor.uitzondering_views import ask_button
from a11y_checks.gate import PublishRefused
from a11y_checks.gate.check import check_page
from a11y_checks.lezerspanel.hooks import lezers_panels
from a11y_checks.mixins import GatedPage

# On the address of the edit form after a refused creation: show the reasons at once.
REFUSED_FLAG = "geweigerd"


class GatedEditView(EditView):
    """Wagtail's edit view, with the refusal at the fields instead of an error page."""

    refused = False
    page: Any
    real_page_record: Any

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Shows the reasons again for a draft whose creation was refused a moment ago."""
        if REFUSED_FLAG not in request.GET:
            return super().get(request, *args, **kwargs)
        try:
            check_page(self.page)
        except PublishRefused as refusal:
            return self.show_refusal(refusal)
        return super().get(request, *args, **kwargs)

    def publish_action(self) -> HttpResponse:
        """The draft is saved first; only then does the gate look at it."""
        try:
            return super().publish_action()
        except PublishRefused as refusal:
            return self.show_refusal(refusal)

    def perform_workflow_action(self) -> HttpResponse:
        """Approving the last task publishes: the same answer when that is refused."""
        try:
            return super().perform_workflow_action()
        except PublishRefused as refusal:
            return self.show_refusal(refusal)

    def show_refusal(self, refusal: PublishRefused) -> HttpResponse:
        """The edit form of the kept draft (status 200), each reason at its field.

        Made anew from the stored draft: the posted form would add its new inline rows a second time.
        """
        # Read again: what `dispatch` read is from before the draft was saved, and would show the older text.
        self.real_page_record = Page.objects.prefetch_workflow_states().get(pk=self.page.pk)
        self.page = self.real_page_record.get_latest_revision_as_object()
        self.latest_revision = self.real_page_record.latest_revision
        self.__dict__.pop("latest_revision_created_at", None)
        self.form = self.form_class(
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )
        attach(self.form, refusal.bevindingen)
        # Questions are answered in the panel, so it is open at once. A check that could not run has nothing to show.
        self.refused = bool(refusal.bevindingen)
        buttons = ask_button(self.page, self.request.user) if refusal.bevindingen else None
        messages.error(self.request, refusal.reason, buttons=buttons)
        return self.render_to_response(self.get_context_data())

    def get_side_panels(self) -> MediaContainer:
        """Adds the gate's own panel."""
        panels = super().get_side_panels()
        if self.expects_json_response:
            return panels
        return _with_our_panels(panels, self.page, self.request, show_at_once=self.refused)


class GatedCreateView(CreateView):
    """Wagtail's create view, which would add a live page before any gate: here every page begins as a draft."""

    def publish_action(self) -> HttpResponse:
        """Adds the page as a draft, then publishes it; a refusal leads to the edit form of the kept draft."""
        save = self.form.save

        def save_as_draft(commit: bool = True) -> Any:
            page = save(commit=commit)
            page.live = False
            return page

        self.form.save = save_as_draft
        try:
            return super().publish_action()
        except PublishRefused:
            return redirect(set_query_params(self.get_edit_url(), {REFUSED_FLAG: "1"}))

    def get_side_panels(self) -> MediaContainer:
        """Adds the gate's own panel, which says when the first check comes."""
        return _with_our_panels(super().get_side_panels(), self.page, self.request)


def _with_our_panels(
    panels: MediaContainer, page: Any, request: HttpRequest, *, show_at_once: bool = False
) -> MediaContainer:
    """Wagtail's panels with its checker cut down to what we don't check, and ours beside it."""
    own = [
        RemainingChecksPanel(page, request) if isinstance(panel, ChecksSidePanel) else panel
        for panel in panels
    ]
    controle = ControlePanel(page, request, show_at_once=show_at_once)
    # What a higher package knows of its own pages: each function takes the page and the request, and gives panels.
    others = [
        panel for give in hooks.get_hooks("construct_editor_side_panels") for panel in give(page, request)
    ]
    return MediaContainer([*own, *others, controle, *lezers_panels(page, request)])


class GatedPageViewSet(PageViewSet):
    """Wagtail's views of one gated page type, with ours for creating and editing."""

    # The explorer keeps Wagtail's own listing below every parent.
    parent_models = ()
    add_view_class = GatedCreateView
    edit_view_class = GatedEditView


def gated_viewsets() -> list[GatedPageViewSet]:
    """A viewset for every page type that inherits GatedPage, so that a new one can't be forgotten."""
    models = [model for model in get_page_models() if issubclass(model, GatedPage)]
    return [GatedPageViewSet(f"gated_{model._meta.label_lower}", model=model) for model in models]
