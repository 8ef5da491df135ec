"""Screens for one uitzondering: asking for it, and deciding about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import policy_registry

from a11y_checks.editor.uitzondering_forms import UitzonderingForm
from a11y_checks.gate import PublishRefused
from a11y_checks.gate.check import check_page
from a11y_checks.gate.uitzondering import ASK, DECIDE
from a11y_checks.gate.uitzondering_besluit import (
    TRANSITIONS,
    approve,
    is_wcag_failure,
    reject,
    request_uitzondering,
    withdraw,
)
from a11y_checks.gate.uitzondering_errors import UitzonderingError, UitzonderingInvalid
from a11y_checks.lezerspanel.onderbouwing import onderbouwing_of
from a11y_checks.models import Uitzondering, UitzonderingStatus
from a11y_checks.rules.base import Bevinding

REPORT_URL = "a11y_uitzonderingen"
DETAIL_URL = "a11y_uitzondering"
ASK_URL = "a11y_uitzondering_vragen"

DONE = {
    "approve": _("De uitzondering is goedgekeurd. De pagina kan nu met deze fouten online."),
    "reject": _("De uitzondering is niet goedgekeurd."),
    "withdraw": _("De uitzondering is ingetrokken."),
}


def may_ask(page: Any, user: Any) -> bool:
    """Whether `user` may ask for an uitzondering for this page."""
    gated = getattr(page, "is_gated", False) or getattr(page.specific_class, "is_gated", False)
    return bool(gated and user.has_perm(ASK) and page.permissions_for_user(user).can_edit())


def ask_button(page: Any, user: Any) -> list[Any]:
    """The button under the message of a refusal: a list, empty for who may not ask."""
    if not may_ask(page, user):
        return []
    return [messages.button(reverse(ASK_URL, args=[page.pk]), str(_("Uitzondering vragen")))]


class UitzonderingScreen(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What the screens share: who may see them, and the way back in the breadcrumb."""

    header_icon = "warning"
    any_permission_required = ["add", "decide", "view"]

    @property
    def permission_policy(self) -> Any:
        """Rights on uitzonderingen."""
        return policy_registry.get_by_type(Uitzondering)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the report, and this screen."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse(REPORT_URL), "label": _("Uitzonderingen")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]


class AskView(UitzonderingScreen):
    """Ask for an uitzondering for the faults that stop the saved draft of a page."""

    template_name = "a11y_checks/uitzondering_vragen.html"
    page_title = _("Uitzondering vragen")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only for who may ask, and may edit this page; there must be a fault to ask it for."""
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        if not may_ask(self.page, request.user):
            raise PermissionDenied
        self.edit_url = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        self.bevindingen, said = self._stopping()
        if not self.bevindingen:
            messages.warning(request, said)
            return redirect(self.edit_url)
        return super().dispatch(request, *args, **kwargs)

    def _stopping(self) -> tuple[tuple[Bevinding, ...], str]:
        """What stops the draft now, or what to say when there is nothing to ask for."""
        try:
            check_page(self.page.get_latest_revision_as_object())
        except PublishRefused as refusal:
            return refusal.bevindingen, refusal.reason
        return (), str(_("Geen enkele fout houdt deze pagina tegen. U hebt geen uitzondering nodig."))

    def get_page_subtitle(self) -> str:
        """The page it is about."""
        return str(self.page.get_admin_display_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds `form`, `wcag` (whether the statement needs its four facts) and `edit_url`."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.setdefault("form", UitzonderingForm(page=self.page, bevindingen=self.bevindingen))
        context |= {
            "wcag": is_wcag_failure(self.bevindingen),
            "edit_url": self.edit_url,
            "media": context["form"].media,
        }
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask; what the service refuses stands at its field."""
        form = UitzonderingForm(request.POST, page=self.page, bevindingen=self.bevindingen)
        if form.is_valid():
            try:
                request_uitzondering(page=self.page, user=request.user, **form.service_values())
            except UitzonderingInvalid as refusal:
                form.add_refusal(refusal)
            except UitzonderingError as refusal:
                form.add_error(None, refusal.reason)
            else:
                messages.success(
                    request,
                    _("De uitzondering is gevraagd. Iemand anders beslist. Publiceer daarna opnieuw."),
                )
                return redirect(self.edit_url)
        return self.render_to_response(self.get_context_data(form=form))


class DecideView(UitzonderingScreen):
    """One uitzondering with all its facts, and what this person may do with it."""

    template_name = "a11y_checks/uitzondering.html"
    page_title = _("Uitzondering")
    actions: dict[str, Callable[..., Any]] = {"approve": approve, "reject": reject, "withdraw": withdraw}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Finds it first."""
        found = Uitzondering.objects.select_related("page", "reeks", "requested_by", "decided_by")
        self.object = get_object_or_404(found, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The page it is about."""
        return str(self.object.page.get_admin_display_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds `uitzondering`, its `bevindingen`, and what the reader may do."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        item, user = self.object, self.request.user
        return context | {
            "uitzondering": item,
            "bevindingen": [Bevinding.from_dict(data) for data in item.bevindingen],
            "onderbouwing": onderbouwing_of(item.lezerspanel, user),
            **choices(item, user, in_reeks=item.reeks_id is not None),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what was chosen; a refusal is a message on the same screen, which shows how it stands now."""
        run_action(request, self.actions, uitzondering=self.object)
        return redirect(reverse(DETAIL_URL, args=[self.object.pk]))


def choices(item: Any, user: Any, *, in_reeks: bool = False) -> dict[str, bool]:
    """What `user` may do: `may_decide`, `may_withdraw`, and whether it `waits_for_another` person."""
    waiting = item.status == UitzonderingStatus.AANGEVRAAGD
    own = item.requested_by_id == user.pk
    can_decide = user.has_perm(DECIDE)
    can_end = item.status in TRANSITIONS[UitzonderingStatus.INGETROKKEN] and not item.has_ended
    return {
        "may_decide": waiting and can_decide and not own and not in_reeks,
        "may_withdraw": can_end and (own or can_decide) and not in_reeks,
        "waits_for_another": waiting and own,
    }


def run_action(request: HttpRequest, actions: dict[str, Callable[..., Any]], **target: Any) -> None:
    """Call the service that the button names, and say how it went."""
    name = request.POST.get("action", "")
    if name not in actions:
        messages.error(request, _("Kies wat u wilt doen."))
        return
    extra = {"reason": request.POST.get("reason", "")[:500]} if name == "reject" else {}
    try:
        actions[name](user=request.user, **target, **extra)
    except UitzonderingError as problem:
        messages.error(request, problem.reason)
    else:
        messages.success(request, DONE[name])
