"""A random walk over the routes: pages good and bad, every step by another way, and what must hold after each step."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.test import Client, TestCase
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import Translation, TranslationSource

from a11y_checks.gate import PublishRefused
from a11y_checks.gate.many import publish_many
from a11y_checks.gate.schedule import publish_due
from a11y_checks.models import GateRecord
from gemeente.pages.models import ContentPage
from tests.a11y_checks.gate.faults import ON_EVERY_ROUTE, Faults, is_marked
from tests.support.site import make_page

# With more pages a walk only gets slower, not better.
MOST_PAGES = 20


@dataclass
class Walk:
    """One walk: what it may use, and how often each kind of step was taken."""

    home: Any
    user: Any
    faults: Faults
    dice: random.Random
    taken: dict[str, int] = field(default_factory=dict)
    went_live: int = 0
    refused: int = 0
    round_the_gate: set[int] = field(default_factory=set)
    _numbers: Any = field(default_factory=lambda: itertools.count(1))

    def run(self, steps: int, client: Client) -> None:
        """Take `steps` steps; raises AssertionError, with the step's number and kind, when something does not hold."""
        kinds = [getattr(self, name) for name in sorted(dir(self)) if name.startswith("do_")]
        for number in range(steps):
            step: Callable[[], None] = self.dice.choice(kinds)
            self.faults.active = self.dice.choice(ON_EVERY_ROUTE)
            name = step.__name__.removeprefix("do_")
            self.taken[name] = self.taken.get(name, 0) + 1
            with TestCase.captureOnCommitCallbacks(execute=True):
                try:
                    step()
                except PublishRefused:
                    self.refused += 1
            self.check(f"step {number}, {name}", client)

    def check(self, where: str, client: Client) -> None:
        """What must hold after every step."""
        live = list(Page.objects.live().filter(depth__gt=1).specific())
        records = {record.page_id: record for record in GateRecord.objects.select_related("audit")}
        for page in live:
            if page.pk in self.round_the_gate:
                assert page.pk not in records, f"{where}: {page} went round the gate and has a proof"
                assert client.get(page.get_url()).status_code == 404, f"{where}: {page} is served"
                continue
            assert not is_marked(page), f"{where}: {page} is online with a fault"
            assert page.pk in records, f"{where}: {page} is online without a proof"
            assert not records[page.pk].audit.blocks, f"{where}: the proof of {page} blocks"
            self.went_live += 1
        # Back out of sight, so that later steps meet an ordinary draft.
        for page_id in self.round_the_gate:
            ContentPage.objects.filter(pk=page_id).update(live=False)
        self.round_the_gate.clear()

    # --- what a step may choose from ---------------------------------------------------------------------------

    def name(self) -> str:
        """A title that is new; one in two has the fault."""
        number = next(self._numbers)
        return f"Fout {number}" if self.dice.random() < 0.5 else f"Wijkraad {number}"

    def page(self, **where: Any) -> Any:
        """Any page of an editor, or a new one."""
        pages = list(ContentPage.objects.filter(alias_of__isnull=True, **where).order_by("pk"))
        return self.dice.choice(pages) if pages else make_page(self.home, self.name())

    # --- the steps ---------------------------------------------------------------------------------------------

    def do_new_draft(self) -> None:
        make_page(self.home, self.name()).save_revision()

    def do_edit(self) -> None:
        page = self.page().get_latest_revision_as_object()
        page.title = self.name()
        page.save_revision()

    def do_publish(self) -> None:
        page = self.page()
        (page.get_latest_revision() or page.save_revision()).publish(user=self.user)

    def do_edit_and_publish(self) -> None:
        page = self.page().get_latest_revision_as_object()
        page.title = self.name()
        page.save_revision().publish()

    def do_publish_many(self) -> None:
        publish_many(pages=[self.page(), self.page()], user=self.user, include_descendants=True)

    def do_schedule(self) -> None:
        page = self.page().get_latest_revision_as_object()
        page.title = self.name()
        page.save_revision(approved_go_live_at=timezone.now() - dt.timedelta(minutes=1))

    def do_run_schedule(self) -> None:
        due = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
        bad = {revision.pk for revision in due if is_marked(revision.as_object())}
        others = {revision.pk for revision in due} - bad
        run = publish_due()
        assert bad & set(run.published) == set()
        # A later version of the same page that went live takes an earlier date with it: that is Wagtail's own rule.
        overtaken = {r.pk for r in Revision.objects.filter(pk__in=bad, approved_go_live_at__isnull=True)}
        live_now = set(Revision.objects.filter(pk__in=run.published).values_list("object_id", flat=True))
        lost = Revision.objects.filter(pk__in=overtaken).exclude(object_id__in=live_now)
        assert not lost.exists(), "a refused version lost its date"
        assert others <= {*run.published, *run.refused}, "a good version did not go on"
        assert not run.failed

    def do_unpublish(self) -> None:
        page = self.page(live=True)
        page.unpublish()
        assert not ContentPage.objects.get(pk=page.pk).live, "taking down always works"

    def do_save_live(self) -> None:
        page = self.page()
        page.live = True
        page.save(update_fields=["live"]) if self.dice.random() < 0.5 else page.save(clean=False)

    def do_save_content(self) -> None:
        page = self.page()
        page.title = self.name()
        page.save()

    def do_add_live_child(self) -> None:
        number = next(self._numbers)
        self.home.add_child(instance=ContentPage(title="Fout", slug=f"fout-{number}"))

    def do_copy(self) -> None:
        slug = f"{'fout' if self.dice.random() < 0.5 else 'kopie'}-{next(self._numbers)}"
        CopyPageAction(
            self.page(), to=self.home, keep_live=True, recursive=True, update_attrs={"slug": slug}
        ).execute()

    def do_alias(self) -> None:
        slug = f"{'fout' if self.dice.random() < 0.5 else 'spiegel'}-{next(self._numbers)}"
        CreatePageAliasAction(self.page(), parent=self.home, update_slug=slug).execute()

    def do_update_aliases(self) -> None:
        self.page().update_aliases()

    def do_translate(self) -> None:
        page = self.page(locale=self.home.locale)
        source, _new = TranslationSource.update_or_create_from_instance(page)
        english = Locale.objects.get(language_code="en")
        translation, _new = Translation.objects.get_or_create(source=source, target_locale=english)
        translation.save_target(user=self.user, publish=self.dice.random() < 0.7)

    def do_move(self) -> None:
        page, target = self.page(locale=self.home.locale), self.page(locale=self.home.locale)
        if target != page and not target.is_descendant_of(page) and target.depth < 5:
            page.move(target, pos="last-child")

    def do_go_round_the_gate(self) -> None:
        page = self.page(live=False)
        ContentPage.objects.filter(pk=page.pk).update(live=True)
        self.round_the_gate.add(page.pk)

    def do_tidy(self) -> None:
        pages = list(ContentPage.objects.order_by("pk"))
        for page in self.dice.sample(pages, max(0, len(pages) - MOST_PAGES)):
            with contextlib.suppress(Page.DoesNotExist):  # it went with the page above it
                Page.objects.get(pk=page.pk).delete()
