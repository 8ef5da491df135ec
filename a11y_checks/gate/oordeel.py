"""Questions of the audit: which ones wait for a person, and what that person answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.gate.uitzondering import fingerprint_of
from a11y_checks.models import BevindingOordeel, OordeelKeuze

LOG_ACTION = "a11y_checks.oordeel"
REASON_MIN, REASON_MAX = 5, 500

# Only the site's own templates write what these rules look at: an editor can neither change nor judge it, also
# where the element stands inside a field's content. The webteam sees them as remarks.
TEMPLATE_RULES = frozenset(
    {
        "aria-attribuut-verplicht", "axe:aria-deprecated-role", "axe:label-content-name-mismatch",
        "axe:scrollable-region-focusable", "axe:target-size", "focus-zonder-rol", "fout-zonder-uitleg",
        "interactief-genest", "keuze-springt", "keuzegroep-zonder-legenda", "klik-zonder-knop", "label-in-naam",
        "label-zonder-veld", "landmark-zelfde-naam", "legenda-dubbel", "main-landmark", "placeholder-als-label",
        "rol-zonder-focus", "tabindex-positief",
    }
)  # fmt: skip
# The reading level is an estimate with a way out of its own; it never stops a page.
_LEVEL_PREFIX = "b1:"


class OordeelRefused(ValidationError):
    """An answer that can't be kept: no choice, or no reason for letting the page pass. `code` names the field."""


def needs_answer(bevinding: Bevinding) -> bool:
    """Whether a person must answer this before the page can go live: a question about what an editor made."""
    return (
        bevinding.niveau is Niveau.ASK
        and bevinding.source != ""
        and bevinding.rule not in TEMPLATE_RULES
        and not bevinding.rule.startswith(_LEVEL_PREFIX)
    )


def oordelen_for(page: Any, bevindingen: Sequence[Bevinding]) -> dict[str, BevindingOordeel]:
    """The answers that were given to these findings of this page, by fingerprint. One query."""
    marks = {fingerprint_of(page, b) for b in bevindingen if needs_answer(b)}
    if not marks or not page.pk:
        return {}
    given = BevindingOordeel.objects.filter(page_id=page.pk, fingerprint__in=marks).select_related("user")
    return {oordeel.fingerprint: oordeel for oordeel in given}


def open_questions(page: Any, bevindingen: Sequence[Bevinding]) -> list[Bevinding]:
    """The questions without the answer "this is right", in the order given. "This must change" stays open."""
    given = oordelen_for(page, bevindingen)
    right = {mark for mark, oordeel in given.items() if oordeel.keuze == OordeelKeuze.GOED}
    return [b for b in bevindingen if needs_answer(b) and fingerprint_of(page, b) not in right]


@transaction.atomic
def answer_bevinding(
    *, page: Any, fingerprint: str, rule: str, message: str, keuze: str, reason: str, user: Any
) -> BevindingOordeel:
    """Remember what `user` says to one question on this page; a later answer replaces it, both are in the log.

    `fingerprint`, `rule` and `message` are those of the question as it was shown. Raises PermissionDenied for
    who may not edit the page, and OordeelRefused, with a Dutch sentence, for an answer that lacks something.
    """
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    reason = " ".join(reason.split())
    if keuze not in OordeelKeuze.values:
        raise OordeelRefused(_("Kies eerst een antwoord."), code="keuze")
    if keuze == OordeelKeuze.GOED and len(reason) < REASON_MIN:
        raise OordeelRefused(_("Schrijf op waarom het zo goed is."), code="reason")
    if len(reason) > REASON_MAX:
        raise OordeelRefused(
            _("De reden is te lang. Gebruik hooguit %(number)d tekens.") % {"number": REASON_MAX},
            code="reason",
        )
    oordeel, _created = BevindingOordeel.objects.update_or_create(
        page_id=page.pk,
        fingerprint=fingerprint,
        defaults={"rule": rule, "message": message, "keuze": keuze, "reason": reason, "user": user},
    )
    log(
        instance=page,
        action=LOG_ACTION,
        user=user,
        data={"vraag": message, "antwoord": oordeel.get_keuze_display(), "reden": reason, "regel": rule},
    )
    return oordeel
