"""The demo's mail page: what residents and employees would have got. Outside the demo there is no such page."""

from __future__ import annotations

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from gemeente.demo import mail

# A mail comes from templates of ours with texts of anybody: no script, no form, nothing from elsewhere.
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """The list, the newest first."""
    return _private(render(request, "gemeente/demo/mails.html", {"mails": mail.newest(_folder())}))


@require_safe
def one_mail(request: HttpRequest, bestand: str, nummer: int) -> HttpResponse:
    """One mail as text, with the names of its attachments."""
    return _private(render(request, "gemeente/demo/mail.html", {"mail": _find(bestand, nummer)}))


@require_safe
def mail_html(request: HttpRequest, bestand: str, nummer: int) -> HttpResponse:
    """The HTML of one mail, as a mail program would show it."""
    found = _find(bestand, nummer)
    if not found.html:
        raise Http404
    response = HttpResponse(found.html)
    response.headers["Content-Security-Policy"] = SANDBOX
    return _private(response)


def _folder() -> Path:
    where = mail.folder()
    if where is None:
        raise Http404
    return where


def _find(bestand: str, nummer: int) -> mail.Mail:
    found = mail.find(_folder(), bestand, nummer)
    if found is None:
        raise Http404
    return found


def _private(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    return response
