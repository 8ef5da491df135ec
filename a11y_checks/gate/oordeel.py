"""Questions of the audit: which ones wait for a person, and what that person answered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.browser.probes import all_probes
from a11y_checks.gate.uitzondering import fingerprint_of
from a11y_checks.models import BevindingOordeel, OordeelKeuze
from a11y_checks.rules.registry import all_rules

LOG_ACTION = "a11y_checks.oordeel"
REASON_MIN, REASON_MAX = 5, 500

# What an editor writes, chooses or can judge: texts, links, pictures, headings, tables. Everything else that asks is
# about what the site's own templates and styles make, also where the element stands inside a field's content: no
# editor can change that, so it stops nobody and reaches the webteam as a remark.
EDITOR_RULES = frozenset(
    {
        "afbeelding-zonder-alt", "alinea-met-br", "alt-herhaalt-tekst", "alt-leeg-bij-inhoud", "alt-te-algemeen",
        "alt-te-lang", "anker-naar-niets", "axe:color-contrast", "bewegend-plaatje", "cursieve-tekst",
        "datum-zonder-voorbeeld", "hoofdletters", "iframe-titel-vaag", "iframe-zelfde-titel", "ingevoegde-video",
        "kleur-alleen", "kleur-als-aanwijzing", "kolommen-met-spaties", "kop-te-lang", "kop-vaag",
        "kop-zonder-tekst", "kopcel-leeg", "label-dubbel", "lege-alineas", "letters-met-spaties", "lijkt-op-kop",
        "lijkt-op-tabel", "link-kaal-adres", "link-naar-bestand", "link-te-lang", "link-vaag", "link-zelfde-tekst",
        "link-zonder-doel", "links-naast-elkaar", "nepkop", "neplijst", "opmaaktabel", "reflow-320",
        "richting-ontbreekt", "taal-past-niet", "taal-van-deel", "tabel-samengevoegd", "tabel-zonder-bijschrift",
        "tekens-als-beeld", "tekst-in-afbeelding", "tekst-zonder-koppen", "titel-ontbreekt", "titel-past-niet",
        "versiering-met-tekst", "video-zonder-ondertiteling", "zintuiglijke-aanwijzing",
    }
)  # fmt: skip
# Of these the whole page is the content, so no single field is named.
PAGE_RULES = frozenset({"taal-past-niet", "tekst-zonder-koppen", "titel-ontbreekt", "titel-past-niet"})


class OordeelRefused(ValidationError):
    """An answer that can't be kept: no choice, or no reason for letting the page pass. `code` names the field."""


@cache
def _audit_rules() -> frozenset[str]:
    return frozenset({rule.id for rule in all_rules()} | {probe.id for probe in all_probes()})


def _is_own_fact(rule: str) -> bool:
    """Whether the page type itself asks this (`gate_checks`), and not the audit."""
    return rule not in _audit_rules() and not rule.startswith(("axe:", "b1:"))


def needs_answer(bevinding: Bevinding) -> bool:
    """Whether a person must answer this before the page can go live: a question about what an editor made.

    The reading level (`b1:`) is an estimate with a way out of its own, so it is not among them.
    """
    if bevinding.niveau is not Niveau.ASK:
        return False
    if bevinding.rule in PAGE_RULES or _is_own_fact(bevinding.rule):
        return True
    return bevinding.source != "" and bevinding.rule in EDITOR_RULES


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
