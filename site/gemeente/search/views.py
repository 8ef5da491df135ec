"""The search page: one GET, no cookie, no JavaScript needed."""

from __future__ import annotations

import re

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from basis.measure.models import Soort
from basis.measure.services import count
from basis.words import MAX_TERM, search_words
from gemeente.pages.context import view_languages
from gemeente.search.services import as_results, find

PER_PAGE = 10


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answers `?q=`; an unusable term gets a message and status 400, a page that isn't there the nearest one."""
    term = " ".join(request.GET.get("q", "").split())
    melding = ""
    if len(term) > MAX_TERM:
        melding = _("Uw zoekvraag is te lang. Gebruik een paar woorden.")
    elif term and not search_words(term):
        melding = _("Typ een woord met letters of cijfers, bijvoorbeeld: paspoort.")
    rows = find(term, get_language() or "nl") if not melding else find("", "nl")
    bladzijde = Paginator(rows, PER_PAGE).get_page(request.GET.get("bladzijde"))
    # A next page of the same results is no new question.
    asked = term and not melding and "bladzijde" not in request.GET
    if asked and not getattr(request, "is_audit", False):
        count(Soort.SEARCH if bladzijde.paginator.count else Soort.SEARCH_EMPTY, countable(term))
    context = {
        "zoekterm": term[:MAX_TERM],
        "melding": melding,
        "resultaten": as_results(bladzijde.object_list, request),
        "aantal": bladzijde.paginator.count,
        "bladzijde": bladzijde,
        "talen": view_languages(request, "search"),
    }
    return render(request, "gemeente/search.html", context, status=400 if melding else 200)


_NOT_KEPT = re.compile(
    r"""
    \S*@\S*                                  # an e-mail address
    | \b[1-9]\d{3}\s?[a-z]{2}\b              # a postcode
    | \d[\d .-]{3,}\d                        # a telephone number, a bsn, a date
    | \b(?!(?:19|20)\d\d\b)\d+[a-z]?\b      # a house number; a year may stay
    """,
    re.VERBOSE,
)


def countable(term: str) -> str:
    """The term as it may be kept: no addresses and no numbers but years, since those may name a person."""
    return " ".join(_NOT_KEPT.sub(" ", term.lower()).split())[:60]
