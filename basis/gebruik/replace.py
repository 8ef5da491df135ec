"""Replaces everywhere: each page and object on its own, through the gate, with what became of it. Never half.

What happens to a page:
- online without a newer draft: a new version, which is published when the user may and the gate agrees;
- online with a newer draft: the draft gets the change and stays a draft. What is online gets the change in a version
  of its own, made of exactly what is online, so that nobody's unfinished work goes live;
- not online: the draft gets the change.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from a11y_checks.gate.many import BUDGET_SECONDS
from a11y_checks.gate.refusal import PublishRefused, text_at_field
from basis.gebruik import plan
from basis.gebruik.reading import read, versions
from basis.gebruik.registry import source_of
from basis.gebruik.replace_objects import replace_in_object
from basis.gebruik.results import Outcome, Result, Skip, check_new, log_replaced
from basis.gebruik.targets import ObjectTarget, PhoneTarget

logger = logging.getLogger("loket.gebruik")


@dataclass(frozen=True, slots=True)
class _Written:
    """What was saved for one page, before anything is published: the version for visitors, and what it was made of."""

    page: Any
    revision: Revision | None
    base_id: int | None
    apart: bool
    notes: tuple[str, ...]


def replace_many(
    *,
    keys: Sequence[str],
    target: PhoneTarget | ObjectTarget,
    user: Any,
    seen: Mapping[str, str] | None = None,
    budget: float = BUDGET_SECONDS,
    clock: Callable[[], float] = time.monotonic,
) -> list[Result]:
    """Replace `target` by its `new` in each page and object in `keys` ("pagina-12", "basis.team-3").

    `seen`: the version of each page in the preview; a page that changed since is done from its newest version and
    says so. When `budget` seconds are over the rest comes back as WAITING; at least one is always done.
    """
    started = clock()
    results: list[Result] = []
    for key in dict.fromkeys(keys):
        if results and clock() - started >= budget:
            results.append(Result(key, key, "", Outcome.WAITING))
        else:
            results.append(_replace_one(key, target, user, (seen or {}).get(key, "")))
    return results


def _replace_one(key: str, target: PhoneTarget | ObjectTarget, user: Any, seen: str) -> Result:
    name, _dash, pk = key.rpartition("-")
    row = None
    try:
        if not (pk.isascii() and pk.isdigit() and len(pk) < 12):
            raise Skip(_("Dit bestaat niet meer."))
        if name == "pagina":
            page = Page.objects.filter(pk=pk).first()
            row = (page.get_admin_display_title(), page.pk) if page else None
            return _replace_on_page(int(pk), key, target, user, seen)
        return replace_in_object(source_of(name), int(pk), key, target, user)
    except Skip as reason:
        title, href = _named(row, name, pk)
        return Result(key, title, href, Outcome.SKIPPED, (str(reason),))
    except Exception:  # the others go on, whatever is wrong with this one
        logger.exception("%s broke while something was replaced on many pages", key)
        title, href = _named(row, name, pk)
        wrong = _("Er ging iets mis. Hier is niets veranderd. Vraag hulp aan het webteam.")
        return Result(key, title, href, Outcome.SKIPPED, (wrong,))


def _named(row: Any, name: str, pk: str) -> tuple[str, str]:
    if row is not None:
        return row[0], _edit_url(row[1])
    source = source_of(name)
    instance = source.model._default_manager.filter(pk=pk).first() if source and pk.isdigit() else None
    if source is None or instance is None:
        return _("Een pagina die er niet meer is") if name == "pagina" else _("Iets dat er niet meer is"), ""
    return str(instance), source.edit_url(instance)


def _edit_url(page_id: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page_id])


def _replace_on_page(
    page_id: int, key: str, target: PhoneTarget | ObjectTarget, user: Any, seen: str
) -> Result:
    with transaction.atomic():
        written = _write_page(page_id, target, user, seen)
    page, notes = written.page, written.notes
    title, href = page.get_admin_display_title(), _edit_url(page.pk)
    if written.revision is None:
        return Result(key, title, href, Outcome.DRAFT, notes)
    problem, refused = _publish(written, user)
    if not problem:
        return Result(key, title, href, Outcome.LIVE, notes)
    if written.apart:
        # The version was made for publishing alone; the draft keeps the change.
        written.revision.delete()
    return Result(key, title, href, Outcome.REFUSED if refused else Outcome.DRAFT, (*notes, *problem))


def _write_page(page_id: int, target: PhoneTarget | ObjectTarget, user: Any, seen: str) -> _Written:
    """Save the new draft, and beside a newer draft the version for visitors. Raises Skip; writes nothing then."""
    # One at a time: whoever comes second reads what the first one wrote.
    locked = Page.objects.select_for_update().filter(pk=page_id).first()
    if locked is None:
        raise Skip(_("Deze pagina bestaat niet meer."))
    check_new(target)
    page = locked.specific
    _check_free(page, target, user)
    revisions = Revision.objects.in_bulk(
        [pk for pk in (page.live_revision_id, page.latest_revision_id) if pk]
    )
    found = versions(page, revisions)
    new: dict[str, dict[str, Any]] = {}
    for version, content in found.items():
        places, data, problem = read(type(page), content, target)
        if problem:
            raise Skip(problem)
        if places:
            new[version] = data
    if not new:
        raise Skip(_("Dit staat hier niet meer."))
    notes = []
    if seen and seen != plan.version_of(page):
        notes.append(_("Deze pagina was net veranderd. Wij werkten in de nieuwste versie."))
    may_publish = page.permissions_for_user(user).can_publish()
    two = len(found) == 2
    revision = None
    if not two or "concept" in new:
        content = new["concept"] if two else next(iter(new.values()))
        revision = page.with_content_json(content).save_revision(user=user, clean=False)
        log_replaced(page, target, user, revision)
    if two:
        notes.append(_("Er is een concept dat nog niet af is. Dat concept blijft een concept."))
    if page.live and not may_publish and "online" in new:
        notes.append(
            _(
                "U mag deze pagina niet publiceren. Vraag het aan iemand die dat mag: online is nog niets veranderd."
            )
        )
        if revision is None:
            raise Skip(notes[-1])
    if not page.live or not may_publish or "online" not in new:
        return _Written(page, None, None, False, tuple(notes))
    if two:
        revision = _beside(page, new["online"], user)
        log_replaced(page, target, user, revision)
    return _Written(page, revision, page.live_revision_id, two, tuple(notes))


def _check_free(page: Any, target: PhoneTarget | ObjectTarget, user: Any) -> None:
    """Raises Skip for a page that this user may not touch now."""
    if page.alias_of_id is not None:
        raise Skip(_("Deze pagina volgt een andere pagina. Zij verandert vanzelf mee."))
    if reason := plan.refers_to_itself(page.pk, target):
        raise Skip(reason)
    if not page.permissions_for_user(user).can_edit():
        raise Skip(plan.may_not_edit())
    lock = page.get_lock()
    if lock is not None and lock.for_user(user):
        raise Skip(plan.locked())
    if page.current_workflow_state is not None:
        raise Skip(plan.judged())


def _beside(page: Any, content: dict[str, Any], user: Any) -> Revision:
    """A version of what is online, just older than the newest draft: so the draft stays the newest."""
    newest = Revision.objects.get(
        pk=Page.objects.values_list("latest_revision_id", flat=True).get(pk=page.pk)
    )
    return Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=user,
        created_at=newest.created_at - dt.timedelta(microseconds=1),
        content=page.with_content_json(content).serializable_data(),
        object_str=str(page),
    )


def _publish(written: _Written, user: Any) -> tuple[tuple[str, ...], bool]:
    """Through the gate: why it did not go live (nothing when it did), and whether the gate said so."""
    assert written.revision is not None
    now = Page.objects.filter(pk=written.page.pk).values_list("live", "live_revision_id").first()
    if now != (True, written.base_id):
        return (
            _("Iemand anders publiceerde deze pagina net, of haalde haar offline. Kijk zelf wat nu goed is."),
        ), False
    try:
        # Read anew: the page that was written with knows nothing of the versions saved after it.
        Revision.objects.get(pk=written.revision.pk).publish(user=user)
    except PublishRefused as refusal:
        reasons = [text_at_field(bevinding) for bevinding in refusal.bevindingen] or [refusal.reason]
        return tuple(dict.fromkeys(reasons)), True
    except ValidationError as error:
        return tuple(dict.fromkeys(error.messages)), True
    except Exception:  # the draft is saved; the other pages go on
        logger.exception("page %s broke while it was published with something replaced", written.page.pk)
        return (_("Publiceren ging mis. De verandering staat in het concept."),), False
    return (), False
