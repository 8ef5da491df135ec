"""What the routes share: the pages they get, how they post to the admin, and what the edit form posts."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.models import Locale, Site

from a11y_checks.gate import PublishRefused
from gemeente.pages.models import ContentPage
from tests.support.site import make_page, publish


@dataclass
class Try:
    """What a route gets to work with."""

    home: Any
    client: Client
    user: Any
    folder: Path

    def good(self, title: str = "Wijkraad", **fields: Any) -> Any:
        """A page that went live while nothing was wrong with it."""
        return publish(make_page(self.home, title, **fields))

    def draft(self, title: str = "Fout") -> Any:
        """A draft with the fault."""
        page = make_page(self.home, title)
        page.save_revision()
        return page

    def english_home(self) -> Any:
        """The home page in English, live."""
        english = Locale.objects.get_or_create(language_code="en")[0]
        page = self.home.copy_for_translation(english)
        page.get_latest_revision().publish()
        Site.clear_site_root_paths_cache()
        return page


Act = Callable[[], None]
#: Prepares good pages, and gives back the act that makes them live; it is done again and again, and undone.
Route = Callable[[Try], Act]


def refused(act: Callable[[], Any]) -> None:
    """Run a step of a script that may be stopped by the gate, and by nothing else."""
    with contextlib.suppress(PublishRefused):
        act()


def post(t: Try, name: str, *args: Any, **data: Any) -> Any:
    """POST to an admin address. The client raises whatever would be an error 500."""
    query = data.pop("query", "")
    answer = t.client.post(
        reverse(name, args=args) + query, data, headers={"referer": "http://testserver/beheer/"}
    )
    assert answer.status_code in {200, 201, 302, 400}, answer.status_code
    return answer


def form_data(page: ContentPage) -> dict[str, str]:
    """What the edit form of a ContentPage posts when an editor chooses to publish."""
    data = {
        "title": page.title,
        "slug": page.slug,
        "intro": "",
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "action-publish": "action-publish",
        "tekstsoort": page.tekstsoort,
        "samenvatting": "null",
        "inhoud-count": str(len(page.inhoud)),
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "1000",
    }
    for number, block in enumerate(page.inhoud):
        prefix = f"inhoud-{number}"
        data |= {
            f"{prefix}-deleted": "",
            f"{prefix}-order": str(number),
            f"{prefix}-type": block.block_type,
            f"{prefix}-id": block.id,
        }
        data |= _value(prefix, block)
    return data


def _value(prefix: str, block: Any) -> dict[str, str]:
    if block.block_type == "kop":
        return {
            f"{prefix}-value-niveau": block.value["niveau"],
            f"{prefix}-value-tekst": block.value["tekst"],
        }
    editor = DraftailRichTextArea(features=block.block.features)
    return {f"{prefix}-value": editor.format_value(block.value.source)}
