"""Answers about the reading level: the fields that were just typed in, and a page of its own with every sentence."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBadRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.models import Page

from a11y_checks.editor.leesbaarheid_look import look_at_leesbaarheid, look_at_texts
from a11y_checks.editor.leesbaarheid_texts import RICH, SHAPES, FieldText, rich_to_html
from a11y_checks.gate import PublishRefused
from a11y_checks.gate.passing import is_gated
from a11y_checks.gate.verdict import quick_look

# A whole long form fits; more is no editor's typing.
MOST_FIELDS = 400
MOST_CHARACTERS = 400_000
MOST_WORDS = 4_000


class _Unreadable(Exception):
    """What was posted is not what our script sends."""


def _editable(request: HttpRequest, page_id: int) -> Page:
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


@require_POST
def score_fields(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Findings of the posted fields: nothing is read from the draft or stored, and a sentence that was scored before
    is not scored again. `scored` says how many were."""
    page = _editable(request, page_id)
    try:
        texts, terms, names = _read(request.body)
    except _Unreadable:
        return HttpResponseBadRequest()
    look = look_at_texts(texts, exempt=terms, names=names)
    fields = [
        {
            "path": veld.text.path,
            "number": veld.number,
            "html": render_to_string("a11y_checks/leesbaarheid_veld.html", {"veld": veld}, request=request),
        }
        for veld in look.velden
    ]
    return JsonResponse({"fields": fields, "scored": look.scored, "page": page.pk})


def _read(body: bytes) -> tuple[list[FieldText], list[str], list[str]]:
    """The fields, the words that may be hard and the names. Raises _Unreadable."""
    if len(body) > MOST_CHARACTERS:
        raise _Unreadable
    try:
        data = json.loads(body)
        rows = data["fields"]
        terms, names = ([str(word) for word in data[key]][:MOST_WORDS] for key in ("terms", "names"))
        texts = [_field(row) for row in rows]
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise _Unreadable from problem
    if len(texts) > MOST_FIELDS:
        raise _Unreadable
    return texts, terms, names


def _field(row: Any) -> FieldText:
    path, shape, value = (row[key] for key in ("path", "shape", "value"))
    if not (isinstance(path, str) and isinstance(value, str) and shape in SHAPES):
        raise _Unreadable
    if shape == RICH:
        value = rich_to_html(value) if value else ""
    return FieldText(path=path, label="", shape=shape, value=value)


class LeesbaarheidView(TemplateView):
    """Every sentence of the latest draft with its strength, causes and simpler words: without script, and on paper."""

    template_name = "a11y_checks/leesbaarheid_pagina.html"
    page_title = _("Leesbaarheid van deze pagina")
    header_icon = "pilcrow"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds `pagina` and `lees` (None for a page in another language)."""
        page: Any = _editable(self.request, kwargs["page_id"]).get_latest_revision_as_object()
        if not is_gated(page):
            raise Http404
        try:
            level = quick_look(page).leesbaarheid
        except PublishRefused:
            level = {}  # the page does not render; its sentences can still be shown
        lees = look_at_leesbaarheid(page, level)
        return {**super().get_context_data(**kwargs), "pagina": page, "lees": lees, "view": self}
