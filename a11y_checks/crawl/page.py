"""A page to check as it was fetched, and a promise of one. No parsing until somebody asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from a11y_checks.browser.protocol import Resolve

if TYPE_CHECKING:
    from a11y_checks.document import Document


@dataclass(frozen=True)
class CrawledPage:
    """One page as a visitor gets it. `path` is its address without the host, as the browser asks for it.

    `state` names the state of the page ("pagina", a step of a form); `page_type` and `page_id` are known for pages of
    the own site only. `resolve` gives the files that the page needs and `for_browser` the HTML as the browser
    gets it; without them the auditor's own folders and the HTML itself serve.
    """

    url: str
    path: str
    html: str
    state: str = "pagina"
    page_type: str = ""
    page_id: int | None = None
    resolve: Resolve | None = field(default=None, compare=False, repr=False)
    for_browser: str = field(default="", compare=False, repr=False)

    @cached_property
    def document(self) -> Document:
        """The parsed page."""
        from a11y_checks.document import Document  # here: a page with a known verdict is never parsed

        return Document.parse(self.html)


@dataclass(frozen=True, slots=True)
class Target:
    """An address to check; `load` gets the page and raises FetchProblem when there is none."""

    url: str
    load: Callable[[], CrawledPage]
    state: str = "pagina"

    @classmethod
    def of(cls, page: CrawledPage) -> Target:
        """A target that is here already."""
        return cls(page.url, lambda: page, page.state)
