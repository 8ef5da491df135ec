"""Renders a draft as a visitor would get it: in process, anonymously, without middleware."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Page, Site

# What differs from one rendering to the next without any difference for a visitor.
_VOLATILE = re.compile(r'(name="csrfmiddlewaretoken" value=|nonce=)"[^"]*"')


@dataclass(frozen=True, slots=True)
class AuditState:
    """One state of a page that a visitor can meet: its name and how to render it."""

    name: str
    render: Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, slots=True)
class RenderedState:
    """The HTML of one state, and the path it would have on the site."""

    name: str
    html: str
    path: str


class RenderFailed(Exception):
    """A state did not render to an answer 200; the page can't be checked."""


def anonymous_request(page: Page) -> HttpRequest:
    """A GET for `page` by nobody in particular: no session, no cookies, the default site's host."""
    site = Site.objects.filter(is_default_site=True).first()
    path = page.get_url() or "/"
    request = RequestFactory().get(
        path if path.startswith("/") else "/",
        SERVER_NAME=site.hostname if site else "localhost",
        SERVER_PORT=str(site.port if site else 80),
    )
    request.user = AnonymousUser()
    request.is_audit = True  # type: ignore[attr-defined]  # counters must not count the gate's own look
    return request


def render_states(page: Any) -> list[RenderedState]:
    """All audited states of a gated page as HTML.

    Raises RenderFailed when a state answers anything but 200, with the state's name and the status.
    """
    rendered = []
    with translation.override(page.locale.language_code):
        for state in page.audit_states():
            request = anonymous_request(page)
            response = state.render(request)
            if hasattr(response, "render") and callable(response.render):
                response = response.render()
            if response.status_code != 200:
                raise RenderFailed(f"{state.name}: {response.status_code}")
            rendered.append(RenderedState(state.name, response.content.decode(), request.path))
    return rendered


def hash_states(states: Sequence[RenderedState], ruleset: str) -> str:
    """SHA-256 over the ruleset and every state's HTML, without nonces and tokens.

    Static files carry their own hash in their name, so a changed style sheet changes this hash too.
    """
    digest = hashlib.sha256(ruleset.encode())
    for state in states:
        digest.update(f"\0{state.name}\0".encode())
        digest.update(_VOLATILE.sub(r"\1", state.html).encode())
    return digest.hexdigest()
