"""One change to many pages: each page in a transaction of its own, with what became of it. Publishes nothing."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.models import Page

from basis.models import PaginaBeheer, Team
from producten.keuzes import Doelgroep

logger = logging.getLogger("loket.producten")


class Wijze(models.TextChoices):
    """What happens to the doelgroepen that a product has."""

    ERBIJ = "erbij", gettext_lazy("Zet deze erbij")
    ERAF = "eraf", gettext_lazy("Haal deze eraf")
    ALLEEN = "alleen", gettext_lazy("Alleen deze, de andere gaan eraf")


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What became of one page: changed, or why not, as a sentence."""

    page: Any
    changed: bool
    reden: str = ""


class _Skip(Exception):
    """Why a page stays as it is, as a sentence for the report."""


def set_beheer(
    *, pages: Iterable[Page], user: Any, team: Team | None = None, review_op: dt.date | None = None
) -> list[Uitkomst]:
    """Give each page this team and review date; None leaves what is there. Outside the revisions: at once, no publish.

    Needs `basis.change_paginabeheer`. A result per page, in their order.
    """
    wanted: dict[str, Any] = {"team": team, "review_op": review_op}
    wanted = {name: value for name, value in wanted.items() if value is not None}

    def change(page: Page) -> None:
        if not user.has_perm("basis.change_paginabeheer"):
            raise _Skip(_("U mag niet bepalen wie deze pagina beheert."))
        beheer, _made = PaginaBeheer.objects.select_for_update().get_or_create(page_id=page.pk)
        if all(getattr(beheer, name) == value for name, value in wanted.items()):
            raise _Skip(_("Dit stond al zo."))
        for name, value in wanted.items():
            setattr(beheer, name, value)
        beheer.save(update_fields=list(wanted))
        log(instance=beheer, action="wagtail.edit", user=user)

    return _each(pages, change)


def set_doelgroepen(
    *, pages: Iterable[Page], user: Any, doelgroepen: Collection[str], wijze: Wijze
) -> list[Uitkomst]:
    """Change for whom these products are, in a new draft of each: somebody publishes it later, through the gate.

    A page that is no product, is locked, or would be left without a doelgroep stays as it is.
    """
    product_model = apps.get_model("producten", "ProductPage")

    def change(page: Page) -> None:
        specific = page.specific
        if not isinstance(specific, product_model):
            raise _Skip(_("Dit is geen product."))
        lock = specific.get_lock()
        if not specific.permissions_for_user(user).can_edit() or (lock and lock.for_user(user)):
            raise _Skip(_("U mag deze pagina nu niet veranderen, of de pagina zit op slot."))
        draft = specific.get_latest_revision_as_object()
        new = _combine(draft.doelgroepen, doelgroepen, wijze)
        if not new:
            raise _Skip(_("Dan is dit product voor niemand meer."))
        if new == draft.doelgroepen:
            raise _Skip(_("Dit stond al zo."))
        draft.doelgroepen = new
        draft.save_revision(user=user, log_action=True, clean=False)

    return _each(pages, change)


def _combine(now: Collection[str], chosen: Collection[str], wijze: Wijze) -> list[str]:
    """In the order of the list, so that the same choice always reads the same."""
    new = {
        Wijze.ERBIJ: {*now, *chosen},
        Wijze.ERAF: {*now} - {*chosen},
        Wijze.ALLEEN: {*chosen},
    }[wijze]
    return [value for value in Doelgroep.values if value in new]


def _each(pages: Iterable[Page], change: Callable[[Page], None]) -> list[Uitkomst]:
    results = []
    for page in pages:
        try:
            with transaction.atomic():
                change(page)
        except _Skip as reason:
            results.append(Uitkomst(page, False, str(reason)))
        except Exception:  # the others go on, whatever is wrong with this one
            logger.exception("page %s broke while many were changed", page.pk)
            results.append(Uitkomst(page, False, _("Er ging iets mis. Vraag hulp aan het webteam.")))
        else:
            results.append(Uitkomst(page, True))
    return results
