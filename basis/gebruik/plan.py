"""What replacing will do to each row, said beforehand: a constant number of queries. The run decides again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState

from basis.gebruik.rows import Row
from basis.gebruik.targets import ObjectTarget, Target


def version_of(page: Page) -> str:
    """Which version of a page a preview showed."""
    return f"{page.latest_revision_id or 0}.{page.live_revision_id or 0}"


def refers_to_itself(page_id: int, target: Target) -> str:
    """Why the page that comes instead is not changed itself; "" for every other page."""
    if isinstance(target, ObjectTarget) and target.kind == "page" and target.new.pk == page_id:
        return _("Deze pagina zou dan naar zichzelf verwijzen. Pas haar zelf aan.")
    return ""


def locked() -> str:
    """Locked by somebody, or waiting for its day."""
    return _("Deze pagina zit op slot. Of er is al een dag gekozen waarop zij online gaat.")


def judged() -> str:
    """In a workflow."""
    return _("Deze pagina wacht op een oordeel van een collega. Rond dat eerst af.")


def may_not_edit() -> str:
    """No right to change this page."""
    return _("U mag deze pagina niet veranderen.")


def foretell(rows: Sequence[Row], target: Target, user: Any) -> None:
    """Give each row its `problem`, or its `plan` and `version`."""
    pages = [row.page for row in rows if row.page is not None]
    page_type = ContentType.objects.get_for_model(Page)
    ids = [str(page.pk) for page in pages]
    waiting = Revision.objects.filter(
        base_content_type=page_type, object_id__in=ids, approved_go_live_at__isnull=False
    )
    busy = WorkflowState.objects.active().filter(base_content_type=page_type, object_id__in=ids)
    scheduled = set(waiting.values_list("object_id", flat=True))
    in_workflow = set(busy.values_list("object_id", flat=True))
    for row in rows:
        if row.page is None:
            row.problem = row.problem or _of_object(row)
            row.plan = _("Dit telt meteen, na het opslaan.")
            continue
        row.version = version_of(row.page)
        rights = row.page.permissions_for_user(user)
        key = str(row.page.pk)
        row.problem = row.problem or refers_to_itself(row.page.pk, target)
        if not row.problem and key in in_workflow:
            row.problem = judged()
        elif not row.problem and not rights.can_edit():
            row.problem = may_not_edit()
        elif not row.problem and (key in scheduled or (row.page.locked and row.page.locked_by_id != user.pk)):
            row.problem = locked()
        row.plan = _for_page(row.page, rights.can_publish())


def _of_object(row: Row) -> str:
    if row.frozen:
        return frozen()
    return "" if row.href else _("U mag dit niet veranderen.")


def frozen() -> str:
    """What was fixed when it was published."""
    return _("Dit ligt vast. Het verandert als het formulier opnieuw online gaat.")


def _for_page(page: Page, may_publish: bool) -> str:
    if not page.live:
        return _("Komt in het concept.")
    if not may_publish:
        return _("Komt in het concept. Iemand die mag publiceren, zet het online.")
    if page.has_unpublished_changes:
        return _("Komt online en in het concept. Het concept zelf gaat niet online.")
    return _("Gaat meteen online, na onze controle.")
