"""Faults that an editor can make, put into a clean page: where each is stopped before it can be live.

Each fault goes the way of the editor's form: the text through the editor's own converter, the blocks and the page
through their validation, and the page through the gate. Nothing is kept: every round is rolled back. Needs the demo in
this clone's database, and the auditor (script/demo starts it) unless --no-browser is given.
"""

from __future__ import annotations

import argparse
import copy
import sys
import uuid
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import django


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a fault ended. `how`: "untypeable", "form", "block", "ask", or "" when it is live; `rule`: by what."""

    how: str
    rule: str = ""

    @property
    def stopped(self) -> bool:
        """True when it can't become live this way."""
        return bool(self.how)


class RollBack(Exception):
    """Undoes what a round wrote."""


def typed(html: str) -> str:
    """What is left of `html` after the editor has read it and written it again."""
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

    from basis.blocks import TEKST_FEATURES

    converter = ContentstateConverter(features=TEKST_FEATURES)
    return str(converter.to_database_format(converter.from_database_format(html)))


def _files() -> dict[str, int]:
    """Rows for an image, a film and captions; their files are never read."""
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model

    document = get_document_model()
    image = get_image_model().objects.first()
    made = {
        name: document.objects.create(title=name, file=f"documents/{file}", file_size=1000).pk
        for name, file in (("film", "film.mp4"), ("vtt", "film.vtt"))
    }
    return made | ({"image": image.pk} if image else {})


def raw_blocks(kind: Any, files: dict[str, int]) -> list[dict[str, Any]]:
    """The blocks of a kind as the editor's form would store them. Raises KeyError when there is no image."""
    found = []
    for block in copy.deepcopy(kind.blocks):
        value = block["value"]
        if block["type"] == "tekst":
            value = typed(value)
        elif block["type"] == "afbeelding":
            value["afbeelding"] = files["image"]
        elif block["type"] == "video":
            for name in ("bestand", "ondertiteling"):
                value[name] = files.get(value[name], value[name])
        elif block["type"] == "stappen":
            value["stappen"] = [
                {"type": "item", "id": str(uuid.uuid4()), "value": step} for step in value["stappen"]
            ]
        found.append({"type": block["type"], "value": value, "id": str(uuid.uuid4())})
    return found


def inject(page: Any, kind: Any) -> Outcome:
    """Put one kind of fault into a copy of a clean page and tell where it was stopped."""
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from a11y_checks.gate.check import decide
    from a11y_checks.gate.refusal import PublishRefused

    if kind.untypeable and kind.untypeable not in "".join(
        typed(block["value"]) for block in kind.blocks if block["type"] == "tekst"
    ):
        return Outcome("untypeable", "the editor takes it out")
    outcome = Outcome("")
    try:
        with transaction.atomic():
            faulty = copy.copy(page)
            for name, value in kind.fields:
                setattr(faulty, name, value)
            faulty.inhoud = [*page.inhoud.raw_data, *raw_blocks(kind, _files())]
            try:
                type(page)._meta.get_field("inhoud").stream_block.clean(faulty.inhoud)
                faulty.full_clean()
                decide(faulty)
            except PublishRefused as refusal:
                first = min(
                    refusal.bevindingen, key=lambda found: found.niveau.value != "block", default=None
                )
                outcome = Outcome(first.niveau.value, first.rule) if first else Outcome("", str(refusal))
            except ValidationError as error:
                outcome = Outcome("form", type(error).__name__)
            raise RollBack
    except RollBack:
        return outcome


def is_clean(page: Any) -> tuple[int, int]:
    """The number of faults and of questions that nobody answered on a page as it is."""
    from django.db import transaction

    from a11y_checks.gate.check import decide
    from a11y_checks.gate.refusal import PublishRefused

    found: list[Any] = []
    try:
        with transaction.atomic():
            try:
                decide(page)
            except PublishRefused as refusal:
                found = refusal.bevindingen or [None]
            raise RollBack
    except RollBack:
        blocks = sum(item is None or item.niveau.value == "block" for item in found)
        return blocks, len(found) - blocks


def _browser(wanted: bool) -> Any:
    """The running auditor, or a stand-in that finds nothing."""
    from unittest import mock

    from a11y_checks.browser.client import AuditorUnavailable, BrowserResult, ping
    from a11y_checks.gate import verdict

    if wanted:
        try:
            ping()
        except AuditorUnavailable as problem:
            sys.exit(f"{problem}\nStart script/demo, or use --no-browser.")
        return nullcontext()

    def nothing(documents: Any, **_kwargs: Any) -> list[BrowserResult]:
        return [
            BrowserResult(name=d.name, bevindingen=[], engine="none", rules_run=1, seconds=0.0)
            for d in documents
        ]

    return mock.patch.object(verdict, "audit_documents", nothing)


def _pages(number: int) -> list[Any]:
    from django.apps import apps

    content = apps.get_model("pages", "ContentPage")
    return list(content.objects.live().filter(locale__language_code="nl").order_by("path")[:number])


def main() -> None:
    """Print the table; exits 1 when there is no demo."""
    parser = argparse.ArgumentParser(prog="script/bench injection", description=__doc__.splitlines()[0])
    parser.add_argument("--no-browser", action="store_true", help="leave out what only a browser can see")
    parser.add_argument(
        "--clean", action="store_true", help="also count faults and questions on every page of the demo"
    )
    options = parser.parse_args()
    django.setup()
    from _injection_kinds import KINDS
    from django.utils import translation

    pages = _pages(3)
    if not pages:
        sys.exit("there are no live pages; script/demo loads some")
    kinds = [kind for kind in KINDS if not (options.no_browser and kind.browser)]
    stopped = 0
    with _browser(not options.no_browser), translation.override("nl"):
        print(f"{'kind of fault':46} {'stopped':11} by")
        for number, kind in enumerate(kinds):
            outcome = inject(pages[number % len(pages)], kind)
            stopped += outcome.stopped
            print(f"{kind.name[:46]:46} {outcome.how or 'LIVE':11} {outcome.rule}")
        print(f"\n{stopped} of {len(kinds)} kinds stopped: {stopped / len(kinds):.1%}")
        if options.clean:
            from wagtail.models import Page

            found = [
                is_clean(page)
                for page in Page.objects.live().filter(depth__gt=1).specific()
                if hasattr(page, "gate_checks")
            ]
            faults, questions = (sum(pair[place] for pair in found) for place in (0, 1))
            print(f"clean demo: {len(found)} pages, {faults} faults, {questions} questions")


if __name__ == "__main__":
    main()
