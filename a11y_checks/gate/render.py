"""Renders a draft as a visitor would get it: in process, anonymously, without middleware."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Page, Site

logger = logging.getLogger("loket.gate")

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


# page id -> what it rendered to last; while somebody keeps it.
_kept: ContextVar[dict[int | None, list[RenderedState]] | None] = ContextVar("loket_rendered", default=None)


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
    """All audited states of a gated page as HTML, and every preview mode that shows something else.

    Raises RenderFailed, with the state's name, when one answers anything but 200 or breaks altogether.
    """
    with translation.override(page.locale.language_code):
        rendered = [_rendered(page, state) for state in page.audit_states()]
        seen = {state.html for state in rendered}
        for state in _preview_states(page):
            shown = _rendered(page, state)
            if shown.html not in seen:
                seen.add(shown.html)
                rendered.append(shown)
    if (kept := _kept.get()) is not None:
        kept[page.pk] = rendered
    return rendered


@contextmanager
def keeping_rendered() -> Iterator[dict[int | None, list[RenderedState]]]:
    """Inside, whatever is rendered can be had again by page id: rendering twice doubles the cost of publishing."""
    kept: dict[int | None, list[RenderedState]] = {}
    token = _kept.set(kept)
    try:
        yield kept
    finally:
        _kept.reset(token)


def _preview_states(page: Any) -> list[AuditState]:
    """The preview modes besides the default: an editor judges the page by them, and some are what visitors get."""
    return [
        AuditState(f"voorbeeld {mode}", partial(page.serve_preview, mode_name=mode))
        for mode, _label in page.preview_modes
        if mode != page.default_preview_mode
    ]


def _rendered(page: Any, state: AuditState) -> RenderedState:
    request = anonymous_request(page)
    try:
        response = state.render(request)
        if hasattr(response, "render") and callable(response.render):
            response = response.render()
    except (
        Exception
    ) as problem:  # whatever a template or a view does: a page that can't be looked at is not checked
        logger.exception("page %s: state %s broke", page.pk, state.name)
        raise RenderFailed(f"{state.name}: {type(problem).__name__}") from problem
    if response.status_code != 200:
        raise RenderFailed(f"{state.name}: {response.status_code}")
    return RenderedState(state.name, response.content.decode(), request.path)


def hash_states(states: Sequence[RenderedState], ruleset: str) -> str:
    """SHA-256 over the ruleset and every state's HTML, without nonces and tokens.

    Static files carry their own hash in their name, so a changed style sheet changes this hash too.
    """
    digest = hashlib.sha256(ruleset.encode())
    for state in states:
        digest.update(f"\0{state.name}\0".encode())
        digest.update(_VOLATILE.sub(r"\1", state.html).encode())
    return digest.hexdigest()
