""" "Waar staat dit?" in the admin: the list of places, and replacing with a look beforehand and a result per page."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permissions import page_permission_policy

from basis.gebruik.find import EDITORS, find_pages
from basis.gebruik.plan import foretell
from basis.gebruik.question import KINDS, MOST_CHOICES, Question, ask, titles, with_new
from basis.gebruik.replace import replace_many
from basis.gebruik.results import Outcome, Result
from basis.gebruik.rows import object_rows, page_rows
from basis.gebruik.targets import ObjectTarget, PhoneTarget

_PER_PAGE = 25

_OUTCOMES = {
    Outcome.LIVE: gettext_lazy("Vervangen, en dat staat nu zo op de site"),
    Outcome.DRAFT: gettext_lazy("Vervangen in het concept"),
    Outcome.REFUSED: gettext_lazy("Vervangen in het concept. Online gaan mocht nog niet"),
    Outcome.SKIPPED: gettext_lazy("Niet veranderd"),
}


class GebruikAccessMixin(PermissionCheckedMixin):
    """For whoever works on pages."""

    permission_policy = page_permission_policy
    any_permission_required = list(EDITORS)


class GebruikView(GebruikAccessMixin, WagtailAdminTemplateMixin, TemplateView):
    """Ask, choose, and see every place."""

    template_name = "basis/gebruik/waar.html"
    page_title = gettext_lazy("Waar staat dit?")
    header_icon = "search"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The question, what may be chosen, and the places of this `bladzijde`; settings come with the first."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        question = ask(self.request.GET.dict())
        context |= {"vraag": question, "soorten": KINDS, "query": urlencode(question.query)}
        if question.target is not None:
            return context | places(self.request, question)
        if question.kind != "nummer" and not question.error:
            context |= _choices(
                question.kind, question.text, "id", {"wat": question.kind, "q": question.text}
            )
        return context


def places(request: HttpRequest, question: Question) -> dict[str, Any]:
    """`rijen` (pages of this `bladzijde`), `losse` (settings and such), and how much is `verborgen` for this user."""
    assert question.target is not None
    found = find_pages(question.target, request.user)
    bladzijde = Paginator(found.page_ids, _PER_PAGE).get_page(request.GET.get("bladzijde"))
    rows, hidden = object_rows(question.target, request.user)
    return {
        "bladzijde": bladzijde,
        "rijen": page_rows(bladzijde.object_list, question.target),
        "losse": rows if bladzijde.number == 1 else [],
        "aantal_los": len(rows),
        "verborgen": found.hidden + hidden,
    }


def _choices(kind: str, text: str, name: str, query: dict[str, str]) -> dict[str, Any]:
    """`keuzes` as title and address, at most MOST_CHOICES; `meer` when there are more."""
    found = list(titles(kind, text)[: MOST_CHOICES + 1])
    return {
        "keuzes": [
            {
                "title": getattr(one, "draft_title", "") or one.title,
                "href": f"?{urlencode({**query, name: one.pk})}",
            }
            for one in found[:MOST_CHOICES]
        ],
        "meer": len(found) > MOST_CHOICES,
    }


class VervangView(GebruikAccessMixin, WagtailAdminTemplateMixin, TemplateView):
    """What comes instead, a look at each place, and the run. Works without JavaScript: plain forms and links."""

    template_name = "basis/gebruik/vervangen.html"
    page_title = gettext_lazy("Overal vervangen")
    header_icon = "edit"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The question with what comes instead (`nieuw`), and each place as it is and as it will be."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        data = self.request.GET.dict()
        question = with_new(ask(data), data)
        text = data.get("zoek", "").replace("\x00", "").strip()[:100]
        context |= _shown(question, data) | {"zoek": text}
        if question.target is None:
            return context
        if _is_ready(question):
            context |= places(self.request, question)
            foretell([*context["rijen"], *context["losse"]], question.target, self.request.user)
        elif question.kind != "nummer" and not question.error:
            context |= _choices(question.kind, text, "nieuw", {**question.query, "zoek": text})
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Runs for what was ticked; what had no time yet can be sent again."""
        data = request.POST.dict()
        question = with_new(ask(data), data)
        keys = request.POST.getlist("plek")
        context = super().get_context_data(**kwargs) | _shown(question, data)
        if question.error or not _is_ready(question):
            return self.render_to_response(context, status=422)
        if not keys:
            context["niets"] = True
            return self.render_to_response(context, status=422)
        assert question.target is not None
        seen = {key: data.get(f"versie-{key}", "") for key in keys}
        results = replace_many(keys=keys, target=question.target, user=request.user, seen=seen)
        context |= _grouped(results, seen)
        context["klaar"] = True
        return self.render_to_response(context)


def _shown(question: Question, data: dict[str, str]) -> dict[str, Any]:
    back = f"{reverse('gebruik_waar')}?{urlencode(question.query)}"
    new = data.get("nieuw", "")
    query = {**question.query, **({"nieuw": new} if new else {})}
    return {
        "vraag": question,
        "nieuw": new,
        "terug": back,
        "query": urlencode(query),
        "velden": question.query,
        "bekijk": _is_ready(question),
    }


def _is_ready(question: Question) -> bool:
    target: PhoneTarget | ObjectTarget | None = question.target
    return target is not None and target.new is not None and not question.error


def _grouped(results: list[Result], seen: dict[str, str]) -> dict[str, Any]:
    """`uitslag`: per outcome its words and results, and `wachten`: what had no turn, with the version that was seen."""
    counts = Counter(result.outcome for result in results)
    return {
        "uitslag": [
            {"kop": words, "aantal": counts[outcome], "rijen": [r for r in results if r.outcome is outcome]}
            for outcome, words in _OUTCOMES.items()
            if counts[outcome]
        ],
        "wachten": [
            {"key": result.key, "versie": seen.get(result.key, "")}
            for result in results
            if result.outcome is Outcome.WAITING
        ],
        "gedaan": counts[Outcome.LIVE] + counts[Outcome.DRAFT] + counts[Outcome.REFUSED],
    }
