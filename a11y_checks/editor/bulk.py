"""Publishing a selection of pages: Wagtail's bulk action, with a report per page instead of all or nothing."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction

from a11y_checks.gate.many import PageResult, PageState, publish_many, still_waiting


class GatedPublishBulkAction(PublishBulkAction):
    """Takes the place of Wagtail's, whose one transaction lets a single refusal undo the whole selection."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Publishes page by page and shows what became of each (status 200)."""
        self.cleaned_form = form
        objects, _without_access = self.get_actionable_objects()
        if (answer := self._run_hooks("before_bulk_action", objects)) is not None:
            return answer
        results = publish_many(
            pages=objects,
            user=self.request.user,
            include_descendants=form.cleaned_data["include_descendants"],
        )
        if (answer := self._run_hooks("after_bulk_action", objects)) is not None:
            return answer
        return TemplateResponse(
            self.request, "a11y_checks/bulk_publish_report.html", self._report_context(results)
        )

    def _run_hooks(self, name: str, objects: list[Any]) -> HttpResponse | None:
        """As Wagtail's own, which are private to its class: the first answer of a hook wins."""
        for hook in hooks.get_hooks(name):
            answer: Any = hook(self.request, self.action_type, objects, self)
            if hasattr(answer, "status_code"):
                return answer
        return None

    def _report_context(self, results: list[PageResult]) -> dict[str, Any]:
        waiting = still_waiting(results)
        # The pages below were in this list already, so the next round needs no more than these.
        query = urlencode({"id": waiting, "next": self.next_url}, doseq=True)
        return {
            "summary": _summary(results),
            "groups": _groups(results),
            "continue_url": f"{self.request.path}?{query}" if waiting else "",
            "next_url": self.next_url,
        }


def _summary(results: list[PageResult]) -> str:
    live = sum(result.outcome is PageState.LIVE for result in results)
    refused = sum(
        result.outcome in {PageState.REFUSED, PageState.BROKEN, PageState.FORBIDDEN} for result in results
    )
    return " ".join(
        [
            ngettext("%(number)d pagina staat online.", "%(number)d pagina's staan online.", live)
            % {"number": live},
            ngettext(
                "%(number)d pagina is niet gepubliceerd.",
                "%(number)d pagina's zijn niet gepubliceerd.",
                refused,
            )
            % {"number": refused},
        ]
    )


def _groups(results: list[PageResult]) -> list[tuple[str, list[PageResult]]]:
    """The results under a heading each; what needs work first, and no empty heading."""
    headings = [
        ((PageState.REFUSED, PageState.BROKEN), _("Niet gepubliceerd: los dit eerst op")),
        ((PageState.FORBIDDEN,), _("Niet gepubliceerd: dit mag u niet")),
        ((PageState.WAITING,), _("Nog niet aan de beurt")),
        ((PageState.PLANNED,), _("Gaat later online")),
        ((PageState.LIVE,), _("Staat online")),
    ]
    groups = [(title, [r for r in results if r.outcome in outcomes]) for outcomes, title in headings]
    return [(title, found) for title, found in groups if found]
